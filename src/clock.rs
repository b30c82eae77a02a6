//! The only place that asks what time it is.
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Europe::Stockholm;

/// Reads the time. Injected everywhere, so that tests decide what day it is.
#[derive(Clone, Copy)]
pub struct Clock {
    read: fn() -> DateTime<Utc>,
}

impl Clock {
    /// The machine's own clock.
    #[expect(clippy::disallowed_methods, reason = "this is the Clock everybody else must ask")]
    pub const fn system() -> Self {
        Self { read: Utc::now }
    }

    /// A clock that tells what it is told to tell.
    pub const fn reading(read: fn() -> DateTime<Utc>) -> Self {
        Self { read }
    }

    /// This moment, in whole seconds: nothing in case work is finer.
    pub fn now(&self) -> DateTime<Utc> {
        let now = (self.read)();
        DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now)
    }

    /// The day on the advisors' wall. Summer time is settled here and nowhere else.
    pub fn today(&self) -> NaiveDate {
        local_day(self.now())
    }
}

/// The day in Sweden at that moment.
pub fn local_day(moment: DateTime<Utc>) -> NaiveDate {
    moment.with_timezone(&Stockholm).date_naive()
}

/// The wall-clock time in Sweden at that moment.
pub fn local_time(moment: DateTime<Utc>) -> NaiveTime {
    moment.with_timezone(&Stockholm).time()
}

/// The moment a Swedish wall clock shows `time` on `day`: in the autumn's doubled hour the first of the
/// two, in the spring's missing hour the first minute after it.
pub fn moment(day: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let wall = day.and_time(time);
    (0..=180)
        .find_map(|minutes| {
            let later = wall + chrono::TimeDelta::minutes(minutes);
            Stockholm.from_local_datetime(&later).earliest()
        })
        .map_or_else(|| wall.and_utc(), |local| local.with_timezone(&Utc))
}

/// `day` moved `months` months on; the 31st becomes the last day of a shorter month.
pub fn add_months(day: NaiveDate, months: u32) -> NaiveDate {
    day.checked_add_months(chrono::Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// Whole years from `birth` to `day`, as a person's age is told.
pub fn age_on(birth: NaiveDate, day: NaiveDate) -> i32 {
    let had_birthday = (day.month(), day.day()) >= (birth.month(), birth.day());
    day.year() - birth.year() - i32::from(!had_birthday)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(y: i32, m: u32, d: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(y, m, d).unwrap()
    }
    fn at(h: u32, m: u32) -> NaiveTime {
        NaiveTime::from_hms_opt(h, m, 0).unwrap()
    }

    #[test]
    fn the_missing_hour_of_spring_gives_the_first_minute_after_it() {
        assert_eq!(moment(day(2026, 3, 29), at(2, 30)).to_rfc3339(), "2026-03-29T01:00:00+00:00");
    }

    #[test]
    fn the_doubled_hour_of_autumn_gives_the_first_of_the_two() {
        assert_eq!(moment(day(2026, 10, 25), at(2, 30)).to_rfc3339(), "2026-10-25T00:30:00+00:00");
    }

    #[test]
    fn a_leap_day_child_ages_on_the_first_of_march() {
        let birth = day(2004, 2, 29);
        assert_eq!(age_on(birth, day(2026, 2, 28)), 21);
        assert_eq!(age_on(birth, day(2026, 3, 1)), 22);
    }
}
