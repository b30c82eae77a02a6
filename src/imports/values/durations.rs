//! Lengths of time.

use super::amounts::decimal;
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
                None => minutes_in_words(&text).ok_or(NoteKind::NotADuration).and_then(within_a_day),
            },
        },
    }
}

fn within_a_day(minutes: f64) -> Reading<u32> {
    let whole = minutes.round();
    if (1.0..=1440.0).contains(&whole) { Ok(Some(whole as u32)) } else { Err(NoteKind::NotADuration) }
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
    let unit_end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
    let after = rest[unit_end..].trim_start_matches(['.', ' ']);
    match &rest[..unit_end] {
        "m" | "min" | "minut" | "minuter" | "minutes" if after.is_empty() => Some(first),
        "h" | "t" | "tim" | "timme" | "timmar" | "timma" | "hour" | "hours" => {
            let minutes = after.trim_end_matches(|c: char| c.is_alphabetic() || c == '.').trim();
            let extra =
                if after.is_empty() { 0.0 } else { digits(minutes).filter(|minutes| *minutes < 60.0)? };
            Some(first * 60.0 + extra)
        }
        _ => None,
    }
}

pub(super) fn digits(text: &str) -> Option<f64> {
    let text = text.trim();
    (!text.is_empty() && text.len() <= 4 && text.bytes().all(|c| c.is_ascii_digit()))
        .then(|| text.parse().ok())?
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
        for text in ["1,5", "2", "lång", "0", "1:75", "30 h", "h", "1 vecka", "1 h och lite"] {
            assert_eq!(said(text), Err(NoteKind::NotADuration), "{text}");
        }
        assert_eq!(minutes(&Cell::from_text("1,5"), Unit::Hours), Ok(Some(90)));
        assert_eq!(minutes(&Cell::Clock(5400), Unit::Minutes), Ok(Some(90)));
        assert_eq!(minutes(&Cell::Empty, Unit::Minutes), Ok(None));
    }
}
