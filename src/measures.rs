//! Things done for one client or many: advice, courses, grants, with hours and cost.
pub mod entity;
mod participants;
mod record;

pub use entity::measure::{Kind, Model as Measure};
pub use participants::{Attendee, participants};
pub use record::{Fault, NewMeasure, change, record, remove};

use crate::{
    cases::Case,
    identity::{Right, User},
};
use entity::{measure, participant};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, QueryFilter, QueryOrder, QuerySelect,
    RelationTrait, Select,
};
use serde::Serialize;
use std::collections::HashMap;

/// The measures this user may see: those of her organisation, if she works with cases.
pub fn visible_to(user: &User) -> Select<measure::Entity> {
    // Nobody's organisation is 0: who does not work with cases sees none.
    let organisation = if user.may(Right::ReadCases) { user.organisation_id } else { 0 };
    measure::Entity::find().filter(measure::COLUMN.organisation_id.eq(organisation))
}

/// One of them.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Measure>, DbErr> {
    visible_to(user).filter(measure::COLUMN.id.eq(id)).one(db).await
}

/// A measure as it stands in one case.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    /// The measure.
    #[serde(flatten)]
    pub measure: Measure,
    /// How many took part, this case among them.
    pub participants: i64,
}

/// The measures a case took part in, newest first.
pub async fn of(db: &impl ConnectionTrait, case: &Case) -> Result<Vec<Taken>, DbErr> {
    let measures = measure::Entity::find()
        .join_rev(JoinType::InnerJoin, participant::Relation::Measure.def())
        .filter(participant::COLUMN.case_id.eq(case.id))
        .order_by_desc(measure::Column::StartsOn)
        .order_by_desc(measure::Column::Id)
        .all(db)
        .await?;
    if measures.is_empty() {
        return Ok(Vec::new());
    }
    let sizes = sizes(db, measures.iter().map(|measure| measure.id)).await?;
    let taken = measures.into_iter().map(|measure| {
        let participants = sizes.get(&measure.id).copied().unwrap_or(0);
        Taken { measure, participants }
    });
    Ok(taken.collect())
}

/// A page of the organisation's group events, newest first: `before` is the last one of the page before.
pub async fn groups(
    db: &impl ConnectionTrait,
    user: &User,
    before: Option<i64>,
    at_most: u64,
) -> Result<Vec<Taken>, DbErr> {
    let mut measures = visible_to(user).filter(measure::COLUMN.kind.is_in(Kind::GROUP));
    if let Some(before) = before {
        measures = measures.filter(measure::COLUMN.id.lt(before));
    }
    let measures = measures.order_by_desc(measure::Column::Id).limit(at_most).all(db).await?;
    let sizes = sizes(db, measures.iter().map(|measure| measure.id)).await?;
    let taken = measures.into_iter().map(|measure| {
        let participants = sizes.get(&measure.id).copied().unwrap_or(0);
        Taken { measure, participants }
    });
    Ok(taken.collect())
}

async fn sizes(
    db: &impl ConnectionTrait,
    measures: impl Iterator<Item = i64>,
) -> Result<HashMap<i64, i64>, DbErr> {
    let counted: Vec<(i64, i64)> = participant::Entity::find()
        .select_only()
        .column(participant::Column::MeasureId)
        .column_as(participant::Column::CaseId.count(), "participants")
        .filter(participant::COLUMN.measure_id.is_in(measures))
        .group_by(participant::Column::MeasureId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(counted.into_iter().collect())
}

impl Kind {
    /// What is usually given to several at once.
    pub const GROUP: [Self; 4] = [Self::GroupAdvice, Self::Course, Self::Network, Self::Visit];
}
