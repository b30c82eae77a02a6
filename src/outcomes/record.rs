//! Recording an outcome, and putting a mistaken one right.
use super::{Amount, AmountFault, Evidence, Kind, Outcome, Source, State, entity};
use crate::{
    audit::{self, Act},
    cases::Case,
    clients::{
        Texts,
        sealed::{OUTCOME_NOTE, forget},
    },
    clock::local_day,
    identity::User,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ActiveEnum, ActiveValue::Set, ColumnTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::Expr,
};

/// The first day an outcome can be about.
pub const EARLIEST: NaiveDate = NaiveDate::from_ymd_opt(1990, 1, 1).expect("a day");

/// What came of it, before it stands in the case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    /// What.
    pub kind: Kind,
    /// How much.
    pub amount: Amount,
    /// On which day it held.
    pub reference_date: NaiveDate,
    /// Who says so.
    pub source: Source,
    /// How well it is known.
    pub evidence: Evidence,
    /// In words.
    pub note: Option<String>,
}

/// Why an outcome cannot be recorded so.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// The value does not fit the kind.
    #[error(transparent)]
    Amount(#[from] AmountFault),
    /// A day to come.
    #[error("the day lies in the future")]
    InTheFuture,
    /// A day before 1990.
    #[error("the day lies too far back")]
    TooEarly,
    /// Somebody removed it meanwhile.
    #[error("the outcome is not there any more")]
    Gone,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Records it. What is said of the firm is said of the case's firm.
pub async fn record(
    txn: &DatabaseTransaction,
    user: &User,
    (case, texts): (&Case, Texts<'_>),
    new: NewOutcome,
    now: DateTime<Utc>,
) -> Result<i64, Fault> {
    check(&new, now)?;
    let row = entity::ActiveModel {
        case_id: Set(case.id),
        enterprise_id: Set(case.enterprise_id.filter(|_| new.kind.is_about_the_enterprise())),
        kind: Set(new.kind),
        state: Set(state(new.amount)),
        value_hundredths: Set(new.amount.hundredths()),
        unit: Set(new.kind.unit()),
        reference_date: Set(new.reference_date),
        source: Set(new.source),
        evidence: Set(new.evidence),
        note: Set(texts.clear(OUTCOME_NOTE, new.note.clone())),
        recorded_by: Set(user.id),
        created_at: Set(now),
        ..Default::default()
    };
    let id = entity::Entity::insert(row).exec(txn).await?.last_insert_id;
    texts.keep(txn, OUTCOME_NOTE, id, new.note.as_deref()).await?;
    let act = Act::new("record", "outcome", id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act, now).await?;
    Ok(id)
}

/// Puts a mistaken one right; the log keeps which fields were wrong.
pub async fn correct(
    txn: &DatabaseTransaction,
    user: &User,
    (case, texts): (&Case, Texts<'_>),
    outcome: &Outcome,
    new: NewOutcome,
    now: DateTime<Utc>,
) -> Result<(), Fault> {
    check(&new, now)?;
    let changed = changed_fields(outcome, &new);
    if changed.is_empty() {
        return Ok(());
    }
    let enterprise = outcome.enterprise_id.or(case.enterprise_id);
    let enterprise = enterprise.filter(|_| new.kind.is_about_the_enterprise());
    let updated = entity::Entity::update_many()
        .col_expr(entity::COLUMN.enterprise_id, Expr::value(enterprise))
        .col_expr(entity::COLUMN.kind, Expr::value(new.kind.to_value()))
        .col_expr(entity::COLUMN.state, Expr::value(state(new.amount).to_value()))
        .col_expr(entity::COLUMN.value_hundredths, Expr::value(new.amount.hundredths()))
        .col_expr(entity::COLUMN.unit, Expr::value(new.kind.unit().to_value()))
        .col_expr(entity::COLUMN.reference_date, Expr::value(new.reference_date))
        .col_expr(entity::COLUMN.source, Expr::value(new.source.to_value()))
        .col_expr(entity::COLUMN.evidence, Expr::value(new.evidence.to_value()))
        .col_expr(entity::COLUMN.note, Expr::value(texts.clear(OUTCOME_NOTE, new.note.clone())))
        .filter(entity::COLUMN.id.eq(outcome.id))
        .filter(entity::COLUMN.case_id.eq(case.id))
        .exec(txn)
        .await?;
    if updated.rows_affected == 0 {
        return Err(Fault::Gone);
    }
    texts.keep(txn, OUTCOME_NOTE, outcome.id, new.note.as_deref()).await?;
    let act = Act::new("correct", "outcome", outcome.id).in_case(case.id).on_client(case.client_id);
    Ok(audit::record(txn, user, act.detail(changed.join(" ")), now).await?)
}

/// Takes away one that should never have been there.
pub async fn remove(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    outcome: &Outcome,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let gone = entity::Entity::delete_many().filter(entity::COLUMN.id.eq(outcome.id)).exec(txn).await?;
    if gone.rows_affected == 0 {
        return Ok(());
    }
    forget(txn, OUTCOME_NOTE, [outcome.id]).await?;
    let act = Act::new("remove", "outcome", outcome.id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act.detail(outcome.kind.code()), now).await
}

/// What was said of the firm before the firm itself was entered belongs to it.
pub async fn adopt(txn: &DatabaseTransaction, case: &Case, enterprise_id: i64) -> Result<(), DbErr> {
    entity::Entity::update_many()
        .col_expr(entity::COLUMN.enterprise_id, Expr::value(enterprise_id))
        .filter(entity::COLUMN.case_id.eq(case.id))
        .filter(entity::COLUMN.enterprise_id.is_null())
        .filter(entity::COLUMN.kind.is_in([Kind::EnterpriseStarted, Kind::Fte, Kind::Turnover]))
        .exec(txn)
        .await
        .map(drop)
}

fn state(amount: Amount) -> State {
    match amount {
        Amount::Unknown => State::Unknown,
        Amount::Known(_) => State::Known,
    }
}

fn check(new: &NewOutcome, now: DateTime<Utc>) -> Result<(), Fault> {
    new.amount.fits(new.kind.unit())?;
    if new.reference_date > local_day(now) {
        return Err(Fault::InTheFuture);
    }
    if new.reference_date < EARLIEST {
        return Err(Fault::TooEarly);
    }
    Ok(())
}

fn changed_fields(old: &Outcome, new: &NewOutcome) -> Vec<&'static str> {
    let fields = [
        ("kind", old.kind != new.kind),
        ("value", old.value_hundredths != new.amount.hundredths()),
        ("reference_date", old.reference_date != new.reference_date),
        ("source", old.source != new.source),
        ("evidence", old.evidence != new.evidence),
        ("note", old.note != new.note),
    ];
    fields.into_iter().filter_map(|(name, changed)| changed.then_some(name)).collect()
}
