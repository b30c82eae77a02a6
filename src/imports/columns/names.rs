//! What sheets and columns there are.

use serde::Serialize;

/// What a sheet holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Table {
    /// One row a case, with its client.
    Cases,
    /// One row a meeting.
    Meetings,
    /// One row an outcome.
    Outcomes,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "each is the name of the column")]
pub enum Column {
    CaseNumber,
    Advisor,
    GivenName,
    FamilyName,
    FullName,
    Identity,
    BirthDate,
    Sex,
    BirthCountry,
    InSwedenSince,
    Kommun,
    Email,
    Phone,
    Language,
    Interpreter,
    Education,
    Employment,
    Protected,
    Phase,
    Opened,
    Closed,
    Enterprise,
    OrganisationNumber,
    EnterpriseStart,
    Note,
    Day,
    TimeOfDay,
    Minutes,
    Hours,
    Channel,
    Topic,
    NextStep,
    NextStepDue,
    Outcome,
    Value,
    Source,
    /// Our own last column in a file that was sent back to be mended.
    Fault,
}
