//! What holds a row back.

use serde::Serialize;

use super::Place;
use crate::imports::columns::Column;

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
    /// A meeting without a length that can be read.
    MissingMinutes,
    /// An outcome of a kind that is not known.
    UnknownOutcome,
    /// A meeting or outcome whose case is held back itself.
    CaseWaits,
    /// A meeting or outcome whose case number is in no row.
    Orphan,
}

impl FaultKind {
    /// All of them, in the order they are told.
    pub const ALL: [Self; 13] = [
        Self::BadIdentity,
        Self::BadOrgnr,
        Self::UnknownKommun,
        Self::MissingName,
        Self::ImpossibleDates,
        Self::MissingCaseNumber,
        Self::RepeatedCaseNumber,
        Self::MissingOpened,
        Self::MissingDay,
        Self::MissingMinutes,
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
            Self::MissingMinutes => "imports-fault-missing-minutes",
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
