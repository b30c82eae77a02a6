//! *Min dag*: what is due, overdue, agreed and unfinished, each one click from done.
use super::{Result, requests, visit::Visit};
use crate::{
    audit::Act,
    cases::{self, Case},
    clients,
    clock::{self, Clock},
    database::Database,
    followups::{self, Due},
    identity::Right,
    meetings::{self, Meeting},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{NaiveDate, NaiveTime, Timelike};
use sea_orm::ConnectionTrait;
use serde::Serialize;
use std::collections::HashMap;

/// More rows than this are shown on their own page.
const MOST: usize = 30;

#[derive(Serialize)]
struct Page {
    today: NaiveDate,
    greeting: &'static str,
    first_name: String,
    late: u64,
    due: Vec<DueRow>,
    more_due: bool,
    steps: Vec<StepRow>,
    meetings: Vec<MeetingRow>,
    missing: Vec<Missing>,
    requests: Vec<requests::Row>,
}

#[derive(Serialize)]
struct DueRow {
    #[serde(flatten)]
    due: Due,
    client: Option<String>,
    days_late: i64,
}

#[derive(Serialize)]
struct StepRow {
    id: i64,
    case_id: i64,
    number: String,
    client: Option<String>,
    step: String,
    due_on: Option<NaiveDate>,
    agreed_on: NaiveDate,
    days_late: i64,
}

#[derive(Serialize)]
struct MeetingRow {
    case_id: i64,
    number: String,
    held_at: chrono::DateTime<chrono::Utc>,
    channel: &'static str,
    language: Option<String>,
    interpreter: bool,
}

/// Something unfinished that changes a figure of the next report.
#[derive(Serialize)]
struct Missing {
    what: &'static str,
    count: i64,
    href: &'static str,
}

/// The start page: the advisor's day, or for others the page their work begins on.
pub async fn show(State(db): State<Database>, State(clock): State<Clock>, visit: Visit) -> Result<Response> {
    if !visit.user.may(Right::WorkInCases) {
        return Ok(Redirect::to(visit.first_page()).into_response());
    }
    let (user, today) = (&visit.user, clock.today());
    let snapshot = db.snapshot().await?;
    let read = &snapshot;
    let (from, to) = (moment(today), moment(today.succ_opt().unwrap_or(today)));
    let mut due = followups::due_for(read, user, today, MOST as u64 + 1).await?;
    let late = followups::late(read, user, today).await?;
    let steps = meetings::steps_due(read, user, today, MOST as u64).await?;
    let met = meetings::between(read, user, from, to).await?;
    let missing = missing(read, &visit).await?;
    let requests = requests::pressing(read, &visit, today).await?;
    let more_due = due.len() > MOST;
    due.truncate(MOST);
    let clients =
        due.iter().map(|row| row.client_id).chain(steps.iter().map(|(_, case)| case.client_id)).collect();
    let names = clients::names_for(read, user, clients).await?;
    drop(snapshot);
    visit.saw(Act::of_many("view", "min_day")).await?;
    let page = Page {
        today,
        greeting: greeting(clock::local_time(clock.now())),
        first_name: user.name.split_whitespace().next().unwrap_or_default().to_owned(),
        late,
        more_due,
        due: due.into_iter().map(|due| DueRow::new(due, &names, today)).collect(),
        steps: steps.into_iter().map(|(row, case)| StepRow::new(row, &case, &names, today)).collect(),
        meetings: met.into_iter().map(|(row, case)| MeetingRow::new(row, case)).collect(),
        missing,
        requests,
    };
    Ok(visit.page("min_day/show.html", page)?.into_response())
}

fn moment(day: NaiveDate) -> chrono::DateTime<chrono::Utc> {
    clock::moment(day, NaiveTime::MIN)
}

fn greeting(now: NaiveTime) -> &'static str {
    match now.hour() {
        0..10 => "morning",
        10..18 => "day",
        _ => "evening",
    }
}

async fn missing(read: &impl ConnectionTrait, visit: &Visit) -> Result<Vec<Missing>> {
    let unfinished = cases::unfinished(read, &visit.user).await?;
    let rows = [
        Missing { what: "exit", count: unfinished.closed_without_employment, href: "/cases?missing=exit" },
        Missing { what: "start", count: unfinished.enterprises_without_start, href: "/cases?missing=start" },
    ];
    Ok(rows.into_iter().filter(|row| row.count > 0).collect())
}

type Names = HashMap<i64, String>;

impl DueRow {
    fn new(due: Due, names: &Names, today: NaiveDate) -> Self {
        let client = names.get(&due.client_id).cloned();
        Self { client, days_late: (today - due.due_on).num_days(), due }
    }
}

impl StepRow {
    fn new(row: Meeting, case: &Case, names: &Names, today: NaiveDate) -> Self {
        Self {
            id: row.id,
            case_id: case.id,
            number: case.number.clone(),
            client: names.get(&case.client_id).cloned(),
            step: row.next_step.unwrap_or_default(),
            due_on: row.next_step_due_on,
            agreed_on: clock::local_day(row.held_at),
            days_late: row.next_step_due_on.map_or(0, |day| (today - day).num_days()),
        }
    }
}

impl MeetingRow {
    fn new(row: Meeting, case: Case) -> Self {
        Self {
            case_id: case.id,
            number: case.number,
            held_at: row.held_at,
            channel: row.channel.code(),
            language: row.language,
            interpreter: row.interpreter,
        }
    }
}
