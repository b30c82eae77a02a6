//! Who a row is about: the number, and what it says about birth and sex where the office says nothing.

use chrono::NaiveDate;

use super::line::Line;
use crate::clients::entity::client::Sex;
use crate::codes::{self, IdentityKind, IdentityNumber, IdentityNumberFault};
use crate::imports::book::Cell;
use crate::imports::columns::Column;
use crate::imports::report::{FaultKind, NoteKind};
use crate::imports::rows::Identity;
use crate::imports::values::{self, dates, words};

/// The number of a row, if it has one that can be.
pub(super) fn number(line: &mut Line<'_>) -> Option<Identity> {
    let text = match line.cell(Column::Identity) {
        // A spreadsheet program that takes the number for an amount drops the zeros in front.
        Cell::Number(number) if number.fract() == 0.0 && *number < 1e10 => format!("{number:010}"),
        cell => values::text(cell)?,
    };
    let fault = match IdentityNumber::parse(&text, line.today) {
        Ok(number) => return Some(Identity::Number(number)),
        Err(fault) => fault,
    };
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let has_letters = text.chars().any(char::is_alphabetic);
    if fault == IdentityNumberFault::Shape && text.starts_with('=') {
        line.note(Column::Identity, NoteKind::Formula, None);
    } else if fault == IdentityNumberFault::Shape && only_birth_date(&text).is_some() {
        line.note(
            Column::Identity,
            NoteKind::OnlyBirthDate,
            only_birth_date(&text).map(|day| day.to_string()),
        );
    } else if fault == IdentityNumberFault::Shape && digits == 0 {
        line.note(Column::Identity, NoteKind::NoIdentityNumber, None);
    } else if let Some(reserve) =
        codes::reserve_number(&text).filter(|_| fault == IdentityNumberFault::Shape && has_letters)
    {
        line.note(Column::Identity, NoteKind::ReserveNumber, None);
        return Some(Identity::Reserve(reserve));
    } else {
        line.fault(Column::Identity, FaultKind::BadIdentity);
    }
    None
}

/// "19740216" or "19740216-XXXX": all that an office may know of someone newly arrived.
fn only_birth_date(text: &str) -> Option<NaiveDate> {
    let (date, rest) = text.trim().split_at_checked(8)?;
    let is_blanked = rest.chars().all(|c| "-–+xX*?•_ ".contains(c));
    let is_date = date.bytes().all(|c| c.is_ascii_digit()) && is_blanked;
    is_date.then(|| dates::day(&Cell::from_text(date)).ok().flatten())?
}

/// The day of birth: as stated, or else from the number.
pub(super) fn birth_date(line: &mut Line<'_>, identity: Option<&Identity>) -> Option<NaiveDate> {
    let from_number = match identity {
        Some(Identity::Number(number)) => Some(number.birth_date()),
        _ => values::text(line.cell(Column::Identity)).and_then(|text| only_birth_date(&text)),
    };
    let stated = line.read(Column::BirthDate, dates::day);
    if stated.is_some_and(|day| day > line.today) {
        line.note(Column::BirthDate, NoteKind::InTheFuture, None);
        return from_number;
    }
    match (stated, from_number) {
        (Some(stated), Some(number)) if stated != number => {
            line.note(Column::BirthDate, NoteKind::DiffersFromNumber, Some(stated.to_string()));
            Some(stated)
        }
        (stated, from_number) => stated.or(from_number),
    }
}

/// The sex: as stated; where nothing is, from the number, and the report says so.
pub(super) fn sex(line: &mut Line<'_>, identity: Option<&Identity>) -> Sex {
    let from_number = match identity {
        Some(Identity::Number(number)) if number.kind() != IdentityKind::Interim => {
            Some(if number.sex_digit_is_even() { Sex::Woman } else { Sex::Man })
        }
        _ => None,
    };
    let blank = line.cell(Column::Sex).is_empty();
    let stated = line.read(Column::Sex, words::sex);
    match (stated, from_number) {
        (Some(stated), Some(number)) if stated != number => {
            line.note(Column::Sex, NoteKind::DiffersFromNumber, Some(stated.code().to_owned()));
            stated
        }
        (Some(stated), _) => stated,
        (None, Some(number)) if blank => {
            line.note(Column::Sex, NoteKind::TakenFromNumber, Some(number.code().to_owned()));
            number
        }
        (None, _) => Sex::Unknown,
    }
}
