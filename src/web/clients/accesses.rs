//! Who has seen the client's data, for her advisor to hand her.
use super::of_case;
use crate::{
    audit::Act,
    clients::{self, Access},
    clock::Clock,
    database::Database,
    vault::Vault,
    web::{Result, audit, visit::Visit},
};
use axum::{
    extract::{Path, State},
    response::IntoResponse,
};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    case_id: i64,
    case_number: String,
    name: String,
    today: NaiveDate,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    at: DateTime<Utc>,
    who: Option<String>,
    organisation: Option<String>,
    what: String,
    why: Option<String>,
}

/// The list, oldest first. Her case's advisor alone hands it out.
pub async fn accesses(
    State(db): State<Database>,
    State(clock): State<Clock>,
    State(vault): State<Vault>,
    visit: Visit,
    Path(case_id): Path<i64>,
) -> Result<impl IntoResponse> {
    let (case, client) = of_case(&db, &visit, &vault, case_id).await?;
    visit.only_if(case.advisor_id == visit.user.id)?;
    visit.saw(Act::new("view", "access", client.id).on_client(client.id).in_case(case.id)).await?;
    let rows = clients::accesses(db.read(), client.id).await?;
    let page = Page {
        case_id,
        case_number: case.number,
        name: clients::full_name(&client.given_name, &client.family_name),
        today: clock.today(),
        rows: rows.into_iter().map(|access| row(&visit, access)).collect(),
    };
    visit.page("clients/accesses.html", page)
}

fn row(visit: &Visit, access: Access) -> Row {
    let word = |kind: &str, code: &str| audit::word(visit.user.locale, kind, code);
    let reason = access.reason.map(|reason| word("reason", reason.code()));
    let why = match (reason, access.typed) {
        (Some(reason), Some(typed)) => Some(format!("{reason}: {typed}")),
        (reason, typed) => reason.or(typed),
    };
    Row {
        at: access.at,
        who: access.who,
        organisation: access.organisation,
        what: format!("{}: {}", word("action", &access.action), word("object", &access.object)),
        why,
    }
}
