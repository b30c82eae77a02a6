//! What somebody could not use: whoever meets an obstacle can report it without signing in (12 § lagen (2018:1937) om
//! tillgänglighet till digital offentlig service), and an administrator reads it.
pub mod entity;

pub use entity::Model as FaultReport;

use crate::{
    audit::{self, Act},
    identity::User,
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};

/// More in an hour come from a program, not from people.
const MOST_AN_HOUR: u64 = 20;

/// What was reported.
#[derive(Clone, Debug)]
pub struct NewReport {
    /// On which page, as it was typed.
    pub page: String,
    /// What did not work.
    pub fault: String,
    /// Where to answer, if she wants one.
    pub answer_to: Option<String>,
}

/// Keeps the report; `false` where too many came in the last hour.
pub async fn report(txn: &DatabaseTransaction, new: NewReport, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let lately = entity::Entity::find().filter(entity::COLUMN.reported_at.gt(now - TimeDelta::hours(1)));
    if lately.count(txn).await? >= MOST_AN_HOUR {
        return Ok(false);
    }
    let row = entity::ActiveModel {
        page: Set(new.page),
        fault: Set(new.fault),
        answer_to: Set(new.answer_to),
        reported_at: Set(now),
        ..Default::default()
    };
    let id = entity::Entity::insert(row).exec(txn).await?.last_insert_id;
    audit::record_system(txn, Act::new("report", "fault", id), now).await?;
    Ok(true)
}

/// Those that are not mended, oldest first.
pub async fn open(db: &impl ConnectionTrait) -> Result<Vec<FaultReport>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.mended_at.is_null())
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await
}

/// Notes that it is mended, and forgets where the answer went; `false` if that was done before.
pub async fn mended(
    txn: &DatabaseTransaction,
    user: &User,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = entity::ActiveModel { mended_at: Set(Some(now)), answer_to: Set(None), ..Default::default() };
    let done = entity::Entity::update_many()
        .set(row)
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.mended_at.is_null())
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        audit::record(txn, user, Act::new("settle", "fault", id), now).await?;
    }
    Ok(done.rows_affected == 1)
}
