//! What clients ask for: the office's list, and each request from the day it came to its answer.
pub mod erasure;
pub mod extract;
pub(super) mod stillness;

use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted, chosen},
    protection,
    visit::Visit,
};
use crate::{
    audit::Act,
    cases::{self, Case},
    clock::Clock,
    database::Database,
    identity::{Right, accounts},
    requests::{self, Decision, Extension, Ground, Kind, Request, State as Decided},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

/// From so many days before its last one a request stands on *Min dag*.
const PRESSING_DAYS: i64 = 7;
/// What a client is told may be long, but not a book.
const LONGEST: usize = 2000;

/// A request as lists show it: by case number, never by name.
#[derive(Clone, Serialize)]
pub(super) struct Row {
    id: i64,
    case_id: i64,
    number: String,
    kind: &'static str,
    received_on: NaiveDate,
    due_on: NaiveDate,
    days_left: i64,
    extended: bool,
    state: &'static str,
    ground: Option<&'static str>,
    decided_on: Option<NaiveDate>,
}

impl Row {
    fn new(request: &Request, number: String, today: NaiveDate) -> Self {
        Self {
            id: request.id,
            case_id: request.case_id,
            number,
            kind: request.kind.code(),
            received_on: request.received_on,
            due_on: request.due_on,
            days_left: (request.due_on - today).num_days(),
            extended: request.extended_because.is_some(),
            state: request.state.code(),
            ground: request.ground.map(|ground| ground.code()),
            decided_on: request.decided_on,
        }
    }
}

async fn rows(db: &impl ConnectionTrait, requests: Vec<Request>, today: NaiveDate) -> Result<Vec<Row>> {
    let numbers = cases::numbers_of(db, requests.iter().map(|request| request.case_id)).await?;
    let number = |request: &Request| numbers.get(&request.case_id).cloned().unwrap_or_default();
    Ok(requests.iter().map(|request| Row::new(request, number(request), today)).collect())
}

/// The requests that must be answered within a week, for *Min dag*.
pub(super) async fn pressing(db: &impl ConnectionTrait, visit: &Visit, today: NaiveDate) -> Result<Vec<Row>> {
    let open = rows(db, requests::open(db, &visit.user).await?, today).await?;
    Ok(open.into_iter().filter(|row| row.days_left <= PRESSING_DAYS).collect())
}

/// The requests of a case's client, for the case page; nothing for whoever handles none.
pub(super) async fn of_case(
    db: &impl ConnectionTrait,
    visit: &Visit,
    case: &Case,
    today: NaiveDate,
) -> Result<Vec<Row>> {
    if !visit.user.may(Right::HandleRequests) {
        return Ok(Vec::new());
    }
    rows(db, requests::of_client(db, case.client_id).await?, today).await
}

#[derive(Serialize)]
struct Index {
    open: Vec<Row>,
    decided: Vec<Row>,
}

/// The office's requests: late ones first, decided ones last.
pub async fn index(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
) -> Result<impl IntoResponse> {
    let today = clock.today();
    let open = rows(db.read(), requests::open(db.read(), &visit.user).await?, today).await?;
    let decided = rows(db.read(), requests::decided(db.read(), &visit.user).await?, today).await?;
    visit.saw(Act::of_many("list", "request")).await?;
    visit.page("requests/index.html", Index { open, decided })
}

/// What is noted of a request.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct RequestForm {
    kind: String,
    #[validate(custom(function = "form::is_day"))]
    received_on: String,
}

#[derive(Serialize)]
struct NewPage {
    case: Case,
    #[serde(flatten)]
    filled: Filled<RequestForm>,
    kinds: Vec<Choice>,
}

impl NewPage {
    fn new(visit: &Visit, case: Case, filled: Filled<RequestForm>) -> Self {
        let kinds = visit.choices("requests-kind-", Kind::ALL.iter().map(|kind| kind.code()));
        Self { case, filled, kinds }
    }
}

/// The form to note a request.
pub async fn new(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    visit.saw(case.seen()).await?;
    let form = RequestForm { received_on: clock.today().to_string(), ..Default::default() };
    visit.page("requests/new.html", NewPage::new(&visit, case, Filled::fresh(form)))
}

/// Notes it: from that day the month runs.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<RequestForm>,
) -> Result<Response> {
    let case = cases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let mut errors = form.validate().err().unwrap_or_default();
    let kind = chosen(&form.kind, Kind::from_code, "kind", &mut errors);
    let received_on = form::day(&form.received_on);
    if received_on.is_some_and(|day| day > clock.today()) {
        errors.add("received_on", ValidationError::new("future"));
    }
    let (Some(kind), Some(received_on), true) = (kind, received_on, errors.is_empty()) else {
        return visit.mistakes("requests/new.html", NewPage::new(&visit, case, Filled { form, errors }));
    };
    let txn = db.begin().await?;
    let request = requests::receive(&txn, &visit.user, &case, kind, received_on, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/requests/{request}?said=request-noted")).into_response())
}

/// What is decided.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct DecisionForm {
    state: String,
    ground: String,
    reason: String,
}

#[derive(Serialize)]
struct Show {
    request: Row,
    reason: Option<String>,
    decided_by: Option<String>,
    extended_because: Option<&'static str>,
    #[serde(flatten)]
    filled: Filled<DecisionForm>,
    states: Vec<Choice>,
    grounds: Vec<Choice>,
    extensions: Vec<Choice>,
}

async fn page(
    db: &Database,
    visit: &Visit,
    request: &Request,
    today: NaiveDate,
    filled: Filled<DecisionForm>,
) -> Result<Show> {
    let row = rows(db.read(), vec![request.clone()], today).await?.pop().ok_or(Error::NotFound)?;
    let decided_by = match request.decided_by {
        Some(id) => accounts::name(db.read(), id).await?,
        None => None,
    };
    let states = Decided::ALL.iter().filter(|state| **state != Decided::Open);
    Ok(Show {
        request: row,
        reason: request.reason.clone(),
        decided_by,
        extended_because: request.extended_because.map(|because| because.code()),
        filled,
        states: visit.choices("requests-state-", states.map(|state| state.code())),
        grounds: visit
            .choices("requests-ground-", Ground::of(request.kind).iter().map(|ground| ground.code())),
        extensions: visit.choices("requests-extension-", Extension::ALL.iter().map(|because| because.code())),
    })
}

/// A request of the user's organisation whose client's identity is hers to know.
async fn find(db: &Database, visit: &Visit, id: i64) -> Result<Request> {
    let request = requests::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let case = cases::find(db.read(), &visit.user, request.case_id).await?.ok_or(Error::NotFound)?;
    protection::allowed(db.read(), visit, &case).await?;
    Ok(request)
}

/// One request: what was asked, by when it must be answered, and the forms to do so.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let request = find(&db, &visit, id).await?;
    let page = page(&db, &visit, &request, clock.today(), Filled::default()).await?;
    let act = Act::new("view", "request", request.id);
    visit.saw(act.in_case(request.case_id).on_client(request.client_id)).await?;
    visit.page("requests/show.html", page)
}

/// Why the answer takes longer.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct ExtensionForm {
    because: String,
}

/// Moves the last day two months on, once.
pub async fn extend(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<ExtensionForm>,
) -> Result<Redirect> {
    let request = find(&db, &visit, id).await?;
    let because = Extension::from_code(&form.because).ok_or(Error::BadRequest)?;
    let txn = db.begin().await?;
    if !requests::extend(&txn, &visit.user, &request, because, clock.now()).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/requests/{id}?said=request-extended")))
}

/// Decides it.
pub async fn decide(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<DecisionForm>,
) -> Result<Response> {
    let request = find(&db, &visit, id).await?;
    let mut errors = validator::ValidationErrors::new();
    let state = chosen(&form.state, Decided::from_code, "state", &mut errors);
    if form.reason.chars().count() > LONGEST {
        errors.add("reason", form::mistake("too-long", "max", LONGEST as i64));
    }
    let decision = state.and_then(|state| {
        Decision::new(request.kind, state, Ground::from_code(&form.ground), form::some(&form.reason))
    });
    if state.is_some() && decision.is_none() {
        errors.add("ground", ValidationError::new("ground-fits"));
    }
    let (Some(decision), true) = (decision, errors.is_empty()) else {
        let page = page(&db, &visit, &request, clock.today(), Filled { form, errors }).await?;
        return visit.mistakes("requests/show.html", page);
    };
    let txn = db.begin().await?;
    if !requests::decide(&txn, &visit.user, &request, decision, (clock.today(), clock.now())).await? {
        return Err(Error::Conflict);
    }
    txn.commit().await?;
    Ok(Redirect::to(&format!("/requests/{id}?said=request-decided")).into_response())
}
