//! What runs by the clock. One alarm a minute; the rows tell what is due, so a missed one is never missed.
mod sealing;

use crate::{
    app::App,
    audit::chain,
    checks::{self, Check, Finding},
    identity::sessions,
    imports,
    locales::Locale,
    protection, releases,
    reminders::{self, Post, Round, Settings},
};
use std::{path::PathBuf, sync::Arc};
use tokio::{sync::Mutex, task::JoinHandle};
use tokio_cron_scheduler::{Job, JobScheduler, JobSchedulerError};

/// Seconds first. In UTC: the scheduler's own zones freeze their offset when they are made.
const EVERY_MINUTE: &str = "0 * * * * *";

/// The alarm clock, running.
pub struct Schedule {
    scheduler: JobScheduler,
    busy: Arc<Mutex<()>>,
    sealing: JoinHandle<()>,
    checking: Arc<Mutex<()>>,
    app: App,
}

impl Schedule {
    /// No more rounds; returns when the one under way is done and the log is sealed to its end.
    pub async fn stop(mut self) -> Result<(), JobSchedulerError> {
        self.scheduler.shutdown().await?;
        let _done = self.busy.lock().await;
        let _checked = self.checking.lock().await;
        self.sealing.abort();
        report("seal-log", seal_log(&self.app).await.map(drop));
        Ok(())
    }
}

/// Starts the alarm clock.
pub async fn schedule(app: App) -> Result<Schedule, JobSchedulerError> {
    let scheduler = JobScheduler::new().await?;
    let busy = Arc::new(Mutex::new(()));
    let checking = Arc::new(Mutex::new(()));
    scheduler.add(round(&app, &busy, tick)?).await?;
    // Apart from the rest: reading the whole log takes a while, and letters do not wait for it.
    scheduler.add(round(&app, &checking, nightly)?).await?;
    scheduler.start().await?;
    let sealing = tokio::spawn(sealing::every_second(app.clone()));
    Ok(Schedule { scheduler, busy, sealing, checking, app })
}

/// A round every minute. One that takes longer is not joined by a second one.
fn round<F>(app: &App, busy: &Arc<Mutex<()>>, work: fn(App) -> F) -> Result<Job, JobSchedulerError>
where
    F: Future<Output = ()> + Send + 'static,
{
    let (app, alone) = (app.clone(), busy.clone());
    Job::new_async(EVERY_MINUTE, move |_, _| {
        let (app, alone) = (app.clone(), alone.clone());
        Box::pin(async move {
            if let Ok(_alone) = alone.try_lock() {
                work(app).await;
            }
        })
    })
}

/// One round of everything. A failure is told once, here, and does not hold up the rest.
pub async fn tick(app: App) {
    let app = &app;
    report("send-reminders", send_reminders(app).await.map(drop));
    report("tell-protection-officers", tell_protection_officers(app).await.map(drop));
    report("seal-protected", seal_protected(app).await.map(drop));
    report("run-releases", run_releases(app).await.map(drop));
    report("clear-imports", clear_imports(app).await.map(drop));
    report("clean-sessions", clean_sessions(app).await.map(drop));
}

/// The checks of the night, once each.
async fn nightly(app: App) {
    report("nightly-checks", check(&app).await.map(drop));
}

/// Makes the nightly checks that are due and tells in the log what was found; the end of the people's log is so written
/// down where no database reaches. By hand, and without a trace: `jamvaxt verify`.
pub async fn check(app: &App) -> anyhow::Result<Vec<(Check, Option<Finding>)>> {
    let mut found = Vec::new();
    for (check, result) in checks::run_due(&app.db, app.clock, &app.data.join("releases")).await? {
        let name = check.code();
        match &result {
            Ok(finding) if finding.passed => {
                tracing::info!(check = name, found = finding.worded(Locale::English), "a check passed");
            }
            Ok(finding) => {
                tracing::error!(check = name, found = finding.worded(Locale::English), "A CHECK FAILED");
            }
            Err(_) => {}
        }
        found.push((check, result.as_ref().ok().cloned()));
        report("nightly-checks", result.map(drop));
    }
    Ok(found)
}

/// Digests and escalations that are due and not yet sent. By hand: `jamvaxt job send-reminders`.
pub async fn send_reminders(app: &App) -> anyhow::Result<Round> {
    let post = Post {
        db: &app.db,
        mailer: &app.mailer,
        templates: &app.templates,
        clock: app.clock,
        public_url: app.config.server.public_url.trim_end_matches('/'),
    };
    let round = reminders::send_due(&post, &Settings::read(&app.config.reminders)?).await?;
    if round.later > 0 {
        tracing::warn!(letters = round.later, "the mail server did not take letters; trying again");
    }
    Ok(round)
}

/// Letters to protection officers, and to a group whose client somebody took access to in an emergency.
pub async fn tell_protection_officers(app: &App) -> anyhow::Result<u64> {
    let post = protection::Post {
        db: &app.db,
        mailer: &app.mailer,
        templates: &app.templates,
        clock: app.clock,
        public_url: app.config.server.public_url.trim_end_matches('/'),
        count_at: Settings::read(&app.config.reminders)?.digest_at,
    };
    protection::send(&post).await
}

/// Seals what stands in clear of clients who were protected before there was a seal for it.
pub async fn seal_protected(app: &App) -> anyhow::Result<u64> {
    protection::seal_all(&app.db, &app.vault).await
}

/// Freezes the releases that are due and tells where they lie. By hand: `jamvaxt job run-releases`.
pub async fn run_releases(app: &App) -> anyhow::Result<Vec<PathBuf>> {
    let folder = app.data.join("releases");
    let mut frozen = Vec::new();
    for definition in releases::due(app.db.read(), app.clock.now()).await? {
        match releases::run_due(&app.db, &definition, app.clock.now(), &folder).await? {
            releases::Done::Frozen(release, path) => {
                tracing::info!(release = release.id, "a release was frozen");
                frozen.push(path);
            }
            releases::Done::Unchanged(..) | releases::Done::TakenByAnother => {}
        }
    }
    Ok(frozen)
}

/// Deletes uploaded books nobody took in within a day.
pub async fn clear_imports(app: &App) -> anyhow::Result<u64> {
    let txn = app.db.begin().await?;
    let gone = imports::shelf::clear(&txn, &app.data.join("imports"), app.clock.now()).await?;
    txn.commit().await?;
    Ok(gone)
}

/// Seals what has been written to the log. By hand: `jamvaxt job seal-log`.
pub async fn seal_log(app: &App) -> anyhow::Result<usize> {
    Ok(chain::seal(&app.db, app.clock.now()).await?)
}

/// Deletes sessions that have ended. By hand: `jamvaxt job clean-sessions`.
pub async fn clean_sessions(app: &App) -> anyhow::Result<u64> {
    Ok(sessions::delete_expired(&app.db, app.clock.now()).await?)
}

fn report(job: &'static str, result: anyhow::Result<()>) {
    if let Err(error) = result {
        // A database error may quote the row it fell over.
        let database = error.chain().any(|cause| cause.is::<sea_orm::DbErr>());
        let cause = if database { "the database failed".to_owned() } else { error.root_cause().to_string() };
        tracing::error!(job, cause, "job failed");
    }
}
