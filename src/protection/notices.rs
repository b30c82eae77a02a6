//! What the protection officers of an organisation are told: who looked, when and why.
use super::{Why, entity::notice};
use crate::{
    audit::{Reason, reasons},
    cases::{self, Case},
    clients::Client,
    identity::{User, entity::user},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
    sea_query::{Expr, ExprTrait},
};
use std::collections::HashMap;

/// A notice as an officer reads it. No name of a client, and her number nowhere.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Told {
    /// Row number.
    pub id: i64,
    /// What happened.
    pub kind: &'static str,
    /// The case, by number.
    pub case_id: Option<i64>,
    /// Its number.
    pub number: Option<String>,
    /// Who did it.
    pub who: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Why, by code.
    pub reason: Option<&'static str>,
    /// Why, in her words; nothing where they were blanked.
    pub typed: Option<String>,
    /// Whether an officer has seen it.
    pub seen: bool,
}

pub(super) async fn tell(
    txn: &DatabaseTransaction,
    user: &User,
    (client_id, case_id): (i64, Option<i64>),
    kind: notice::Kind,
    why: Option<&Why>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = notice::ActiveModel {
        organisation_id: Set(user.organisation_id),
        client_id: Set(client_id),
        case_id: Set(case_id),
        user_id: Set(user.id),
        kind: Set(kind),
        reason: Set(why.map(|why| why.reason.code().to_owned())),
        reason_hash: Set(why.map(|why| why.typed.hash())),
        at: Set(now),
        ..Default::default()
    };
    notice::Entity::insert(row).exec_without_returning(txn).await.map(drop)
}

/// A client was entered with the number of a protected one, whom nobody could find: the case is the new one.
pub async fn double(
    txn: &DatabaseTransaction,
    user: &User,
    client: &Client,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    tell(txn, user, (client.id, Some(case.id)), notice::Kind::Double, None, now).await
}

/// The notices of the officer's organisation: unseen ones first, then newest first.
pub async fn notices(db: &impl ConnectionTrait, officer: &User, most: u64) -> Result<Vec<Told>, DbErr> {
    let rows = notice::Entity::find()
        .filter(notice::COLUMN.organisation_id.eq(officer.organisation_id))
        .order_by_asc(Expr::col(notice::Column::SeenAt).is_not_null())
        .order_by_desc(notice::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    let cases: Vec<i64> = rows.iter().filter_map(|row| row.case_id).collect();
    let numbers = cases::numbers_of(db, cases).await?;
    let typed = reasons::typed(db, rows.iter().filter_map(|row| row.reason_hash.clone())).await?;
    let names: Vec<(i64, String)> = user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .filter(user::COLUMN.id.is_in(rows.iter().map(|row| row.user_id)))
        .into_tuple()
        .all(db)
        .await?;
    let names: HashMap<i64, String> = names.into_iter().collect();
    let told = |row: notice::Model| Told {
        id: row.id,
        kind: row.kind.code(),
        case_id: row.case_id,
        number: row.case_id.and_then(|id| numbers.get(&id).cloned()),
        who: names.get(&row.user_id).cloned().unwrap_or_default(),
        at: row.at,
        reason: row.reason.as_deref().and_then(Reason::from_code).map(Reason::code),
        typed: row.reason_hash.and_then(|hash| typed.get(&hash).cloned()),
        seen: row.seen_at.is_some(),
    };
    Ok(rows.into_iter().map(told).collect())
}

/// How many nobody has seen.
pub async fn unseen(db: &impl ConnectionTrait, officer: &User) -> Result<u64, DbErr> {
    notice::Entity::find()
        .filter(notice::COLUMN.organisation_id.eq(officer.organisation_id))
        .filter(notice::COLUMN.seen_at.is_null())
        .count(db)
        .await
}

/// She has seen it. `false` if there is none of hers, or another officer had.
pub async fn see(
    txn: &DatabaseTransaction,
    officer: &User,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = notice::Entity::update_many()
        .col_expr(notice::COLUMN.seen_by.0, Expr::value(officer.id))
        .col_expr(notice::COLUMN.seen_at.0, Expr::value(now))
        .filter(notice::COLUMN.id.eq(id))
        .filter(notice::COLUMN.organisation_id.eq(officer.organisation_id))
        .filter(notice::COLUMN.seen_at.is_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}
