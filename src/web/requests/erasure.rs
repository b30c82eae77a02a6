//! Erasure: proposed from the case page, confirmed by somebody else from a list that shows numbers and no names.
use crate::{
    app::Data,
    audit::Act,
    cases::{self, Case},
    clock::Clock,
    database::Database,
    identity::{accounts, organisations},
    measures,
    requests::{self, Kind, State as Decided, erasure, hold},
    web::{Error, Result, protection, visit::Visit},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use chrono::{DateTime, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct ProposalPage {
    case: Case,
    numbers: Vec<String>,
    held: bool,
    /// Why this very case is held.
    held_here: Option<String>,
    proposed: bool,
    /// Titles of groups she took part in: they stay, and somebody has to see that none is called after her.
    groups: Vec<String>,
}

/// A case whose client's identity is the user's to know.
async fn of_case(db: &Database, visit: &Visit, id: i64) -> Result<Case> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::allowed(db.read(), visit, &case).await?;
    Ok(case)
}

/// What will go and what will stay, before anybody proposes it.
pub async fn proposal(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let case = of_case(&db, &visit, id).await?;
    let taken = measures::of(db.read(), &case).await?;
    let groups = taken.into_iter().filter(|taken| taken.participants > 1);
    let page = ProposalPage {
        numbers: erasure::case_numbers(db.read(), case.client_id).await?,
        held: hold::holds_client(db.read(), case.client_id).await?,
        held_here: hold::on(db.read(), &case).await?.map(|hold| hold.reason),
        proposed: erasure::of_client(db.read(), case.client_id).await?.is_some(),
        groups: groups.filter_map(|taken| taken.measure.title).collect(),
        case,
    };
    let act = Act::new("view", "erasure", page.case.id);
    visit.saw(act.in_case(page.case.id).on_client(page.case.client_id)).await?;
    visit.page("requests/erasure.html", page)
}

/// Proposes it.
pub async fn propose(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let case = of_case(&db, &visit, id).await?;
    let asked = requests::of_client(db.read(), case.client_id).await?;
    let request = asked.iter().find(|one| one.kind == Kind::Erasure && one.state != Decided::Refused);
    let txn = db.begin().await?;
    if !erasure::propose(&txn, &visit.user, &case, request, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}?said=erasure-proposed")))
}

#[derive(Serialize)]
struct Index {
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    numbers: Vec<String>,
    organisation: String,
    proposed_by: String,
    proposed_at: DateTime<Utc>,
    own: bool,
}

/// What waits for a second person.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let mut rows = Vec::new();
    for one in erasure::proposed(db.read(), &visit.user).await? {
        let organisation = organisations::find(db.read(), one.organisation_id).await?;
        rows.push(Row {
            id: one.id,
            numbers: erasure::case_numbers(db.read(), one.client_id).await?,
            organisation: organisation.map(|row| row.name).unwrap_or_default(),
            proposed_by: accounts::name(db.read(), one.proposed_by).await?.unwrap_or_default(),
            proposed_at: one.proposed_at,
            own: one.proposed_by == visit.user.id,
        });
    }
    visit.saw(Act::of_many("list", "erasure")).await?;
    visit.page("requests/erasures.html", Index { rows })
}

/// The second person's yes: it is done when the page comes back.
pub async fn confirm(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(data): State<Data>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    use erasure::NotErased::{Failed, Gone, Held, SamePerson};
    match erasure::confirm(&db, &visit.user, id, &clock, &data.join("imports")).await {
        Ok(()) => Ok(Redirect::to("/erasures?said=erasure-done")),
        Err(SamePerson) => Err(Error::Forbidden),
        Err(Held) => Ok(Redirect::to("/erasures?said=erasure-held")),
        Err(Gone) => Err(Error::NotFound),
        Err(Failed(error)) => Err(error.into()),
    }
}

/// Her no, or the proposer's second thought.
pub async fn withdraw(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let all = erasure::proposed(db.read(), &visit.user).await?;
    let one = all.into_iter().find(|one| one.id == id).ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    if !erasure::withdraw(&txn, &visit.user, &one, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to("/erasures?said=erasure-withdrawn"))
}
