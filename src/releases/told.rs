//! What earlier releases have told of the same people in the same half-year: no new one may give away what they hide.
use super::{Release, entity::told, files::sha256};
use crate::{disclosure::Entry, indicators::Period, programmes::Programme};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QueryOrder,
};
use std::collections::BTreeMap;

/// What was told on an occasion.
#[derive(Debug, Default)]
pub(super) struct Told {
    /// Of which programme and half-year.
    pub occasion: String,
    /// By table, in order.
    pub files: BTreeMap<String, Vec<Vec<u8>>>,
    /// By which release last.
    pub last: Option<i64>,
    rows: usize,
}

/// What was told of a programme's half-year by releases to whomever.
pub(super) async fn of(
    db: &impl ConnectionTrait,
    programme: &Programme,
    period: Period,
) -> Result<Told, DbErr> {
    let mut told = Told { occasion: format!("programme {}, {period}", programme.id), ..Told::default() };
    let rows = told::Entity::find()
        .filter(told::COLUMN.occasion.eq(&*told.occasion))
        .order_by_asc(told::Column::Number)
        .order_by_asc(told::Column::Id)
        .all(db)
        .await?;
    told.rows = rows.len();
    told.last = rows.iter().map(|row| row.release_id).max();
    for row in rows {
        told.files.entry(row.indicator).or_default().push(row.content);
    }
    Ok(told)
}

/// Whether nothing was told since.
pub(super) async fn is_all(txn: &DatabaseTransaction, told: &Told) -> Result<bool, DbErr> {
    let rows = told::Entity::find().filter(told::COLUMN.occasion.eq(&*told.occasion)).count(txn).await?;
    Ok(rows == told.rows as u64)
}

/// Adds what a release tells, in the change that freezes it.
pub(super) async fn add(
    txn: &DatabaseTransaction,
    release: i64,
    told: &Told,
    entries: &[Entry],
) -> Result<(), DbErr> {
    let row = |entry: &Entry| told::ActiveModel {
        release_id: Set(release),
        occasion: Set(told.occasion.clone()),
        indicator: Set(entry.table.clone()),
        number: Set(entry.number.into()),
        sha256: Set(sha256(&entry.content)),
        content: Set(entry.content.clone()),
        ..Default::default()
    };
    told::Entity::insert_many(entries.iter().map(row)).exec_without_returning(txn).await?;
    Ok(())
}

impl Told {
    /// Whether that release told it last.
    pub(super) fn last_by(&self, release: Option<&Release>) -> bool {
        release.is_some_and(|release| self.last == Some(release.id))
    }
}
