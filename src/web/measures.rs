//! Measures: in one case, or once for everybody at a group event.
use super::{
    Error, Result,
    form::{Filled, Posted},
    visit::Visit,
};
use crate::{
    audit::Act,
    cases,
    clock::Clock,
    database::Database,
    measures::{self, Kind, Measure, Taken},
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

mod input;
mod page;
mod people;

use input::MeasureForm;
use page::{FormPage, marked, read};

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

/// The organisation's group events, newest first.
pub async fn index(
    State(db): State<Database>,
    visit: Visit,
    Query(listed): Query<Listed>,
) -> Result<impl IntoResponse> {
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
    visit.saw(case.seen()).await?;
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
        let page = FormPage::in_case(&visit, &case, filled).about(numbers);
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
    let people = people::own(&db, &visit, clock.today()).await?;
    let (form, new, cases) = match read(&db, &visit, form, clock).await? {
        Ok(read) => read,
        Err((filled, numbers)) => {
            let page = FormPage::for_group(&visit, None, filled, people).about(numbers);
            visit.saw(Act::of_many("list", "case")).await?;
            return visit.mistakes("measures/new.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = measures::record(&txn, &visit.user, new, &cases, clock.now()).await {
        let (filled, numbers) = marked(Filled::fresh(form), fault)?;
        let page = FormPage::for_group(&visit, None, filled, people).about(numbers);
        // The log has a writer to wait for: this one lets go first.
        drop(txn);
        visit.saw(Act::of_many("list", "case")).await?;
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
            let page = FormPage::for_group(&visit, Some(id), filled, people).about(numbers);
            visit.saw(Act::new("view", "measure", id)).await?;
            return visit.mistakes("measures/edit.html", page);
        }
    };
    let txn = db.begin().await?;
    if let Err(fault) = measures::change(&txn, &visit.user, &measure, new, &cases, clock.now()).await {
        let (filled, numbers) = marked(Filled::fresh(form), fault)?;
        let page = FormPage::for_group(&visit, Some(id), filled, people).about(numbers);
        // The log has a writer to wait for: this one lets go first.
        drop(txn);
        visit.saw(Act::new("view", "measure", id)).await?;
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
