//! What came of reading a book: counts, faults that hold rows back, and notes on values that stayed unknown.

mod counts;
mod faults;
mod notes;

use chrono::NaiveDate;
use serde::Serialize;

pub use counts::Counts;
pub use faults::{Fault, FaultKind};
pub use notes::{Note, NoteKind};

use super::columns::{Headed, Table};
use super::rows::{CaseRow, MeetingRow, OutcomeRow};

/// A row of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Which sheet, counted from 0.
    pub sheet: usize,
    /// The row as the spreadsheet program numbers it.
    pub row: u32,
}

/// A row that is not taken in, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    /// Where.
    pub place: Place,
    /// What kind of row.
    pub table: Table,
    /// Its faults, without what was found.
    pub kinds: Vec<FaultKind>,
}

/// What reading a book would lead to. Making it writes nothing.
#[derive(Clone, Default)]
pub struct Plan {
    /// The day it was made for.
    pub today: NaiveDate,
    /// The sheets that were recognised, and where their columns stand.
    pub headings: Vec<Headed>,
    /// Cases to take in.
    pub cases: Vec<CaseRow>,
    /// Meetings of those cases.
    pub meetings: Vec<MeetingRow>,
    /// Outcomes of those cases.
    pub outcomes: Vec<OutcomeRow>,
    /// Meetings whose case is not in the book; it may have been taken in before.
    pub orphan_meetings: Vec<MeetingRow>,
    /// Outcomes whose case is not in the book; it may have been taken in before.
    pub orphan_outcomes: Vec<OutcomeRow>,
    /// Rows that are kept for mending, orphans among them, in the order of the book.
    pub held: Vec<Held>,
    /// What is wrong with them.
    pub faults: Vec<Fault>,
    /// Values that stayed unknown or need a look.
    pub notes: Vec<Note>,
    /// Sheets by name, with the headers nothing is taken from.
    pub ignored: Vec<(String, Vec<String>)>,
    /// The figures.
    pub counts: Counts,
}
