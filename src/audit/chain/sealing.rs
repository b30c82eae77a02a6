//! Setting seals: a batch at a time, behind everybody's back.
use super::{NOTHING, OF_A_ROW, row_hash, seal_hash};
use crate::{
    audit::entity::{self, seal},
    database::Database,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DbBackend, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    SqlErr, Statement,
};
use std::{collections::HashSet, time::Duration};

/// The most rows under one seal.
pub const ROWS: usize = 1_000;

/// How often, and how far apart, it is looked whether changes under way have ended: a second in all.
const LOOKS: u32 = 50;
const BETWEEN: Duration = Duration::from_millis(20);

/// The last seal: what to write down elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Head {
    /// The seal's number.
    pub seal: i64,
    /// The last row under it.
    pub last_event: i64,
    /// Its hash.
    pub hash: Vec<u8>,
}

/// The last seal, if there is one.
pub async fn head(db: &impl ConnectionTrait) -> Result<Option<Head>, DbErr> {
    let last: Option<(i64, i64, Vec<u8>)> = seal::Entity::find()
        .select_only()
        .columns([seal::Column::Id, seal::Column::LastEvent, seal::Column::Hash])
        .order_by_desc(seal::Column::Id)
        .limit(1)
        .into_tuple()
        .one(db)
        .await?;
    Ok(last.map(|(seal, last_event, hash)| Head { seal, last_event, hash }))
}

/// Seals everything that is settled and tells how many rows that were. What another server seals at the same time is
/// left to it.
pub async fn seal(db: &Database, now: DateTime<Utc>) -> Result<usize, DbErr> {
    let Some(up_to) = settled(db).await? else { return Ok(0) };
    let mut sealed = 0;
    loop {
        let last = head(db.read()).await?;
        let after = last.as_ref().map_or(0, |last| last.last_event);
        let rows = entity::Entity::find()
            .filter(entity::COLUMN.id.gt(after))
            .filter(entity::COLUMN.id.lte(up_to))
            .order_by_asc(entity::Column::Id)
            .limit(ROWS as u64)
            .all(db.read())
            .await?;
        let Some(seal) = over(&rows, last.as_ref(), now) else { return Ok(sealed) };
        if !set(db, seal).await? {
            return Ok(sealed);
        }
        sealed += rows.len();
    }
}

fn over(rows: &[entity::Model], last: Option<&Head>, at: DateTime<Utc>) -> Option<seal::ActiveModel> {
    let (first, end) = (rows.first()?.id, rows.last()?.id);
    let previous = last.map_or(NOTHING.to_vec(), |last| last.hash.clone());
    let mut listed = Vec::with_capacity(rows.len() * OF_A_ROW);
    for row in rows {
        listed.extend_from_slice(&row.id.to_be_bytes());
        listed.extend_from_slice(&row_hash(row));
    }
    Some(seal::ActiveModel {
        first_event: Set(first),
        last_event: Set(end),
        count: Set(rows.len() as i64),
        at: Set(at),
        hash: Set(seal_hash(&previous, at, &listed).to_vec()),
        previous: Set(previous),
        rows: Set(listed),
        ..Default::default()
    })
}

/// Whether it was ours to set: only one seal follows another, the database sees to it.
async fn set(db: &Database, seal: seal::ActiveModel) -> Result<bool, DbErr> {
    match seal::Entity::insert(seal).exec_without_returning(db.writer()).await {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// The row up to which no smaller number can turn up any more; nothing while it is not known, or there is no row.
///
/// SQLite has one writer, so numbers are committed in their order. PostgreSQL gives a number before the change it is
/// for is committed, and a change with a smaller one may still be under way. Each such change holds a lock on the
/// table from before it takes a number until after it has ended. So: look at the last number, then at the locks, and
/// wait for those to go; nobody is made to wait for us.
async fn settled(db: &Database) -> Result<Option<i64>, DbErr> {
    let last: Option<Option<i64>> = entity::Entity::find()
        .select_only()
        .column_as(entity::COLUMN.id.max(), "last")
        .into_tuple()
        .one(db.read())
        .await?;
    let last = last.flatten();
    if last.is_none() || db.is_sqlite() {
        return Ok(last);
    }
    let mut under_way = writers(db).await?;
    for _ in 0..LOOKS {
        if under_way.is_empty() {
            return Ok(last);
        }
        tokio::time::sleep(BETWEEN).await;
        let still = writers(db).await?;
        under_way.retain(|writer| still.contains(writer));
    }
    Ok(last.filter(|_| under_way.is_empty()))
}

/// The changes under way that write, or may yet write, to the log.
async fn writers(db: &Database) -> Result<HashSet<String>, DbErr> {
    let sql = "SELECT virtualtransaction AS writer FROM pg_locks \
               WHERE locktype = 'relation' AND relation = 'audit_events'::regclass \
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) \
               AND mode = 'RowExclusiveLock'";
    let rows = db.read().query_all_raw(Statement::from_string(DbBackend::Postgres, sql)).await?;
    rows.iter().map(|row| row.try_get("", "writer")).collect()
}
