//! The page on which a client is marked as protected, her group is named, and the protection is lifted.
use super::{WhyForm, reasons};
use crate::{
    audit::Act,
    cases::Case,
    clients::{self, Client, Protection},
    database::Database,
    identity::Right,
    protection::{self, Lifting, NotMarked},
    vault::Vault,
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted, both, chosen},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use std::time::Duration;
use validator::{ValidationError, ValidationErrors};

/// What is chosen and typed on the page.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct MarkForm {
    kind: String,
    second: String,
    route: String,
    #[serde(flatten)]
    why: WhyForm,
}

/// The group as it was ticked.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct GroupForm {
    members: Vec<String>,
}

#[derive(Serialize)]
struct Page {
    case_id: i64,
    case_number: String,
    protected: bool,
    kind: Option<&'static str>,
    officer: bool,
    members: Vec<Choice>,
    chosen: Vec<String>,
    candidates: Vec<Choice>,
    kinds: Vec<Choice>,
    reasons: Vec<Choice>,
    /// Whether she may ask to lift it, or agree.
    may_lift: bool,
    asked: bool,
    asked_by_her: bool,
    #[serde(flatten)]
    filled: Filled<MarkForm>,
}

/// The case and its client, if this page is hers: its advisor's, a member's, or an officer's.
async fn of_case(db: &Database, visit: &Visit, id: i64) -> Result<(Case, Client)> {
    let case = protection::case_for(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let client = clients::find(db.read(), &visit.user, case.client_id).await?.ok_or(Error::NotFound)?;
    let hers = match client.protected {
        true => protection::is_member(db.read(), &visit.user, client.id).await?,
        false => case.advisor_id == visit.user.id,
    };
    visit.only_if(hers || visit.user.may(Right::AnswerForProtected))?;
    Ok((case, client))
}

async fn page(
    db: &Database,
    visit: &Visit,
    (case, client): (&Case, &Client),
    filled: Filled<MarkForm>,
) -> Result<Page> {
    let choice = |(id, name): (i64, String)| Choice::new(id, name);
    let members: Vec<_> = protection::members(db.read(), client.id).await?.into_iter().map(choice).collect();
    let mut candidates: Vec<_> =
        protection::candidates(db.read(), client.organisation_id).await?.into_iter().map(choice).collect();
    // Somebody who is an advisor no longer can stay until another takes her place.
    candidates.extend(
        members
            .iter()
            .filter(|one| client.protected && !candidates.iter().any(|other| other.value == one.value))
            .cloned()
            .collect::<Vec<_>>(),
    );
    if !client.protected {
        candidates.retain(|one| one.value != case.advisor_id.to_string());
    }
    let asked = protection::lifting(db.read(), client).await?;
    Ok(Page {
        case_id: case.id,
        case_number: case.number.clone(),
        protected: client.protected,
        kind: client.protection.filter(|_| client.protected).map(Protection::code),
        officer: visit.user.may(Right::AnswerForProtected),
        chosen: members.iter().map(|one| one.value.clone()).collect(),
        members,
        candidates,
        kinds: visit.choices("protection-kind-", Protection::ALL.iter().map(|kind| kind.code())),
        reasons: reasons(visit),
        may_lift: visit.user.may(Right::AnswerForProtected) || case.advisor_id == visit.user.id,
        asked: asked.is_some(),
        asked_by_her: asked == Some(visit.user.id),
        filled,
    })
}

/// How the client of a case is protected, and what may be done about it.
pub async fn show(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, client) = of_case(&db, &visit, id).await?;
    visit.saw(Act::new("view", "protection", client.id).on_client(client.id).in_case(case.id)).await?;
    let page = page(&db, &visit, (&case, &client), Filled::fresh(MarkForm::default())).await?;
    visit.page("protection/show.html", page)
}

/// Marks the client as protected.
pub async fn mark(
    State(db): State<Database>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<MarkForm>,
) -> Result<Response> {
    let (case, client) = of_case(&db, &visit, id).await?;
    let mut errors = ValidationErrors::new();
    let kind = chosen(&form.kind, Protection::from_code, "kind", &mut errors);
    let second = form.second.parse::<i64>().ok();
    if second.is_none() {
        errors.add("second", ValidationError::new("required"));
    }
    if form.route.chars().count() > 500 {
        errors.add("route", form::mistake("too-long", "max", 500));
    }
    let (kind, second, why) = match (kind, second, form.why.checked()) {
        (Some(kind), Some(second), Ok(why)) if errors.is_empty() => (kind, second, why),
        (_, _, why) => {
            let errors = both(errors, why.err().unwrap_or_default());
            return refused(&db, &visit, (&case, &client), Filled { form, errors }).await;
        }
    };
    let txn = db.begin().await?;
    let route = form::some(&form.route);
    let how = (kind, second, route.as_deref());
    match protection::mark(&txn, &visit.user, (&case, &client), how, &vault, why, visit.now()).await {
        Ok(()) => {}
        Err(NotMarked::TooFew) => {
            drop(txn);
            let filled = Filled::fresh(form).with("second", "group-of-two");
            return refused(&db, &visit, (&case, &client), filled).await;
        }
        Err(other) => return Err(other.into()),
    }
    txn.commit().await?;
    tokio::spawn(forget(db));
    Ok(Redirect::to(&format!("/cases/{id}?said=client-protected")).into_response())
}

/// What stood in clear a moment ago is not left in the journal. Somebody may still be reading it.
async fn forget(db: Database) {
    for _ in 0..60 {
        if matches!(db.forget().await, Ok(true)) {
            return;
        }
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    tracing::warn!(
        "the journal could not be emptied after a client was protected; it is at the next restart"
    );
}

/// Names the group anew.
pub async fn group(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<GroupForm>,
) -> Result<Response> {
    let (case, client) = of_case(&db, &visit, id).await?;
    if !client.protected {
        return Err(Error::NotFound);
    }
    let blank = page(&db, &visit, (&case, &client), Filled::fresh(MarkForm::default())).await?;
    let mut ids: Vec<i64> = form
        .members
        .iter()
        .filter(|id| blank.candidates.iter().any(|one| one.value == **id))
        .filter_map(|id| id.parse().ok())
        .collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.len() < 2 {
        let filled = Filled::fresh(MarkForm::default()).with("members", "group-of-two");
        return visit.mistakes("protection/show.html", Page { filled, chosen: form.members, ..blank });
    }
    let txn = db.begin().await?;
    protection::set_members(&txn, &visit.user, &client, &ids, visit.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}/protection?said=group-named")).into_response())
}

/// Asks to lift the protection, or agrees to it.
pub async fn lift(
    State(db): State<Database>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<WhyForm>,
) -> Result<Response> {
    let (case, client) = of_case(&db, &visit, id).await?;
    if !client.protected {
        return Err(Error::NotFound);
    }
    let why = match form.checked() {
        Ok(why) => why,
        Err(errors) => {
            let form = MarkForm { why: form, ..MarkForm::default() };
            return refused(&db, &visit, (&case, &client), Filled { form, errors }).await;
        }
    };
    let txn = db.begin().await?;
    let lifted = protection::lift(&txn, &visit.user, (&case, &client), &vault, why, visit.now()).await;
    let said = match lifted {
        Ok(Lifting::Asked) => "lifting-asked",
        Ok(Lifting::Lifted) => "client-unprotected",
        Err(NotMarked::NumberTaken(_)) => {
            drop(txn);
            let filled = Filled::fresh(MarkForm::default()).with("lifting", "lifting-number-taken");
            return refused(&db, &visit, (&case, &client), filled).await;
        }
        Err(other) => return Err(other.into()),
    };
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}/protection?said={said}")).into_response())
}

async fn refused(
    db: &Database,
    visit: &Visit,
    of: (&Case, &Client),
    filled: Filled<MarkForm>,
) -> Result<Response> {
    visit.mistakes("protection/show.html", page(db, visit, of, filled).await?)
}

impl From<NotMarked> for Error {
    fn from(error: NotMarked) -> Self {
        match error {
            NotMarked::NotHers => Self::Forbidden,
            NotMarked::Already | NotMarked::TooFew | NotMarked::NumberTaken(_) => Self::Conflict,
            NotMarked::Failed(error) => Self::Internal(error),
        }
    }
}
