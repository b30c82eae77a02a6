//! The protection officers' page: every look at a protected client, and who belongs to her group.
use crate::{
    audit::Act,
    database::Database,
    protection::{self, Told},
    web::{
        Error, Result,
        form::{Filled, Posted},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

const MOST: u64 = 100;

/// A case number, to get to its page.
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CaseForm {
    number: String,
}

#[derive(Serialize)]
struct Page {
    unseen: u64,
    notices: Vec<Told>,
    clients: Vec<protection::Group>,
    #[serde(flatten)]
    filled: Filled<CaseForm>,
}

async fn page(db: &Database, visit: &Visit, filled: Filled<CaseForm>) -> Result<Page> {
    Ok(Page {
        unseen: protection::unseen(db.read(), &visit.user).await?,
        notices: protection::notices(db.read(), &visit.user, MOST).await?,
        clients: protection::groups(db.read(), &visit.user).await?,
        filled,
    })
}

/// What there is to see.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    visit.saw(Act::of_many("list", "protection")).await?;
    let page = page(&db, &visit, Filled::fresh(CaseForm::default())).await?;
    visit.page("protection/index.html", page)
}

/// To the page of the case of that number.
pub async fn to_case(
    State(db): State<Database>,
    visit: Visit,
    Posted(form): Posted<CaseForm>,
) -> Result<Response> {
    match protection::case_numbered(db.read(), &visit.user, &form.number).await? {
        Some(id) => Ok(Redirect::to(&format!("/cases/{id}/protection")).into_response()),
        None => {
            let filled = Filled::fresh(form).with("number", "case-number");
            visit.mistakes("protection/index.html", page(&db, &visit, filled).await?)
        }
    }
}

/// She has seen a notice.
pub async fn see(State(db): State<Database>, visit: Visit, Path(id): Path<i64>) -> Result<Redirect> {
    let txn = db.begin().await?;
    if !protection::see(&txn, &visit.user, id, visit.now()).await? {
        return Err(Error::NotFound);
    }
    crate::audit::record(&txn, &visit.user, Act::new("review", "protection", id), visit.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to("/protection?said=notice-seen"))
}
