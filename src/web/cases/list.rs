//! The list of cases, a page at a time, and the search in it.
use crate::{
    audit::Act,
    cases::{self, CaseRow, Filter, Mark, Missing, Phase, Status, Turn},
    clock::Clock,
    database::Database,
    followups,
    identity::accounts,
    meetings, programmes,
    web::{
        Result,
        form::{Choice, Posted},
        visit::Visit,
    },
};
use axum::{extract::State, response::IntoResponse};
use axum_extra::extract::Query;
use chrono::NaiveDate;
use sea_orm::ConnectionTrait;
use serde::{Deserialize, Serialize};

/// The filter as the address carries it. Names searched for are not kept in it: see [`search`].
#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ListQuery {
    status: String,
    phase: String,
    programme: String,
    advisor: String,
    overdue: String,
    missing: String,
    turn: String,
    opened_on: String,
    id: String,
}

#[derive(Serialize)]
struct Index {
    cases: Vec<Row>,
    form: ListQuery,
    search: String,
    filtered: bool,
    statuses: Vec<Choice>,
    phases: Vec<Choice>,
    programmes: Vec<Choice>,
    advisors: Vec<Choice>,
    next_url: Option<String>,
    previous_url: Option<String>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    number: String,
    client: Option<String>,
    phase: &'static str,
    status: &'static str,
    opened_on: NaiveDate,
    advisor: String,
    programme: String,
}

impl Row {
    fn new(visit: &Visit, row: &CaseRow) -> Self {
        Self {
            id: row.id,
            number: row.number.clone(),
            client: row.client_for(&visit.user),
            phase: row.phase.code(),
            status: row.status.code(),
            opened_on: row.opened_on,
            advisor: row.advisor.clone(),
            programme: row.programme.clone(),
        }
    }
}

impl ListQuery {
    fn filter(&self, visit: &Visit, today: NaiveDate) -> Filter {
        let overdue = self.overdue == "on";
        Filter {
            status: Status::from_code(&self.status),
            phase: Phase::from_code(&self.phase),
            programme_id: self.programme.parse().ok(),
            advisor_id: self.advisor.parse().ok(),
            search: String::new(),
            among: if overdue {
                vec![
                    followups::overdue_cases(&visit.user, today),
                    meetings::overdue_cases(&visit.user, today),
                ]
            } else {
                Vec::new()
            },
            missing: match self.missing.as_str() {
                "exit" => Some(Missing::Exit),
                "start" => Some(Missing::Start),
                _ => None,
            },
            from: self.from(),
        }
    }

    fn from(&self) -> Option<(Turn, Mark)> {
        let turn = match self.turn.as_str() {
            "older" => Turn::Older,
            "newer" => Turn::Newer,
            _ => return None,
        };
        Some((turn, Mark { opened_on: self.opened_on.parse().ok()?, id: self.id.parse().ok()? }))
    }

    fn narrows(&self) -> bool {
        [&self.status, &self.phase, &self.programme, &self.advisor, &self.overdue, &self.missing]
            .iter()
            .any(|field| !field.is_empty())
    }

    /// The address of the page on the other side of `mark`.
    fn turned(&self, turn: &str, mark: Mark) -> String {
        let fields = [
            ("status", self.status.as_str()),
            ("phase", &self.phase),
            ("programme", &self.programme),
            ("advisor", &self.advisor),
            ("overdue", &self.overdue),
            ("missing", &self.missing),
        ];
        let kept: String = fields
            .iter()
            .filter(|(_, value)| !value.is_empty())
            .map(|(name, value)| format!("{name}={value}&"))
            .collect();
        format!("/cases?{kept}turn={turn}&opened_on={}&id={}", mark.opened_on, mark.id)
    }

    /// Only codes and numbers are carried on; anything else typed into the address is dropped.
    fn cleaned(self) -> Self {
        let code = |text: String| {
            if text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_' || b == b'-') {
                text
            } else {
                String::new()
            }
        };
        Self {
            status: code(self.status),
            phase: code(self.phase),
            programme: code(self.programme),
            advisor: code(self.advisor),
            overdue: code(self.overdue),
            missing: code(self.missing),
            turn: code(self.turn),
            opened_on: code(self.opened_on),
            id: code(self.id),
        }
    }
}

/// The list, a page at a time.
pub async fn index(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Query(query): Query<ListQuery>,
) -> Result<impl IntoResponse> {
    let query = query.cleaned();
    let filter = query.filter(&visit, clock.today());
    let read = db.snapshot().await?;
    let (rows, more) = cases::list(&read, &visit.user, &filter, clock.today()).await?;
    let turned = filter.from.map(|(turn, _)| turn);
    let older = more || turned == Some(Turn::Newer);
    let newer = turned == Some(Turn::Older) || (turned == Some(Turn::Newer) && more);
    let page = Index {
        next_url: rows.last().filter(|_| older).map(|row| query.turned("older", row.mark())),
        previous_url: rows.first().filter(|_| newer).map(|row| query.turned("newer", row.mark())),
        ..listing(&read, &visit, query, String::new(), &rows).await?
    };
    drop(read);
    visit.saw(Act::of_many("list", "case")).await?;
    visit.page("cases/index.html", page)
}

/// What is searched for.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Search {
    q: String,
}

/// Finds cases by name or number. A form post: names do not belong in addresses, histories and proxies' logs.
pub async fn search(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(search): Posted<Search>,
) -> Result<impl IntoResponse> {
    let filter = Filter { search: search.q.chars().take(100).collect(), ..Filter::default() };
    let read = db.snapshot().await?;
    let (rows, _) = cases::list(&read, &visit.user, &filter, clock.today()).await?;
    let page = listing(&read, &visit, ListQuery::default(), filter.search, &rows).await?;
    drop(read);
    visit.saw(Act::of_many("search", "case")).await?;
    visit.page("cases/index.html", page)
}

async fn listing(
    read: &impl ConnectionTrait,
    visit: &Visit,
    form: ListQuery,
    search: String,
    rows: &[CaseRow],
) -> Result<Index> {
    let programmes = programmes::of_organisation(read, visit.user.organisation_id).await?;
    let advisors = accounts::advisors(read, visit.user.organisation_id).await?;
    Ok(Index {
        cases: rows.iter().map(|row| Row::new(visit, row)).collect(),
        filtered: form.narrows(),
        form,
        search,
        statuses: visit.choices("cases-status-", Status::ALL.iter().map(|code| code.code())),
        phases: visit.choices("cases-phase-", Phase::ALL.iter().map(|code| code.code())),
        programmes: programmes.into_iter().map(|row| Choice::new(row.id, row.name)).collect(),
        advisors: advisors.into_iter().map(|(id, name)| Choice::new(id, name)).collect(),
        next_url: None,
        previous_url: None,
    })
}
