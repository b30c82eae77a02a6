//! The protected tables of a release: contributions, raw tables, protection. Nothing unprotected leaves this module.
use super::{
    Definition, NotRun, TABLES,
    entity::secret,
    freezing::{is_over, last_version, programme},
    told::{self, Told},
};
use crate::{
    database::Database,
    disclosure::{
        self, Protected, Refusal, Rules, Safe, Series,
        watch::{Stage, Watch},
    },
    indicators::{self, Period, Question},
    reports,
};
use anyhow::Context;
use chrono::{DateTime, Utc};
use sea_orm::EntityTrait;
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

/// What is not proven by then is not published.
const AT_MOST: Duration = Duration::from_secs(10 * 60);

/// Somebody who waits for a release to be protected: sees how far it has come, and may stop it.
pub struct Waiting {
    progress: Mutex<Option<Progress>>,
    stopped: AtomicBool,
    until: Instant,
}

/// How far it has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// How much of it is done.
    pub done: usize,
    /// Of how much.
    pub of: usize,
}

impl Waiting {
    /// Waits ten minutes and no longer.
    pub fn at_most_ten_minutes() -> Arc<Self> {
        let until = Instant::now() + AT_MOST;
        Arc::new(Self { progress: Mutex::new(None), stopped: AtomicBool::new(false), until })
    }

    /// Stops the work: it ends as refused.
    pub fn stop(&self) {
        self.stopped.store(true, Ordering::Relaxed);
    }

    /// Whether it was stopped, rather than too slow.
    pub fn is_stopped(&self) -> bool {
        self.stopped.load(Ordering::Relaxed)
    }

    /// How far the work has come, if it has begun.
    pub fn progress(&self) -> Option<Progress> {
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Watch for Waiting {
    fn goes_on(&self, stage: Stage, done: usize, of: usize) -> bool {
        let progress = Progress { stage, done, of };
        *self.progress.lock().unwrap_or_else(PoisonError::into_inner) = Some(progress);
        !self.stopped.load(Ordering::Relaxed) && Instant::now() < self.until
    }
}

/// Stops the work when nobody waits for it any more, as when the server is told to stop.
struct StopsWithUs(Option<Arc<Waiting>>);

impl Drop for StopsWithUs {
    fn drop(&mut self) {
        if let Some(waiting) = &self.0 {
            waiting.stop();
        }
    }
}

/// The tables a release would have, or [`Refusal::Unchanged`] where the last one still stands. Nothing is kept.
pub async fn preview(
    db: &Database,
    definition: &Definition,
    period: Period,
    cut_off: DateTime<Utc>,
    waiting: &Arc<Waiting>,
) -> Result<Vec<Safe>, NotRun> {
    let programme = programme(db, definition).await?;
    is_over(&programme, period, cut_off)?;
    let told = told::of(db.read(), &programme, period).await?;
    let again = told.last_by(last_version(db.read(), definition, period).await?.as_ref());
    let question = Question::new(&programme, period, cut_off);
    Ok(tables(db, definition, question, (told, again), waiting).await?.0.tables)
}

/// The protected tables, and what had been told before them. `again`: whether the same release told it last.
pub(super) async fn tables(
    db: &Database,
    definition: &Definition,
    question: Question,
    (told, again): (Told, bool),
    waiting: &Arc<Waiting>,
) -> Result<(Protected, Told), NotRun> {
    let contributions = indicators::contributions_to(db.read(), &question, TABLES).await?;
    let raws = contributions
        .iter()
        .map(|(indicator, contributions)| reports::table(*indicator, contributions))
        .collect::<Result<Vec<_>, Refusal>>()?;
    let threshold = u32::try_from(definition.threshold).context("the threshold")?;
    let rules = Rules { threshold, ..Rules::default() };
    let secret = secret(db).await?;
    let (watched, mut stops) = (waiting.clone(), StopsWithUs(Some(waiting.clone())));
    // Pure arithmetic over many cells: it would keep a worker from its requests.
    let work = move || {
        let (occasion, earlier) = (&*told.occasion, &told.files);
        let series = Series { occasion, secret: &secret, earlier, again };
        disclosure::protect_all(raws, &rules, &series, &*watched).map(|protected| (protected, told))
    };
    let done = tokio::task::spawn_blocking(work).await;
    stops.0 = None;
    Ok(done.context("protection")??)
}

/// What breaks ties between cells; drawn with the schema, and as old as the first release.
async fn secret(db: &Database) -> anyhow::Result<[u8; 32]> {
    let row = secret::Entity::find().one(db.read()).await?.context("the secret of the releases")?;
    row.bytes.as_slice().try_into().context("the secret of the releases")
}
