//! Outcomes as forms: first what it is about, then how much.
use super::{
    Error, Result,
    form::{Choice, Filled, Posted},
    protection,
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::{self, Case},
    clients::{Texts, sealed::OUTCOME_NOTE},
    clock::Clock,
    database::Database,
    enterprises, followups,
    outcomes::{self, Amount, Evidence, Kind, Source},
    programmes::Anchor,
    vault::Vault,
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};

mod input;

use input::OutcomeForm;
pub(super) use input::{amount, typed};

#[derive(Serialize)]
struct FormPage {
    case_id: i64,
    case_number: String,
    /// Of the outcome that is corrected; nothing for a new one.
    outcome_id: Option<i64>,
    unit: &'static str,
    #[serde(flatten)]
    filled: Filled<OutcomeForm>,
    values: Vec<Choice>,
    sources: Vec<Choice>,
    evidences: Vec<Choice>,
}

#[derive(Serialize)]
struct KindsPage {
    case_id: i64,
    case_number: String,
    kinds: Vec<Choice>,
}

/// What the outcome is to be about.
#[derive(Deserialize)]
pub struct About {
    #[serde(default)]
    kind: String,
}

/// The kinds to choose from, or the form for the one chosen.
pub async fn new(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Query(about): Query<About>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    protection::allowed(db.read(), &visit, &case).await?;
    visit.saw(case.seen()).await?;
    let Some(kind) = Kind::from_code(&about.kind) else {
        let kinds = kinds(&visit);
        return visit.page("outcomes/kinds.html", KindsPage { case_id, case_number: case.number, kinds });
    };
    let start = match case.enterprise_id.filter(|_| kind == Kind::EnterpriseStarted) {
        Some(id) => enterprises::find(db.read(), &visit.user, id).await?.and_then(|firm| firm.started_on),
        None => None,
    };
    let form = OutcomeForm::blank(kind, start.unwrap_or(clock.today()));
    visit.page("outcomes/new.html", page(&visit, &case, None, kind, Filled::fresh(form)))
}

/// Records it.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<OutcomeForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let client = protection::allowed(db.read(), &visit, &case).await?;
    let kind = Kind::from_code(&form.kind).ok_or(Error::BadRequest)?;
    let new = match form.checked(kind) {
        Ok(new) => new,
        Err(errors) => {
            return visit
                .mistakes("outcomes/new.html", page(&visit, &case, None, kind, Filled { form, errors }));
        }
    };
    let txn = db.begin().await?;
    let of = (&case, Texts::of(&client, &vault));
    let recorded = outcomes::record(&txn, &visit.user, of, new.clone(), clock.now()).await;
    if let Err(fault) = recorded {
        let filled = Filled::fresh(form).marked(fault)?;
        return visit.mistakes("outcomes/new.html", page(&visit, &case, None, kind, filled));
    }
    if kind == Kind::EnterpriseStarted && new.amount == Amount::yes(true) {
        started(&txn, &visit, &case, new.reference_date, clock.now()).await?;
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=outcome-saved")).into_response())
}

/// The form to put one right.
pub async fn edit(
    State(db): State<Database>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (mut outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let (_, opened) = protection::known(db.read(), &visit, &vault, &case).await?;
    opened.put(OUTCOME_NOTE, outcome.id, &mut outcome.note);
    visit.saw(Act::new("view", "outcome", id).in_case(case.id).on_client(case.client_id)).await?;
    let form = Filled::fresh(OutcomeForm::of(&outcome));
    visit.page("outcomes/edit.html", page(&visit, &case, Some(id), outcome.kind, form))
}

/// Puts it right.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<OutcomeForm>,
) -> Result<Response> {
    let (mut outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let (client, opened) = protection::known(db.read(), &visit, &vault, &case).await?;
    opened.put(OUTCOME_NOTE, outcome.id, &mut outcome.note);
    let kind = outcome.kind;
    let new = match form.checked(kind) {
        Ok(new) => new,
        Err(errors) => {
            let page = page(&visit, &case, Some(id), kind, Filled { form, errors });
            return visit.mistakes("outcomes/edit.html", page);
        }
    };
    let txn = db.begin().await?;
    let of = (&case, Texts::of(&client, &vault));
    if let Err(fault) = outcomes::correct(&txn, &visit.user, of, &outcome, new, clock.now()).await {
        let page = page(&visit, &case, Some(id), kind, Filled::fresh(form).marked(fault)?);
        return visit.mistakes("outcomes/edit.html", page);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{}?said=outcome-corrected", case.id)).into_response())
}

/// Takes away one that should never have been there.
pub async fn remove(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    let (outcome, case) = outcomes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::allowed(db.read(), &visit, &case).await?;
    let txn = db.begin().await?;
    outcomes::remove(&txn, &visit.user, &case, &outcome, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{}?said=outcome-removed", case.id)).into_response())
}

/// What an outcome can be about, for the case page.
pub fn kinds(visit: &Visit) -> Vec<Choice> {
    visit.choices("outcomes-kind-", Kind::ALL.iter().map(|kind| kind.code()))
}

/// A start that was told is the firm's start, if nobody knew it; follow-ups counted from it are planned.
async fn started(
    txn: &DatabaseTransaction,
    visit: &Visit,
    case: &Case,
    day: NaiveDate,
    now: DateTime<Utc>,
) -> Result<()> {
    let firm = match case.enterprise_id {
        Some(id) => enterprises::find(txn, &visit.user, id).await?,
        None => None,
    };
    match firm {
        Some(firm) => {
            if enterprises::start(txn, &visit.user, &firm, day, now).await? {
                followups::plan_for_enterprise(txn, &visit.user, firm.id, Some(day), now).await?;
            }
        }
        None => followups::plan_for(txn, &visit.user, case, Anchor::EnterpriseStarted, day, now).await?,
    }
    Ok(())
}

fn page(
    visit: &Visit,
    case: &Case,
    outcome_id: Option<i64>,
    kind: Kind,
    filled: Filled<OutcomeForm>,
) -> FormPage {
    FormPage {
        case_id: case.id,
        case_number: case.number.clone(),
        outcome_id,
        unit: kind.unit().code(),
        filled,
        values: visit.choices("outcomes-value-", ["yes", "no", "unknown"]),
        sources: visit.choices("outcomes-source-", Source::ALL.iter().map(|source| source.code())),
        evidences: visit.choices("outcomes-evidence-", Evidence::ALL.iter().map(|evidence| evidence.code())),
    }
}
