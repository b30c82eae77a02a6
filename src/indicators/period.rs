//! The time a figure covers: a half-year, as funders ask, or a whole programme.
use crate::{clock, programmes::Programme};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use std::{fmt, str::FromStr};

/// A half-year, or all of a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Period {
    /// From the programme's first day to its last.
    Whole,
    /// January to June, or July to December.
    Half {
        /// The year.
        year: i32,
        /// Whether it is the second half.
        second: bool,
    },
}

/// What was given is not a period.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a period: write a half-year such as 2026H1, or whole")]
pub struct NotAPeriod(pub String);

impl Period {
    /// The half-year a day lies in.
    pub fn half_of(day: NaiveDate) -> Self {
        Self::Half { year: day.year(), second: day.month() > 6 }
    }

    /// The half-year before.
    pub fn before(self) -> Self {
        match self {
            Self::Whole => Self::Whole,
            Self::Half { year, second: true } => Self::Half { year, second: false },
            Self::Half { year, second: false } => Self::Half { year: year - 1, second: true },
        }
    }

    /// First and last day, in a programme.
    pub fn days(self, programme: &Programme) -> (NaiveDate, NaiveDate) {
        let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap_or(NaiveDate::MAX);
        match self {
            Self::Whole => (programme.starts_on, programme.ends_on),
            Self::Half { year, second: false } => (day(year, 1, 1), day(year, 6, 30)),
            Self::Half { year, second: true } => (day(year, 7, 1), day(year, 12, 31)),
        }
    }

    /// The half-years of a programme that have begun by `today`, newest first.
    pub fn of(programme: &Programme, today: NaiveDate) -> Vec<Self> {
        let first = Self::half_of(programme.starts_on);
        let mut period = Self::half_of(programme.ends_on.min(today));
        let mut periods = Vec::new();
        while period >= first {
            periods.push(period);
            period = period.before();
        }
        periods
    }
}

/// The moments between which a day of `from..=to` lies, in Sweden.
pub(super) fn moments(from: NaiveDate, to: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let after = to.succ_opt().unwrap_or(to);
    (clock::moment(from, NaiveTime::MIN), clock::moment(after, NaiveTime::MIN))
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole => f.write_str("whole"),
            Self::Half { year, second } => write!(f, "{year}H{}", if *second { 2 } else { 1 }),
        }
    }
}

impl FromStr for Period {
    type Err = NotAPeriod;

    fn from_str(text: &str) -> Result<Self, NotAPeriod> {
        let refused = || NotAPeriod(text.chars().take(20).collect());
        let tidy = text.trim().to_uppercase();
        if tidy == "WHOLE" {
            return Ok(Self::Whole);
        }
        let (year, half) = tidy.split_once('H').ok_or_else(refused)?;
        let year = year.parse().ok().filter(|year| (1990..=2200).contains(year)).ok_or_else(refused)?;
        match half {
            "1" => Ok(Self::Half { year, second: false }),
            "2" => Ok(Self::Half { year, second: true }),
            _ => Err(refused()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn half_years_are_read_and_written() {
        for text in ["2026H1", "2026H2", "1999H2", "whole"] {
            assert_eq!(text.parse::<Period>().unwrap().to_string(), text);
        }
        assert_eq!(" 2026h1 ".parse(), "2026H1".parse::<Period>());
        for text in ["", "2026", "2026H3", "26H1", "H1", "2026H1/../x", "99999H1"] {
            assert!(text.parse::<Period>().is_err(), "{text}");
        }
    }

    #[test]
    fn half_years_follow_each_other() {
        let period: Period = "2026H1".parse().unwrap();
        assert_eq!(period.before().to_string(), "2025H2");
        assert_eq!(period.before().before().to_string(), "2025H1");
    }
}
