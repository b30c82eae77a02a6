//! The roles ticked in a form, with the last day of an auditor's.
use crate::{
    identity::{Grant, Role},
    web::form,
};
use chrono::NaiveDate;

/// A day to come, wherever the auditor's role is ticked; the mistake beside the field otherwise.
pub(super) fn of(codes: &[String], until: &str, today: NaiveDate) -> Result<Vec<Grant>, &'static str> {
    let mut roles: Vec<_> = codes.iter().filter_map(|code| Role::from_code(code)).collect();
    roles.sort();
    roles.dedup();
    let until = form::day(until);
    let grant = |role: Role| match (role, until) {
        (Role::Auditor, None) => Err("auditor-until"),
        (Role::Auditor, Some(day)) if day < today => Err("day-to-come"),
        (Role::Auditor, until) => Ok(Grant { role, until }),
        _ => Ok(role.into()),
    };
    roles.into_iter().map(grant).collect()
}
