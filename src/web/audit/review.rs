//! Going through the log: what there is in a month, its rows, and "gone through by me".
use super::{Row, row};
use crate::{
    audit::{Act, AuditEvent},
    cases,
    clock::Clock,
    database::Database,
    identity::directory,
    locales::Args,
    reviews::{self, Busy, Kind, Review, Scope},
    web::{
        Error, Result,
        form::{self, Choice, Posted},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, Query, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{Months, NaiveDate};
use rand::{RngExt, rngs::StdRng};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Rows a page.
const ROWS: usize = 50;

/// How many months there are to choose from: what is older has been gone through, or never will be.
const MONTHS: u32 = 24;

/// The longest remark.
const REMARK: usize = 1_000;

/// What the address asks for: a month and numbers, never a name.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Asked {
    month: String,
    most: String,
    seed: String,
    up_to: String,
    before: String,
}

/// Rows that were gone through.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignOff {
    month: String,
    most: String,
    seed: String,
    rows: String,
    remark: String,
}

#[derive(Serialize)]
struct Overview {
    form: Asked,
    month: String,
    months: Vec<Choice>,
    kinds: Vec<Found>,
    reviews: Vec<Review>,
}

#[derive(Serialize)]
struct Found {
    kind: &'static str,
    rows: u64,
    href: String,
}

#[derive(Serialize)]
struct Rows {
    kind: &'static str,
    form: Asked,
    month: String,
    busy: Vec<BusyRow>,
    rows: Vec<Signed>,
    ids: String,
    next_url: Option<String>,
    previous_url: Option<String>,
    error: Option<String>,
    remark: String,
}

#[derive(Serialize)]
struct BusyRow {
    who: String,
    day: NaiveDate,
    clients: i64,
}

#[derive(Serialize)]
struct Signed {
    #[serde(flatten)]
    row: Row,
    reviewed_by: Option<String>,
}

impl Asked {
    /// What was understood of it; nonsense is this month, and as many as usual.
    fn scope(&self, today: NaiveDate) -> Scope {
        let scope = scope_of(today, &self.month, &self.most, &self.seed);
        Scope { up_to: self.up_to.parse().ok(), ..scope }
    }
}

fn scope_of(today: NaiveDate, month: &str, most: &str, seed: &str) -> Scope {
    let this = Scope::of(today);
    let month = format!("{}-01", month.trim()).parse().ok().filter(|month| *month <= this.month);
    Scope {
        month: month.unwrap_or(this.month),
        most: most.trim().parse().ok().filter(|most| (1..=10_000).contains(most)).unwrap_or(reviews::MANY),
        seed: seed.trim().parse().unwrap_or(0),
        up_to: None,
    }
}

fn written(month: NaiveDate) -> String {
    month.format("%Y-%m").to_string()
}

fn worded(visit: &Visit, month: NaiveDate) -> String {
    use chrono::Datelike;
    let name = visit.say(&format!("audit-month-{}", month.month()));
    visit
        .user
        .locale
        .say_with("audit-month", &Args::default().text("month", name).text("year", month.year().to_string()))
}

/// How many rows of each kind the month has, and who has gone through which.
pub async fn index(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse> {
    let scope = asked.scope(clock.today());
    visit.saw(Act::of_many("list", "review").detail(written(scope.month))).await?;
    // Small enough to be read aloud and typed again.
    let seed: u16 = rand::make_rng::<StdRng>().random();
    let address = |kind: Kind| {
        let address = format!("/audit/review/{}?month={}", kind.code(), written(scope.month));
        match kind {
            Kind::Sample => format!("{address}&seed={seed}"),
            Kind::Mass => format!("{address}&most={}", scope.most),
            _ => address,
        }
    };
    let read = db.snapshot().await?;
    let kinds = reviews::overview(&read, &scope).await?;
    let past =
        (0..MONTHS).filter_map(|ago| Scope::of(clock.today()).month.checked_sub_months(Months::new(ago)));
    let page = Overview {
        month: worded(&visit, scope.month),
        months: past.map(|month| Choice::new(written(month), worded(&visit, month))).collect(),
        kinds: kinds
            .into_iter()
            .map(|(kind, rows)| Found { kind: kind.code(), rows, href: address(kind) })
            .collect(),
        reviews: reviews::of_month(&read, scope.month).await?,
        form: Asked { month: written(scope.month), most: scope.most.to_string(), ..Asked::default() },
    };
    visit.page("audit/review.html", page)
}

/// The rows of a kind, newest first.
pub async fn show(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(kind): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<impl IntoResponse> {
    let kind = Kind::from_code(&kind).ok_or(Error::NotFound)?;
    let mut scope = asked.scope(clock.today());
    if kind == Kind::Sample && scope.up_to.is_none() {
        scope.up_to = reviews::last_row(db.read(), &scope).await?;
    }
    visit.saw(Act::of_many("list", "review").detail(kind.code())).await?;
    let page = page(&db, &visit, kind, &scope, asked.before.parse().ok()).await?;
    visit.page("audit/review_rows.html", page)
}

async fn page(db: &Database, visit: &Visit, kind: Kind, scope: &Scope, before: Option<i64>) -> Result<Rows> {
    let read = db.snapshot().await?;
    let mut events = reviews::rows(&read, kind, scope, before, ROWS + 1).await?;
    let more = events.len() > ROWS;
    events.truncate(ROWS);
    let last = events.last().map(|event| event.id).filter(|_| more);
    let reviewed = reviews::reviewed(&read, kind, events.iter().map(|event| event.id)).await?;
    let numbers = cases::numbers_of(&read, events.iter().filter_map(|event| event.case_id)).await?;
    let names: HashMap<i64, String> =
        directory::all(&read).await?.into_iter().map(|account| (account.id, account.name)).collect();
    let busy = match kind {
        Kind::Mass => reviews::busy(&read, scope).await?,
        _ => Vec::new(),
    };
    let who = |busy: Busy| BusyRow {
        who: names.get(&busy.user_id).cloned().unwrap_or_else(|| busy.user_id.to_string()),
        day: busy.day,
        clients: busy.clients,
    };
    let signed = |event: AuditEvent| Signed {
        reviewed_by: reviewed.get(&event.id).cloned(),
        row: row(visit.user.locale, event, &names, &numbers),
    };
    let ids: Vec<String> = events.iter().map(|event| event.id.to_string()).collect();
    Ok(Rows {
        kind: kind.code(),
        month: worded(visit, scope.month),
        busy: busy.into_iter().map(who).collect(),
        ids: ids.join(" "),
        rows: events.into_iter().map(signed).collect(),
        next_url: last.map(|id| address(kind, scope, Some(id))),
        previous_url: before.map(|_| address(kind, scope, None)),
        form: Asked {
            month: written(scope.month),
            most: scope.most.to_string(),
            seed: scope.seed.to_string(),
            up_to: scope.up_to.map(|row| row.to_string()).unwrap_or_default(),
            before: String::new(),
        },
        error: None,
        remark: String::new(),
    })
}

fn address(kind: Kind, scope: &Scope, before: Option<i64>) -> String {
    let mut address =
        format!("/audit/review/{}?month={}&most={}", kind.code(), written(scope.month), scope.most);
    for (name, number) in [("before", before), ("up_to", scope.up_to)] {
        if let Some(number) = number {
            address.push_str(&format!("&{name}={number}"));
        }
    }
    address
}

/// "Gone through by me": exactly the rows that were on the page.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(kind): Path<String>,
    Posted(form): Posted<SignOff>,
) -> Result<Response> {
    let kind = Kind::from_code(&kind).ok_or(Error::NotFound)?;
    let scope = scope_of(clock.today(), &form.month, &form.most, &form.seed);
    if form.remark.trim().chars().count() > REMARK {
        let mut page = page(&db, &visit, kind, &scope, None).await?;
        page.error = Some("audit-remark-too-long".to_owned());
        page.ids = form.rows;
        page.remark = form.remark;
        return visit.mistakes("audit/review_rows.html", page);
    }
    let rows = form.rows.split_whitespace().filter_map(|row| row.parse().ok()).take(ROWS).collect();
    let txn = db.begin().await?;
    let remark = form::some(&form.remark);
    let signed = reviews::sign_off(&txn, &visit.user, (kind, &scope), rows, remark, clock.now()).await?;
    txn.commit().await?;
    if signed.is_none() {
        return Err(Error::BadRequest);
    }
    let address = format!("/audit/review?month={}&said=review-saved", written(scope.month));
    Ok(Redirect::to(&address).into_response())
}
