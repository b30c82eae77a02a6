//! Times of day.

use chrono::NaiveTime;

use super::durations::digits;
use super::{Reading, meaning};
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// A time of day: "09:00", "13.30", "kl 10", 0.5 of a day. Of a span, when it began.
pub fn time_of_day(cell: &Cell) -> Reading<NaiveTime> {
    let clock =
        |hour: u32, minute: u32| NaiveTime::from_hms_opt(hour, minute, 0).map(Some).ok_or(NoteKind::NotATime);
    match cell {
        Cell::Clock(seconds) => clock(seconds / 3600, seconds / 60 % 60),
        Cell::DateTime(at) => Ok(Some(at.time())),
        Cell::Number(part) if (0.0..1.0).contains(part) && *part > 0.0 => {
            let minutes = (part * 1440.0).round() as u32;
            clock(minutes / 60, minutes % 60)
        }
        Cell::Number(hour) if hour.fract() == 0.0 && (1.0..24.0).contains(hour) => clock(*hour as u32, 0),
        Cell::Number(_) | Cell::Date(_) | Cell::Bool(_) => Err(NoteKind::NotATime),
        Cell::Empty | Cell::Text(_) => {
            let Some(text) = meaning(cell)? else {
                return Ok(None);
            };
            let text =
                text.trim_start_matches("klockan").trim_start_matches("kl").trim_start_matches('.').trim();
            let start = text.split(['-', '–']).next().unwrap_or_default().trim();
            let parts: Vec<&str> = start.split([':', '.']).collect();
            let read = |text: &str| digits(text).map(|number| number as u32).ok_or(NoteKind::NotATime);
            match parts[..] {
                [hour] if hour.len() <= 2 => clock(read(hour)?, 0),
                [both] if both.len() == 4 => clock(read(both)? / 100, read(both)? % 100),
                [hour, minute] | [hour, minute, _] if minute.len() == 2 => clock(read(hour)?, read(minute)?),
                _ => Err(NoteKind::NotATime),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_of_day_are_read() {
        let said = |text: &str| {
            time_of_day(&Cell::from_text(text))
                .map(|time| time.map(|time| time.format("%H:%M").to_string()).unwrap_or_default())
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
        assert_eq!(time_of_day(&Cell::Clock(48_600)), Ok(NaiveTime::from_hms_opt(13, 30, 0)));
    }
}
