//! One row of cases.

use chrono::{Datelike, NaiveDate};

use super::identity;
use super::line::Line;
use super::people::Person;
use crate::cases::entity::Employment;
use crate::clients::entity::client::{Education, Sex};
use crate::codes::{IdentityNumber, OrganisationNumber, OrganisationNumberFault, places};
use crate::imports::book::Cell;
use crate::imports::columns::Column;
use crate::imports::report::{FaultKind, NoteKind};
use crate::imports::rows::CaseRow;
use crate::imports::values::{self, dates, plain, says_unknown, words};

/// Who the row is about, and the case itself unless it lacks what no case can lack.
pub(super) fn read(line: &mut Line<'_>) -> (Person, Option<CaseRow>) {
    let number = line.text(Column::CaseNumber);
    if number.is_none() {
        line.fault(Column::CaseNumber, FaultKind::MissingCaseNumber);
    }
    let (given_name, family_name) = names(line);
    if family_name.is_none() {
        line.fault(Column::FamilyName, FaultKind::MissingName);
    }
    let identity = identity::number(line);
    let birth_date = identity::birth_date(line, identity.as_ref());
    let sex = identity::sex(line, identity.as_ref());
    let birthplace = line.read(Column::BirthCountry, words::birthplace);
    let protected = protected(line);
    let (email, phone) = (email(line), line.text(Column::Phone));
    let person = Person {
        identity: identity.clone(),
        given_name: given_name.clone(),
        family_name: family_name.clone(),
        contacts: [email.clone(), phone.clone()],
        woman: sex == Sex::Woman,
        foreign_born: birthplace.as_ref().is_some_and(|place| !place.in_sweden),
        protected,
    };
    let kommun = kommun(line);
    let (organisation_number, sole_trader) = organisation_number(line);
    let (opened, closed) = dates_of_case(line);
    let phase = line.read(Column::Phase, words::phase);
    if phase.is_none() {
        line.note(Column::Phase, NoteKind::PhaseTakenAsIdea, Some("idea".to_owned()));
    }
    let education = line.read(Column::Education, words::education);
    let case = CaseRow {
        place: line.place,
        number: number.unwrap_or_default(),
        advisor: line.text(Column::Advisor),
        given_name,
        family_name: family_name.unwrap_or_default(),
        identity,
        birth_date,
        sex,
        birth_country: birthplace.as_ref().and_then(|place| place.country),
        born_in_sweden: birthplace.map(|place| place.in_sweden),
        in_sweden_since: in_sweden_since(line, birth_date),
        kommun,
        email,
        phone,
        language: line.read(Column::Language, words::language),
        interpreter: line.read(Column::Interpreter, words::yes_or_no),
        education: education.map_or(Education::Unknown, |(level, _)| level),
        foreign_education: education.is_some_and(|(_, abroad)| abroad),
        employment: line.read(Column::Employment, words::employment).unwrap_or(Employment::Unknown),
        protected,
        phase,
        opened: opened.unwrap_or_default(),
        closed,
        enterprise: line.text(Column::Enterprise),
        organisation_number,
        sole_trader,
        enterprise_start: line.past_day(Column::EnterpriseStart),
        note: line.text(Column::Note),
        same_person_as: None,
    };
    (person, opened.map(|_| case))
}

/// Given and family name, from their own columns or from one: "Berg, Anna" or "Anna Berg".
fn names(line: &Line<'_>) -> (Option<String>, Option<String>) {
    let stated = |column| line.text(column).filter(|name| !says_unknown(&plain(name)));
    let own = (stated(Column::GivenName), stated(Column::FamilyName));
    if line.headed.place(Column::FamilyName).is_some() {
        return own;
    }
    let Some(full) = stated(Column::FullName) else {
        return own;
    };
    let part = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    match full.split_once(',') {
        Some((family, given)) => (part(given), part(family)),
        None => match full.split_once(char::is_whitespace) {
            Some((given, family)) => (part(given), part(family)),
            None => (part(&full), None),
        },
    }
}

fn protected(line: &mut Line<'_>) -> bool {
    let (protected, clear) = words::protected(line.cell(Column::Protected));
    if !clear {
        line.note(Column::Protected, NoteKind::TakenAsProtected, Some("protected".to_owned()));
    }
    protected
}

fn email(line: &mut Line<'_>) -> Option<String> {
    let email = line.text(Column::Email).filter(|text| !says_unknown(&plain(text)))?;
    let is_address = |(local, domain): (&str, &str)| {
        !local.is_empty() && domain.contains('.') && !email.contains(char::is_whitespace)
    };
    if email.starts_with('=') || !email.rsplit_once('@').is_some_and(is_address) {
        line.note(Column::Email, NoteKind::NotAnEmail, None);
        return None;
    }
    Some(email)
}

fn kommun(line: &mut Line<'_>) -> Option<&'static str> {
    let text = line.text(Column::Kommun)?;
    let by_code = || places::kommun(&format!("{text:0>4}"));
    let kommun = places::kommun_named(&text).or_else(by_code);
    if kommun.is_none() {
        line.fault(Column::Kommun, FaultKind::UnknownKommun);
    }
    kommun.map(|kommun| kommun.code)
}

/// The number, and whether it is the owner's own, which is not kept here.
fn organisation_number(line: &mut Line<'_>) -> (Option<OrganisationNumber>, bool) {
    let text = match line.cell(Column::OrganisationNumber) {
        Cell::Number(number) if number.fract() == 0.0 && *number < 1e10 => format!("{number:010}"),
        cell => match values::text(cell) {
            Some(text) => text,
            None => return (None, false),
        },
    };
    match OrganisationNumber::parse(&text) {
        Ok(number) => return (Some(number), false),
        Err(OrganisationNumberFault::SoleTrader) if IdentityNumber::parse(&text, line.today).is_ok() => {
            line.note(Column::OrganisationNumber, NoteKind::SoleTrader, None);
            return (None, true);
        }
        Err(_) if text.starts_with('=') => line.note(Column::OrganisationNumber, NoteKind::Formula, None),
        Err(_) if !text.contains(|c: char| c.is_ascii_digit()) => {
            line.note(Column::OrganisationNumber, NoteKind::UnknownWord, None);
        }
        Err(_) => line.fault(Column::OrganisationNumber, FaultKind::BadOrgnr),
    }
    (None, false)
}

fn dates_of_case(line: &mut Line<'_>) -> (Option<NaiveDate>, Option<NaiveDate>) {
    let opened = line.past_day(Column::Opened);
    let closed = line.past_day(Column::Closed);
    if opened.is_none() {
        line.fault(Column::Opened, FaultKind::MissingOpened);
    }
    if let (Some(opened), Some(closed)) = (opened, closed)
        && closed < opened
    {
        line.fault(Column::Closed, FaultKind::ImpossibleDates);
    }
    (opened, closed)
}

fn in_sweden_since(line: &mut Line<'_>, born: Option<NaiveDate>) -> Option<i32> {
    let year = line.read(Column::InSwedenSince, dates::year)?;
    let wrong = match born {
        _ if year > line.today.year() => Some(NoteKind::InTheFuture),
        Some(born) if year < born.year() => Some(NoteKind::BeforeBirth),
        _ => None,
    };
    match wrong {
        Some(kind) => {
            line.note(Column::InSwedenSince, kind, None);
            None
        }
        None => Some(year),
    }
}
