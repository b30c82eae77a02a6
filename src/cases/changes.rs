//! Changes to a case: each is one conditional update with its audit row, so that two people never overwrite
//! each other unseen. `false` means that the case had changed meanwhile.
use super::{
    Case,
    entity::{self, CloseReason, Column, Employment, Phase, Status},
};
use crate::{
    audit::{self, Act},
    identity::User,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, UpdateMany, sea_query::Expr,
};

/// What is said when a case closes.
#[derive(Clone, Copy, Debug)]
pub struct Closing {
    /// Last day, not before the first.
    pub closed_on: NaiveDate,
    /// Why.
    pub reason: CloseReason,
    /// Labour-market status at exit; asked for, and unknown is an answer.
    pub employment_at_exit: Employment,
}

/// Closes an open case.
pub async fn close(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    closing: Closing,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = of(case)
        .col_expr(Column::Status, text(Status::Closed.code()))
        .col_expr(Column::ClosedOn, Expr::value(closing.closed_on))
        .col_expr(Column::CloseReason, text(closing.reason.code()))
        .col_expr(Column::EmploymentAtExit, text(closing.employment_at_exit.code()))
        .filter(entity::COLUMN.status.eq(Status::Open));
    apply(txn, user, case, update, "close", None, now).await
}

/// Opens a closed case again.
pub async fn reopen(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = of(case)
        .col_expr(Column::Status, text(Status::Open.code()))
        .col_expr(Column::ClosedOn, Expr::value(Option::<NaiveDate>::None))
        .col_expr(Column::CloseReason, Expr::value(Option::<String>::None))
        .col_expr(Column::EmploymentAtExit, Expr::value(Option::<String>::None))
        .filter(entity::COLUMN.status.eq(Status::Closed));
    apply(txn, user, case, update, "reopen", None, now).await
}

/// Moves the case to another phase.
pub async fn set_phase(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    phase: Phase,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update =
        of(case).col_expr(Column::Phase, text(phase.code())).filter(entity::COLUMN.phase.eq(case.phase));
    apply(txn, user, case, update, "set_phase", Some(phase.code()), now).await
}

/// Gives the case to another advisor of the same organisation.
pub async fn hand_over(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    advisor_id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = of(case)
        .col_expr(Column::AdvisorId, Expr::value(advisor_id))
        .filter(entity::COLUMN.advisor_id.eq(case.advisor_id));
    apply(txn, user, case, update, "hand_over", None, now).await
}

/// Says which firm the case is about.
pub async fn link_enterprise(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    enterprise_id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let update = of(case).col_expr(Column::EnterpriseId, Expr::value(enterprise_id));
    apply(txn, user, case, update, "link_enterprise", None, now).await
}

fn of(case: &Case) -> UpdateMany<entity::Entity> {
    entity::Entity::update_many().filter(entity::COLUMN.id.eq(case.id))
}

fn text(code: &'static str) -> Expr {
    Expr::value(code)
}

async fn apply(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    update: UpdateMany<entity::Entity>,
    action: &'static str,
    detail: Option<&str>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if update.exec(txn).await?.rows_affected == 0 {
        return Ok(false);
    }
    let mut act = Act::new(action, "case", case.id).in_case(case.id).on_client(case.client_id);
    if let Some(detail) = detail {
        act = act.detail(detail);
    }
    audit::record(txn, user, act, now).await?;
    Ok(true)
}
