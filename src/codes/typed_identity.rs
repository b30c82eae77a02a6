//! An identity number as it is typed: its parts, the century it leaves out and the day it holds.

use chrono::{Datelike, NaiveDate};

use super::identity_kind::IdentityKind;

/// Letters that stand in position seven of an interim number.
const INTERIM_LETTERS: &str = "TRSUWXJKLMN";
/// A samordningsnummer adds this to the day of birth.
const DAY_SHIFT: u32 = 60;

/// A number as typed, taken apart.
pub struct TypedIdentity<'a> {
    date: &'a str,
    last_four: &'a str,
    plus: bool,
}

impl<'a> TypedIdentity<'a> {
    /// The parts, or nothing when the text has not the shape of a number. Expects it tidied.
    pub fn take_apart(tidy: &'a str) -> Option<Self> {
        if !tidy.is_ascii() {
            return None;
        }
        let (date, last_four) = match tidy.split_once(['-', '+']) {
            Some(parts) => parts,
            None => tidy.split_at_checked(tidy.len().checked_sub(4)?)?,
        };
        let (first, rest) = last_four.split_at_checked(1)?;
        let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
        let in_shape = matches!(date.len(), 6 | 8)
            && is_number(date)
            && (is_number(first) || INTERIM_LETTERS.contains(first))
            && rest.len() == 3
            && is_number(rest);
        in_shape.then_some(Self { date, last_four, plus: tidy.contains('+') })
    }

    /// The kind of number and the day it says its owner was born, or nothing when that is no day.
    pub fn born(&self, today: NaiveDate) -> Option<(IdentityKind, NaiveDate)> {
        let (year, month_and_day) = self.date.split_at(self.date.len() - 4);
        let year = match year.len() {
            2 => self.year_without_century(year.parse().ok()?, today),
            _ => year.parse().ok().filter(|year| *year >= 1800)?,
        };
        let month: u32 = month_and_day[..2].parse().ok()?;
        let day: u32 = month_and_day[2..].parse().ok()?;
        let (kind, day) = match day {
            _ if self.is_interim() => (IdentityKind::Interim, day),
            day if day > DAY_SHIFT => (IdentityKind::Samordningsnummer, day - DAY_SHIFT),
            day => (IdentityKind::Personnummer, day),
        };
        Some((kind, NaiveDate::from_ymd_opt(year, month, day)?))
    }

    /// The latest such year that is not after this one; with a plus, not after the one a hundred years ago.
    fn year_without_century(&self, year: i32, today: NaiveDate) -> i32 {
        let latest = if self.plus { today.year() - 100 } else { today.year() };
        latest - (latest - year).rem_euclid(100)
    }

    /// The ten characters without century and sign.
    pub fn ten(&self) -> String {
        [self.short_date(), self.last_four].concat()
    }

    /// The ten digits the check digit is reckoned over: the letter of an interim number counts as one.
    pub fn checked_digits(&self) -> String {
        match self.is_interim() {
            true => [self.short_date(), "1", &self.last_four[1..]].concat(),
            false => self.ten(),
        }
    }

    fn short_date(&self) -> &str {
        &self.date[self.date.len() - 6..]
    }

    fn is_interim(&self) -> bool {
        INTERIM_LETTERS.contains(&self.last_four[..1])
    }
}
