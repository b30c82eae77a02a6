//! What is known of a firm, entered and changed as a whole.
use super::{Enterprise, Status, entity::enterprise, known_as, statuses};
use crate::{
    audit::{self, Act},
    clock::local_day,
    codes::{OrganisationNumber, industries, legal_forms, places},
    identity::User,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

/// The first day a start can be told for; an earlier one is a slip of the finger.
pub const EARLIEST_START: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).expect("a day");

/// A firm as the advisor describes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Firma.
    pub name: String,
    /// *Enskild näringsverksamhet*: her number is her own and is not kept here.
    pub sole_trader: bool,
    /// Of anybody else.
    pub orgnr: Option<OrganisationNumber>,
    /// Code of the list of legal forms.
    pub legal_form: Option<String>,
    /// Section of SNI.
    pub sni_code: Option<String>,
    /// Four digits.
    pub kommun_code: Option<String>,
    /// The day it genuinely started.
    pub started_on: Option<NaiveDate>,
    /// What it is doing.
    pub status: Status,
}

/// Why a firm cannot be entered so.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// It has no name.
    #[error("an enterprise needs a name")]
    NoName,
    /// A sole trader's number is her personal number.
    #[error("a sole trader's number is not kept")]
    SoleTraderNumber,
    /// Another firm of the organisation has the number: use that one.
    #[error("the number belongs to enterprise {0}")]
    NumberTaken(i64),
    /// A code that is on no list.
    #[error("no such {0}")]
    NoSuchCode(&'static str),
    /// A start to come, or one long before anybody can have meant it.
    #[error("the start lies in the future or too far back")]
    StartNotPossible,
    /// What has started is no longer planned.
    #[error("an enterprise that has started is not planned")]
    StartedButPlanned,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Enters a firm that is not there yet.
pub async fn enter(
    txn: &DatabaseTransaction,
    user: &User,
    facts: Facts,
    now: DateTime<Utc>,
) -> Result<Enterprise, Fault> {
    let facts = checked(txn, user, facts, None, now).await?;
    let (status, since) = (facts.status, facts.started_on.unwrap_or(local_day(now)));
    let row = enterprise::ActiveModel {
        organisation_id: Set(user.organisation_id),
        name: Set(facts.name),
        sole_trader: Set(facts.sole_trader),
        orgnr: Set(facts.orgnr.map(|number| number.digits().to_owned())),
        legal_form: Set(facts.legal_form),
        sni_version: Set(facts.sni_code.as_ref().map(|_| industries::SNI_VERSION.to_owned())),
        sni_code: Set(facts.sni_code),
        kommun_code: Set(facts.kommun_code),
        started_on: Set(facts.started_on),
        status: Set(status),
        created_at: Set(now),
        ..Default::default()
    };
    let id = enterprise::Entity::insert(row).exec(txn).await?.last_insert_id;
    statuses::note(txn, user, id, status, since, now).await?;
    audit::record(txn, user, Act::new("enter", "enterprise", id), now).await?;
    row_of(txn, id).await
}

/// Changes what is known of it. A new status holds from today on, or from its start where it was planned
/// till now; for another day there is `set_status`.
pub async fn change(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise: &Enterprise,
    facts: Facts,
    now: DateTime<Utc>,
) -> Result<Enterprise, Fault> {
    let facts = checked(txn, user, facts, Some(enterprise.id), now).await?;
    let orgnr = facts.orgnr.as_ref().map(|number| number.digits().to_owned());
    let changed = changed_fields(enterprise, &facts, orgnr.as_deref());
    if changed.is_empty() {
        return row_of(txn, enterprise.id).await;
    }
    let sni_version = facts.sni_code.as_ref().map(|_| industries::SNI_VERSION);
    let started = facts.started_on;
    enterprise::Entity::update_many()
        .col_expr(enterprise::COLUMN.name, Expr::value(facts.name))
        .col_expr(enterprise::COLUMN.sole_trader, Expr::value(facts.sole_trader))
        .col_expr(enterprise::COLUMN.orgnr, Expr::value(orgnr))
        .col_expr(enterprise::COLUMN.legal_form, Expr::value(facts.legal_form))
        .col_expr(enterprise::COLUMN.sni_version, Expr::value(sni_version))
        .col_expr(enterprise::COLUMN.sni_code, Expr::value(facts.sni_code))
        .col_expr(enterprise::COLUMN.kommun_code, Expr::value(facts.kommun_code))
        .col_expr(enterprise::COLUMN.started_on, Expr::value(facts.started_on))
        .col_expr(enterprise::COLUMN.status, Expr::value(facts.status.code()))
        .filter(enterprise::COLUMN.id.eq(enterprise.id))
        .exec(txn)
        .await?;
    if enterprise.status != facts.status {
        let since = started.filter(|_| enterprise.status == Status::Planned).unwrap_or(local_day(now));
        statuses::note(txn, user, enterprise.id, facts.status, since, now).await?;
    }
    let act = Act::new("change", "enterprise", enterprise.id).detail(changed.join(" "));
    audit::record(txn, user, act, now).await?;
    row_of(txn, enterprise.id).await
}

/// The day it genuinely started became known; a day that was known already stays. What was planned is active.
pub async fn start(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise: &Enterprise,
    started_on: NaiveDate,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let started = enterprise::Entity::update_many()
        .col_expr(enterprise::COLUMN.started_on, Expr::value(started_on))
        .filter(enterprise::COLUMN.id.eq(enterprise.id))
        .filter(enterprise::COLUMN.started_on.is_null())
        .exec(txn)
        .await?;
    if started.rows_affected == 0 {
        return Ok(false);
    }
    audit::record(txn, user, Act::new("change", "enterprise", enterprise.id).detail("started_on"), now)
        .await?;
    if enterprise.status == Status::Planned {
        statuses::set_status(txn, user, enterprise, Status::Active, started_on, now).await?;
    }
    Ok(true)
}

async fn checked(
    txn: &DatabaseTransaction,
    user: &User,
    mut facts: Facts,
    own: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Facts, Fault> {
    facts.name = facts.name.trim().to_owned();
    if facts.name.is_empty() {
        return Err(Fault::NoName);
    }
    if facts.sole_trader && facts.orgnr.is_some() {
        return Err(Fault::SoleTraderNumber);
    }
    on_list("legal_form", &facts.legal_form, |code| legal_forms::legal_form(code).is_some())?;
    on_list("sni_code", &facts.sni_code, |code| industries::industry(code).is_some())?;
    on_list("kommun_code", &facts.kommun_code, |code| places::kommun(code).is_some())?;
    if facts.started_on.is_some_and(|day| day > local_day(now) || day < EARLIEST_START) {
        return Err(Fault::StartNotPossible);
    }
    if facts.started_on.is_some() && facts.status == Status::Planned {
        return Err(Fault::StartedButPlanned);
    }
    if let Some(orgnr) = &facts.orgnr
        && let Some(other) = known_as(txn, user, orgnr).await?
        && Some(other.id) != own
    {
        return Err(Fault::NumberTaken(other.id));
    }
    Ok(facts)
}

fn on_list(name: &'static str, code: &Option<String>, known: fn(&str) -> bool) -> Result<(), Fault> {
    match code {
        Some(code) if !known(code) => Err(Fault::NoSuchCode(name)),
        _ => Ok(()),
    }
}

fn changed_fields(old: &Enterprise, new: &Facts, orgnr: Option<&str>) -> Vec<&'static str> {
    let fields = [
        ("name", old.name != new.name),
        ("sole_trader", old.sole_trader != new.sole_trader),
        ("orgnr", old.orgnr.as_deref() != orgnr),
        ("legal_form", old.legal_form != new.legal_form),
        ("sni_code", old.sni_code != new.sni_code),
        ("kommun_code", old.kommun_code != new.kommun_code),
        ("started_on", old.started_on != new.started_on),
        ("status", old.status != new.status),
    ];
    fields.into_iter().filter_map(|(name, changed)| changed.then_some(name)).collect()
}

async fn row_of(txn: &DatabaseTransaction, id: i64) -> Result<Enterprise, Fault> {
    let row = enterprise::Entity::find().filter(enterprise::COLUMN.id.eq(id)).one(txn).await?;
    Ok(row.ok_or_else(|| DbErr::RecordNotFound(format!("enterprise {id}")))?)
}
