//! What a programme aims at, when it asks again, and which releases it promises: its lead's to set.
use super::super::{
    Error, Result,
    form::{Choice, Filled, Posted},
    visit::Visit,
};
use crate::{
    clock::Clock,
    database::Database,
    identity::{Right, organisations},
    indicators::Indicator,
    programmes::{self, Anchor, Programme, Refused, Step},
    releases::{self, Definition, NewDefinition},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use validator::ValidationErrors;

/// Empty rows offered for new steps.
const SPARE_STEPS: usize = 3;

/// The form by field name: `target_J01`, `step_0_months`…
type Fields = BTreeMap<String, String>;

#[derive(Serialize)]
struct Page {
    programme: Programme,
    form: Fields,
    errors: ValidationErrors,
    indicators: Vec<Aim>,
    steps: Vec<usize>,
    anchors: Vec<Choice>,
    definitions: Vec<Promised>,
    recipients: Vec<Choice>,
    promise: Filled<PromiseForm>,
    led: bool,
}

#[derive(Serialize)]
struct Aim {
    code: &'static str,
    name: String,
    unit: String,
}

#[derive(Serialize)]
struct Promised {
    #[serde(flatten)]
    definition: Definition,
    recipient: String,
}

/// The programme if its targets and plan are hers to set: she leads it, or administers.
async fn hers(db: &Database, visit: &Visit, id: i64) -> Result<Programme> {
    let programme = programmes::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let led = programmes::find_led(db.read(), &visit.user, id).await?.is_some();
    visit.only_if(led || visit.user.may(Right::DefineProgrammes))?;
    Ok(programme)
}

async fn page(
    db: &Database,
    visit: &Visit,
    programme: Programme,
    (form, errors): (Fields, ValidationErrors),
    promise: Filled<PromiseForm>,
) -> Result<Page> {
    let organisations = organisations::all(db.read()).await?;
    let named = |id| organisations.iter().find(|row| row.id == id).map(|row| row.name.clone());
    let definitions = releases::of_programme(db.read(), programme.id).await?;
    let aim = |&indicator: &Indicator| Aim {
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        unit: visit.say(&format!("indicators-unit-{}", indicator.unit().code())),
    };
    let led = programmes::find_led(db.read(), &visit.user, programme.id).await?.is_some();
    let steps = form.keys().filter(|name| name.ends_with("_anchor")).count();
    Ok(Page {
        programme,
        form,
        errors,
        indicators: Indicator::ALL.iter().map(aim).collect(),
        steps: (0..steps).collect(),
        anchors: visit.choices("programmes-anchor-", Anchor::ALL.iter().map(|anchor| anchor.code())),
        definitions: definitions
            .into_iter()
            .map(|row| Promised {
                recipient: named(row.recipient_organisation_id).unwrap_or_default(),
                definition: row,
            })
            .collect(),
        recipients: organisations.iter().map(|row| Choice::new(row.id, row.name.clone())).collect(),
        promise,
        led,
    })
}

/// The form as things stand.
pub async fn plan(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let programme = hers(&db, &visit, id).await?;
    let form = as_it_stands(&db, id).await?;
    let promise = Filled::fresh(PromiseForm::default());
    let page = page(&db, &visit, programme, (form, ValidationErrors::new()), promise).await?;
    visit.page("programmes/plan.html", page)
}

async fn as_it_stands(db: &Database, id: i64) -> Result<Fields> {
    let mut form = Fields::new();
    for (code, value) in programmes::targets(db.read(), id).await? {
        form.insert(format!("target_{code}"), value.to_string());
    }
    let steps = programmes::plan(db.read(), id).await?;
    for (place, step) in steps.iter().enumerate() {
        let mut put = |name: &str, value: String| form.insert(format!("step_{place}_{name}"), value);
        put("anchor", step.anchor.code().to_owned());
        put("months", step.offset_months.to_string());
        put("weeks", step.offset_weeks.to_string());
        put("window", step.window_days.to_string());
    }
    for place in steps.len()..steps.len() + SPARE_STEPS {
        form.insert(format!("step_{place}_anchor"), String::new());
    }
    Ok(form)
}

/// Sets targets and plan.
pub async fn set_plan(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<Fields>,
) -> Result<Response> {
    let programme = hers(&db, &visit, id).await?;
    let mut errors = ValidationErrors::new();
    let targets = targets_in(&form, &mut errors);
    let steps = steps_in(&form, &mut errors);
    if !errors.is_empty() {
        let promise = Filled::fresh(PromiseForm::default());
        let page = page(&db, &visit, programme, (form, errors), promise).await?;
        return visit.mistakes("programmes/plan.html", page);
    }
    let txn = db.begin().await?;
    let user = Some(&visit.user);
    programmes::set_targets(&txn, user, id, &targets, clock.now()).await.map_err(refused)?;
    programmes::set_plan(&txn, user, id, &steps, clock.now()).await.map_err(refused)?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/programmes/{id}/plan?said=plan-saved")).into_response())
}

fn refused(refused: Refused) -> Error {
    match refused {
        Refused::NotAllowed => Error::Forbidden,
        refused => Error::Internal(refused.into()),
    }
}

fn targets_in(form: &Fields, errors: &mut ValidationErrors) -> BTreeMap<String, i64> {
    let mut targets = BTreeMap::new();
    for indicator in Indicator::ALL {
        let name = target_field(*indicator);
        let typed = form.get(name).map(|text| text.trim()).filter(|text| !text.is_empty());
        match typed.map(super::kronor) {
            None => {}
            Some(Some(value)) => drop(targets.insert(indicator.code().to_owned(), value)),
            Some(None) => errors.add(name, validator::ValidationError::new("number")),
        }
    }
    targets
}

/// Mistakes are kept by static field names.
fn target_field(indicator: Indicator) -> &'static str {
    match indicator {
        Indicator::J01 => "target_J01",
        Indicator::J02 => "target_J02",
        Indicator::J03 => "target_J03",
        Indicator::J04 => "target_J04",
        Indicator::J05 => "target_J05",
        Indicator::J06 => "target_J06",
        Indicator::J07 => "target_J07",
        Indicator::J08 => "target_J08",
        Indicator::J13 => "target_J13",
    }
}

/// A row without an anchor is an empty row.
fn steps_in(form: &Fields, errors: &mut ValidationErrors) -> Vec<Step> {
    let mut steps = Vec::new();
    for name in form.keys().filter(|name| name.ends_with("_anchor")) {
        let row = name.trim_end_matches("_anchor");
        let Some(anchor) = Anchor::from_code(&form[name]) else { continue };
        let number = |field: &str, missing: i64| {
            let typed = form.get(&format!("{row}_{field}")).map_or("", |text| text.trim());
            if typed.is_empty() { Some(missing) } else { typed.parse().ok() }
        };
        let step = number("months", 0).zip(number("weeks", 0)).zip(number("window", 30));
        let step = step.map(|((months, weeks), window_days)| Step { anchor, months, weeks, window_days });
        match step.filter(Step::in_range) {
            Some(step) => steps.push(step),
            None => errors.add("steps", validator::ValidationError::new("plan-step")),
        }
    }
    steps
}

/// What is typed to promise a release.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PromiseForm {
    release_name: String,
    recipient: String,
}

/// Promises a release each half-year.
pub async fn promise(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<PromiseForm>,
) -> Result<Response> {
    let programme = hers(&db, &visit, id).await?;
    let recipient = match form.recipient.parse() {
        Ok(recipient) => organisations::find(db.read(), recipient).await?,
        Err(_) => None,
    };
    let mistake = match recipient {
        None => ("recipient", "choice"),
        Some(recipient) => {
            let txn = db.begin().await?;
            let new = NewDefinition::new(form.release_name.trim(), id, recipient.id);
            match releases::define(&txn, Some(&visit.user), new, clock.now()).await {
                Ok(_) => {
                    txn.commit().await?;
                    let back = format!("/programmes/{id}/plan?said=release-promised");
                    return Ok(Redirect::to(&back).into_response());
                }
                Err(releases::Refused::NotAName) => ("release_name", "release-name"),
                Err(releases::Refused::NameTaken) => ("release_name", "release-name-taken"),
                Err(releases::Refused::NotAllowed) => return Err(Error::Forbidden),
                Err(error) => return Err(Error::Internal(error.into())),
            }
        }
    };
    let fields = (as_it_stands(&db, id).await?, ValidationErrors::new());
    let filled = Filled::fresh(form).with(mistake.0, mistake.1);
    visit.mistakes("programmes/plan.html", page(&db, &visit, programme, fields, filled).await?)
}
