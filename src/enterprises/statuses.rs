//! What a firm was doing, from which day on: nothing is overwritten.
use super::{Enterprise, Status, entity::enterprise, entity::status_change};
use crate::{
    audit::{self, Act},
    identity::User,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};

pub use status_change::Model as StatusChange;

/// Notes what the firm was seen doing on a day. The same status again is worth noting: it is how
/// survival is known rather than supposed. The latest day tells what it is doing now.
pub async fn set_status(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise: &Enterprise,
    status: Status,
    since: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    note(txn, user, enterprise.id, status, since, now).await?;
    let latest = latest(txn, enterprise.id).await?.unwrap_or(status);
    enterprise::Entity::update_many()
        .col_expr(enterprise::COLUMN.status, Expr::value(latest.code()))
        .filter(enterprise::COLUMN.id.eq(enterprise.id))
        .exec(txn)
        .await?;
    audit::record(txn, user, Act::new("change", "enterprise", enterprise.id).detail("status"), now).await
}

/// What it was doing, newest first.
pub async fn statuses(
    db: &impl ConnectionTrait,
    enterprise: &Enterprise,
) -> Result<Vec<StatusChange>, DbErr> {
    newest_first(enterprise.id).all(db).await
}

pub(super) async fn note(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise_id: i64,
    status: Status,
    since: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = status_change::ActiveModel {
        enterprise_id: Set(enterprise_id),
        status: Set(status),
        since: Set(since),
        recorded_by: Set(Some(user.id)),
        recorded_at: Set(now),
        ..Default::default()
    };
    status_change::Entity::insert(row).exec_without_returning(txn).await.map(drop)
}

/// Plans come before everything that happened, whatever day they were entered on.
async fn latest(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Option<Status>, DbErr> {
    let happened = newest_first(enterprise_id).filter(status_change::COLUMN.status.ne(Status::Planned));
    Ok(happened.one(db).await?.map(|change| change.status))
}

fn newest_first(enterprise_id: i64) -> sea_orm::Select<status_change::Entity> {
    status_change::Entity::find()
        .filter(status_change::COLUMN.enterprise_id.eq(enterprise_id))
        .order_by_desc(status_change::Column::Since)
        .order_by_desc(status_change::Column::Id)
}
