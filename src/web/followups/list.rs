//! What is to be asked, overdue first.
use crate::{
    audit::Act,
    clients,
    clock::Clock,
    database::Database,
    followups::{self, Due, Scope},
    identity::accounts,
    web::{Result, visit::Visit},
};
use axum::{
    extract::{Query, State},
    response::IntoResponse,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

const PAGE: u64 = 50;

/// Whose, and from where on.
#[derive(Deserialize)]
pub struct Listed {
    #[serde(default)]
    scope: String,
    #[serde(default)]
    after: String,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    case_id: i64,
    number: String,
    /// Nothing where the client's identity is not the visitor's to know.
    client: Option<String>,
    advisor: Option<String>,
    anchor: &'static str,
    offset_months: i64,
    offset_weeks: i64,
    due_on: NaiveDate,
    late: bool,
    today: bool,
    attempts: i64,
}

#[derive(Serialize)]
struct Index {
    scope: &'static str,
    rows: Vec<Row>,
    next: Option<String>,
    today: NaiveDate,
}

/// What is to be asked, overdue first: one's own, or the office's.
pub async fn index(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Query(listed): Query<Listed>,
) -> Result<impl IntoResponse> {
    let (scope, code) =
        if listed.scope == "office" { (Scope::Office, "office") } else { (Scope::Mine, "mine") };
    let mut due = followups::list(db.read(), &visit.user, scope, mark(&listed.after), PAGE + 1).await?;
    let more = due.len() as u64 > PAGE;
    due.truncate(PAGE as usize);
    let next = due.last().filter(|_| more);
    let next = next.map(|last| format!("/followups?scope={code}&after={}_{}", last.due_on, last.id));
    let advisors: HashMap<i64, String> = match scope {
        Scope::Office => {
            accounts::advisors(db.read(), visit.user.organisation_id).await?.into_iter().collect()
        }
        Scope::Mine => HashMap::new(),
    };
    let clients = due.iter().map(|due| due.client_id).collect();
    let names = clients::names_for(db.read(), &visit.user, clients).await?;
    visit.saw(Act::of_many("list", "followup")).await?;
    let today = clock.today();
    let rows =
        due.into_iter().map(|due| row(names.get(&due.client_id).cloned(), due, today, &advisors)).collect();
    visit.page("followups/index.html", Index { scope: code, rows, next, today })
}

fn row(client: Option<String>, due: Due, today: NaiveDate, advisors: &HashMap<i64, String>) -> Row {
    Row {
        client,
        advisor: advisors.get(&due.advisor_id).cloned(),
        id: due.id,
        case_id: due.case_id,
        number: due.number,
        anchor: due.anchor.code(),
        offset_months: due.offset_months,
        offset_weeks: due.offset_weeks,
        due_on: due.due_on,
        late: due.due_on < today,
        today: due.due_on == today,
        attempts: due.attempts,
    }
}

fn mark(text: &str) -> Option<(NaiveDate, i64)> {
    let (day, id) = text.split_once('_')?;
    Some((day.parse().ok()?, id.parse().ok()?))
}
