//! How far a case has come and who has it.
use crate::{
    cases::{self, Case, Phase},
    clock::Clock,
    database::Database,
    followups,
    identity::accounts,
    meetings,
    web::{
        Error, Result,
        form::{Choice, Posted},
        protection,
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect},
};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct AssignmentPage {
    case: Case,
    phases: Vec<Choice>,
    advisors: Vec<Choice>,
}

/// The form to move the case to another phase or advisor.
pub async fn assignment(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    visit.saw(case.seen()).await?;
    let advisors = takers(&db, &visit, &case).await?;
    let mut advisors: Vec<_> = advisors.into_iter().map(|(id, name)| Choice::new(id, name)).collect();
    if !advisors.iter().any(|choice| choice.value == case.advisor_id.to_string()) {
        // Whoever has left still has the case until somebody takes it.
        let name = accounts::name(db.read(), case.advisor_id).await?.unwrap_or_default();
        advisors.push(Choice::new(case.advisor_id, name));
    }
    let phases = visit.choices("cases-phase-", Phase::ALL.iter().map(|code| code.code()));
    visit.page("cases/assignment.html", AssignmentPage { case, phases, advisors })
}

/// Who may take the case over: any advisor, and of a protected client's only her group.
async fn takers(db: &Database, visit: &Visit, case: &Case) -> Result<Vec<(i64, String)>> {
    let advisors = accounts::advisors(db.read(), visit.user.organisation_id).await?;
    Ok(match protection::group_of(db.read(), visit, case).await? {
        Some(group) => advisors.into_iter().filter(|(id, _)| group.contains(id)).collect(),
        None => advisors,
    })
}

/// Phase and advisor, as chosen.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct AssignmentForm {
    phase: String,
    advisor: String,
}

/// Moves the case to another phase or advisor; what is planned goes along.
pub async fn assign(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<AssignmentForm>,
) -> Result<Redirect> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let phase = Phase::from_code(&form.phase).ok_or(Error::BadRequest)?;
    let advisors = takers(&db, &visit, &case).await?;
    let advisor = form.advisor.parse().ok().filter(|id| advisors.iter().any(|(there, _)| there == id));
    let advisor = advisor
        .or(Some(case.advisor_id).filter(|id| id.to_string() == form.advisor))
        .ok_or(Error::BadRequest)?;
    let txn = db.begin().await?;
    if phase != case.phase && !cases::set_phase(&txn, &visit.user, &case, phase, clock.now()).await? {
        return Err(Error::Conflict);
    }
    if advisor != case.advisor_id {
        if !cases::hand_over(&txn, &visit.user, &case, advisor, clock.now()).await? {
            return Err(Error::Conflict);
        }
        followups::hand_over(&txn, &case, advisor).await?;
        meetings::hand_over(&txn, &case, advisor).await?;
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}?said=case-changed")))
}
