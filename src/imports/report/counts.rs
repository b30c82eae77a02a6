//! The figures of a book.

use serde::Serialize;

/// The figures of a book, under the names offices know them by.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Counts {
    /// Rows of cases.
    pub rows: u64,
    /// Rows of cases with nothing wrong, for a person who is in no earlier row.
    pub good: u64,
    /// Rows with an identity number that cannot be.
    pub bad_identity: u64,
    /// Rows with an organisation number that cannot be.
    pub bad_orgnr: u64,
    /// Rows with a kommun that is none.
    pub unknown_kommun: u64,
    /// Rows without a family name.
    pub missing_name: u64,
    /// Rows closed before they were opened.
    pub impossible_dates: u64,
    /// Rows of a person who is in an earlier row: a second case, not a second client.
    pub duplicate_person: u64,
    /// Rows marked with protected identity, faulty or not.
    pub protected: u64,
    /// Meetings whose case is in the book, also when it waits.
    pub meetings: u64,
    /// The minutes of those, as far as they are known.
    pub meeting_minutes: u64,
    /// Meetings whose case number is in no row.
    pub orphan_meetings: u64,
    /// Rows of outcomes.
    pub outcomes: u64,
    /// Rows of cases of women.
    pub women: u64,
    /// Rows of cases of persons born abroad.
    pub foreign_born: u64,
    /// Cells that begin with an equals sign.
    pub formula_cells: u64,
}
