//! What calamine makes of a cell, in our terms.

use calamine::{Data, DataRef, DataType, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Cell;

pub(super) fn from_ref(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) => Cell::from_text(&text),
        DataRef::SharedString(text) => Cell::from_text(text),
        other => from_data(&Data::from(other)),
    }
}

pub(super) fn from_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::from_text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(at) => from_excel(*at),
        Data::DateTimeIso(text) => from_iso(text),
        Data::DurationIso(text) => {
            value.get_duration_iso().and_then(from_duration).unwrap_or_else(|| Cell::from_text(text))
        }
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

/// Below one day there is no date in it, only a clock.
fn from_excel(at: ExcelDateTime) -> Cell {
    let days = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&days) {
        return match (days * 86_400.0).round() {
            seconds if (0.0..=1e9).contains(&seconds) => Cell::Clock(seconds as u32),
            _ => Cell::Number(days),
        };
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match date.and_then(|date| date.and_hms_opt(hour.into(), minute.into(), second.into())) {
        Some(at) => from_moment(at),
        None => Cell::Number(days),
    }
}

fn from_iso(text: &str) -> Cell {
    let moment = text.parse::<NaiveDateTime>().ok();
    let day = || text.parse::<NaiveDate>().ok().map(Cell::Date);
    moment.map(from_moment).or_else(day).unwrap_or_else(|| Cell::from_text(text))
}

fn from_moment(at: NaiveDateTime) -> Cell {
    if at.time() == NaiveTime::MIN { Cell::Date(at.date()) } else { Cell::DateTime(at) }
}

/// LibreOffice writes a time of day as `PT13H30M00S`.
fn from_duration(text: &str) -> Option<Cell> {
    let mut seconds = 0;
    let mut digits = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += (digits.parse::<f64>().ok()? * unit) as u32;
        digits.clear();
    }
    Some(Cell::Clock(seconds))
}
