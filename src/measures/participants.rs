//! Who took part.
use super::{Measure, entity::participant};
use crate::cases;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, FromQueryResult, JoinType,
    QueryFilter, QueryOrder, QuerySelect, RelationTrait,
};
use serde::Serialize;

/// A case that took part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct Attendee {
    /// The case.
    pub case_id: i64,
    /// Its number.
    pub number: String,
}

/// The cases that took part, by number.
pub async fn participants(db: &impl ConnectionTrait, measure: &Measure) -> Result<Vec<Attendee>, DbErr> {
    participant::Entity::find()
        .select_only()
        .column(participant::Column::CaseId)
        .column(cases::entity::Column::Number)
        .join(JoinType::InnerJoin, participant::Relation::Entity.def())
        .filter(participant::COLUMN.measure_id.eq(measure.id))
        .order_by_asc(cases::entity::Column::Number)
        .into_model()
        .all(db)
        .await
}

/// From now on exactly these took part.
pub(super) async fn set(txn: &DatabaseTransaction, measure_id: i64, case_ids: &[i64]) -> Result<(), DbErr> {
    participant::Entity::delete_many()
        .filter(participant::COLUMN.measure_id.eq(measure_id))
        .exec(txn)
        .await?;
    let rows = case_ids
        .iter()
        .map(|case_id| participant::ActiveModel { measure_id: Set(measure_id), case_id: Set(*case_id) });
    participant::Entity::insert_many(rows).exec_without_returning(txn).await.map(drop)
}
