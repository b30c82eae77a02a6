//! What came of reading a book: counts, faults that hold rows back, and notes on values that stayed unknown.

use chrono::NaiveDate;
use serde::Serialize;

use super::columns::{Column, Headed, Table};
use super::rows::{CaseRow, MeetingRow, OutcomeRow};

/// A row of the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Which sheet, counted from 0.
    pub sheet: usize,
    /// The row as the spreadsheet program numbers it.
    pub row: u32,
}

/// Why a row cannot be taken in until someone has mended it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultKind {
    /// No identity number of that kind exists: most often the check digit is wrong.
    BadIdentity,
    /// No organisation number of that kind exists.
    BadOrgnr,
    /// No kommun has that name.
    UnknownKommun,
    /// No family name.
    MissingName,
    /// Closed before it was opened.
    ImpossibleDates,
    /// No case number, so that nothing can be tied to the row.
    MissingCaseNumber,
    /// The case number stands on an earlier row already.
    RepeatedCaseNumber,
    /// No day it was opened that can be read.
    MissingOpened,
    /// A meeting or outcome without a day that can be read.
    MissingDay,
    /// An outcome of a kind that is not known.
    UnknownOutcome,
    /// A meeting or outcome whose case is held back itself.
    CaseWaits,
    /// A meeting or outcome whose case number is in no row.
    Orphan,
}

impl FaultKind {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 12] = [
        Self::BadIdentity,
        Self::BadOrgnr,
        Self::UnknownKommun,
        Self::MissingName,
        Self::ImpossibleDates,
        Self::MissingCaseNumber,
        Self::RepeatedCaseNumber,
        Self::MissingOpened,
        Self::MissingDay,
        Self::UnknownOutcome,
        Self::CaseWaits,
        Self::Orphan,
    ];

    /// The key of its words: what is wrong and how to mend it.
    pub fn word(self) -> &'static str {
        match self {
            Self::BadIdentity => "imports-fault-bad-identity",
            Self::BadOrgnr => "imports-fault-bad-orgnr",
            Self::UnknownKommun => "imports-fault-unknown-kommun",
            Self::MissingName => "imports-fault-missing-name",
            Self::ImpossibleDates => "imports-fault-impossible-dates",
            Self::MissingCaseNumber => "imports-fault-missing-case-number",
            Self::RepeatedCaseNumber => "imports-fault-repeated-case-number",
            Self::MissingOpened => "imports-fault-missing-opened",
            Self::MissingDay => "imports-fault-missing-day",
            Self::UnknownOutcome => "imports-fault-unknown-outcome",
            Self::CaseWaits => "imports-fault-case-waits",
            Self::Orphan => "imports-fault-orphan",
        }
    }
}

/// One fault of one row.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// In which column, when it is one.
    pub column: Option<Column>,
    /// What is wrong.
    pub kind: FaultKind,
    /// What stands there; never an identity number.
    pub found: String,
}

/// Why a value stayed unknown, or what the office should look at once more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum NoteKind {
    /// Not a day.
    NotADate,
    /// A month or a year where a day is needed.
    PartOfDate,
    /// "ca 2016": someone was not sure.
    Approximate,
    /// Not a time of day.
    NotATime,
    /// Not a length of time.
    NotADuration,
    /// Not an amount.
    NotANumber,
    /// A word with no code.
    UnknownWord,
    /// A formula, which is kept as text where text is wanted and never run.
    Formula,
    /// An address without an @.
    NotAnEmail,
    /// Blank, and taken from the identity number.
    TakenFromNumber,
    /// Says other than the identity number; what the office wrote is kept.
    DiffersFromNumber,
    /// Only a birth date where an identity number is wanted.
    OnlyBirthDate,
    /// Neither an identity number nor a reserve number.
    NoIdentityNumber,
    /// A reserve number, which is kept but proves nothing.
    ReserveNumber,
    /// The identity number stands on an earlier row with another name.
    NumberOfAnother,
    /// A personal number where an organisation number is wanted: a sole trader.
    SoleTrader,
    /// A day that has not come yet.
    InTheFuture,
    /// Before the person was born.
    BeforeBirth,
    /// An unclear answer about protection, taken as a yes.
    TakenAsProtected,
    /// The same person as on an earlier row: a second case.
    SecondCase,
}

impl NoteKind {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 20] = [
        Self::NotADate,
        Self::PartOfDate,
        Self::Approximate,
        Self::NotATime,
        Self::NotADuration,
        Self::NotANumber,
        Self::UnknownWord,
        Self::Formula,
        Self::NotAnEmail,
        Self::TakenFromNumber,
        Self::DiffersFromNumber,
        Self::OnlyBirthDate,
        Self::NoIdentityNumber,
        Self::ReserveNumber,
        Self::NumberOfAnother,
        Self::SoleTrader,
        Self::InTheFuture,
        Self::BeforeBirth,
        Self::TakenAsProtected,
        Self::SecondCase,
    ];

    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::NotADate => "imports-note-not-a-date",
            Self::PartOfDate => "imports-note-part-of-date",
            Self::Approximate => "imports-note-approximate",
            Self::NotATime => "imports-note-not-a-time",
            Self::NotADuration => "imports-note-not-a-duration",
            Self::NotANumber => "imports-note-not-a-number",
            Self::UnknownWord => "imports-note-unknown-word",
            Self::Formula => "imports-note-formula",
            Self::NotAnEmail => "imports-note-not-an-email",
            Self::TakenFromNumber => "imports-note-taken-from-number",
            Self::DiffersFromNumber => "imports-note-differs-from-number",
            Self::OnlyBirthDate => "imports-note-only-birth-date",
            Self::NoIdentityNumber => "imports-note-no-identity-number",
            Self::ReserveNumber => "imports-note-reserve-number",
            Self::NumberOfAnother => "imports-note-number-of-another",
            Self::SoleTrader => "imports-note-sole-trader",
            Self::InTheFuture => "imports-note-in-the-future",
            Self::BeforeBirth => "imports-note-before-birth",
            Self::TakenAsProtected => "imports-note-taken-as-protected",
            Self::SecondCase => "imports-note-second-case",
        }
    }
}

/// One value of one row that the office should know about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// Where.
    #[serde(flatten)]
    pub place: Place,
    /// In which column.
    pub column: Column,
    /// Why.
    pub kind: NoteKind,
    /// What stands there; never an identity number.
    pub found: String,
    /// What it becomes; nothing when it stays unknown.
    pub becomes: Option<String>,
}

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
