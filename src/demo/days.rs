//! When things happen: on working days, at office hours, hardly ever in July.
use super::chance::Chance;
use crate::{
    clock::{self, add_months},
    codes::holidays,
};
use chrono::{DateTime, Datelike, Days, Months, NaiveDate, NaiveTime, Utc};

/// How far back the first case lies.
const MONTHS: u32 = 18;
/// Those months in which the work was still beginning.
const FIRST_MONTHS: u32 = 6;

/// The time the invention covers: the day before `today` is the last on which anything happened.
#[derive(Clone, Copy)]
pub struct Span {
    pub today: NaiveDate,
}

impl Span {
    pub fn first(self) -> NaiveDate {
        self.today.checked_sub_months(Months::new(MONTHS)).unwrap_or(NaiveDate::MIN)
    }

    /// Nothing is dated later, but for what is planned: so the hour at which the invention is made does not matter.
    pub fn last(self) -> NaiveDate {
        self.today - Days::new(1)
    }

    /// New Year's Day of the year of the first case: when the programmes began.
    pub fn programme_start(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first().year(), 1, 1).unwrap_or(NaiveDate::MIN)
    }

    pub fn programme_end(self) -> NaiveDate {
        NaiveDate::from_ymd_opt(self.first().year() + 2, 12, 31).unwrap_or(NaiveDate::MAX)
    }

    /// So many days on which a case was opened, in order.
    pub fn openings(self, chance: &mut Chance, count: usize) -> Vec<NaiveDate> {
        let days: Vec<(NaiveDate, u32)> = self
            .first()
            .iter_days()
            .take_while(|day| *day <= self.last())
            .filter(|day| holidays::is_working_day(*day))
            .map(|day| (day, self.rush(day)))
            .collect();
        let mut openings: Vec<NaiveDate> = (0..count).map(|_| chance.weighted(&days)).collect();
        openings.sort_unstable();
        openings
    }

    fn rush(self, day: NaiveDate) -> u32 {
        let season = match (day.month(), day.day()) {
            (7, _) => 6,
            (12, 18..) | (1, ..=6) => 15,
            (6, 18..) | (8, ..=12) => 40,
            (2 | 3 | 9 | 10, _) => 130,
            _ => 100,
        };
        match day < add_months(self.first(), FIRST_MONTHS) {
            true => season / 2,
            false => season,
        }
    }
}

/// The working day on or after `day`; a day in July mostly becomes one in August.
pub fn working_day(chance: &mut Chance, day: NaiveDate) -> NaiveDate {
    let away = day.month() == 7 && chance.in_100(85);
    let day = match NaiveDate::from_ymd_opt(day.year(), 8, 3) {
        Some(back) if away => back + Days::new(chance.between(0, 25).unsigned_abs()),
        _ => day,
    };
    holidays::working_day_from(day)
}

/// A moment of that day at which advisors work: on the half-hour, from 8.30 to 15.30.
pub fn at_work(chance: &mut Chance, day: NaiveDate) -> DateTime<Utc> {
    let half_hours = u32::try_from(chance.between(17, 31)).unwrap_or(18);
    at(day, half_hours / 2, half_hours % 2 * 30)
}

/// The moment a Swedish clock shows that time.
pub fn at(day: NaiveDate, hour: u32, minute: u32) -> DateTime<Utc> {
    clock::moment(day, NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN))
}

pub fn after(day: NaiveDate, days: i64) -> NaiveDate {
    day + Days::new(days.unsigned_abs())
}
