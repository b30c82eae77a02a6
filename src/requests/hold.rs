//! Legal hold: a case somebody still needs, such as in a dispute or an audit. Nothing of its client is erased or
//! disposed of until it is lifted (Art. 17(3)(e); arkivlagen (1990:782)).
use super::entity::hold;
use crate::{
    audit::{self, Act},
    cases::{self, Case},
    identity::User,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter,
    QuerySelect, QueryTrait, SqlErr, sea_query::SelectStatement,
};

pub use hold::Model as Hold;

/// The hold on a case, if there is one.
pub async fn on(db: &impl ConnectionTrait, case: &Case) -> Result<Option<Hold>, DbErr> {
    hold::Entity::find()
        .filter(hold::COLUMN.case_id.eq(case.id))
        .filter(hold::COLUMN.lifted_at.is_null())
        .one(db)
        .await
}

/// Whether a case of the client is held.
pub async fn holds_client(db: &impl ConnectionTrait, client_id: i64) -> Result<bool, DbErr> {
    let cases = cases::entity::Entity::find()
        .select_only()
        .column(cases::entity::Column::Id)
        .filter(cases::entity::COLUMN.client_id.eq(client_id))
        .filter(cases::entity::COLUMN.id.in_subquery(held()));
    Ok(cases.count(db).await? > 0)
}

/// Names the cases that are held.
pub(crate) fn held() -> SelectStatement {
    hold::Entity::find()
        .select_only()
        .column(hold::Column::CaseId)
        .filter(hold::COLUMN.lifted_at.is_null())
        .into_query()
}

/// Holds a case; `false` if it is held already.
pub async fn place(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    reason: String,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = hold::ActiveModel {
        organisation_id: Set(case.organisation_id),
        case_id: Set(case.id),
        reason: Set(reason),
        placed_by: Set(user.id),
        placed_at: Set(now),
        ..Default::default()
    };
    match hold::Entity::insert(row).exec_without_returning(txn).await {
        Ok(_) => {}
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(false);
        }
        Err(error) => return Err(error),
    }
    let act = Act::new("hold", "case", case.id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act, now).await?;
    Ok(true)
}

/// Lifts the hold; `false` if there is none.
pub async fn lift(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row =
        hold::ActiveModel { lifted_by: Set(Some(user.id)), lifted_at: Set(Some(now)), ..Default::default() };
    let done = hold::Entity::update_many()
        .set(row)
        .filter(hold::COLUMN.case_id.eq(case.id))
        .filter(hold::COLUMN.lifted_at.is_null())
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        let act = Act::new("lift_hold", "case", case.id).in_case(case.id).on_client(case.client_id);
        audit::record(txn, user, act, now).await?;
    }
    Ok(done.rows_affected == 1)
}
