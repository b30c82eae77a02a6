//! Programmes: the list, what a programme is, and its lead's page of figures.
mod figures;
pub mod names;
mod planning;
mod show;

pub use planning::{plan, promise, set_plan};
pub use show::show;

pub(super) use figures::{number, period_of};

use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted},
    visit::Visit,
};
use crate::{
    clock::Clock,
    database::Database,
    identity::{Right, organisations},
    programmes::{self, Details, Programme, Refused, Who},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

#[derive(Serialize)]
struct Index {
    programmes: Vec<Row>,
    may_define: bool,
}

#[derive(Serialize)]
struct Row {
    #[serde(flatten)]
    programme: Programme,
    led: bool,
}

/// The programmes she leads; an administrator's, all of them.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let may_define = visit.user.may(Right::DefineProgrammes);
    let led = programmes::led_by(&visit.user).all(db.read()).await?;
    let all = if may_define { programmes::all(db.read()).await? } else { led.clone() };
    let row = |programme: Programme| Row { led: led.contains(&programme), programme };
    visit.page("programmes/index.html", Index { programmes: all.into_iter().map(row).collect(), may_define })
}

/// What is typed about a programme.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct ProgrammeForm {
    #[validate(custom(function = "is_line"))]
    name: String,
    #[validate(custom(function = "is_line"))]
    funder: String,
    #[validate(custom(function = "is_line"))]
    diary_number: String,
    #[validate(custom(function = "form::is_day"))]
    starts_on: String,
    #[validate(custom(function = "form::is_day"))]
    ends_on: String,
    #[validate(custom(function = "is_kronor"))]
    budget_sek: String,
    organisation: Vec<String>,
    lead: Vec<String>,
}

/// Something, on one line of at most 120 letters.
fn is_line(text: &str) -> std::result::Result<(), validator::ValidationError> {
    match text.trim().chars().count() {
        0 => Err(validator::ValidationError::new("required")),
        1..=120 => Ok(()),
        _ => Err(form::mistake("too-long", "max", 120)),
    }
}

fn is_kronor(text: &str) -> std::result::Result<(), validator::ValidationError> {
    match text.trim().is_empty() || kronor(text).is_some() {
        true => Ok(()),
        false => Err(validator::ValidationError::new("number")),
    }
}

/// `1 200 000` as people write it.
fn kronor(text: &str) -> Option<i64> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.parse().ok().filter(|kronor| (0..=1_000_000_000_000).contains(kronor))
}

impl ProgrammeForm {
    fn details(&self) -> Option<Details> {
        let ids = |list: &[String]| list.iter().filter_map(|id| id.parse().ok()).collect();
        Some(Details {
            name: self.name.clone(),
            funder: self.funder.clone(),
            diary_number: self.diary_number.clone(),
            starts_on: form::day(&self.starts_on)?,
            ends_on: form::day(&self.ends_on)?,
            budget_sek: kronor(&self.budget_sek),
            organisations: ids(&self.organisation),
            leads: ids(&self.lead),
        })
    }
}

#[derive(Serialize)]
struct FormPage {
    #[serde(flatten)]
    filled: Filled<ProgrammeForm>,
    id: Option<i64>,
    organisations: Vec<Choice>,
    leads: Vec<Choice>,
}

async fn form_page(db: &Database, id: Option<i64>, filled: Filled<ProgrammeForm>) -> Result<FormPage> {
    let organisations = organisations::all(db.read()).await?;
    let leads = programmes::possible_leads(db.read()).await?;
    Ok(FormPage {
        filled,
        id,
        organisations: organisations.into_iter().map(|row| Choice::new(row.id, row.name)).collect(),
        leads: leads
            .into_iter()
            .map(|(id, name, organisation)| Choice::new(id, format!("{name}, {organisation}")))
            .collect(),
    })
}

/// The empty form.
pub async fn new(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    visit.page("programmes/form.html", form_page(&db, None, Filled::fresh(ProgrammeForm::default())).await?)
}

/// Enters a programme.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(form): Posted<ProgrammeForm>,
) -> Result<Response> {
    save(&db, &clock, &visit, None, form).await
}

/// The form as the programme stands.
pub async fn edit(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let programme = programmes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let taking_part = programmes::organisations(db.read(), id).await?;
    let leads = programmes::leads(db.read(), id).await?;
    let form = ProgrammeForm {
        name: programme.name,
        funder: programme.funder,
        diary_number: programme.diary_number,
        starts_on: programme.starts_on.to_string(),
        ends_on: programme.ends_on.to_string(),
        budget_sek: programme.budget_sek.map(|sek| sek.to_string()).unwrap_or_default(),
        organisation: taking_part.iter().map(|organisation| organisation.id.to_string()).collect(),
        lead: leads.iter().map(|(id, _)| id.to_string()).collect(),
    };
    visit.page("programmes/form.html", form_page(&db, Some(id), Filled::fresh(form)).await?)
}

/// Changes a programme.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<ProgrammeForm>,
) -> Result<Response> {
    let programme = programmes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    save(&db, &clock, &visit, Some(programme), form).await
}

async fn save(
    db: &Database,
    clock: &Clock,
    visit: &Visit,
    programme: Option<Programme>,
    form: ProgrammeForm,
) -> Result<Response> {
    let id = programme.as_ref().map(|programme| programme.id);
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(filled) => return visit.mistakes("programmes/form.html", form_page(db, id, filled).await?),
    };
    let details = form.details().ok_or(Error::BadRequest)?;
    let txn = db.begin().await?;
    let saved = match programme {
        None => programmes::create(&txn, Some(&visit.user), details, clock.now()).await.map(drop),
        Some(programme) => programmes::change(&txn, &visit.user, programme, details, clock.now()).await,
    };
    let (field, code) = match saved {
        Ok(()) => {
            txn.commit().await?;
            return Ok(Redirect::to("/programmes?said=programme-saved").into_response());
        }
        Err(Refused::NameTaken) => ("name", "programme-name-taken"),
        Err(Refused::EndsBeforeItStarts) => ("ends_on", "programme-ends-before"),
        Err(Refused::NobodySuch(Who::Organisation)) => ("organisation", "choice"),
        Err(Refused::NobodySuch(Who::Lead)) => ("lead", "choice"),
        Err(Refused::NotAllowed) => return Err(Error::Forbidden),
        Err(error) => return Err(Error::Internal(error.into())),
    };
    drop(txn);
    let filled = Filled::fresh(form).with(field, code);
    visit.mistakes("programmes/form.html", form_page(db, id, filled).await?)
}
