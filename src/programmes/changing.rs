//! Entering and changing a programme.
use super::{
    Programme,
    entity::{leadership, participation, programme},
};
use crate::{
    audit::{self, Act},
    identity::{Right, User, organisations},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter,
};

use std::collections::BTreeSet;

/// What a programme is, as a form or a command gives it.
#[derive(Clone, Debug)]
pub struct Details {
    /// As people call it.
    pub name: String,
    /// Who pays.
    pub funder: String,
    /// The funder's *diarienummer*.
    pub diary_number: String,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day.
    pub ends_on: NaiveDate,
    /// In whole kronor.
    pub budget_sek: Option<i64>,
    /// Who takes part.
    pub organisations: Vec<i64>,
    /// Who leads it.
    pub leads: Vec<i64>,
}

/// Who of a programme is not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// An organisation that takes part.
    Organisation,
    /// A user who leads it.
    Lead,
}

/// Why nothing was changed.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// She may not.
    #[error("not hers to change")]
    NotAllowed,
    /// Another programme is called that.
    #[error("a programme of that name exists")]
    NameTaken,
    /// It would end before it starts.
    #[error("the programme would end before it starts")]
    EndsBeforeItStarts,
    /// It names an organisation or a lead that is not there.
    #[error("an organisation or a lead that is not there")]
    NobodySuch(Who),
    /// A step of the plan does not lie after its anchor, or its answer has no time.
    #[error("a follow-up must lie after its anchor and have a window")]
    StepOutOfRange,
    /// A target below zero.
    #[error("a target cannot be below zero")]
    TargetOutOfRange,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Enters a programme; `by` is nobody when the command line does it.
pub async fn create(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    details: Details,
    now: DateTime<Utc>,
) -> Result<i64, Refused> {
    check(txn, by, None, &details).await?;
    let row = programme::ActiveModel { created_at: Set(now), ..row(&details) };
    let id = programme::Entity::insert(row).exec(txn).await?.last_insert_id;
    add_people(txn, id, &details).await?;
    audit::record_by(txn, by, Act::new("create", "programme", id), now).await?;
    Ok(id)
}

/// Changes what a programme is and who takes part.
pub async fn change(
    txn: &DatabaseTransaction,
    by: &User,
    programme: Programme,
    details: Details,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    check(txn, Some(by), Some(programme.id), &details).await?;
    let id = programme.id;
    let changed = programme::ActiveModel { id: Set(id), ..row(&details) };
    programme::Entity::update(changed).exec(txn).await?;
    let of_it = participation::COLUMN.programme_id.eq(id);
    participation::Entity::delete_many().filter(of_it).exec(txn).await?;
    let of_it = leadership::COLUMN.programme_id.eq(id);
    leadership::Entity::delete_many().filter(of_it).exec(txn).await?;
    add_people(txn, id, &details).await?;
    audit::record_by(txn, Some(by), Act::new("change", "programme", id), now).await?;
    Ok(())
}

async fn check(
    db: &impl ConnectionTrait,
    by: Option<&User>,
    id: Option<i64>,
    details: &Details,
) -> Result<(), Refused> {
    if by.is_some_and(|user| !user.may(Right::DefineProgrammes)) {
        return Err(Refused::NotAllowed);
    }
    if details.ends_on < details.starts_on {
        return Err(Refused::EndsBeforeItStarts);
    }
    let organisations = organisations::all(db).await?;
    if !details.organisations.iter().all(|id| organisations.iter().any(|one| one.id == *id)) {
        return Err(Refused::NobodySuch(Who::Organisation));
    }
    let leads = super::possible_leads(db).await?;
    if !details.leads.iter().all(|id| leads.iter().any(|(one, ..)| one == id)) {
        return Err(Refused::NobodySuch(Who::Lead));
    }
    match super::named(db, &details.name).await? {
        Some(other) if Some(other.id) != id => Err(Refused::NameTaken),
        _ => Ok(()),
    }
}

fn row(details: &Details) -> programme::ActiveModel {
    programme::ActiveModel {
        name: Set(details.name.trim().to_owned()),
        funder: Set(details.funder.trim().to_owned()),
        diary_number: Set(details.diary_number.trim().to_owned()),
        starts_on: Set(details.starts_on),
        ends_on: Set(details.ends_on),
        budget_sek: Set(details.budget_sek),
        ..Default::default()
    }
}

fn once(ids: &[i64]) -> BTreeSet<i64> {
    ids.iter().copied().collect()
}

async fn add_people(txn: &DatabaseTransaction, id: i64, details: &Details) -> Result<(), DbErr> {
    for organisation_id in once(&details.organisations) {
        let row = participation::Model { programme_id: id, organisation_id };
        participation::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    }
    for user_id in once(&details.leads) {
        let row = leadership::Model { programme_id: id, user_id };
        leadership::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    }
    Ok(())
}
