//! The name behind a case number: the lead says why, it is logged, and she sees one name.
use crate::{
    app::App,
    audit::{Act, Reason, Typed},
    cases,
    programmes::{self, Led},
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Response},
};
use rand::{RngExt, rngs::StdRng};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// Which case, and why she asks.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct NameForm {
    organisation: String,
    #[validate(custom(function = "is_number"))]
    number: String,
    #[validate(custom(function = "is_reason"))]
    reason: String,
    #[validate(custom(function = "is_explained"))]
    explanation: String,
}

fn is_number(text: &str) -> std::result::Result<(), ValidationError> {
    match text.trim().chars().count() {
        0 => Err(ValidationError::new("required")),
        1..=40 => Ok(()),
        _ => Err(form::mistake("too-long", "max", 40)),
    }
}

fn is_reason(code: &str) -> std::result::Result<(), ValidationError> {
    form::is_code_of(code, Reason::from_code)
}

/// A word is no reason: whoever reviews the log must understand it.
fn is_explained(text: &str) -> std::result::Result<(), ValidationError> {
    match text.trim().chars().count() {
        0 => Err(ValidationError::new("required")),
        1..10 => Err(form::mistake("too-short", "min", 10)),
        10..=500 => Ok(()),
        _ => Err(form::mistake("too-long", "max", 500)),
    }
}

#[derive(Serialize)]
struct Page {
    id: i64,
    programme: String,
    organisations: Vec<Choice>,
    reasons: Vec<Choice>,
    #[serde(flatten)]
    filled: Filled<NameForm>,
    told: Option<Told>,
}

#[derive(Serialize)]
struct Told {
    number: String,
    name: String,
}

async fn led(app: &App, visit: &Visit, id: i64) -> Result<Led> {
    programmes::find_led(app.db.read(), &visit.user, id).await?.ok_or(Error::NotFound)
}

async fn page(app: &App, visit: &Visit, led: &Led, filled: Filled<NameForm>) -> Result<Page> {
    let organisations = programmes::organisations(app.db.read(), led.id).await?;
    Ok(Page {
        id: led.id,
        programme: led.name.clone(),
        organisations: organisations.into_iter().map(|one| Choice::new(one.id, one.name)).collect(),
        reasons: visit.choices("audit-reason-", Reason::ALL.iter().map(|reason| reason.code())),
        filled,
        told: None,
    })
}

/// The form.
pub async fn ask(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let led = led(&app, &visit, id).await?;
    let page = page(&app, &visit, &led, Filled::fresh(NameForm::default())).await?;
    Ok(visit.page("programmes/names.html", page)?.into_response())
}

/// The name, after the log has why it was asked for.
pub async fn tell(
    State(app): State<App>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<NameForm>,
) -> Result<Response> {
    let led = led(&app, &visit, id).await?;
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => {
            let page = page(&app, &visit, &led, mistakes).await?;
            return visit.mistakes("programmes/names.html", page);
        }
    };
    let organisation = form.organisation.parse().unwrap_or_default();
    let Some(named) = cases::name_behind(app.db.read(), &led, organisation, &form.number).await? else {
        let filled = Filled::fresh(form).with("number", "no-such-case");
        let page = page(&app, &visit, &led, filled).await?;
        return visit.mistakes("programmes/names.html", page);
    };
    let reason = Reason::from_code(&form.reason).ok_or(Error::BadRequest)?;
    let typed = Typed::new(form.explanation.trim(), rand::make_rng::<StdRng>().random());
    let act = Act::new("reveal", "client", named.client_id).on_client(named.client_id).in_case(named.case_id);
    visit.saw(act.because(reason, Some(typed))).await?;
    let told = Told { number: form.number.trim().to_owned(), name: named.name };
    let page = page(&app, &visit, &led, Filled::fresh(NameForm::default())).await?;
    Ok(visit.page("programmes/names.html", Page { told: Some(told), ..page })?.into_response())
}
