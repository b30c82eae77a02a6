//! Entering a measure once for everybody who took part.
use super::{Kind, Measure, entity::measure, participants};
use crate::{
    audit::{self, Act},
    cases::{self, Case},
    clock::local_day,
    identity::User,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr,
};
use std::collections::BTreeSet;

/// A measure, before it is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMeasure {
    /// What was done.
    pub kind: Kind,
    /// What it was called.
    pub title: Option<String>,
    /// Who gave it.
    pub provider: Option<String>,
    /// First day.
    pub starts_on: NaiveDate,
    /// Last day, where it took more than one.
    pub ends_on: Option<NaiveDate>,
    /// How long, for each participant.
    pub minutes: i64,
    /// The whole cost, in öre; unknown stays unknown.
    pub cost_ore: Option<i64>,
}

/// The longest a measure can take: more is a slip of the finger.
pub const LONGEST_MINUTES: i64 = 600_000;

/// Why a measure cannot be entered so.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// Nobody took part.
    #[error("a measure needs a participant")]
    Nobody,
    /// A case she does not see or that is not there.
    #[error("no such case")]
    NoSuchCase,
    /// The cases belong to more than one programme.
    #[error("the cases belong to several programmes")]
    SeveralProgrammes,
    /// It began before these cases were opened.
    #[error("the measure began before cases were opened")]
    BeforeOpening(Vec<String>),
    /// It begins on a day to come.
    #[error("the measure begins in the future")]
    InTheFuture,
    /// It ends before it begins.
    #[error("the measure ends before it begins")]
    EndsFirst,
    /// Hours that cannot be.
    #[error("the hours are below zero or too many")]
    Hours,
    /// A cost below zero.
    #[error("the cost is below zero")]
    Cost,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Enters it for these cases, all of one programme.
pub async fn record(
    txn: &DatabaseTransaction,
    user: &User,
    new: NewMeasure,
    case_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<i64, Fault> {
    let cases = checked(txn, user, &new, case_ids, now).await?;
    let row = measure::ActiveModel {
        organisation_id: Set(user.organisation_id),
        programme_id: Set(cases[0].programme_id),
        kind: Set(new.kind),
        title: Set(new.title),
        provider: Set(new.provider),
        starts_on: Set(new.starts_on),
        ends_on: Set(new.ends_on),
        minutes: Set(new.minutes),
        cost_ore: Set(new.cost_ore),
        recorded_by: Set(user.id),
        created_at: Set(now),
        ..Default::default()
    };
    let id = measure::Entity::insert(row).exec(txn).await?.last_insert_id;
    participants::set(txn, id, &ids(&cases)).await?;
    log(txn, user, "record", id, &cases, "", now).await?;
    Ok(id)
}

/// Changes what was entered, and who took part.
pub async fn change(
    txn: &DatabaseTransaction,
    user: &User,
    measure: &Measure,
    new: NewMeasure,
    case_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let cases = checked(txn, user, &new, case_ids, now).await?;
    let before: BTreeSet<i64> =
        super::participants(txn, measure).await?.into_iter().map(|attendee| attendee.case_id).collect();
    let after: BTreeSet<i64> = cases.iter().map(|case| case.id).collect();
    let changed = changed_fields(measure, &new, before != after);
    if changed.is_empty() {
        return Ok(());
    }
    measure::Entity::update_many()
        .col_expr(measure::COLUMN.programme_id, Expr::value(cases[0].programme_id))
        .col_expr(measure::COLUMN.kind, Expr::value(new.kind.to_value()))
        .col_expr(measure::COLUMN.title, Expr::value(new.title))
        .col_expr(measure::COLUMN.provider, Expr::value(new.provider))
        .col_expr(measure::COLUMN.starts_on, Expr::value(new.starts_on))
        .col_expr(measure::COLUMN.ends_on, Expr::value(new.ends_on))
        .col_expr(measure::COLUMN.minutes, Expr::value(new.minutes))
        .col_expr(measure::COLUMN.cost_ore, Expr::value(new.cost_ore))
        .filter(measure::COLUMN.id.eq(measure.id))
        .exec(txn)
        .await?;
    participants::set(txn, measure.id, &ids(&cases)).await?;
    // Who no longer takes part is told of in the log too.
    let left: Vec<i64> = before.difference(&after).copied().collect();
    let left = cases_of(txn, user, &left).await?;
    log(txn, user, "leave", measure.id, &left, "participants", now).await?;
    log(txn, user, "change", measure.id, &cases, &changed.join(" "), now).await
}

/// Takes away one that should never have been there.
pub async fn remove(
    txn: &DatabaseTransaction,
    user: &User,
    measure: &Measure,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    let took_part: Vec<i64> =
        super::participants(txn, measure).await?.into_iter().map(|attendee| attendee.case_id).collect();
    let cases = cases_of(txn, user, &took_part).await?;
    let gone = measure::Entity::delete_many().filter(measure::COLUMN.id.eq(measure.id)).exec(txn).await?;
    match gone.rows_affected {
        0 => Ok(()),
        _ => log(txn, user, "remove", measure.id, &cases, measure.kind.code(), now).await,
    }
}

async fn checked(
    txn: &DatabaseTransaction,
    user: &User,
    new: &NewMeasure,
    case_ids: &[i64],
    now: DateTime<Utc>,
) -> Result<Vec<Case>, Fault> {
    if new.starts_on > local_day(now) {
        return Err(Fault::InTheFuture);
    }
    if new.ends_on.is_some_and(|end| end < new.starts_on) {
        return Err(Fault::EndsFirst);
    }
    if !(0..=LONGEST_MINUTES).contains(&new.minutes) {
        return Err(Fault::Hours);
    }
    if new.cost_ore.is_some_and(|cost| cost < 0) {
        return Err(Fault::Cost);
    }
    let wanted: BTreeSet<i64> = case_ids.iter().copied().collect();
    let cases = cases_of(txn, user, case_ids).await?;
    let first = cases.first().ok_or(if wanted.is_empty() { Fault::Nobody } else { Fault::NoSuchCase })?;
    if cases.len() != wanted.len() {
        return Err(Fault::NoSuchCase);
    }
    if cases.iter().any(|case| case.programme_id != first.programme_id) {
        return Err(Fault::SeveralProgrammes);
    }
    let early = cases.iter().filter(|case| new.starts_on < case.opened_on);
    let early: Vec<String> = early.map(|case| case.number.clone()).collect();
    match early.is_empty() {
        true => Ok(cases),
        false => Err(Fault::BeforeOpening(early)),
    }
}

async fn cases_of(txn: &DatabaseTransaction, user: &User, ids: &[i64]) -> Result<Vec<Case>, DbErr> {
    cases::visible_to(user).filter(cases::entity::COLUMN.id.is_in(ids.iter().copied())).all(txn).await
}

fn ids(cases: &[Case]) -> Vec<i64> {
    cases.iter().map(|case| case.id).collect()
}

/// One row a case, so that each client's log is whole.
async fn log(
    txn: &DatabaseTransaction,
    user: &User,
    action: &'static str,
    id: i64,
    cases: &[Case],
    detail: &str,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    for case in cases {
        let act = Act::new(action, "measure", id).in_case(case.id).on_client(case.client_id);
        let act = if detail.is_empty() { act } else { act.detail(detail) };
        audit::record(txn, user, act, now).await?;
    }
    Ok(())
}

fn changed_fields(old: &Measure, new: &NewMeasure, others: bool) -> Vec<&'static str> {
    let fields = [
        ("kind", old.kind != new.kind),
        ("title", old.title != new.title),
        ("provider", old.provider != new.provider),
        ("starts_on", old.starts_on != new.starts_on),
        ("ends_on", old.ends_on != new.ends_on),
        ("minutes", old.minutes != new.minutes),
        ("cost", old.cost_ore != new.cost_ore),
        ("participants", others),
    ];
    fields.into_iter().filter_map(|(name, changed)| changed.then_some(name)).collect()
}
