//! What the office should know of a value, though its row is taken in.

use serde::Serialize;

use super::Place;
use crate::imports::columns::Column;

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
    /// Not told how far the business has come: the case begins with the idea.
    PhaseTakenAsIdea,
    /// The same person as on an earlier row: a second case.
    SecondCase,
}

impl NoteKind {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 21] = [
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
        Self::PhaseTakenAsIdea,
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
            Self::PhaseTakenAsIdea => "imports-note-phase-taken-as-idea",
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
