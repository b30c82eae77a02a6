//! What became of a follow-up. Whoever answers first has answered.
use super::{Followup, State, entity};
use crate::{
    audit::{self, Act},
    cases::Case,
    clients::{Texts, sealed::FOLLOWUP_NOTE},
    clock::local_day,
    identity::User,
};
use chrono::{DateTime, Days, NaiveDate, Utc};
use sea_orm::{
    ActiveEnum, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, UpdateMany,
    sea_query::Expr,
};

/// How often she is tried before she counts as not reached.
pub const TRIES: i64 = 3;

/// How long to wait before she is tried again.
pub const WAIT_DAYS: u64 = 7;

/// What the advisor came back with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// She answered; what she said is recorded as outcomes.
    Done,
    /// Tried in vain once more, after `tried` times before: the same try sent twice counts once.
    NotReached {
        /// How often she had been tried when the advisor saw the page.
        tried: i64,
    },
    /// She did not want to answer.
    Declined,
    /// She moved away.
    MovedAway,
}

/// Why it cannot be settled so.
#[derive(Debug, thiserror::Error)]
pub enum NotSettled {
    /// Somebody did, or it was called off.
    #[error("the follow-up is settled already")]
    Already,
    /// A day to come, or one before what it is counted from.
    #[error("the day is not possible")]
    Day,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Settles it, or puts off the next try. Answers what became of it.
pub async fn settle(
    txn: &DatabaseTransaction,
    user: &User,
    (followup, case, texts): (&Followup, &Case, Texts<'_>),
    answer: Answer,
    on: NaiveDate,
    note: Option<String>,
    now: DateTime<Utc>,
) -> Result<State, NotSettled> {
    if on > local_day(now) || on < followup.anchor_on {
        return Err(NotSettled::Day);
    }
    let kept = note;
    let note = texts.clear(FOLLOWUP_NOTE, kept.clone());
    let (state, changed) = match answer {
        Answer::NotReached { tried } if tried + 1 < TRIES => {
            let again = open(followup)
                .col_expr(entity::COLUMN.due_on, Expr::value(on + Days::new(WAIT_DAYS)))
                .col_expr(entity::COLUMN.escalated_on, Expr::value(None::<NaiveDate>));
            (State::Planned, one_more_try(again, tried, note))
        }
        Answer::NotReached { tried } => {
            (State::NotReached, one_more_try(closed(followup, user, State::NotReached, on), tried, note))
        }
        Answer::Done => (State::Done, noted(closed(followup, user, State::Done, on), note)),
        Answer::Declined => (State::Declined, noted(closed(followup, user, State::Declined, on), note)),
        Answer::MovedAway => (State::MovedAway, noted(closed(followup, user, State::MovedAway, on), note)),
    };
    if changed.exec(txn).await?.rows_affected == 0 {
        return Err(NotSettled::Already);
    }
    if let Some(kept) = &kept {
        texts.keep(txn, FOLLOWUP_NOTE, followup.id, Some(kept)).await?;
    }
    let act = Act::new("settle", "followup", followup.id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act.detail(state.code()), now).await?;
    Ok(state)
}

/// The row, while nobody has settled it.
fn open(followup: &Followup) -> UpdateMany<entity::Entity> {
    entity::Entity::update_many()
        .filter(entity::COLUMN.id.eq(followup.id))
        .filter(entity::COLUMN.state.eq(State::Planned))
}

fn closed(followup: &Followup, user: &User, state: State, on: NaiveDate) -> UpdateMany<entity::Entity> {
    open(followup)
        .col_expr(entity::COLUMN.state, Expr::value(state.to_value()))
        .col_expr(entity::COLUMN.answered_on, Expr::value(on))
        .col_expr(entity::COLUMN.answered_by, Expr::value(user.id))
}

fn one_more_try(
    update: UpdateMany<entity::Entity>,
    tried: i64,
    note: Option<String>,
) -> UpdateMany<entity::Entity> {
    noted(update, note)
        .col_expr(entity::COLUMN.attempts, Expr::value(tried + 1))
        .filter(entity::COLUMN.attempts.eq(tried))
}

/// What was written at an earlier try stays where nothing new is written.
fn noted(update: UpdateMany<entity::Entity>, note: Option<String>) -> UpdateMany<entity::Entity> {
    match note {
        Some(note) => update.col_expr(entity::COLUMN.note, Expr::value(note)),
        None => update,
    }
}
