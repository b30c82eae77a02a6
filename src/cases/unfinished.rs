//! What an advisor still has to fill in: each row changes a figure of the next report.
use super::entity::{self, Employment, Status};
use crate::{
    enterprises::entity::enterprise::{self, Status as Doing},
    identity::User,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, JoinType, PaginatorTrait, QueryFilter, QuerySelect, RelationTrait,
    Select,
};

/// What may be missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Labour-market status at exit.
    Exit,
    /// The day a working firm started.
    Start,
}

/// The advisor's own cases in which that is missing: the count and the list come from here.
pub fn missing(user: &User, what: Missing) -> Select<entity::Entity> {
    match what {
        Missing::Exit => without_employment(user),
        Missing::Start => without_start(user),
    }
}

/// How much is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// Closed cases whose labour-market status at exit is not known.
    pub closed_without_employment: i64,
    /// Firms at work without a day they genuinely started.
    pub enterprises_without_start: i64,
}

/// In the advisor's own cases.
pub async fn unfinished(db: &impl ConnectionTrait, user: &User) -> Result<Unfinished, DbErr> {
    let closed = without_employment(user).count(db).await?;
    let started = without_start(user).count(db).await?;
    Ok(Unfinished {
        closed_without_employment: closed.try_into().unwrap_or(i64::MAX),
        enterprises_without_start: started.try_into().unwrap_or(i64::MAX),
    })
}

/// Her closed cases without an answer on employment.
fn without_employment(user: &User) -> Select<entity::Entity> {
    super::visible_to(user)
        .filter(entity::COLUMN.advisor_id.eq(user.id))
        .filter(entity::COLUMN.status.eq(Status::Closed))
        .filter(entity::COLUMN.employment_at_exit.eq(Employment::Unknown))
}

/// Her cases about a firm that works but nobody knows since when.
fn without_start(user: &User) -> Select<entity::Entity> {
    super::visible_to(user)
        .join(JoinType::InnerJoin, entity::Relation::Enterprise.def())
        .filter(entity::COLUMN.advisor_id.eq(user.id))
        .filter(enterprise::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(enterprise::COLUMN.started_on.is_null())
        .filter(enterprise::COLUMN.status.eq(Doing::Active))
}
