//! From the programme's plan to rows with days.
use super::{State, entity};
use crate::{
    audit::{self, Act},
    cases::{self, Case},
    clock::{add_months, local_day},
    identity::User,
    programmes::entity::plan_step::{self, Anchor},
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, UpdateMany, sea_query::Expr,
};

/// Plans the follow-ups counted from `anchor_on`, or moves those that are planned already. Told twice, it
/// changes nothing. What was answered stays; a step whose window had closed before the day of its anchor
/// was known is left out, because an answer to it would no longer count.
pub async fn plan_for(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    anchor: Anchor,
    anchor_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let steps = plan_step::Entity::find()
        .filter(plan_step::COLUMN.programme_id.eq(case.programme_id))
        .filter(plan_step::COLUMN.anchor.eq(anchor))
        .order_by_asc(plan_step::Column::Id)
        .all(txn)
        .await?;
    let mut changed = false;
    for step in steps {
        changed |= plan_step(txn, case, &step, anchor_on, now).await?;
    }
    match changed {
        true => audit::record(txn, user, about("plan", case, anchor), now).await,
        false => Ok(()),
    }
}

/// Nothing is asked for on account of this anchor any more, as when a case reopens.
pub async fn cancel_planned(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    anchor: Anchor,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let cancelled = planned(case)
        .col_expr(entity::COLUMN.state, Expr::value(State::Cancelled.to_value()))
        .filter(entity::COLUMN.anchor.eq(anchor))
        .exec(txn)
        .await?;
    match cancelled.rows_affected {
        0 => Ok(()),
        _ => audit::record(txn, user, about("cancel", case, anchor), now).await,
    }
}

/// The start of a firm became known, was corrected or turned out not to have been: every case about it follows.
pub async fn plan_for_enterprise(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise_id: i64,
    started_on: Option<NaiveDate>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let cases = cases::visible_to(user).filter(cases::entity::COLUMN.enterprise_id.eq(enterprise_id));
    for case in cases.all(txn).await? {
        match started_on {
            Some(day) => plan_for(txn, user, &case, Anchor::EnterpriseStarted, day, now).await?,
            None => cancel_planned(txn, user, &case, Anchor::EnterpriseStarted, now).await?,
        }
    }
    Ok(())
}

/// What is planned in a case is asked by whoever has the case now.
pub async fn hand_over(txn: &DatabaseTransaction, case: &Case, advisor_id: i64) -> Result<(), DbErr> {
    planned(case).col_expr(entity::COLUMN.advisor_id, Expr::value(advisor_id)).exec(txn).await.map(drop)
}

/// Whether anything changed. A row is known by what it asks for: a step taken out of the plan and put back
/// is a new step, but the same question.
async fn plan_step(
    txn: &DatabaseTransaction,
    case: &Case,
    step: &plan_step::Model,
    anchor_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let due_on = due_on(step, anchor_on);
    let still_counts = still_counts(step, due_on, now);
    let there = entity::Entity::find()
        .filter(entity::COLUMN.case_id.eq(case.id))
        .filter(entity::COLUMN.anchor.eq(step.anchor))
        .filter(entity::COLUMN.offset_months.eq(step.offset_months))
        .filter(entity::COLUMN.offset_weeks.eq(step.offset_weeks))
        .one(txn)
        .await?;
    let state = if still_counts { State::Planned } else { State::Cancelled };
    match there {
        None if still_counts => insert(txn, case, step, anchor_on, due_on, now).await.map(|()| true),
        Some(row) if row.state == State::Planned && row.anchor_on != anchor_on => {
            move_to(txn, row.id, State::Planned, state, case, (anchor_on, due_on)).await
        }
        Some(row) if row.state == State::Cancelled && still_counts => {
            move_to(txn, row.id, State::Cancelled, State::Planned, case, (anchor_on, due_on)).await
        }
        _ => Ok(false),
    }
}

fn still_counts(step: &plan_step::Model, due_on: NaiveDate, now: DateTime<Utc>) -> bool {
    due_on + Days::new(step.window_days.unsigned_abs()) >= local_day(now)
}

/// The follow-up of a case nothing was planned in before, unless its window has closed already.
pub(crate) fn first_row(
    case: &Case,
    step: &plan_step::Model,
    anchor_on: NaiveDate,
    now: DateTime<Utc>,
) -> Option<entity::ActiveModel> {
    let due_on = due_on(step, anchor_on);
    still_counts(step, due_on, now).then(|| row(case, step, anchor_on, due_on, now))
}

/// The day to ask: months first, then weeks, as the plan tells them.
pub(super) fn due_on(step: &plan_step::Model, anchor_on: NaiveDate) -> NaiveDate {
    let months = u32::try_from(step.offset_months).unwrap_or(0);
    add_months(anchor_on, months) + Days::new(step.offset_weeks.unsigned_abs() * 7)
}

async fn insert(
    txn: &DatabaseTransaction,
    case: &Case,
    step: &plan_step::Model,
    anchor_on: NaiveDate,
    due_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let row = row(case, step, anchor_on, due_on, now);
    entity::Entity::insert(row).exec_without_returning(txn).await.map(drop)
}

fn row(
    case: &Case,
    step: &plan_step::Model,
    anchor_on: NaiveDate,
    due_on: NaiveDate,
    now: DateTime<Utc>,
) -> entity::ActiveModel {
    entity::ActiveModel {
        organisation_id: Set(case.organisation_id),
        case_id: Set(case.id),
        advisor_id: Set(case.advisor_id),
        plan_step_id: Set(Some(step.id)),
        anchor: Set(step.anchor),
        anchor_on: Set(anchor_on),
        offset_months: Set(step.offset_months),
        offset_weeks: Set(step.offset_weeks),
        due_on: Set(due_on),
        window_days: Set(step.window_days),
        state: Set(State::Planned),
        attempts: Set(0),
        created_at: Set(now),
        ..Default::default()
    }
}

/// Somebody may have answered meanwhile: then nothing moves.
async fn move_to(
    txn: &DatabaseTransaction,
    id: i64,
    from: State,
    to: State,
    case: &Case,
    (anchor_on, due_on): (NaiveDate, NaiveDate),
) -> Result<bool, DbErr> {
    let moved = entity::Entity::update_many()
        .col_expr(entity::COLUMN.state, Expr::value(to.to_value()))
        .col_expr(entity::COLUMN.advisor_id, Expr::value(case.advisor_id))
        .col_expr(entity::COLUMN.anchor_on, Expr::value(anchor_on))
        .col_expr(entity::COLUMN.due_on, Expr::value(due_on))
        .col_expr(entity::COLUMN.attempts, Expr::value(0i64))
        .col_expr(entity::COLUMN.escalated_on, Expr::value(None::<NaiveDate>))
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.state.eq(from))
        .exec(txn)
        .await?;
    Ok(moved.rows_affected == 1)
}

fn planned(case: &Case) -> UpdateMany<entity::Entity> {
    entity::Entity::update_many()
        .filter(entity::COLUMN.case_id.eq(case.id))
        .filter(entity::COLUMN.state.eq(State::Planned))
}

fn about(action: &'static str, case: &Case, anchor: Anchor) -> Act {
    Act { action, object: "followup", ..Act::default() }
        .in_case(case.id)
        .on_client(case.client_id)
        .detail(anchor.code())
}
