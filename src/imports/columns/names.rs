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

impl Table {
    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Cases => "imports-table-cases",
            Self::Meetings => "imports-table-meetings",
            Self::Outcomes => "imports-table-outcomes",
        }
    }
}

impl Column {
    /// All of them.
    pub const ALL: [Self; 37] = [
        Self::CaseNumber,
        Self::Advisor,
        Self::GivenName,
        Self::FamilyName,
        Self::FullName,
        Self::Identity,
        Self::BirthDate,
        Self::Sex,
        Self::BirthCountry,
        Self::InSwedenSince,
        Self::Kommun,
        Self::Email,
        Self::Phone,
        Self::Language,
        Self::Interpreter,
        Self::Education,
        Self::Employment,
        Self::Protected,
        Self::Phase,
        Self::Opened,
        Self::Closed,
        Self::Enterprise,
        Self::OrganisationNumber,
        Self::EnterpriseStart,
        Self::Note,
        Self::Day,
        Self::TimeOfDay,
        Self::Minutes,
        Self::Hours,
        Self::Channel,
        Self::Topic,
        Self::NextStep,
        Self::NextStepDue,
        Self::Outcome,
        Self::Value,
        Self::Source,
        Self::Fault,
    ];

    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::CaseNumber => "imports-column-case-number",
            Self::Advisor => "imports-column-advisor",
            Self::GivenName => "imports-column-given-name",
            Self::FamilyName => "imports-column-family-name",
            Self::FullName => "imports-column-full-name",
            Self::Identity => "imports-column-identity",
            Self::BirthDate => "imports-column-birth-date",
            Self::Sex => "imports-column-sex",
            Self::BirthCountry => "imports-column-birth-country",
            Self::InSwedenSince => "imports-column-in-sweden-since",
            Self::Kommun => "imports-column-kommun",
            Self::Email => "imports-column-email",
            Self::Phone => "imports-column-phone",
            Self::Language => "imports-column-language",
            Self::Interpreter => "imports-column-interpreter",
            Self::Education => "imports-column-education",
            Self::Employment => "imports-column-employment",
            Self::Protected => "imports-column-protected",
            Self::Phase => "imports-column-phase",
            Self::Opened => "imports-column-opened",
            Self::Closed => "imports-column-closed",
            Self::Enterprise => "imports-column-enterprise",
            Self::OrganisationNumber => "imports-column-organisation-number",
            Self::EnterpriseStart => "imports-column-enterprise-start",
            Self::Note => "imports-column-note",
            Self::Day => "imports-column-day",
            Self::TimeOfDay => "imports-column-time-of-day",
            Self::Minutes => "imports-column-minutes",
            Self::Hours => "imports-column-hours",
            Self::Channel => "imports-column-channel",
            Self::Topic => "imports-column-topic",
            Self::NextStep => "imports-column-next-step",
            Self::NextStepDue => "imports-column-next-step-due",
            Self::Outcome => "imports-column-outcome",
            Self::Value => "imports-column-value",
            Self::Source => "imports-column-source",
            Self::Fault => "imports-column-fault",
        }
    }
}
