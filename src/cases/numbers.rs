//! Case numbers and the rows behind them, for whoever may know that a case exists but nothing in it.
use super::entity;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};
use std::collections::HashMap;

/// The numbers of these cases.
pub async fn numbers_of(
    db: &impl ConnectionTrait,
    ids: impl IntoIterator<Item = i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    let rows: Vec<(i64, String)> = entity::Entity::find()
        .select_only()
        .columns([entity::Column::Id, entity::Column::Number])
        .filter(entity::COLUMN.id.is_in(ids))
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}

/// The cases of that number: each organisation may have one.
pub async fn with_number(
    db: &impl ConnectionTrait,
    number: &str,
    organisation_ids: impl IntoIterator<Item = i64>,
) -> Result<Vec<i64>, DbErr> {
    entity::Entity::find()
        .select_only()
        .column(entity::Column::Id)
        .filter(entity::COLUMN.organisation_id.is_in(organisation_ids))
        .filter(entity::COLUMN.number.eq(number.trim()))
        .into_tuple()
        .all(db)
        .await
}
