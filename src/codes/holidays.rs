//! Working days in Sweden: no Saturdays, Sundays, public holidays, nor the eves on which offices are closed.

use chrono::{Datelike, Days, NaiveDate, Weekday};

/// Whether offices are open.
pub fn is_working_day(date: NaiveDate) -> bool {
    !is_weekend(date) && !is_public_holiday(date) && !is_closed_eve(date)
}

/// The first working day after this one.
pub fn next_working_day(date: NaiveDate) -> NaiveDate {
    working_day_from(date + Days::new(1))
}

/// This day if it is a working day, otherwise the first one after it.
pub fn working_day_from(date: NaiveDate) -> NaiveDate {
    date.iter_days().find(|day| is_working_day(*day)).unwrap_or(date)
}

/// The days of the law on public holidays (1989:253), other than Sundays as such.
pub fn is_public_holiday(date: NaiveDate) -> bool {
    match (date.month(), date.day()) {
        (1, 1 | 6) | (5, 1) | (6, 6) | (12, 25 | 26) => true,
        (6, 20..=26) | (10, 31) | (11, 1..=6) if date.weekday() == Weekday::Sat => true,
        _ => matches!((date - easter_sunday(date.year())).num_days(), -2 | 0 | 1 | 39 | 49),
    }
}

/// Midsummer, Christmas and New Year's eve: working days by law, days off in practice.
fn is_closed_eve(date: NaiveDate) -> bool {
    match (date.month(), date.day()) {
        (12, 24 | 31) => true,
        (6, 19..=25) => date.weekday() == Weekday::Fri,
        _ => false,
    }
}

fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// The Gregorian reckoning of Meeus, Jones and Butcher; the letters are theirs.
fn easter_sunday(year: i32) -> NaiveDate {
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let g = (8 * b + 13) / 25;
    let h = (19 * a + b - b / 4 - g + 15) % 30;
    let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
    let m = (a + 11 * h + 19 * l) / 433;
    let month = (h + l - 7 * m + 90) / 25;
    let day = (h + l - 7 * m + 33 * month + 19) % 32;
    NaiveDate::from_ymd_opt(year, month.unsigned_abs(), day.unsigned_abs())
        .expect("Easter is in March or April")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde::Deserialize;

    use super::*;
    use crate::codes::list;

    #[derive(Deserialize)]
    struct Holiday {
        date: NaiveDate,
    }

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn seven_years_agree_with_an_independent_calendar() {
        // Made with the Python package `holidays` 0.109.
        let theirs: Vec<Holiday> = list::rows(include_str!("../../tests/data/public_holidays_2024_2030.csv"));
        let theirs: BTreeSet<_> = theirs.into_iter().map(|holiday| holiday.date).collect();
        let days = day("2024-01-01").iter_days().take_while(|date| date.year() < 2031);
        let ours: BTreeSet<_> = days.filter(|date| is_public_holiday(*date)).collect();
        assert_eq!(ours, theirs);
    }

    #[test]
    fn eves_are_days_off_and_their_neighbours_are_not() {
        for eve in ["2026-06-19", "2026-12-24", "2026-12-31", "2027-06-25"] {
            assert!(!is_working_day(day(eve)), "{eve}");
        }
        for workday in ["2026-06-18", "2026-12-23", "2026-12-30", "2026-04-02", "2026-06-26"] {
            assert!(is_working_day(day(workday)), "{workday}");
        }
    }

    #[test]
    fn the_next_working_day_is_after_the_holidays() {
        assert_eq!(next_working_day(day("2026-04-02")), day("2026-04-07"));
        assert_eq!(next_working_day(day("2026-12-23")), day("2026-12-28"));
        assert_eq!(next_working_day(day("2026-11-24")), day("2026-11-25"));
        assert_eq!(working_day_from(day("2026-11-24")), day("2026-11-24"));
        assert_eq!(working_day_from(day("2026-11-28")), day("2026-11-30"));
    }
}
