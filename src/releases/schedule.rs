//! When a half-year's release is due: at six in the morning, two weeks after the half-year's end.
use crate::{
    clock::{self, local_day},
    indicators::Period,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};

/// Swedish wall-clock hour of a run.
const HOUR: u32 = 6;
/// Month and day of the two runs of a year: default reporting rhythm of Tillväxtverket is each half-year.
const RUNS: [(u32, u32); 2] = [(1, 15), (7, 15)];

/// The first run after a moment.
pub fn next_run_after(moment: DateTime<Utc>) -> DateTime<Utc> {
    let year = local_day(moment).year();
    let runs = [year, year + 1].into_iter().flat_map(|year| RUNS.map(|(month, day)| run(year, month, day)));
    runs.into_iter().find(|run| *run > moment).unwrap_or(DateTime::<Utc>::MAX_UTC)
}

/// The half-year a run reports: the one that ended before it.
pub fn period_of_run(at: DateTime<Utc>) -> Period {
    Period::half_of(local_day(at)).before()
}

fn run(year: i32, month: u32, day: u32) -> DateTime<Utc> {
    let day = NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
    clock::moment(day, NaiveTime::from_hms_opt(HOUR, 0, 0).unwrap_or(NaiveTime::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_wall_clock_shows_six_in_summer_and_winter() {
        let at = |text: &str| text.parse::<DateTime<Utc>>().unwrap();
        let next = |text| next_run_after(at(text)).to_rfc3339();
        assert_eq!(next("2026-03-01T00:00:00Z"), "2026-07-15T04:00:00+00:00");
        assert_eq!(next("2026-07-15T03:59:59Z"), "2026-07-15T04:00:00+00:00");
        assert_eq!(next("2026-07-15T04:00:00Z"), "2027-01-15T05:00:00+00:00");
        assert_eq!(period_of_run(at("2026-07-15T04:00:00Z")).to_string(), "2026H1");
        assert_eq!(period_of_run(at("2027-01-15T05:00:00Z")).to_string(), "2026H2");
    }
}
