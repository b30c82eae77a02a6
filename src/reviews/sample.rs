//! Rows by chance, each as likely as every other, and the same ones again by the same seed.
use super::{SAMPLE, Scope};
use crate::audit::{AuditEvent, entity as log};
use rand::{RngExt, SeedableRng, rngs::StdRng};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::{BTreeSet, HashMap};

/// Rows that are asked for at once, and how often: where one in a hundred rows fits, that is enough.
const AT_ONCE: usize = 500;
const ROUNDS: usize = 40;

/// In a log that is no longer, all rows that fit are read and drawn from.
const SHORT: i64 = 20_000;

/// The last row of the month so far: what a sample of a month that is not over is drawn up to.
pub async fn last_row(db: &impl ConnectionTrait, scope: &Scope) -> Result<Option<i64>, DbErr> {
    Ok(edges(db, scope).await?.map(|(_, last)| last))
}

/// The month's smallest number and its largest: rows that were committed at once may stand in another order than
/// their times, so both are looked for.
async fn edges(db: &impl ConnectionTrait, scope: &Scope) -> Result<Option<(i64, i64)>, DbErr> {
    let (from, until) = scope.moments();
    let edges: Option<(Option<i64>, Option<i64>)> = log::Entity::find()
        .select_only()
        .column_as(log::COLUMN.id.min(), "first")
        .column_as(log::COLUMN.id.max(), "last")
        .filter(log::COLUMN.at.gte(from))
        .filter(log::COLUMN.at.lt(until))
        .into_tuple()
        .one(db)
        .await?;
    Ok(edges.and_then(|(first, last)| first.zip(last)))
}

/// Numbers are drawn evenly between the month's first row and its last, and those that are no view of a client are
/// drawn again: the cost does not grow with the log.
pub(super) async fn drawn(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<AuditEvent>, DbErr> {
    let Some((first, last)) = edges(db, scope).await? else { return Ok(Vec::new()) };
    let last = scope.up_to.unwrap_or(last).min(last);
    let mut chance = StdRng::seed_from_u64(scope.seed.cast_unsigned());
    let mut taken: BTreeSet<i64> = BTreeSet::new();
    let mut rows = Vec::new();
    let fitting = scope.seen().filter(log::COLUMN.id.between(first, last));
    if last - first < SHORT {
        let mut all = fitting.order_by_asc(log::Column::Id).all(db).await?;
        while rows.len() < SAMPLE && !all.is_empty() {
            rows.push(all.swap_remove(chance.random_range(0..all.len())));
        }
    } else {
        for _ in 0..ROUNDS {
            let ids: Vec<i64> = (0..AT_ONCE).map(|_| chance.random_range(first..=last)).collect();
            let found = fitting.clone().filter(log::COLUMN.id.is_in(ids.iter().copied())).all(db).await?;
            let mut found: HashMap<i64, AuditEvent> = found.into_iter().map(|row| (row.id, row)).collect();
            for id in ids.into_iter().filter(|id| taken.insert(*id)) {
                rows.extend(found.remove(&id));
            }
            if rows.len() >= SAMPLE {
                break;
            }
        }
        rows.truncate(SAMPLE);
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.id));
    Ok(rows)
}
