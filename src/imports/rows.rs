//! The rows of a book once they are understood. They show themselves in no debug print: they are about people.

use chrono::{NaiveDate, NaiveTime};

use super::report::Place;
use crate::cases::entity::{Employment, Phase};
use crate::clients::entity::client::{Education, Sex};
use crate::codes::{IdentityNumber, OrganisationNumber};
use crate::meetings::entity::{Channel, Topic};
use crate::outcomes::entity::{Evidence, Kind, Source};

/// What a person is told apart by.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Identity {
    /// A number of the authorities.
    Number(IdentityNumber),
    /// The office's own number, which proves nothing.
    Reserve(String),
}

/// A case with its client and enterprise.
#[derive(Clone, PartialEq)]
pub struct CaseRow {
    /// Where it stands.
    pub place: Place,
    /// The office's own case number.
    pub number: String,
    /// The advisor's name as written.
    pub advisor: Option<String>,
    /// Given name.
    pub given_name: Option<String>,
    /// Family name.
    pub family_name: String,
    /// Number or reserve number.
    pub identity: Option<Identity>,
    /// Stated, or else from the number.
    pub birth_date: Option<NaiveDate>,
    /// As stated, or else from the number.
    pub sex: Sex,
    /// Country of birth, ISO 3166-1.
    pub birth_country: Option<&'static str>,
    /// Born in Sweden or not.
    pub born_in_sweden: Option<bool>,
    /// The year she came.
    pub in_sweden_since: Option<i32>,
    /// Code of the kommun.
    pub kommun: Option<&'static str>,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Language of contact, BCP 47.
    pub language: Option<&'static str>,
    /// Whether she needs an interpreter.
    pub interpreter: Option<bool>,
    /// Level of education.
    pub education: Education,
    /// Whether it was taken abroad.
    pub foreign_education: bool,
    /// Employment at entry.
    pub employment: Employment,
    /// Whether her identity is protected.
    pub protected: bool,
    /// Phase of enterprise.
    pub phase: Option<Phase>,
    /// The day it was opened.
    pub opened: NaiveDate,
    /// The day it was closed.
    pub closed: Option<NaiveDate>,
    /// Name of the enterprise.
    pub enterprise: Option<String>,
    /// Its number.
    pub organisation_number: Option<OrganisationNumber>,
    /// Whether its number is its owner's own.
    pub sole_trader: bool,
    /// The day it started.
    pub enterprise_start: Option<NaiveDate>,
    /// Free text.
    pub note: Option<String>,
    /// The earlier row of the same person, whose second case this is.
    pub same_person_as: Option<Place>,
}

/// A meeting.
#[derive(Clone, PartialEq)]
pub struct MeetingRow {
    /// Where it stands.
    pub place: Place,
    /// The office's own case number.
    pub case_number: String,
    /// The day.
    pub day: NaiveDate,
    /// When on that day.
    pub time: Option<NaiveTime>,
    /// How long.
    pub minutes: Option<u32>,
    /// How they met.
    pub channel: Option<Channel>,
    /// In which language.
    pub language: Option<&'static str>,
    /// Whether an interpreter took part.
    pub interpreter: Option<bool>,
    /// What it was about.
    pub topics: Vec<Topic>,
    /// Free text.
    pub note: Option<String>,
    /// What they agreed.
    pub next_step: Option<String>,
    /// By which day.
    pub next_step_due: Option<NaiveDate>,
}

/// What an outcome amounts to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum OutcomeValue {
    /// It came about.
    Yes,
    /// It did not.
    No,
    /// So much: kronor, or full-time equivalents.
    Amount(f64),
}

/// An outcome.
#[derive(Clone, PartialEq)]
pub struct OutcomeRow {
    /// Where it stands.
    pub place: Place,
    /// The office's own case number.
    pub case_number: String,
    /// The day it is true of.
    pub day: NaiveDate,
    /// Its kind.
    pub kind: Kind,
    /// Its kind, as the office wrote it: a micro-loan and a bank loan are both financing.
    pub said: String,
    /// How much; nothing when unknown.
    pub value: Option<OutcomeValue>,
    /// Who said so.
    pub source: Source,
    /// How well it is known.
    pub evidence: Evidence,
}
