//! A workbook or CSV file as the office saved it: sheets, rows and cells, nothing yet understood.

mod csv;
mod packed;
mod workbook;

use std::fs::File;
use std::io::Read;
use std::path::Path;

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

/// One row, numbered as the spreadsheet program numbers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1 for the first row of the sheet.
    pub number: u32,
    /// From the first column on; trailing empty cells may be left out.
    pub cells: Vec<Cell>,
}

/// One sheet with its rows that hold anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The name on its tab; for a CSV file "CSV".
    pub name: String,
    /// The rows that are not blank, in order.
    pub rows: Vec<Row>,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// How large a file may be before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The file itself, in bytes.
    pub bytes: u64,
    /// What a workbook may unpack to, in bytes.
    pub unpacked: u64,
    /// Rows that hold anything, all sheets together.
    pub rows: usize,
    /// The rightmost column.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 200 << 20,
            unpacked: 1 << 30,
            rows: 2_000_000,
            columns: 500,
        }
    }
}

/// Why a file cannot be read at all.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BookFault {
    /// The file is not there or may not be read.
    #[error("the file cannot be opened: {0}")]
    Unreadable(std::io::ErrorKind),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// Larger than an office's book can be.
    #[error("the file is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: u64,
    },
    /// A small file that unpacks to something enormous.
    #[error("the workbook unpacks to more than {limit} bytes")]
    UnpacksTooLarge {
        /// The most that is unpacked.
        limit: u64,
    },
    /// More rows than are read at once.
    #[error("the file has more than {limit} rows")]
    TooManyRows {
        /// The most rows that are read.
        limit: usize,
    },
    /// A cell far out to the right.
    #[error("sheet {sheet:?} has a cell beyond column {limit}")]
    TooManyColumns {
        /// The sheet it is in.
        sheet: String,
        /// The last column that is read.
        limit: usize,
    },
    /// A PDF, a picture, a text document: whatever its name says.
    #[error("the file is neither a spreadsheet nor a CSV file")]
    NotABook,
    /// Locked with a password.
    #[error("the workbook is locked with a password")]
    Locked,
    /// A spreadsheet that is damaged inside.
    #[error("the workbook is damaged{}", .sheet.as_ref().map(|name| format!(" in sheet {name:?}")).unwrap_or_default())]
    Broken {
        /// The sheet where it broke off, when one was reached.
        sheet: Option<String>,
    },
    /// A quotation mark that is opened and never closed swallows the rest of a CSV file.
    #[error("a quotation mark opened in row {row} is not closed")]
    OpenQuote {
        /// The row it was opened in.
        row: u32,
    },
    /// No sheet has the columns of cases, meetings or outcomes.
    #[error("no sheet has the columns of cases, meetings or outcomes")]
    NothingKnown,
    /// A sheet is recognised but cannot be used without these columns.
    #[error("sheet {sheet:?} lacks a column")]
    MissingColumns {
        /// The sheet.
        sheet: String,
        /// What the sheet seems to hold.
        table: super::columns::Table,
        /// The columns that must be there.
        missing: Vec<super::columns::Column>,
    },
}

impl BookFault {
    /// Its key in the locale files, without the prefix.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Unreadable(_) => "unreadable",
            Self::Empty => "empty",
            Self::TooLarge { .. } => "too-large",
            Self::UnpacksTooLarge { .. } => "unpacks-too-large",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyColumns { .. } => "too-many-columns",
            Self::NotABook => "not-a-book",
            Self::Locked => "locked",
            Self::Broken { .. } => "broken",
            Self::OpenQuote { .. } => "open-quote",
            Self::NothingKnown => "nothing-known",
            Self::MissingColumns { .. } => "missing-columns",
        }
    }
}

impl Book {
    /// Reads the file at `path`. What it is, is told by its content; its name is not trusted.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, BookFault> {
        let file = File::open(path).map_err(|error| BookFault::Unreadable(error.kind()))?;
        let mut bytes = Vec::new();
        file.take(limits.bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| BookFault::Unreadable(error.kind()))?;
        Self::read(&bytes, limits)
    }

    /// Reads a file that is already in memory, such as an upload.
    pub fn read(bytes: &[u8], limits: Limits) -> Result<Self, BookFault> {
        if bytes.len() as u64 > limits.bytes {
            return Err(BookFault::TooLarge {
                limit: limits.bytes,
            });
        }
        let sheets = match bytes {
            [] => return Err(BookFault::Empty),
            [b'P', b'K', ..] => workbook::read_zipped(bytes, limits)?,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => workbook::read_old_excel(bytes, limits)?,
            _ => vec![csv::read(bytes, limits)?],
        };
        if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
            return Err(BookFault::Empty);
        }
        Ok(Self { sheets })
    }

    /// How many cells hold a formula, or text that a spreadsheet program would take for one.
    pub fn formula_cells(&self) -> u64 {
        let cells = self
            .sheets
            .iter()
            .flat_map(|sheet| &sheet.rows)
            .flat_map(|row| &row.cells);
        cells.filter(|cell| cell.is_formula()).count() as u64
    }
}

impl Row {
    /// The cell in a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}

impl Cell {
    /// Words as a cell; blanks at the ends and invisible marks do not count.
    pub fn from_text(text: &str) -> Self {
        let text =
            text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}' || c == '\u{200b}');
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text.to_owned())
        }
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
