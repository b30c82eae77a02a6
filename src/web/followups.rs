//! Follow-ups: what is to be asked, and the one form that settles it.
use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted},
    protection,
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::Case,
    clients::{Client, Texts, full_name, sealed::FOLLOWUP_NOTE},
    clock::Clock,
    database::Database,
    enterprises,
    followups::{self, Answer, Followup, NotSettled, State as FollowupState},
    vault::Vault,
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationErrors};

mod answers;
mod list;

pub use list::index;

/// What the advisor came back with: text until it is known to be good.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct FollowupForm {
    answer: String,
    /// How often she had been tried when the page was made.
    tried: String,
    #[validate(custom(function = "form::is_day"))]
    on: String,
    employment: String,
    enterprise_status: String,
    fte: String,
    fte_unknown: String,
    turnover: String,
    turnover_unknown: String,
    #[validate(length(max = 2000, code = "too-long"))]
    note: String,
}

#[derive(Serialize)]
struct Show {
    case_id: i64,
    case_number: String,
    client: String,
    enterprise: Option<String>,
    followup: Followup,
    last_try: bool,
    #[serde(flatten)]
    filled: Filled<FollowupForm>,
    answers: Vec<Choice>,
    employments: Vec<Choice>,
    statuses: Vec<Choice>,
}

/// The form, or what became of it.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (mut followup, case) = followups::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let (client, opened) = protection::known(db.read(), &visit, &vault, &case).await?;
    opened.put(FOLLOWUP_NOTE, followup.id, &mut followup.note);
    visit.saw(Act::new("view", "followup", id).in_case(case.id).on_client(case.client_id)).await?;
    let form = FollowupForm {
        tried: followup.attempts.to_string(),
        on: clock.today().to_string(),
        ..FollowupForm::default()
    };
    let page = page(&db, &visit, followup, (&case, &client), Filled::fresh(form)).await?;
    visit.page("followups/show.html", page)
}

/// Settles it; what she said is recorded as outcomes of that day in the same transaction.
pub async fn settle(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<FollowupForm>,
) -> Result<Response> {
    let (followup, case) = followups::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let (client, _) = protection::known(db.read(), &visit, &vault, &case).await?;
    let (whose, texts) = ((&case, &client), Texts::of(&client, &vault));
    let (answer, on, said) = match form.checked() {
        Ok(checked) => checked,
        Err(errors) => return again(&db, &visit, followup, whose, Filled { form, errors }).await,
    };
    let txn = db.begin().await?;
    let note = form::some(&form.note);
    let of = (&followup, &case, texts);
    let state = match followups::settle(&txn, &visit.user, of, answer, on, note, clock.now()).await {
        Ok(state) => state,
        Err(NotSettled::Already) => return Err(Error::Conflict),
        Err(NotSettled::Day) => {
            drop(txn);
            return again(&db, &visit, followup, whose, Filled::fresh(form).with("on", "day-impossible"))
                .await;
        }
        Err(NotSettled::Database(error)) => return Err(error.into()),
    };
    if let Err(field) = said.record(&txn, &visit.user, (&case, texts), on, clock.now()).await? {
        drop(txn);
        return again(&db, &visit, followup, whose, Filled::fresh(form).with(field, "number")).await;
    }
    txn.commit().await?;
    let said = if state == FollowupState::Planned { "followup-again" } else { "followup-settled" };
    Ok(Redirect::to(&format!("/cases/{}?said={said}", case.id)).into_response())
}

/// The same form with its mistakes. It shows whose it is, so it is in the log like any view; whoever calls has let
/// go of the writer the log waits for.
async fn again(
    db: &Database,
    visit: &Visit,
    followup: Followup,
    (case, client): (&Case, &Client),
    filled: Filled<FollowupForm>,
) -> Result<Response> {
    visit.saw(Act::new("view", "followup", followup.id).in_case(case.id).on_client(case.client_id)).await?;
    visit.mistakes("followups/show.html", page(db, visit, followup, (case, client), filled).await?)
}

async fn page(
    db: &Database,
    visit: &Visit,
    followup: Followup,
    (case, client): (&Case, &Client),
    filled: Filled<FollowupForm>,
) -> Result<Show> {
    let enterprise = match case.enterprise_id {
        Some(id) => enterprises::find(db.read(), &visit.user, id).await?.map(|firm| firm.name),
        None => None,
    };
    let happened = enterprises::Status::ALL.iter().filter(|status| **status != enterprises::Status::Planned);
    Ok(Show {
        case_id: case.id,
        case_number: case.number.clone(),
        client: full_name(&client.given_name, &client.family_name),
        enterprise,
        last_try: followup.attempts + 1 >= followups::TRIES,
        followup,
        filled,
        answers: visit.choices("followups-answer-", ["done", "not_reached", "declined", "moved_away"]),
        employments: visit.choices("outcomes-value-", ["yes", "no", "unknown"]),
        statuses: visit.choices("enterprises-status-", happened.map(|status| status.code())),
    })
}

impl FollowupForm {
    fn checked(&self) -> Result<(Answer, NaiveDate, answers::Said), ValidationErrors> {
        let mut errors = self.validate().err().unwrap_or_default();
        let tried = self.tried.parse().unwrap_or(0);
        let answer = form::chosen(&self.answer, answers::kind, "answer", &mut errors).map(|kind| kind(tried));
        let said = match answer {
            Some(Answer::Done) => answers::Said::read(self, &mut errors),
            _ => answers::Said::default(),
        };
        match (answer, form::day(&self.on), errors.is_empty()) {
            (Some(answer), Some(on), true) => Ok((answer, on, said)),
            _ => Err(errors),
        }
    }
}
