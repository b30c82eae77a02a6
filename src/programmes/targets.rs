//! What a programme aims at, per indicator.
use super::{Refused, entity::target};
use crate::{
    audit::{self, Act},
    identity::User,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder,
};
use std::collections::BTreeMap;

/// The targets in whole units, by the indicator's code.
pub async fn targets(db: &impl ConnectionTrait, programme_id: i64) -> Result<BTreeMap<String, i64>, DbErr> {
    let rows = target::Entity::find()
        .filter(target::COLUMN.programme_id.eq(programme_id))
        .order_by_asc(target::Column::Indicator)
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.indicator, row.value)).collect())
}

/// Sets exactly these targets. Hers to do who leads the programme, or an administrator's.
pub async fn set_targets(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    programme_id: i64,
    targets: &BTreeMap<String, i64>,
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    super::plan::check(txn, by, programme_id).await?;
    if targets.values().any(|&value| value < 0) {
        return Err(Refused::TargetOutOfRange);
    }
    let of_it = target::COLUMN.programme_id.eq(programme_id);
    target::Entity::delete_many().filter(of_it).exec(txn).await?;
    for (indicator, &value) in targets {
        let row = target::Model { programme_id, indicator: indicator.clone(), value };
        target::Entity::insert(row.into_active_model()).exec_without_returning(txn).await?;
    }
    let act = Act::new("set_targets", "programme", programme_id);
    match by {
        Some(user) => audit::record(txn, user, act, now).await?,
        None => audit::record_system(txn, act, now).await?,
    }
    Ok(())
}
