//! The firm a case is about: entered once per organisation, and used again where its number is known.
use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted},
    protection,
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::{self, Case},
    clock::Clock,
    codes::{OrganisationNumber, industries, legal_forms},
    database::Database,
    enterprises::{self, Enterprise, Fault, Status, TooMuch},
    followups,
    locales::Locale,
    outcomes,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use sea_orm::DatabaseTransaction;
use serde::Serialize;

mod card;
mod input;

pub use card::{Card, card};
use input::EnterpriseForm;

#[derive(Serialize)]
struct Known {
    id: i64,
    name: String,
    orgnr: String,
}

#[derive(Serialize)]
struct Edit {
    case_id: i64,
    case_number: String,
    is_new: bool,
    /// The one that has the number typed.
    known: Option<Known>,
    #[serde(flatten)]
    filled: Filled<EnterpriseForm>,
    legal_forms: Vec<Choice>,
    industries: Vec<Choice>,
    statuses: Vec<Choice>,
}

/// The form: for the case's firm, or for one to enter.
pub async fn edit(
    State(db): State<Database>,
    visit: Visit,
    Path(case_id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, firm) = of_case(&db, &visit, case_id).await?;
    visit
        .saw(
            Act { action: "view", object: "enterprise", ..Act::default() }
                .in_case(case.id)
                .on_client(case.client_id),
        )
        .await?;
    let form = match &firm {
        Some(firm) => {
            let owners = enterprises::owners(db.read(), firm).await?;
            let share = owners.iter().find(|owner| owner.client_id == case.client_id);
            EnterpriseForm::of(firm, share.and_then(|owner| owner.share_percent))
        }
        None => EnterpriseForm::blank(),
    };
    visit.page("enterprises/edit.html", page(&visit, &case, Filled::fresh(form), None))
}

/// Enters the firm, changes it, or takes one that is known already.
pub async fn save(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<EnterpriseForm>,
) -> Result<Response> {
    let (case, firm) = of_case(&db, &visit, case_id).await?;
    let txn = db.begin().await?;
    let now = clock.now();
    if let Some(id) = form::some(&form.known).and_then(|id| id.parse().ok()) {
        let known = enterprises::find(&txn, &visit.user, id).await?.ok_or(Error::NotFound)?;
        join(&txn, &visit, &case, &known, now).await?;
        txn.commit().await?;
        return Ok(Redirect::to(&format!("/cases/{case_id}?said=enterprise-linked")).into_response());
    }
    let (facts, share) = match form.checked() {
        Ok(checked) => checked,
        Err(errors) => {
            return visit
                .mistakes("enterprises/edit.html", page(&visit, &case, Filled { form, errors }, None));
        }
    };
    let saved = match &firm {
        Some(firm) => enterprises::change(&txn, &visit.user, firm, facts, now).await,
        None => enterprises::enter(&txn, &visit.user, facts, now).await,
    };
    let saved = match saved {
        Ok(saved) => saved,
        Err(fault) => return refused(&txn, &visit, &case, form, fault).await,
    };
    join(&txn, &visit, &case, &saved, now).await?;
    match enterprises::give_share(&txn, &visit.user, &saved, case.client_id, share, now).await {
        Ok(()) => {}
        Err(TooMuch::Database(error)) => return Err(error.into()),
        Err(_) => {
            let filled = Filled::fresh(form).with("share", "share");
            return visit.mistakes("enterprises/edit.html", page(&visit, &case, filled, None));
        }
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=enterprise-saved")).into_response())
}

/// The case is about this firm now: what was said of it before belongs to it, and its start moves follow-ups.
async fn join(
    txn: &DatabaseTransaction,
    visit: &Visit,
    case: &Case,
    firm: &Enterprise,
    now: DateTime<Utc>,
) -> Result<()> {
    if case.enterprise_id != Some(firm.id) {
        cases::link_enterprise(txn, &visit.user, case, firm.id, now).await?;
        outcomes::adopt(txn, case, firm.id).await?;
        let owners = enterprises::owners(txn, firm).await?;
        if !owners.iter().any(|owner| owner.client_id == case.client_id) {
            let given = enterprises::give_share(txn, &visit.user, firm, case.client_id, None, now).await;
            given.map_err(|error| Error::Internal(error.into()))?;
        }
    }
    Ok(followups::plan_for_enterprise(txn, &visit.user, firm.id, firm.started_on, now).await?)
}

/// The case and its firm. Whoever may not know who the client is may not know her firm either.
async fn of_case(db: &Database, visit: &Visit, case_id: i64) -> Result<(Case, Option<Enterprise>)> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    protection::allowed(db.read(), visit, &case).await?;
    let firm = match case.enterprise_id {
        Some(id) => enterprises::find(db.read(), &visit.user, id).await?,
        None => None,
    };
    Ok((case, firm))
}

async fn refused(
    txn: &DatabaseTransaction,
    visit: &Visit,
    case: &Case,
    form: EnterpriseForm,
    fault: Fault,
) -> Result<Response> {
    let filled = Filled::fresh(form);
    let mut known = None;
    let filled = match fault {
        Fault::NoName => filled.with("name", "required"),
        Fault::SoleTraderNumber => filled.with("orgnr", "orgnr-sole-trader"),
        Fault::NumberTaken(id) => {
            known = enterprises::find(txn, &visit.user, id).await?.map(|firm| Known {
                id,
                orgnr: written(firm.orgnr.as_deref()),
                name: firm.name,
            });
            filled.with("orgnr", "orgnr-known")
        }
        Fault::NoSuchCode(field) => filled.with(field, "choice"),
        Fault::StartNotPossible => filled.with("started_on", "future"),
        Fault::StartedButPlanned => filled.with("status", "started-planned"),
        Fault::Database(error) => return Err(error.into()),
    };
    visit.mistakes("enterprises/edit.html", page(visit, case, filled, known))
}

fn page(visit: &Visit, case: &Case, filled: Filled<EnterpriseForm>, known: Option<Known>) -> Edit {
    let swedish = visit.user.locale == Locale::Swedish;
    let forms = legal_forms::legal_forms().iter().filter(|legal| legal.relevant);
    let forms =
        forms.map(|legal| Choice::new(legal.code, if swedish { legal.name_sv } else { legal.name_en }));
    let industries = industries::industries().iter();
    let industries = industries
        .map(|section| Choice::new(section.code, if swedish { section.name_sv } else { section.name_en }));
    Edit {
        case_id: case.id,
        case_number: case.number.clone(),
        is_new: case.enterprise_id.is_none(),
        known,
        filled,
        legal_forms: forms.collect(),
        industries: industries.collect(),
        statuses: visit.choices("enterprises-status-", Status::ALL.iter().map(|status| status.code())),
    }
}

/// `559123-4567`, or nothing.
fn written(orgnr: Option<&str>) -> String {
    let number = orgnr.and_then(|digits| OrganisationNumber::parse(digits).ok());
    number.map(|number| number.formatted()).unwrap_or_default()
}
