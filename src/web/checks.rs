//! What the nights' checks found, for administrators.
use super::{Result, visit::Visit};
use crate::{
    audit::Act,
    checks::{self, Done},
    database::Database,
};
use axum::{extract::State, response::IntoResponse};
use chrono::{DateTime, NaiveDate, Utc};
use serde::Serialize;

/// How far back the page goes.
const NIGHTS: u64 = 30;

#[derive(Serialize)]
struct Index {
    nights: Vec<Night>,
}

#[derive(Serialize)]
struct Night {
    night: NaiveDate,
    checks: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    name: &'static str,
    state: &'static str,
    found: Option<String>,
    ended_at: Option<DateTime<Utc>>,
}

/// The last thirty nights, newest first.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    visit.saw(Act::of_many("list", "check")).await?;
    let mut nights: Vec<Night> = Vec::new();
    for done in checks::latest(db.read(), NIGHTS).await? {
        let row = row(&visit, &done);
        match nights.last_mut().filter(|night| night.night == done.night) {
            Some(night) => night.checks.push(row),
            None => nights.push(Night { night: done.night, checks: vec![row] }),
        }
    }
    visit.page("checks/index.html", Index { nights })
}

fn row(visit: &Visit, done: &Done) -> Row {
    Row {
        name: done.name.code(),
        state: done.state.code(),
        found: done.found().map(|finding| finding.worded(visit.user.locale)),
        ended_at: done.ended_at,
    }
}
