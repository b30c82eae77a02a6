//! Meetings: logged in under thirty seconds, with what was agreed and by when.
pub mod entity;

pub use entity::{Channel, Model as Meeting, Topic};

use crate::{
    audit::{self, Act},
    cases::{self, Case},
    clients::{
        Texts,
        sealed::{MEETING_NOTES, NEXT_STEP},
    },
    identity::{User, entity::user},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    QueryTrait,
    sea_query::{Expr, SelectStatement},
};

/// Nobody holds more meetings in a day; a page shows no more.
const MOST_A_DAY: u64 = 30;

/// What is logged of a meeting.
#[derive(Clone, Debug)]
pub struct NewMeeting {
    /// When it began.
    pub held_at: DateTime<Utc>,
    /// How long.
    pub minutes: i64,
    /// How they met.
    pub channel: Channel,
    /// BCP 47.
    pub language: Option<String>,
    /// Whether an interpreter took part.
    pub interpreter: bool,
    /// What it was mainly about.
    pub topic: Topic,
    /// What they came to.
    pub notes: Option<String>,
    /// What was agreed, and by which day.
    pub next_step: Option<(String, Option<NaiveDate>)>,
}

/// Logs a meeting in the case.
pub async fn log(
    txn: &DatabaseTransaction,
    user: &User,
    (case, texts): (&Case, Texts<'_>),
    new: NewMeeting,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let (next_step, due_on) = new.next_step.map_or((None, None), |(step, due)| (Some(step), due));
    let row = entity::ActiveModel {
        case_id: Set(case.id),
        advisor_id: Set(user.id),
        held_at: Set(new.held_at),
        minutes: Set(new.minutes),
        channel: Set(new.channel),
        language: Set(new.language),
        interpreter: Set(new.interpreter),
        topic: Set(new.topic),
        notes: Set(texts.clear(MEETING_NOTES, new.notes.clone())),
        next_step_by: Set(next_step.is_some().then_some(case.advisor_id)),
        next_step: Set(texts.clear(NEXT_STEP, next_step.clone())),
        next_step_due_on: Set(due_on),
        created_at: Set(now),
        ..Default::default()
    };
    let id = entity::Entity::insert(row).exec(txn).await?.last_insert_id;
    texts.keep(txn, MEETING_NOTES, id, new.notes.as_deref()).await?;
    texts.keep(txn, NEXT_STEP, id, next_step.as_deref()).await?;
    let act = Act::new("log", "meeting", id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act, now).await?;
    Ok(id)
}

/// The meetings of a case, newest first.
pub async fn of(db: &impl ConnectionTrait, case: &Case) -> Result<Vec<Meeting>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.case_id.eq(case.id))
        .order_by_desc(entity::Column::HeldAt)
        .order_by_desc(entity::Column::Id)
        .all(db)
        .await
}

/// What the advisor chose last time, anywhere: where a case has no meeting yet, the next form begins there.
pub async fn last_by(db: &impl ConnectionTrait, user: &User) -> Result<Option<Meeting>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.advisor_id.eq(user.id))
        .order_by_desc(entity::Column::HeldAt)
        .one(db)
        .await
}

/// The case of a meeting, if it is the user's to see.
pub async fn case_of(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Case>, DbErr> {
    match entity::Entity::find_by_id(id).one(db).await? {
        Some(meeting) => cases::find(db, user, meeting.case_id).await,
        None => Ok(None),
    }
}

/// Ticks off what was agreed; `false` if it was done already or is not the user's to see.
pub async fn complete_step(
    txn: &DatabaseTransaction,
    user: &User,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let Some(meeting) = entity::Entity::find_by_id(id).one(txn).await? else { return Ok(false) };
    let Some(case) = cases::find(txn, user, meeting.case_id).await? else { return Ok(false) };
    let done = entity::Entity::update_many()
        .col_expr(entity::Column::NextStepDoneAt, Expr::value(now))
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.next_step.is_not_null())
        .filter(entity::COLUMN.next_step_done_at.is_null())
        .exec(txn)
        .await?;
    if done.rows_affected == 1 {
        let act = Act::new("complete_step", "meeting", id).in_case(case.id).on_client(case.client_id);
        audit::record(txn, user, act, now).await?;
    }
    Ok(done.rows_affected == 1)
}

/// Agreed steps of the advisor that are due by `day` and not done, oldest first, each with its case.
pub async fn steps_due(
    db: &impl ConnectionTrait,
    user: &User,
    day: NaiveDate,
    most: u64,
) -> Result<Vec<(Meeting, Case)>, DbErr> {
    let rows = entity::Entity::find()
        .find_also_related(cases::entity::Entity)
        .filter(entity::COLUMN.next_step_by.eq(user.id))
        .filter(entity::COLUMN.next_step_done_at.is_null())
        .filter(entity::COLUMN.next_step_due_on.lte(day))
        .filter(cases::entity::COLUMN.organisation_id.eq(user.organisation_id))
        .order_by_asc(entity::Column::NextStepDueOn)
        .order_by_asc(entity::Column::Id)
        .limit(most)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(meeting, case)| Some((meeting, case?))).collect())
}

/// The advisor's meetings between two moments, in order, each with its case.
pub async fn between(
    db: &impl ConnectionTrait,
    user: &User,
    from: DateTime<Utc>,
    to: DateTime<Utc>,
) -> Result<Vec<(Meeting, Case)>, DbErr> {
    let rows = entity::Entity::find()
        .find_also_related(cases::entity::Entity)
        .filter(entity::COLUMN.advisor_id.eq(user.id))
        .filter(entity::COLUMN.held_at.gte(from))
        .filter(entity::COLUMN.held_at.lt(to))
        .order_by_asc(entity::Column::HeldAt)
        .limit(MOST_A_DAY)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(meeting, case)| Some((meeting, case?))).collect())
}

/// Names the organisation's cases in which an agreed step is past its day.
pub fn overdue_cases(user: &User, today: NaiveDate) -> SelectStatement {
    let colleagues = user::Entity::find()
        .select_only()
        .column(user::Column::Id)
        .filter(user::COLUMN.organisation_id.eq(user.organisation_id));
    entity::Entity::find()
        .select_only()
        .column(entity::Column::CaseId)
        .filter(entity::COLUMN.next_step_by.in_subquery(colleagues.into_query()))
        .filter(entity::COLUMN.next_step_done_at.is_null())
        .filter(entity::COLUMN.next_step_due_on.lt(today))
        .into_query()
}

/// What is still to be done in a case is on the list of whoever has the case now.
pub async fn hand_over(txn: &DatabaseTransaction, case: &Case, advisor_id: i64) -> Result<(), DbErr> {
    entity::Entity::update_many()
        .col_expr(entity::Column::NextStepBy, Expr::value(advisor_id))
        .filter(entity::COLUMN.case_id.eq(case.id))
        .filter(entity::COLUMN.next_step_done_at.is_null())
        .exec(txn)
        .await
        .map(drop)
}
