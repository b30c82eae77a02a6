//! Promising a release: of which programme, to whom.
use super::{Definition, entity::definition, schedule::next_run_after};
use crate::{
    audit::{self, Act},
    identity::{Right, User},
    programmes,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};

/// Fewest persons behind a published figure, unless the definition asks for more.
pub const THRESHOLD: i64 = 5;

/// What it takes to promise a release.
#[derive(Clone, Debug)]
pub struct NewDefinition {
    /// As people, commands and folders call it: small letters, digits and hyphens.
    pub name: String,
    /// Of which programme.
    pub programme_id: i64,
    /// To which agency.
    pub recipient_organisation_id: i64,
    /// Fewest persons behind a published figure: five or more.
    pub threshold: i64,
}

impl NewDefinition {
    /// With the usual threshold.
    pub fn new(name: impl Into<String>, programme_id: i64, recipient_organisation_id: i64) -> Self {
        Self { name: name.into(), programme_id, recipient_organisation_id, threshold: THRESHOLD }
    }
}

/// Why nothing was promised.
#[derive(Debug, thiserror::Error)]
pub enum Refused {
    /// She may not.
    #[error("not hers to define")]
    NotAllowed,
    /// It becomes the name of a folder.
    #[error("a release is named with small letters a–z, digits and hyphens, at most 60")]
    NotAName,
    /// There is one of that name.
    #[error("a release of that name exists")]
    NameTaken,
    /// Fewer than five persons would be shown.
    #[error("the threshold cannot be below five")]
    ThresholdTooLow,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Promises a release each half-year. An administrator's to do, or the programme's lead's.
pub async fn define(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    new: NewDefinition,
    now: DateTime<Utc>,
) -> Result<i64, Refused> {
    if let Some(user) = by
        && !user.may(Right::DefineProgrammes)
        && programmes::find_led(txn, user, new.programme_id).await?.is_none()
    {
        return Err(Refused::NotAllowed);
    }
    if !is_name(&new.name) {
        return Err(Refused::NotAName);
    }
    if new.threshold < THRESHOLD {
        return Err(Refused::ThresholdTooLow);
    }
    if named(txn, &new.name).await?.is_some() {
        return Err(Refused::NameTaken);
    }
    let row = definition::ActiveModel {
        name: Set(new.name),
        programme_id: Set(new.programme_id),
        recipient_organisation_id: Set(new.recipient_organisation_id),
        threshold: Set(new.threshold),
        next_run_at: Set(next_run_after(now)),
        created_at: Set(now),
        ..Default::default()
    };
    let id = definition::Entity::insert(row).exec(txn).await?.last_insert_id;
    let act = Act::new("define", "release_definition", id);
    match by {
        Some(user) => audit::record(txn, user, act, now).await?,
        None => audit::record_system(txn, act, now).await?,
    }
    Ok(id)
}

/// The definition people call that.
pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<Option<Definition>, DbErr> {
    definition::Entity::find().filter(definition::COLUMN.name.eq(name.trim())).one(db).await
}

/// The definition meant by its own name, or by that of a programme which promises one release only.
pub async fn meant(db: &impl ConnectionTrait, name: &str) -> Result<Option<Definition>, DbErr> {
    if let Some(found) = named(db, name).await? {
        return Ok(Some(found));
    }
    let Some(programme) = programmes::named(db, name).await? else { return Ok(None) };
    let mut promised = of_programme(db, programme.id).await?;
    Ok(if promised.len() == 1 { promised.pop() } else { None })
}

/// What is promised of a programme.
pub async fn of_programme(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<Definition>, DbErr> {
    definition::Entity::find()
        .filter(definition::COLUMN.programme_id.eq(programme_id))
        .order_by_asc(definition::Column::Name)
        .all(db)
        .await
}

fn is_name(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=60).contains(&name.len()) && name.chars().all(allowed) && !name.starts_with('-')
}

#[cfg(test)]
mod tests {
    use super::is_name;

    #[test]
    fn a_name_is_a_folder() {
        assert!(is_name("tillvaxtverket-halvar"));
        for name in ["", "..", "a/b", "Å", "a b", "-a", &"a".repeat(61)] {
            assert!(!is_name(name), "{name}");
        }
    }
}
