//! Organisations, as administrators enter and correct them.
use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted, is_code_of},
    visit::Visit,
};
use crate::{
    clock::Clock,
    codes::{OrganisationNumber, OrganisationNumberFault, places},
    database::Database,
    identity::organisations::{self, Kind, NewOrganisation, Organisation, Taken},
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Serialize)]
struct Index {
    organisations: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    kind: &'static str,
    orgnr: String,
    lan: &'static str,
}

impl From<Organisation> for Row {
    fn from(organisation: Organisation) -> Self {
        Self {
            id: organisation.id,
            kind: organisation.kind.code(),
            orgnr: organisation.orgnr.as_deref().map(formatted).unwrap_or_default(),
            lan: organisation.lan_code.as_deref().and_then(places::lan).map_or("", |lan| lan.name),
            name: organisation.name,
        }
    }
}

fn formatted(digits: &str) -> String {
    OrganisationNumber::parse(digits).map_or_else(|_| digits.to_owned(), |number| number.formatted())
}

/// What is typed.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct OrganisationForm {
    #[validate(custom(function = "is_name"))]
    name: String,
    #[validate(custom(function = "is_orgnr_or_empty"))]
    orgnr: String,
    #[validate(custom(function = "is_kind"))]
    kind: String,
    lan: String,
}

fn is_name(text: &str) -> Result<(), ValidationError> {
    match text.trim().chars().count() {
        0 => Err(ValidationError::new("required")),
        1..=120 => Ok(()),
        _ => Err(form::mistake("too-long", "max", 120)),
    }
}

fn is_kind(text: &str) -> Result<(), ValidationError> {
    is_code_of(text, Kind::from_code)
}

fn is_orgnr_or_empty(text: &str) -> Result<(), ValidationError> {
    match form::some(text).map(|text| OrganisationNumber::parse(&text)) {
        Some(Err(OrganisationNumberFault::Shape)) => Err(ValidationError::new("organisation-number-shape")),
        Some(Err(OrganisationNumberFault::CheckDigit)) => {
            Err(ValidationError::new("organisation-number-check-digit"))
        }
        Some(Err(OrganisationNumberFault::SoleTrader)) => {
            Err(ValidationError::new("organisation-number-sole-trader"))
        }
        Some(Ok(_)) | None => Ok(()),
    }
}

impl From<OrganisationForm> for NewOrganisation {
    fn from(form: OrganisationForm) -> Self {
        let orgnr = form::some(&form.orgnr).and_then(|text| OrganisationNumber::parse(&text).ok());
        Self {
            name: form.name.split_whitespace().collect::<Vec<_>>().join(" "),
            orgnr: orgnr.map(|number| number.digits().to_owned()),
            kind: Kind::from_code(&form.kind).unwrap_or(Kind::Association),
            lan_code: places::lan(&form.lan).map(|lan| lan.code.to_owned()),
        }
    }
}

impl From<Organisation> for OrganisationForm {
    fn from(organisation: Organisation) -> Self {
        Self {
            name: organisation.name,
            orgnr: organisation.orgnr.as_deref().map(formatted).unwrap_or_default(),
            kind: organisation.kind.code().to_owned(),
            lan: organisation.lan_code.unwrap_or_default(),
        }
    }
}

#[derive(Serialize)]
struct Page {
    id: Option<i64>,
    kinds: Vec<Choice>,
    lans: Vec<Choice>,
    #[serde(flatten)]
    filled: Filled<OrganisationForm>,
}

impl Page {
    fn new(visit: &Visit, id: Option<i64>, filled: Filled<OrganisationForm>) -> Self {
        let kind =
            |kind: &Kind| Choice::new(kind.code(), visit.say(&format!("organisations-kind-{}", kind.code())));
        Self {
            id,
            kinds: Kind::ALL.iter().map(kind).collect(),
            lans: places::lans().iter().map(|lan| Choice::new(lan.code, lan.name)).collect(),
            filled,
        }
    }
}

/// All of them.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let all = organisations::all(db.read()).await?;
    visit.page("organisations/index.html", Index { organisations: all.into_iter().map(Row::from).collect() })
}

/// An empty form.
pub async fn new(visit: Visit) -> Result<impl IntoResponse> {
    visit.page("organisations/form.html", Page::new(&visit, None, Filled::default()))
}

/// The form of one that is there.
pub async fn edit(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let organisation = organisations::find(db.read(), id).await?.ok_or(Error::NotFound)?;
    let filled = Filled::fresh(OrganisationForm::from(organisation));
    visit.page("organisations/form.html", Page::new(&visit, Some(id), filled))
}

/// Enters one.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(form): Posted<OrganisationForm>,
) -> Result<Response> {
    save(&db, clock, visit, None, form).await
}

/// Corrects one.
pub async fn update(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<OrganisationForm>,
) -> Result<Response> {
    save(&db, clock, visit, Some(id), form).await
}

async fn save(
    db: &Database,
    clock: Clock,
    visit: Visit,
    id: Option<i64>,
    form: OrganisationForm,
) -> Result<Response> {
    let again = |filled| visit.mistakes("organisations/form.html", Page::new(&visit, id, filled));
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return again(mistakes),
    };
    let txn = db.begin().await?;
    if let Some(id) = id {
        organisations::find(&txn, id).await?.ok_or(Error::NotFound)?;
    }
    let typed = Filled::fresh(form);
    let new = NewOrganisation::from(typed.form.clone());
    match organisations::taken(&txn, &new, id).await? {
        Some(Taken::Name) => return again(typed.with("name", "organisation-name-taken")),
        Some(Taken::Orgnr) => return again(typed.with("orgnr", "organisation-number-taken")),
        None => {}
    }
    match id {
        Some(id) => organisations::change(&txn, &visit.user, id, new, clock.now()).await?,
        None => organisations::create(&txn, Some(&visit.user), new, clock.now()).await.map(drop)?,
    }
    txn.commit().await?;
    Ok(Redirect::to("/organisations?said=organisation-saved").into_response())
}
