//! Who had a client's data before them: her own extract of the log (GDPR Art. 15; IMY asks that it can be given).
use crate::{
    audit::{self, AuditEvent, Reason, reasons},
    identity::entity::{organisation, user},
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// One act in which somebody had her data before them.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Access {
    /// When.
    pub at: DateTime<Utc>,
    /// Who, by name; nobody where the system did it.
    pub who: Option<String>,
    /// Of which organisation.
    pub organisation: Option<String>,
    /// The verb, as the log has it.
    pub action: String,
    /// The noun, as the log has it.
    pub object: String,
    /// Why, where it was said.
    pub reason: Option<Reason>,
    /// Why, as it was typed and unless it was erased.
    pub typed: Option<String>,
}

/// Every access to the data of a client, oldest first. Lists she merely stood in are not among them: their rows name
/// the list, not those in it.
pub async fn accesses(db: &impl ConnectionTrait, client_id: i64) -> Result<Vec<Access>, DbErr> {
    let events = audit::of_client(db, client_id).await?;
    let people = people(db, events.iter().filter_map(|event| event.user_id)).await?;
    let houses = houses(db, events.iter().filter_map(|event| event.organisation_id)).await?;
    let mut typed = reasons::typed(db, events.iter().filter_map(|event| event.reason_hash.clone())).await?;
    let access = |event: AuditEvent| Access {
        at: event.at,
        who: event.user_id.map(|id| people.get(&id).cloned().unwrap_or_else(|| id.to_string())),
        organisation: event.organisation_id.and_then(|id| houses.get(&id).cloned()),
        action: event.action,
        object: event.object,
        reason: event.reason.as_deref().and_then(Reason::from_code),
        typed: event.reason_hash.and_then(|hash| typed.remove(&hash)),
    };
    Ok(events.into_iter().map(access).collect())
}

async fn people(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let ids: BTreeSet<i64> = ids.collect();
    let rows: Vec<(i64, String)> = user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .filter(user::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

async fn houses(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let ids: BTreeSet<i64> = ids.collect();
    let rows: Vec<(i64, String)> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .filter(organisation::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
