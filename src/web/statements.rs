//! What anybody may read without signing in: which personal data are kept and why, how accessible the pages are, and
//! whom to tell of a hole in them.
use super::{
    Error, Result,
    form::{self, Filled, Posted},
    visit::{Stranger, Visit},
};
use crate::{
    app::App,
    clock::Clock,
    config::Config,
    database::Database,
    fault_reports::{self, NewReport},
    purposes::{FIELDS, Field},
};
use axum::{
    extract::{Path, State},
    http::{StatusCode, header},
    response::{Html, IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Days, Utc};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use validator::{Validate, ValidationError};

/// The day the statement of accessibility was last gone through. Whoever changes pages goes through it again.
const REVIEWED_ON: &str = "2026-11-24";

/// RFC 9116, section 2.5.5: less than a year ahead, so that a site nobody looks after stops saying whom to tell.
const SECURITY_DAYS: u64 = 180;

/// The page for whoever asks, signed in or not.
fn page(
    visit: Option<&Visit>,
    stranger: &Stranger,
    name: &str,
    page: impl Serialize,
) -> Result<Html<String>> {
    match visit {
        Some(visit) => visit.page(name, page),
        None => stranger.page(name, page),
    }
}

#[derive(Serialize)]
struct Privacy {
    tables: Vec<Table>,
    contact: String,
}

#[derive(Serialize)]
struct Table {
    noun: &'static str,
    fields: Vec<Field>,
}

/// Every personal field with its purpose.
pub async fn privacy(
    State(config): State<Arc<Config>>,
    visit: Option<Visit>,
    stranger: Stranger,
) -> Result<impl IntoResponse> {
    let mut tables: Vec<Table> = Vec::new();
    for field in FIELDS {
        match tables.last_mut().filter(|table| table.noun == field.table) {
            Some(table) => table.fields.push(*field),
            None => tables.push(Table { noun: field.table, fields: vec![*field] }),
        }
    }
    let contact = config.contact.privacy.clone();
    page(visit.as_ref(), &stranger, "statements/privacy.html", Privacy { tables, contact })
}

/// What somebody reports.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct FaultForm {
    #[validate(custom(function = "page_is_told"))]
    page: String,
    #[validate(custom(function = "fault_is_told"))]
    fault: String,
    #[validate(length(max = 200, code = "too-long"))]
    answer_to: String,
}

#[derive(Serialize)]
struct Accessibility {
    reviewed_on: &'static str,
    contact: String,
    #[serde(flatten)]
    filled: Filled<FaultForm>,
}

fn page_is_told(text: &str) -> Result<(), ValidationError> {
    told(text, 300)
}

fn fault_is_told(text: &str) -> Result<(), ValidationError> {
    told(text, 2000)
}

/// Something, and no more than `most` characters of it.
fn told(text: &str, most: usize) -> Result<(), ValidationError> {
    match text.chars().count() {
        0 => Err(ValidationError::new("required")),
        length if length > most => Err(form::mistake("too-long", "max", most as i64)),
        _ => Ok(()),
    }
}

/// The statement, and the form to report what cannot be used.
pub async fn accessibility(
    State(config): State<Arc<Config>>,
    visit: Option<Visit>,
    stranger: Stranger,
) -> Result<impl IntoResponse> {
    let filled = Filled::fresh(FaultForm::default());
    page(visit.as_ref(), &stranger, "statements/accessibility.html", statement(&config, filled))
}

fn statement(config: &Config, filled: Filled<FaultForm>) -> Accessibility {
    Accessibility { reviewed_on: REVIEWED_ON, contact: config.contact.accessibility.clone(), filled }
}

/// Takes a report from anybody.
pub async fn report(
    State(app): State<App>,
    visit: Option<Visit>,
    stranger: Stranger,
    Posted(form): Posted<FaultForm>,
) -> Result<Response> {
    let form = FaultForm {
        page: form.page.trim().to_owned(),
        fault: form.fault.trim().to_owned(),
        answer_to: form.answer_to.trim().to_owned(),
    };
    let again = |filled| -> Result<Response> {
        let page =
            page(visit.as_ref(), &stranger, "statements/accessibility.html", statement(&app.config, filled))?;
        Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
    };
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return again(mistakes),
    };
    let new = NewReport {
        page: form.page.clone(),
        fault: form.fault.clone(),
        answer_to: form::some(&form.answer_to),
    };
    let txn = app.db.begin().await?;
    if !fault_reports::report(&txn, new, app.clock.now()).await? {
        return again(Filled::fresh(form).with("fault", "too-many-reports"));
    }
    txn.commit().await?;
    Ok(Redirect::to("/accessibility?said=fault-reported").into_response())
}

#[derive(Serialize)]
struct Faults {
    rows: Vec<Fault>,
}

#[derive(Serialize)]
struct Fault {
    id: i64,
    page: String,
    fault: String,
    answer_to: Option<String>,
    reported_at: DateTime<Utc>,
}

/// What was reported, for administrators.
pub async fn faults(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let rows = fault_reports::open(db.read()).await?;
    let rows = rows.into_iter().map(|row| Fault {
        id: row.id,
        page: row.page,
        fault: row.fault,
        answer_to: row.answer_to,
        reported_at: row.reported_at,
    });
    visit.page("statements/faults.html", Faults { rows: rows.collect() })
}

/// It is mended.
pub async fn mended(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Redirect> {
    let txn = db.begin().await?;
    if !fault_reports::mended(&txn, &visit.user, id, clock.now()).await? {
        return Err(Error::NotFound);
    }
    txn.commit().await?;
    Ok(Redirect::to("/faults?said=fault-mended"))
}

/// Whom to tell of a hole (RFC 9116). Without a contact there is no such file.
pub async fn security(State(config): State<Arc<Config>>, State(clock): State<Clock>) -> Result<Response> {
    let contact = config.contact.security.trim();
    if contact.is_empty() {
        return Err(Error::NotFound);
    }
    let expires = clock.today() + Days::new(SECURITY_DAYS);
    let text = format!(
        "Contact: {contact}\nExpires: {expires}T00:00:00Z\nPreferred-Languages: sv, en\nCanonical: {}/.well-known/security.txt\n",
        config.server.public_url.trim_end_matches('/')
    );
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}
