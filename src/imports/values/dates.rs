//! Days and years as offices write them.

use chrono::{Datelike, Days, NaiveDate};

use super::months::month_named;
use super::{Reading, meaning};
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// A day. A month or a year alone, or a day someone was not sure of, is not one.
pub fn day(cell: &Cell) -> Reading<NaiveDate> {
    match cell {
        Cell::Date(day) => plausible(*day).map(Some),
        Cell::DateTime(at) => plausible(at.date()).map(Some),
        Cell::Number(number) => day_in_number(*number).map(Some),
        Cell::Clock(_) | Cell::Bool(_) => Err(NoteKind::NotADate),
        Cell::Empty | Cell::Text(_) => match meaning(cell)? {
            Some(text) => day_in_text(&text).map(Some),
            None => Ok(None),
        },
    }
}

/// A year that is known for certain, alone or as part of a day.
pub fn year(cell: &Cell) -> Reading<i32> {
    let of_number = |number: i64| match number {
        1900..=2100 => Ok(Some(number as i32)),
        _ => day_in_number(number as f64).map(|day| Some(day.year())),
    };
    match cell {
        Cell::Number(number) if number.fract() == 0.0 => of_number(*number as i64),
        Cell::Text(_) => {
            let Some(text) = meaning(cell)? else {
                return Ok(None);
            };
            if is_doubtful(&text) {
                return Err(NoteKind::Approximate);
            }
            match (text.parse(), month_alone(&text)) {
                (Ok(number), _) => of_number(number),
                (_, Some(year)) => Ok(Some(year)),
                _ => day_in_text(&text).map(|day| Some(day.year())),
            }
        }
        other => Ok(day(other)?.map(|day| day.year())),
    }
}

fn plausible(day: NaiveDate) -> Result<NaiveDate, NoteKind> {
    if (1900..=2100).contains(&day.year()) { Ok(day) } else { Err(NoteKind::NotADate) }
}

/// 20260315, or the day's number in a spreadsheet program (days since the end of 1899).
fn day_in_number(number: f64) -> Result<NaiveDate, NoteKind> {
    let whole = number.trunc() as i64;
    match whole {
        1900..=2100 if number.fract() == 0.0 => Err(NoteKind::PartOfDate),
        2101..=73_050 => {
            let start = NaiveDate::from_ymd_opt(1899, 12, 30).ok_or(NoteKind::NotADate)?;
            start.checked_add_days(Days::new(whole as u64)).ok_or(NoteKind::NotADate)
        }
        19_000_101..=21_001_231 if number.fract() == 0.0 => {
            from_parts(whole / 10_000, whole / 100 % 100, whole % 100)
        }
        100_101..=991_231 if number.fract() == 0.0 => {
            from_parts(full_year(whole / 10_000), whole / 100 % 100, whole % 100)
        }
        _ => Err(NoteKind::NotADate),
    }
}

fn day_in_text(text: &str) -> Result<NaiveDate, NoteKind> {
    if is_doubtful(text) {
        return Err(NoteKind::Approximate);
    }
    if month_alone(text).is_some() {
        return Err(NoteKind::PartOfDate);
    }
    let date = without_time(text.trim_start_matches("den ").trim_start_matches("d. "));
    if date.bytes().all(|c| c.is_ascii_digit()) {
        let number: i64 = date.parse().map_err(|_| NoteKind::NotADate)?;
        return match date.len() {
            4 if (1900..=2100).contains(&number) => Err(NoteKind::PartOfDate),
            6 => from_parts(full_year(number / 10_000), number / 100 % 100, number % 100),
            8 => from_parts(number / 10_000, number / 100 % 100, number % 100),
            _ => Err(NoteKind::NotADate),
        };
    }
    let parts: Vec<&str> = date
        .split(|c: char| c.is_whitespace() || "/-.–,".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, middle, last] = parts[..] else {
        return Err(NoteKind::NotADate);
    };
    let number = |text: &str| text.parse::<i64>().map_err(|_| NoteKind::NotADate);
    let month = month_named(middle).map_or_else(|| number(middle), Ok)?;
    match (first.len(), last.len()) {
        (4, 1..=2) => from_parts(number(first)?, month, number(last)?),
        (1..=2, 4) => from_parts(number(last)?, month, number(first)?),
        // Two digits first and last: day first when written with a slash, as in 25/5-26, year first in 26-05-25.
        (1..=2, 2) if date.contains('/') || month_named(middle).is_some() || date.contains('.') => {
            from_parts(full_year(number(last)?), month, number(first)?)
        }
        (2, 2) => from_parts(full_year(number(first)?), month, number(last)?),
        _ => Err(NoteKind::NotADate),
    }
}

/// "2026-03-15 09:00" and "2026-03-15t09:00:00" without their time of day.
fn without_time(text: &str) -> &str {
    match text.find(['t', ' ']) {
        Some(at)
            if at >= 8
                && text[at + 1..].starts_with(|c: char| c.is_ascii_digit())
                && text[at + 1..].contains(':') =>
        {
            &text[..at]
        }
        _ => text,
    }
}

fn from_parts(year: i64, month: i64, day: i64) -> Result<NaiveDate, NoteKind> {
    let part = |number: i64| u32::try_from(number).map_err(|_| NoteKind::NotADate);
    let year = i32::try_from(year).map_err(|_| NoteKind::NotADate)?;
    NaiveDate::from_ymd_opt(year, part(month)?, part(day)?).ok_or(NoteKind::NotADate).and_then(plausible)
}

/// Two digits: the years up to 49 are this century's.
fn full_year(year: i64) -> i64 {
    if year < 50 { 2000 + year } else { 1900 + year }
}

fn is_doubtful(text: &str) -> bool {
    let about = [
        "ca", "ca.", "cirka", "c:a", "omkring", "runt", "kring", "ungefär", "ung", "ung.", "kanske", "typ",
        "troligen", "about", "~", "före", "efter", "början", "slutet", "mitten",
    ];
    text.contains('?') || text.starts_with('~') || text.split_whitespace().any(|word| about.contains(&word))
}

/// The year of "2026-03", "03/2026" or "mars 2026".
fn month_alone(text: &str) -> Option<i32> {
    let parts: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || "/-.".contains(c))
        .filter(|part| !part.is_empty())
        .collect();
    let [first, last] = parts[..] else {
        return None;
    };
    let is_month =
        |text: &str| month_named(text).is_some() || (text.len() <= 2 && matches!(text.parse(), Ok(1..=12)));
    let year = |text: &str| text.parse().ok().filter(|year| text.len() == 4 && (1900..=2100).contains(year));
    match (year(first), year(last)) {
        (Some(year), None) if is_month(last) => Some(year),
        (None, Some(year)) if is_month(first) => Some(year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> Result<String, NoteKind> {
        day(&Cell::from_text(text)).map(|day| day.map(|day| day.to_string()).unwrap_or_default())
    }

    #[test]
    fn a_day_is_read_in_every_shape_offices_use() {
        let shapes = [
            "2026-05-25",
            "20260525",
            "25/05 2026",
            "25/5-26",
            "25/5 -26",
            "25.5.2026",
            "25/05/2026",
            "2026/05/25",
            "2026.05.25",
            "25 maj 2026",
            "260525",
            "26-05-25",
            "den 25 maj 2026",
            "2026-05-25 09:00",
            "2026-05-25T09:00:00",
            "25\u{a0}maj\u{a0}2026",
            "25-05-2026",
        ];
        for shape in shapes {
            assert_eq!(said(shape).as_deref(), Ok("2026-05-25"), "{shape}");
        }
        assert_eq!(
            day(&Cell::Number(46_167.0)).map(|day| day.unwrap().to_string()).as_deref(),
            Ok("2026-05-25")
        );
        assert_eq!(
            day(&Cell::Number(20_260_525.0)).map(|day| day.unwrap().to_string()).as_deref(),
            Ok("2026-05-25")
        );
    }

    #[test]
    fn what_is_not_a_day_stays_unknown() {
        for text in ["ca 2016", "2026-05-25?", "omkring 1 maj 2026"] {
            assert_eq!(said(text), Err(NoteKind::Approximate), "{text}");
        }
        for text in ["2026-03", "mars 2026", "2016", "03/2026"] {
            assert_eq!(said(text), Err(NoteKind::PartOfDate), "{text}");
        }
        for text in [
            "2026-02-30",
            "31/02 2026",
            "05/25/2026",
            "snart",
            "1812-01-01",
            "12345678901234567890123",
            "5/5",
            "å-ä-ö",
            "2026-03-15t",
            "t:tttttttt9:",
        ] {
            assert_eq!(said(text), Err(NoteKind::NotADate), "{text}");
        }
        assert_eq!((said(""), said("okänt")), (Ok(String::new()), Ok(String::new())));
        assert_eq!(said("=A1+7"), Err(NoteKind::Formula));
    }

    #[test]
    fn a_year_needs_no_day_but_must_be_certain() {
        assert_eq!(year(&Cell::Number(2012.0)), Ok(Some(2012)));
        assert_eq!(year(&Cell::from_text("2012-05")), Ok(Some(2012)));
        assert_eq!(year(&Cell::from_text("12 maj 2012")), Ok(Some(2012)));
        assert_eq!(year(&Cell::from_text("ca 2016")), Err(NoteKind::Approximate));
        assert_eq!(year(&Cell::from_text("länge")), Err(NoteKind::NotADate));
    }
}
