//! One cell.

use chrono::{NaiveDate, NaiveDateTime};

/// What one cell holds. A formula is kept as its text and never run.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Cell {
    /// Nothing, or only blanks.
    #[default]
    Empty,
    /// Words, with surrounding blanks gone.
    Text(String),
    /// A plain number.
    Number(f64),
    /// A calendar day.
    Date(NaiveDate),
    /// A day with a time of day.
    DateTime(NaiveDateTime),
    /// A time of day or a length of time, in seconds.
    Clock(u32),
    /// Yes or no.
    Bool(bool),
}

impl Cell {
    /// Words as a cell; blanks at the ends and invisible marks do not count.
    pub fn from_text(text: &str) -> Self {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }

    /// Whether nothing is in it.
    pub fn is_empty(&self) -> bool {
        matches!(self, Self::Empty)
    }

    /// Whether a spreadsheet program would run it.
    pub fn is_formula(&self) -> bool {
        matches!(self, Self::Text(text) if text.starts_with('='))
    }
}

impl std::fmt::Display for Cell {
    /// The cell as a person would type it.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => Ok(()),
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => write!(f, "{number}"),
            Self::Date(day) => write!(f, "{day}"),
            Self::DateTime(at) => write!(f, "{}", at.format("%Y-%m-%d %H:%M")),
            Self::Clock(seconds) => write!(f, "{:02}:{:02}", seconds / 3600, seconds / 60 % 60),
            Self::Bool(true) => f.write_str("ja"),
            Self::Bool(false) => f.write_str("nej"),
        }
    }
}
