//! An invented year and a half of work that looks like real Swedish life: three offices, their clients, and a release.
//!
//! The same seed on the same day invents the same, row for row (but for password hashes and sealed numbers,
//! which never repeat). On another day everything lies as much later, so that it ends yesterday.
mod case;
mod chance;
mod days;
mod firms;
mod followups;
mod log;
mod measures;
mod meetings;
mod names;
mod notes;
mod numbers;
mod offices;
mod outcomes;
mod people;
mod promises;
mod rows;
mod sign_ins;
mod story;
mod written;

pub use promises::RELEASE;
pub use sign_ins::{SignIn, keep, sign_ins};

use crate::{
    audit::{self, Act, entity as audit_events},
    cases::entity::number,
    database::Database,
    vault::Vault,
};
use chance::Chance;
use chrono::{DateTime, NaiveDate, Utc};
use days::Span;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use numbers::Numbers;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryOrder, QuerySelect,
};
use std::{collections::BTreeMap, time::Duration};
use story::Story;

/// What an invention was made with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Made {
    /// How many cases.
    pub cases: u32,
    /// The seed.
    pub seed: u64,
    /// The day it was made; it ends the day before.
    pub today: NaiveDate,
}

/// What a database holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Held {
    /// Nothing: it can be filled.
    Nothing,
    /// An invention, whole: it is made in one change or not at all.
    Invention(Made),
    /// Something else, which is not to be touched.
    Something,
}

impl Made {
    fn span(&self) -> Span {
        Span { today: self.today }
    }

    /// As the first row of the log tells it.
    fn written(&self) -> String {
        format!("cases={} seed={} today={}", self.cases, self.seed, self.today)
    }

    fn read(text: &str) -> Option<Self> {
        let said: BTreeMap<&str, &str> =
            text.split_whitespace().filter_map(|part| part.split_once('=')).collect();
        Some(Self {
            cases: said.get("cases")?.parse().ok()?,
            seed: said.get("seed")?.parse().ok()?,
            today: said.get("today")?.parse().ok()?,
        })
    }
}

/// Whether the database can be filled, or what it was filled with.
pub async fn held(db: &impl ConnectionTrait) -> Result<Held, DbErr> {
    let first = audit_events::Entity::find().order_by_asc(audit_events::Column::Id).limit(1).one(db).await?;
    let Some(first) = first else { return Ok(Held::Nothing) };
    let made = first.detail.as_deref().filter(|_| first.object == "demo").and_then(Made::read);
    Ok(made.map_or(Held::Something, Held::Invention))
}

/// Fills an empty database in one change: whoever is interrupted leaves it empty.
pub async fn fill(db: &Database, vault: &Vault, made: &Made, now: DateTime<Utc>) -> anyhow::Result<()> {
    if db.is_sqlite() {
        // The change is larger than the usual cache; what does not fit is written twice.
        db.writer().execute_unprepared("PRAGMA cache_size = -262144").await?;
    }
    let txn = db.begin().await?;
    invent(&txn, vault, made, now).await?;
    if !db.is_sqlite() {
        count_on(&txn).await?;
    }
    txn.commit().await?;
    if db.is_sqlite() {
        db.writer().execute_unprepared("PRAGMA cache_size = -16000; PRAGMA optimize").await?;
    }
    Ok(())
}

async fn invent(
    txn: &DatabaseTransaction,
    vault: &Vault,
    made: &Made,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let span = made.span();
    let (mut chance, mut numbers) = (Chance::of(made.seed), Numbers::default());
    let began = days::at(span.programme_start(), 9, 0);
    audit::record_system(txn, Act::of_many("fill", "demo").detail(made.written()), began).await?;
    let opened = offices::open(txn, &mut chance, &mut numbers, made, now).await?;
    let openings = span.openings(&mut chance, made.cases as usize);
    let mut story = Story::new(span, vault, &opened, chance, numbers);
    let progress = Progress::of("cases", openings.len());
    for day in openings {
        story.tell(day);
        progress.step(1);
        if story.book.rows.are_many() {
            story.book.rows.write(txn).await?;
        }
    }
    story.end();
    story.book.rows.write(txn).await?;
    let mut counters = story.last_numbers.iter().map(|((organisation_id, year), last)| number::ActiveModel {
        organisation_id: Set(*organisation_id),
        year: Set((*year).into()),
        last: Set(*last),
    });
    rows::write(txn, &mut counters.by_ref().collect()).await?;
    progress.end();
    let progress = Progress::of("log entries", story.book.log.len());
    story.book.log.write(txn, |written| progress.step(written)).await?;
    progress.end();
    Ok(())
}

/// PostgreSQL counts on by itself only where it gave the numbers.
async fn count_on(txn: &DatabaseTransaction) -> Result<(), DbErr> {
    for table in [
        "clients",
        "client_identifiers",
        "enterprises",
        "enterprise_statuses",
        "cases",
        "meetings",
        "measures",
        "outcomes",
        "followups",
    ] {
        let last = format!("COALESCE((SELECT MAX(id) FROM {table}), 1)");
        let set = format!("SELECT setval(pg_get_serial_sequence('{table}', 'id'), {last})");
        txn.execute_unprepared(&set).await?;
    }
    Ok(())
}

/// A bar for whoever watches a terminal, once it takes more than a second.
struct Progress(ProgressBar);

impl Progress {
    fn of(what: &'static str, many: usize) -> Self {
        let bar = ProgressBar::with_draw_target(Some(many as u64), ProgressDrawTarget::hidden());
        let style = ProgressStyle::with_template("{msg:12} {wide_bar} {human_pos}/{human_len} {eta}");
        Self(bar.with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar())).with_message(what))
    }

    fn step(&self, by: usize) {
        if self.0.is_hidden() && self.0.elapsed() > Duration::from_secs(1) {
            self.0.set_draw_target(ProgressDrawTarget::stderr());
        }
        self.0.inc(by as u64);
    }

    fn end(&self) {
        self.0.finish_and_clear();
    }
}
