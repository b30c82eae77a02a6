//! Amounts, lengths of time and times of day.

use chrono::NaiveTime;

use super::{Reading, meaning};
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// What a bare number in a column of lengths stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
}

/// Minutes. A bare number counts in the column's own unit; one too small to be a meeting is not read.
pub fn minutes(cell: &Cell, unit: Unit) -> Reading<u32> {
    let bare = |number: f64| match unit {
        Unit::Minutes if number < 5.0 => Err(NoteKind::NotADuration),
        Unit::Minutes => within_a_day(number),
        Unit::Hours => within_a_day(number * 60.0),
    };
    match cell {
        Cell::Number(number) => bare(*number),
        Cell::Clock(seconds) => within_a_day(f64::from(*seconds) / 60.0),
        Cell::Date(_) | Cell::DateTime(_) | Cell::Bool(_) => Err(NoteKind::NotADuration),
        Cell::Empty | Cell::Text(_) => match meaning(cell)? {
            None => Ok(None),
            Some(text) => match decimal(&text) {
                Some(number) => bare(number),
                None => minutes_in_words(&text)
                    .ok_or(NoteKind::NotADuration)
                    .and_then(within_a_day),
            },
        },
    }
}

fn within_a_day(minutes: f64) -> Reading<u32> {
    let whole = minutes.round();
    if (1.0..=1440.0).contains(&whole) {
        Ok(Some(whole as u32))
    } else {
        Err(NoteKind::NotADuration)
    }
}

/// "1,5 h", "45 min", "1h30", "1 tim 15 min", "1:30", "halvtimme".
fn minutes_in_words(text: &str) -> Option<f64> {
    match text {
        "en timme" | "timme" | "en tim" => return Some(60.0),
        "halvtimme" | "en halvtimme" | "en halv timme" => return Some(30.0),
        "kvart" | "en kvart" => return Some(15.0),
        "en och en halv timme" => return Some(90.0),
        _ => {}
    }
    if let Some((hours, minutes)) = text.split_once(':') {
        return Some(digits(hours)? * 60.0 + digits(minutes).filter(|minutes| *minutes < 60.0)?);
    }
    let unit_at = text.find(|c: char| c.is_alphabetic())?;
    let first = decimal(text[..unit_at].trim())?;
    let rest = &text[unit_at..];
    let unit_end = rest
        .find(|c: char| !c.is_alphabetic())
        .unwrap_or(rest.len());
    let after = rest[unit_end..].trim_start_matches(['.', ' ']);
    match &rest[..unit_end] {
        "m" | "min" | "minut" | "minuter" | "minutes" if after.is_empty() => Some(first),
        "h" | "t" | "tim" | "timme" | "timmar" | "timma" | "hour" | "hours" => {
            let minutes = after
                .trim_end_matches(|c: char| c.is_alphabetic() || c == '.')
                .trim();
            let extra = if after.is_empty() {
                0.0
            } else {
                digits(minutes).filter(|minutes| *minutes < 60.0)?
            };
            Some(first * 60.0 + extra)
        }
        _ => None,
    }
}

fn digits(text: &str) -> Option<f64> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|c| c.is_ascii_digit()))
        .then(|| text.parse().ok())?
}

/// A time of day: "09:00", "13.30", "kl 10", 0.5 of a day. Of a span, when it began.
pub fn time_of_day(cell: &Cell) -> Reading<NaiveTime> {
    let clock = |hour: u32, minute: u32| {
        NaiveTime::from_hms_opt(hour, minute, 0)
            .map(Some)
            .ok_or(NoteKind::NotATime)
    };
    match cell {
        Cell::Clock(seconds) => clock(seconds / 3600, seconds / 60 % 60),
        Cell::DateTime(at) => Ok(Some(at.time())),
        Cell::Number(part) if (0.0..1.0).contains(part) && *part > 0.0 => {
            let minutes = (part * 1440.0).round() as u32;
            clock(minutes / 60, minutes % 60)
        }
        Cell::Number(hour) if hour.fract() == 0.0 && (1.0..24.0).contains(hour) => {
            clock(*hour as u32, 0)
        }
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Err(NoteKind::NotATime),
        Cell::Empty | Cell::Text(_) => {
            let Some(text) = meaning(cell)? else {
                return Ok(None);
            };
            let text = text
                .trim_start_matches("klockan")
                .trim_start_matches("kl")
                .trim_start_matches('.')
                .trim();
            let start = text.split(['-', '–']).next().unwrap_or_default().trim();
            let parts: Vec<&str> = start.split([':', '.']).collect();
            let read = |text: &str| {
                digits(text)
                    .map(|number| number as u32)
                    .ok_or(NoteKind::NotATime)
            };
            match parts[..] {
                [hour] if hour.len() <= 2 => clock(read(hour)?, 0),
                [both] if both.len() == 4 => clock(read(both)? / 100, read(both)? % 100),
                [hour, minute] | [hour, minute, _] if minute.len() == 2 => {
                    clock(read(hour)?, read(minute)?)
                }
                _ => Err(NoteKind::NotATime),
            }
        }
    }
}

/// An amount: "1,5", "480 000", "75 000 kr", "1,2 mkr". "75,000" could be either and is not read.
pub fn amount(cell: &Cell) -> Reading<f64> {
    match cell {
        Cell::Number(number) if number.is_finite() && *number >= 0.0 => Ok(Some(*number)),
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Clock(_) | Cell::Bool(_) => {
            Err(NoteKind::NotANumber)
        }
        Cell::Empty | Cell::Text(_) => {
            let Some(text) = meaning(cell)? else {
                return Ok(None);
            };
            let units = [
                (":-", 1.0),
                ("tkr", 1e3),
                ("kkr", 1e3),
                ("tsek", 1e3),
                ("mkr", 1e6),
                ("msek", 1e6),
                ("miljoner kr", 1e6),
                ("miljoner", 1e6),
                ("kronor", 1.0),
                ("kr", 1.0),
                ("sek", 1.0),
                ("åa", 1.0),
                ("årsarbetskrafter", 1.0),
                ("st", 1.0),
            ];
            let unit = units
                .iter()
                .find_map(|(unit, factor)| Some((text.strip_suffix(unit)?.trim(), *factor)));
            let (number, factor) = unit.unwrap_or((&text, 1.0));
            let looks_like_thousands = number
                .split_once(',')
                .is_some_and(|(_, after)| after.len() == 3);
            match decimal(&without_thousand_dots(number)) {
                Some(number) if !looks_like_thousands && number >= 0.0 => Ok(Some(number * factor)),
                _ => Err(NoteKind::NotANumber),
            }
        }
    }
}

/// "75.000" and "1.250.000" use the dot between thousands; "1.5" does not.
fn without_thousand_dots(text: &str) -> String {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let whole = |group: &str| group.len() == 3 && group.bytes().all(|c| c.is_ascii_digit());
    let is_thousands =
        text.contains('.') && first != "0" && (1..=3).contains(&first.len()) && groups.all(whole);
    if is_thousands {
        text.replace('.', "")
    } else {
        text.to_owned()
    }
}

/// A number with decimal comma or point and blanks between thousands; nothing else beside it.
fn decimal(text: &str) -> Option<f64> {
    if text.len() > 20 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return match text {
            "½" => Some(0.5),
            _ => None,
        };
    }
    if let Some(whole) = text.strip_suffix('½') {
        return decimal(whole.trim()).map(|whole| whole + 0.5);
    }
    let mut groups = text.split([' ', '\'']);
    let first = groups.next()?;
    let grouped = text.contains([' ', '\'']);
    let well_grouped = groups.all(|group| {
        group
            .split([',', '.'])
            .next()
            .is_some_and(|digits| digits.len() == 3)
    });
    if grouped && !(first.len() <= 3 && well_grouped) {
        return None;
    }
    let bare: String = text
        .chars()
        .filter(|c| !matches!(c, ' ' | '\''))
        .map(|c| if c == ',' { '.' } else { c })
        .collect();
    bare.bytes()
        .all(|c| c.is_ascii_digit() || c == b'.')
        .then(|| bare.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_with_and_without_units() {
        let said = |text: &str| minutes(&Cell::from_text(text), Unit::Minutes);
        for (text, expected) in [
            ("60", 60),
            ("1 h", 60),
            ("1,5 h", 90),
            ("0,75 h", 45),
            ("45 min", 45),
            ("45min.", 45),
            ("1h30", 90),
            ("1 h 30 min", 90),
            ("1 tim 15 min", 75),
            ("1:30", 90),
            ("2 timmar", 120),
            ("1½ h", 90),
            ("½ tim.", 30),
            ("en timme", 60),
            ("1.5 tim", 90),
        ] {
            assert_eq!(said(text), Ok(Some(expected)), "{text}");
        }
        for text in [
            "1,5",
            "2",
            "lång",
            "0",
            "1:75",
            "30 h",
            "h",
            "1 vecka",
            "1 h och lite",
        ] {
            assert_eq!(said(text), Err(NoteKind::NotADuration), "{text}");
        }
        assert_eq!(minutes(&Cell::from_text("1,5"), Unit::Hours), Ok(Some(90)));
        assert_eq!(minutes(&Cell::Clock(5400), Unit::Minutes), Ok(Some(90)));
        assert_eq!(minutes(&Cell::Empty, Unit::Minutes), Ok(None));
    }

    #[test]
    fn times_of_day_are_read() {
        let said = |text: &str| {
            time_of_day(&Cell::from_text(text)).map(|time| {
                time.map(|time| time.format("%H:%M").to_string())
                    .unwrap_or_default()
            })
        };
        for (text, expected) in [
            ("09:00", "09:00"),
            ("13.30", "13:30"),
            ("kl 10", "10:00"),
            ("kl. 10.30", "10:30"),
            ("9", "09:00"),
            ("1330", "13:30"),
            ("10:00-11:00", "10:00"),
            ("09:00:00", "09:00"),
            ("Klockan 8", "08:00"),
        ] {
            assert_eq!(said(text).as_deref(), Ok(expected), "{text}");
        }
        for text in ["25:00", "förmiddag", "10:75", "kl", "é:00"] {
            assert_eq!(said(text), Err(NoteKind::NotATime), "{text}");
        }
        assert_eq!(
            time_of_day(&Cell::Clock(48_600)),
            Ok(NaiveTime::from_hms_opt(13, 30, 0))
        );
    }

    #[test]
    fn amounts_are_swedish() {
        let said = |text: &str| amount(&Cell::from_text(text));
        for (text, expected) in [
            ("1,5", 1.5),
            ("480 000", 480_000.0),
            ("75\u{a0}000 kr", 75_000.0),
            ("75.000 kr", 75_000.0),
            ("1.250.000", 1_250_000.0),
            ("1.5", 1.5),
            ("480 tkr", 480_000.0),
            ("1,2 mkr", 1_200_000.0),
            ("500:-", 500.0),
            ("12 345,50", 12_345.5),
            ("0.125", 0.125),
            ("75000 SEK", 75_000.0),
        ] {
            assert_eq!(said(text), Ok(Some(expected)), "{text}");
        }
        for text in [
            "75,000",
            "-5",
            "1 2",
            "mycket",
            "1,5 h",
            "1e9",
            "10 000 eller 20 000",
            "inf",
            "nan",
        ] {
            assert_eq!(said(text), Err(NoteKind::NotANumber), "{text}");
        }
    }
}
