//! How long records are kept, what is due to go, and the protocols of what went.
use super::{
    Error, Result,
    form::{self, Posted},
    visit::Visit,
};
use crate::{
    app::Data,
    audit::Act,
    cases,
    clock::Clock,
    database::Database,
    identity::{Right, User, accounts, organisations},
    requests::{erasure, erasure::NotErased, hold},
    retention::{
        self, Due, Rule,
        disposal::{self, Disposal},
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Index {
    rules: Vec<Rule>,
    due: Vec<Due>,
    rounds: Vec<Round>,
}

#[derive(Serialize)]
struct Round {
    #[serde(flatten)]
    round: Disposal,
    organisation: String,
    proposer: String,
    second: Option<String>,
    numbers: Vec<String>,
    own: bool,
}

/// Her own organisation's, or, for an administrator, everybody's: case numbers only.
fn scope(user: &User) -> Option<i64> {
    (!user.may(Right::Administer)).then_some(user.organisation_id)
}

async fn round(db: &Database, visit: &Visit, round: Disposal) -> Result<Round> {
    let mut numbers = Vec::new();
    for one in disposal::erasures(db.read(), &round).await? {
        numbers.extend(erasure::case_numbers(db.read(), one.client_id).await?);
    }
    let second = match round.settled_by {
        Some(id) => accounts::name(db.read(), id).await?,
        None => None,
    };
    let organisation = organisations::find(db.read(), round.organisation_id).await?;
    Ok(Round {
        organisation: organisation.map(|row| row.name).unwrap_or_default(),
        proposer: accounts::name(db.read(), round.proposed_by).await?.unwrap_or_default(),
        second,
        numbers,
        own: round.proposed_by == visit.user.id,
        round,
    })
}

/// Rules, what is due by which of them, and the rounds so far.
pub async fn index(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
) -> Result<impl IntoResponse> {
    let mut rounds = Vec::new();
    for one in disposal::visible_to(&visit.user).all(db.read()).await? {
        rounds.push(round(&db, &visit, one).await?);
    }
    let page = Index {
        rules: retention::rules(db.read()).await?,
        due: retention::due(db.read(), scope(&visit.user), clock.today()).await?,
        rounds,
    };
    visit.saw(Act::of_many("list", "disposal")).await?;
    visit.page("retention/index.html", page)
}

/// Proposes to dispose of everything that is due.
pub async fn propose(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
) -> Result<Redirect> {
    let txn = db.begin().await?;
    let due = retention::due(&txn, scope(&visit.user), clock.today()).await?;
    if disposal::propose(&txn, &visit.user, due, clock.now()).await? == 0 {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to("/retention?said=disposal-proposed"))
}

/// The second person's yes.
pub async fn confirm(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(data): State<Data>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    match disposal::confirm(&db, &visit.user, id, &clock, &data.join("imports")).await {
        Ok(()) => Ok(Redirect::to(&format!("/disposals/{id}?said=disposal-done"))),
        Err(NotErased::SamePerson) => Err(Error::Forbidden),
        Err(NotErased::Held) => Ok(Redirect::to("/retention?said=disposal-held")),
        Err(NotErased::Gone) => Err(Error::NotFound),
        Err(NotErased::Failed(error)) => Err(error.into()),
    }
}

/// Not after all.
pub async fn withdraw(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let txn = db.begin().await?;
    let round = disposal::find(&txn, &visit.user, id).await?.ok_or(Error::NotFound)?;
    if !disposal::withdraw(&txn, &visit.user, &round, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to("/retention?said=disposal-withdrawn"))
}

/// The protocol of one round, to be printed and signed.
pub async fn protocol(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let one = disposal::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let page = round(&db, &visit, one).await?;
    visit.saw(Act::new("view", "disposal", id)).await?;
    visit.page("retention/protocol.html", page)
}

/// Why a case is held.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct HoldForm {
    reason: String,
}

/// Holds a case.
pub async fn hold(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<HoldForm>,
) -> Result<Redirect> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let reason = form::some(&form.reason).filter(|reason| reason.chars().count() <= 500);
    let Some(reason) = reason else {
        return Ok(Redirect::to(&format!("/cases/{id}/erasure?said=hold-needs-reason")));
    };
    let txn = db.begin().await?;
    if !hold::place(&txn, &visit.user, &case, reason, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}/erasure?said=hold-placed")))
}

/// Lifts the hold.
pub async fn lift(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    if !hold::lift(&txn, &visit.user, &case, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}/erasure?said=hold-lifted")))
}
