//! What calamine makes of a cell, in our terms.

use calamine::{Data, DataRef, ExcelDateTime};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::Cell;

pub(super) fn from_ref(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) => Cell::from_text(&text),
        DataRef::SharedString(text) => Cell::from_text(text),
        other => from_data(&Data::from(other)),
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::from_text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(at) => from_excel(*at),
        Data::DateTimeIso(text) => from_iso(text),
        Data::DurationIso(text) => Cell::from_text(text),
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
