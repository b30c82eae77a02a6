//! "Gone through by me": which rows, by whom, when, and what she says of them.
use super::{
    Kind, Scope,
    entity::{review, row},
};
use crate::{
    audit::{self, Act, entity as log},
    identity::{User, entity::user},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, JoinType, QueryFilter,
    QueryOrder, QuerySelect, RelationTrait,
};
use std::collections::{BTreeSet, HashMap};

/// Writes down that she went through these rows. Those that are not of the month are left out; without any, nothing
/// is written.
pub async fn sign_off(
    txn: &DatabaseTransaction,
    user: &User,
    (kind, scope): (Kind, &Scope),
    rows: BTreeSet<i64>,
    remark: Option<String>,
    now: DateTime<Utc>,
) -> Result<Option<i64>, DbErr> {
    let (from, until) = scope.moments();
    let rows: Vec<i64> = log::Entity::find()
        .select_only()
        .column(log::Column::Id)
        .filter(log::COLUMN.id.is_in(rows))
        .filter(log::COLUMN.at.gte(from))
        .filter(log::COLUMN.at.lt(until))
        .into_tuple()
        .all(txn)
        .await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let new = review::ActiveModel {
        kind: Set(kind),
        month: Set(scope.month),
        seed: Set(Some(scope.seed).filter(|_| kind == Kind::Sample)),
        most: Set(Some(scope.most).filter(|_| kind == Kind::Mass)),
        rows: Set(rows.len() as i64),
        reviewed_by: Set(user.id),
        reviewed_at: Set(now),
        remark: Set(remark),
        ..Default::default()
    };
    let id = review::Entity::insert(new).exec(txn).await?.last_insert_id;
    let of_review = |event_id| row::ActiveModel { review_id: Set(id), event_id: Set(event_id) };
    row::Entity::insert_many(rows.into_iter().map(of_review)).exec_without_returning(txn).await?;
    audit::record(txn, user, Act::new("review", "audit", id).detail(kind.code()), now).await?;
    Ok(Some(id))
}

/// A review with the name of whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Review {
    /// What was gone through.
    pub kind: &'static str,
    /// How many rows.
    pub rows: i64,
    /// By whom.
    pub by: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What the sample was drawn by.
    pub seed: Option<i64>,
    /// What she says of it.
    pub remark: Option<String>,
}

/// The reviews of a month, newest first.
pub async fn of_month(db: &impl ConnectionTrait, month: NaiveDate) -> Result<Vec<Review>, DbErr> {
    let reviews = review::Entity::find()
        .filter(review::COLUMN.month.eq(month))
        .order_by_desc(review::Column::Id)
        .all(db)
        .await?;
    let names = names(db, reviews.iter().map(|review| review.reviewed_by)).await?;
    let told = |review: review::Model| Review {
        kind: review.kind.code(),
        rows: review.rows,
        by: names.get(&review.reviewed_by).cloned().unwrap_or_default(),
        at: review.reviewed_at,
        seed: review.seed,
        remark: review.remark,
    };
    Ok(reviews.into_iter().map(told).collect())
}

/// Which of these rows somebody has gone through: whoever was first.
pub async fn reviewed(
    db: &impl ConnectionTrait,
    kind: Kind,
    rows: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    use sea_orm::ColumnTrait;
    let found: Vec<(i64, i64)> = row::Entity::find()
        .select_only()
        .column(row::Column::EventId)
        .column(review::Column::ReviewedBy)
        .join(JoinType::InnerJoin, row::Relation::Review.def())
        .filter(row::COLUMN.event_id.is_in(rows))
        .filter(review::Column::Kind.eq(kind))
        .order_by_desc(row::Column::ReviewId)
        .into_tuple()
        .all(db)
        .await?;
    let names = names(db, found.iter().map(|(_, by)| *by)).await?;
    Ok(found.into_iter().filter_map(|(event, by)| Some((event, names.get(&by)?.clone()))).collect())
}

async fn names(
    db: &impl ConnectionTrait,
    ids: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let ids: BTreeSet<i64> = ids.collect();
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows: Vec<(i64, String)> = user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .filter(user::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
