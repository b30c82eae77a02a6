//! Making a release: protected tables, files, and all of it frozen in one change.
use super::{
    Definition, Release,
    entity::{definition, file, release},
    files::{self, Cover, Made},
    kept, output,
    protecting::{Waiting, tables},
    schedule::{next_run_after, period_of_run},
    told,
};
use crate::{
    audit::{self, Act},
    database::Database,
    disclosure::{Protected, Refusal},
    identity::organisations,
    indicators::{Indicator, Period, Question},
    programmes::{self, Programme},
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::Expr,
};
use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

/// The tables of a half-year's release, in the order they are written.
pub const TABLES: &[Indicator] =
    &[Indicator::J01, Indicator::J02, Indicator::J05, Indicator::J06, Indicator::J07];

/// What came of a run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    /// A new version was frozen, and lies there.
    Frozen(Release, PathBuf),
    /// Nothing has changed since this version, which lies there.
    Unchanged(Release, PathBuf),
    /// Another server or tick did it.
    TakenByAnother,
}

/// Why a release was not made.
#[derive(Debug, thiserror::Error)]
pub enum NotRun {
    /// A release covers a half-year.
    #[error("a release covers a half-year such as 2026H1, not a whole programme")]
    NotAHalfYear,
    /// The half-year is not over by the cut-off, so it cannot be frozen.
    #[error("{0} is not over: a release is made when the half-year has ended")]
    NotOver(Period),
    /// No table would be safe, or it was not proven.
    #[error(transparent)]
    Refused(#[from] Refusal),
    /// Something failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<DbErr> for NotRun {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// The definitions whose next run has come.
pub async fn due(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Definition>, DbErr> {
    definition::Entity::find()
        .filter(definition::COLUMN.next_run_at.lte(now))
        .order_by_asc(definition::Column::NextRunAt)
        .all(db)
        .await
}

/// Runs what is due. However many ask, one freezes it: the next run is claimed in the same change.
pub async fn run_due(
    db: &Database,
    definition: &Definition,
    now: DateTime<Utc>,
    releases: &Path,
) -> Result<Done, NotRun> {
    let period = period_of_run(definition.next_run_at);
    make(db, definition, (period, now), releases, &Waiting::at_most_ten_minutes(), true).await
}

/// Makes the release of a half-year by what is known at the cut-off, below the folder of releases.
/// Run again, it makes a new version if a table has changed, and never touches an old one.
pub async fn run(
    db: &Database,
    definition: &Definition,
    period: Period,
    cut_off: DateTime<Utc>,
    releases: &Path,
    waiting: &Arc<Waiting>,
) -> Result<Done, NotRun> {
    make(db, definition, (period, cut_off), releases, waiting, false).await
}

async fn make(
    db: &Database,
    definition: &Definition,
    (period, cut_off): (Period, DateTime<Utc>),
    releases: &Path,
    waiting: &Arc<Waiting>,
    claimed: bool,
) -> Result<Done, NotRun> {
    let programme = programme(db, definition).await?;
    is_over(&programme, period, cut_off)?;
    let question = Question::new(&programme, period, cut_off);
    let told = told::of(db.read(), &programme, period).await?;
    let last = last_version(db.read(), definition, period).await?;
    let again = told.last_by(last.as_ref());
    let (protected, told) = match (tables(db, definition, question, (told, again), waiting).await, last) {
        (Err(NotRun::Refused(Refusal::Unchanged)), Some(last)) => {
            return unchanged(db, definition, last, releases, claimed).await;
        }
        (made, _) => made?,
    };
    let csv = files::tables(&protected.tables)?;
    let txn = db.begin().await?;
    if claimed && !claim(&txn, definition).await? || !told::is_all(&txn, &told).await? {
        return Ok(Done::TakenByAnother);
    }
    let last = last_version(&txn, definition, period).await?;
    if let Some(last) = &last
        && same_tables(&txn, last, &csv).await?
    {
        txn.commit().await?;
        let folder = output::put_out(db.read(), last, releases).await?;
        return Ok(Done::Unchanged(last.clone(), folder));
    }
    let release = freeze(&txn, definition, &programme, (period, cut_off), &protected, csv, last).await?;
    told::add(&txn, release.id, &told, &protected.entries).await?;
    txn.commit().await?;
    let folder = output::put_out(db.read(), &release, releases).await?;
    Ok(Done::Frozen(release, folder))
}

async fn unchanged(
    db: &Database,
    definition: &Definition,
    last: Release,
    releases: &Path,
    claimed: bool,
) -> Result<Done, NotRun> {
    let txn = db.begin().await?;
    if claimed && !claim(&txn, definition).await? {
        return Ok(Done::TakenByAnother);
    }
    txn.commit().await?;
    let folder = output::put_out(db.read(), &last, releases).await?;
    Ok(Done::Unchanged(last, folder))
}

pub(super) async fn programme(db: &Database, definition: &Definition) -> anyhow::Result<Programme> {
    let programme = programmes::entity::programme::Entity::find_by_id(definition.programme_id);
    programme.one(db.read()).await?.context("a release of no programme")
}

pub(super) fn is_over(programme: &Programme, period: Period, cut_off: DateTime<Utc>) -> Result<(), NotRun> {
    match period {
        Period::Whole => Err(NotRun::NotAHalfYear),
        _ if crate::clock::local_day(cut_off) <= period.days(programme).1 => Err(NotRun::NotOver(period)),
        Period::Half { .. } => Ok(()),
    }
}

async fn claim(txn: &DatabaseTransaction, definition: &Definition) -> Result<bool, DbErr> {
    let taken = definition::Entity::update_many()
        .col_expr(definition::Column::NextRunAt, Expr::value(next_run_after(definition.next_run_at)))
        .filter(definition::COLUMN.id.eq(definition.id))
        .filter(definition::COLUMN.next_run_at.eq(definition.next_run_at))
        .exec(txn)
        .await?;
    Ok(taken.rows_affected == 1)
}

pub(super) async fn last_version(
    db: &impl ConnectionTrait,
    definition: &Definition,
    period: Period,
) -> Result<Option<Release>, DbErr> {
    release::Entity::find()
        .filter(release::COLUMN.definition_id.eq(definition.id))
        .filter(release::COLUMN.period.eq(period.to_string()))
        .order_by_desc(release::Column::Version)
        .one(db)
        .await
}

/// Whether the tables are byte for byte those of that release.
async fn same_tables(txn: &DatabaseTransaction, last: &Release, csv: &[Made]) -> Result<bool, DbErr> {
    let frozen: Vec<(String, String)> = file::Entity::find()
        .select_only()
        .columns([file::Column::Name, file::Column::Sha256])
        .filter(file::COLUMN.release_id.eq(last.id))
        .into_tuple()
        .all(txn)
        .await?;
    Ok(csv.iter().all(|made| frozen.iter().any(|(name, sha)| (name, sha) == (&made.name, &made.sha256))))
}

async fn freeze(
    txn: &DatabaseTransaction,
    definition: &Definition,
    programme: &Programme,
    (period, cut_off): (Period, DateTime<Utc>),
    protected: &Protected,
    mut made: Vec<Made>,
    last: Option<Release>,
) -> anyhow::Result<Release> {
    let recipient = organisations::find(txn, definition.recipient_organisation_id).await?;
    let cover = Cover {
        definition,
        programme: &programme.name,
        diary_number: &programme.diary_number,
        recipient: recipient.as_ref().map_or("", |organisation| &organisation.name),
        period: period.to_string(),
        version: last.as_ref().map_or(1, |last| last.version + 1),
        cut_off,
        predecessor: last.as_ref().map(|last| last.sha256.as_str()),
    };
    made.push(files::workbook(&protected.tables, &cover)?);
    let manifest = files::manifest(&made, &cover)?;
    let row = release::ActiveModel {
        definition_id: Set(definition.id),
        period: Set(cover.period.clone()),
        version: Set(cover.version),
        cut_off: Set(cut_off),
        sha256: Set(manifest.sha256.clone()),
        predecessor_id: Set(last.as_ref().map(|last| last.id)),
        created_at: Set(cut_off),
        ..Default::default()
    };
    made.push(manifest);
    let id = release::Entity::insert(row).exec(txn).await?.last_insert_id;
    kept::cells(txn, id, &protected.tables).await?;
    kept::files(txn, id, made).await?;
    kept::proof(txn, id, &protected.proofs).await?;
    audit::record_system(txn, Act::new("freeze", "release", id), cut_off).await?;
    release::Entity::find_by_id(id).one(txn).await?.context("the release just frozen")
}
