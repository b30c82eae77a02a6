//! Measures: in one case, or once for everybody at a group event.
use super::{
    Error, Result,
    form::{Choice, Filled, Posted},
    visit::Visit,
};
use crate::{
    audit::Act,
    cases,
    clock::Clock,
    database::Database,
    measures::{self, Fault, Kind, Measure, NewMeasure, Taken},
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::{ValidationError, ValidationErrors};

mod input;
mod people;

use input::MeasureForm;
use people::Person;

const PAGE: u64 = 50;

/// From where on.
#[derive(Deserialize)]
pub struct Listed {
    before: Option<i64>,
}

#[derive(Serialize)]
struct Index {
    measures: Vec<Taken>,
    next: Option<String>,
}

#[derive(Serialize)]
struct FormPage {
    /// The one case it is entered from; nothing for a group event.
    case_id: Option<i64>,
    case_number: Option<String>,
    /// Of the measure that is changed; nothing for a new one.
    measure_id: Option<i64>,
    /// Numbers the mistake speaks of.
    numbers: Vec<String>,
    #[serde(flatten)]
    filled: Filled<MeasureForm>,
    kinds: Vec<Choice>,
    people: Vec<Person>,
}

/// The organisation's group events, newest first.
pub async fn index(
    State(db): State<Database>,
    visit: Visit,
    Query(listed): Query<Listed>,
) -> Result<impl IntoResponse> {
    visit.only_if(visit.user.can_work_with_cases())?;
    let mut measures = measures::groups(db.read(), &visit.user, listed.before, PAGE + 1).await?;
    let more = measures.len() as u64 > PAGE;
    measures.truncate(PAGE as usize);
    let next = measures.last().filter(|_| more);
    let next = next.map(|last| format!("/measures?before={}", last.measure.id));
    visit.page("measures/index.html", Index { measures, next })
}

/// The form for a measure in one case.
pub async fn new_in_case(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let form = Filled::fresh(MeasureForm::blank(Kind::Advice, clock.today()));
    visit.page("measures/new.html", FormPage::in_case(&visit, &case, form))
}

/// Enters it in one case.
pub async fn create_in_case(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(case_id): Path<i64>,
    Posted(form): Posted<MeasureForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, case_id).await?.ok_or(Error::NotFound)?;
    let new = match form.checked() {
        Ok(new) => new,
        Err(errors) => {
            let page = FormPage::in_case(&visit, &case, Filled { form, errors });
            return visit.mistakes("measures/new.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = measures::record(&txn, &visit.user, new, &[case.id], clock.now()).await {
        let (filled, numbers) = marked(Filled::fresh(form), fault)?;
        let page = FormPage { numbers, ..FormPage::in_case(&visit, &case, filled) };
        return visit.mistakes("measures/new.html", page);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/cases/{case_id}?said=measure-saved")).into_response())
}

/// The form for a group event, with the advisor's own open cases to tick.
pub async fn new(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
) -> Result<impl IntoResponse> {
    visit.only_if(visit.user.can_work_with_cases())?;
    let form = Filled::fresh(MeasureForm::blank(Kind::GroupAdvice, clock.today()));
    let people = people::own(&db, &visit, clock.today()).await?;
    visit.saw(Act::of_many("list", "case")).await?;
    visit.page("measures/new.html", FormPage::for_group(&visit, None, form, people))
}

/// Enters a group event for everybody who took part.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(form): Posted<MeasureForm>,
) -> Result<Response> {
    visit.only_if(visit.user.can_work_with_cases())?;
    let people = people::own(&db, &visit, clock.today()).await?;
    let (form, new, cases) = match read(&db, &visit, form, clock).await? {
        Ok(read) => read,
        Err((filled, numbers)) => {
            let page = FormPage { numbers, ..FormPage::for_group(&visit, None, filled, people) };
            return visit.mistakes("measures/new.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = measures::record(&txn, &visit.user, new, &cases, clock.now()).await {
        let (filled, numbers) = marked(Filled::fresh(form), fault)?;
        let page = FormPage { numbers, ..FormPage::for_group(&visit, None, filled, people) };
        return visit.mistakes("measures/new.html", page);
    }
    txn.commit().await?;
    Ok(Redirect::to("/measures?said=measure-saved").into_response())
}

/// The form to change a measure and who took part.
pub async fn edit(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let measure = measures::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let people = people::of(&db, &visit, &measure).await?;
    visit.saw(Act::new("view", "measure", id)).await?;
    let form = MeasureForm::of(&measure, people.iter().map(|person| person.id));
    visit.page("measures/edit.html", FormPage::for_group(&visit, Some(id), Filled::fresh(form), people))
}

/// Changes it.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<MeasureForm>,
) -> Result<Response> {
    let measure = measures::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let people = people::of(&db, &visit, &measure).await?;
    let (form, new, cases) = match read(&db, &visit, form, clock).await? {
        Ok(read) => read,
        Err((filled, numbers)) => {
            let page = FormPage { numbers, ..FormPage::for_group(&visit, Some(id), filled, people) };
            return visit.mistakes("measures/edit.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = measures::change(&txn, &visit.user, &measure, new, &cases, clock.now()).await {
        let (filled, numbers) = marked(Filled::fresh(form), fault)?;
        let page = FormPage { numbers, ..FormPage::for_group(&visit, Some(id), filled, people) };
        return visit.mistakes("measures/edit.html", page);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/measures/{id}?said=measure-saved")).into_response())
}

/// Takes away one that should never have been there.
pub async fn remove(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    let measure: Measure = measures::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    match measures::remove(&txn, &visit.user, &measure, clock.now()).await {
        Ok(()) => txn.commit().await?,
        Err(fault) => return Err(Error::Internal(fault.into())),
    }
    Ok(Redirect::to("/measures?said=measure-removed").into_response())
}

type Marked = (Filled<MeasureForm>, Vec<String>);

/// The form's values and the cases it names, or the form with its mistakes.
async fn read(
    db: &Database,
    visit: &Visit,
    form: MeasureForm,
    clock: Clock,
) -> Result<std::result::Result<(MeasureForm, NewMeasure, Vec<i64>), Marked>> {
    let named = people::named(db, visit, &form.participants, clock.today()).await?;
    let mut errors = ValidationErrors::new();
    if !named.not_found.is_empty() {
        errors.add("participants", ValidationError::new("participants-not-found"));
    }
    let new = match form.checked() {
        Ok(new) if errors.is_empty() => new,
        Ok(_) => return Ok(Err((Filled { form, errors }, named.not_found))),
        Err(mut more) => {
            more.errors_mut().extend(errors.errors().clone());
            return Ok(Err((Filled { form, errors: more }, named.not_found)));
        }
    };
    let ticked = form.case_ids.iter().filter_map(|id| id.parse().ok());
    let cases = ticked.chain(named.ids).collect();
    Ok(Ok((form, new, cases)))
}

/// The domain's refusal beside the field it is about, and the case numbers it speaks of.
fn marked(filled: Filled<MeasureForm>, fault: Fault) -> Result<Marked> {
    let mut numbers = Vec::new();
    let filled = match fault {
        Fault::Nobody => filled.with("participants", "participants-nobody"),
        Fault::NoSuchCase => filled.with("participants", "participants-no-such-case"),
        Fault::SeveralProgrammes => filled.with("participants", "participants-several-programmes"),
        Fault::BeforeOpening(early) => {
            numbers = early;
            filled.with("starts_on", "before-opened")
        }
        Fault::InTheFuture => filled.with("starts_on", "future"),
        Fault::EndsFirst => filled.with("ends_on", "ends-first"),
        Fault::Hours => filled.with("hours", "value-too-large"),
        Fault::Cost => filled.with("cost", "value-negative"),
        Fault::Database(error) => return Err(error.into()),
    };
    Ok((filled, numbers))
}

impl FormPage {
    fn in_case(visit: &Visit, case: &cases::Case, filled: Filled<MeasureForm>) -> Self {
        Self {
            case_id: Some(case.id),
            case_number: Some(case.number.clone()),
            ..Self::for_group(visit, None, filled, Vec::new())
        }
    }

    fn for_group(
        visit: &Visit,
        measure_id: Option<i64>,
        filled: Filled<MeasureForm>,
        people: Vec<Person>,
    ) -> Self {
        Self {
            case_id: None,
            case_number: None,
            measure_id,
            numbers: Vec::new(),
            filled,
            kinds: visit.choices("measures-kind-", Kind::ALL.iter().map(|kind| kind.code())),
            people,
        }
    }
}
