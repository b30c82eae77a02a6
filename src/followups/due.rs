//! What is to be asked, and when: overdue first.
use super::{Followup, State, entity};
use crate::{
    cases::{self, Case},
    identity::{Right, User},
    programmes::entity::plan_step::Anchor,
};
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, PaginatorTrait,
    QueryFilter, QueryOrder, QuerySelect, QueryTrait, RelationTrait, Select, sea_query::SelectStatement,
};
use serde::Serialize;

/// A follow-up to do, with the number of its case. Holds no name: the page asks for names itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, FromQueryResult)]
pub struct Due {
    /// The follow-up.
    pub id: i64,
    /// Its case.
    pub case_id: i64,
    /// Whose case.
    pub client_id: i64,
    /// The case's number.
    pub number: String,
    /// Who is to ask.
    pub advisor_id: i64,
    /// What it is counted from.
    pub anchor: Anchor,
    /// Months after it.
    pub offset_months: i64,
    /// Weeks after it.
    pub offset_weeks: i64,
    /// The day to ask.
    pub due_on: NaiveDate,
    /// How often she was tried in vain.
    pub attempts: i64,
}

/// Whose follow-ups.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The advisor's own.
    Mine,
    /// Those of everybody in her organisation.
    Office,
}

/// How many follow-ups of the advisor are past their day.
pub async fn late(db: &impl ConnectionTrait, user: &User, today: NaiveDate) -> Result<u64, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.advisor_id.eq(user.id))
        .filter(entity::COLUMN.state.eq(State::Planned))
        .filter(entity::COLUMN.due_on.lt(today))
        .count(db)
        .await
}

/// What the advisor has to ask today or should have asked, oldest first.
pub async fn due_for(
    db: &impl ConnectionTrait,
    user: &User,
    today: NaiveDate,
    at_most: u64,
) -> Result<Vec<Due>, DbErr> {
    to_do(user, Scope::Mine)
        .filter(entity::COLUMN.due_on.lte(today))
        .order_by_asc(entity::Column::DueOn)
        .order_by_asc(entity::Column::Id)
        .limit(at_most)
        .into_model()
        .all(db)
        .await
}

/// A page of what is to be asked, overdue first; `after` is the day and id of the last one of the page before.
pub async fn list(
    db: &impl ConnectionTrait,
    user: &User,
    scope: Scope,
    after: Option<(NaiveDate, i64)>,
    at_most: u64,
) -> Result<Vec<Due>, DbErr> {
    let mut rows = to_do(user, scope);
    if let Some((day, id)) = after {
        let later = Condition::any()
            .add(entity::COLUMN.due_on.gt(day))
            .add(Condition::all().add(entity::COLUMN.due_on.eq(day)).add(entity::COLUMN.id.gt(id)));
        // The first is all the index needs to start at the right place.
        rows = rows.filter(entity::COLUMN.due_on.gte(day)).filter(later);
    }
    rows.order_by_asc(entity::Column::DueOn)
        .order_by_asc(entity::Column::Id)
        .limit(at_most)
        .into_model()
        .all(db)
        .await
}

/// Names the organisation's cases in which a follow-up is past its day.
pub fn overdue_cases(user: &User, today: NaiveDate) -> SelectStatement {
    entity::Entity::find()
        .select_only()
        .column(entity::Column::CaseId)
        .filter(entity::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(entity::COLUMN.state.eq(State::Planned))
        .filter(entity::COLUMN.due_on.lt(today))
        .into_query()
}

/// The follow-ups of a case, latest first; those called off are left out.
pub async fn of(db: &impl ConnectionTrait, case: &Case) -> Result<Vec<Followup>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.case_id.eq(case.id))
        .filter(entity::COLUMN.state.ne(State::Cancelled))
        .order_by_desc(entity::Column::DueOn)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await
}

fn to_do(user: &User, scope: Scope) -> Select<entity::Entity> {
    // Nobody's organisation is 0: who does not work with cases has nothing to do here.
    let organisation = if user.may(Right::ReadCases) { user.organisation_id } else { 0 };
    let rows = entity::Entity::find()
        .select_only()
        .columns([
            entity::Column::Id,
            entity::Column::CaseId,
            entity::Column::AdvisorId,
            entity::Column::Anchor,
            entity::Column::OffsetMonths,
            entity::Column::OffsetWeeks,
            entity::Column::DueOn,
            entity::Column::Attempts,
        ])
        .column(cases::entity::Column::ClientId)
        .column(cases::entity::Column::Number)
        .join(JoinType::InnerJoin, entity::Relation::Entity.def())
        .filter(entity::COLUMN.organisation_id.eq(organisation))
        .filter(entity::COLUMN.state.eq(State::Planned));
    match scope {
        Scope::Mine => rows.filter(entity::Column::AdvisorId.eq(user.id)),
        Scope::Office => rows,
    }
}
