//! Closing a case, and opening it again: what is to be asked afterwards is planned and called off with it.
use crate::{
    cases::{self, Case, CloseReason, Closing, Employment},
    clock::Clock,
    database::Database,
    followups,
    programmes::entity::plan_step::Anchor,
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted, chosen},
        protection,
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// What is typed to close a case.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct ClosureForm {
    #[validate(custom(function = "form::is_day"))]
    closed_on: String,
    close_reason: String,
    employment_at_exit: String,
}

#[derive(Serialize)]
struct ClosurePage {
    case: Case,
    #[serde(flatten)]
    filled: Filled<ClosureForm>,
    reasons: Vec<Choice>,
    employments: Vec<Choice>,
}

impl ClosurePage {
    fn new(visit: &Visit, case: Case, filled: Filled<ClosureForm>) -> Self {
        let reasons = CloseReason::ALL.iter().filter(|reason| **reason != CloseReason::Unknown);
        Self {
            case,
            filled,
            reasons: visit.choices("cases-close-reason-", reasons.map(|code| code.code())),
            employments: visit.choices("cases-employment-", Employment::ALL.iter().map(|code| code.code())),
        }
    }
}

/// The form to close a case.
pub async fn closure(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::at_work(db.read(), &visit, &case).await?;
    visit.saw(case.seen()).await?;
    let form = ClosureForm { closed_on: clock.today().to_string(), ..Default::default() };
    visit.page("cases/closure.html", ClosurePage::new(&visit, case, Filled::fresh(form)))
}

/// Closes the case and plans what is to be asked afterwards.
pub async fn close(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<ClosureForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::at_work(db.read(), &visit, &case).await?;
    let mut errors = form.validate().err().unwrap_or_default();
    let reason = chosen(&form.close_reason, CloseReason::from_code, "close_reason", &mut errors);
    let employment =
        chosen(&form.employment_at_exit, Employment::from_code, "employment_at_exit", &mut errors);
    let closed_on = form::day(&form.closed_on);
    match closed_on {
        Some(day) if day < case.opened_on => {
            errors.add("closed_on", ValidationError::new("closed-before-opened"))
        }
        Some(day) if day > clock.today() => errors.add("closed_on", ValidationError::new("future")),
        _ => {}
    }
    let (Some(closed_on), Some(reason), Some(employment_at_exit), true) =
        (closed_on, reason, employment, errors.is_empty())
    else {
        return visit.mistakes("cases/closure.html", ClosurePage::new(&visit, case, Filled { form, errors }));
    };
    let txn = db.begin().await?;
    let closing = Closing { closed_on, reason, employment_at_exit };
    if !cases::close(&txn, &visit.user, &case, closing, clock.now()).await? {
        return Err(Error::Conflict);
    }
    followups::plan_for(&txn, &visit.user, &case, Anchor::CaseClosed, closed_on, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}?said=case-closed")).into_response())
}

/// Opens a closed case again; what was planned from its closing is called off.
pub async fn reopen(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    protection::at_work(db.read(), &visit, &case).await?;
    let txn = db.begin().await?;
    if !cases::reopen(&txn, &visit.user, &case, clock.now()).await? {
        return Err(Error::Conflict);
    }
    followups::cancel_planned(&txn, &visit.user, &case, Anchor::CaseClosed, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{id}?said=case-reopened")))
}
