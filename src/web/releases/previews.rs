//! Previews under way or just done, one a lead. In memory only: nothing of a preview is kept.
use super::summary::Margins;
use crate::{
    database::Database,
    disclosure::Refusal,
    indicators::Period,
    releases::{self, Definition, NotRun, Waiting},
};
use chrono::{DateTime, Utc};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A preview that takes no longer is shown at once, without a page to wait on.
const AT_ONCE: Duration = Duration::from_secs(1);

/// All previews, by the number of the user who asked.
#[derive(Clone, Default)]
pub struct Previews(Arc<Mutex<HashMap<i64, Preview>>>);

/// One preview.
#[derive(Clone)]
pub struct Preview {
    /// Of which release.
    pub definition: Definition,
    /// Of which half-year.
    pub period: Period,
    /// How far it has come.
    pub waiting: Arc<Waiting>,
    /// What came of it, once it is done.
    pub outcome: Option<Arc<Outcome>>,
}

/// What came of a preview.
pub enum Outcome {
    /// The tables' margins, in the order of the tables.
    Shown(Vec<Margins>),
    /// There would be no release.
    Refused(Refusal),
    /// The half-year is not over.
    NotOver,
    /// Something failed; what, is in the log.
    Failed,
}

impl Previews {
    /// Hers, if there is one.
    pub fn of(&self, user: i64) -> Option<Preview> {
        self.all().get(&user).cloned()
    }

    /// Begins one, unless one of hers is under way. Returns when it is done or a moment has passed.
    pub async fn begin(
        &self,
        db: Database,
        user: i64,
        definition: Definition,
        period: Period,
        now: DateTime<Utc>,
    ) {
        let waiting = Waiting::at_most_ten_minutes();
        {
            let mut all = self.all();
            if all.get(&user).is_some_and(|preview| preview.outcome.is_none()) {
                return;
            }
            let (definition, waiting) = (definition.clone(), waiting.clone());
            all.insert(user, Preview { definition, period, waiting, outcome: None });
        }
        let previews = self.clone();
        let work = tokio::spawn(async move {
            let made = releases::preview(&db, &definition, period, now, &waiting).await;
            let outcome = outcome(made);
            if let Some(preview) = previews.all().get_mut(&user) {
                preview.outcome = Some(Arc::new(outcome));
            }
        });
        // It goes on by itself if it takes longer.
        let _ = tokio::time::timeout(AT_ONCE, work).await;
    }

    /// Stops hers if it is under way.
    pub fn stop(&self, user: i64) {
        if let Some(preview) = self.of(user) {
            preview.waiting.stop();
        }
    }

    fn all(&self) -> MutexGuard<'_, HashMap<i64, Preview>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn outcome(made: Result<Vec<crate::disclosure::Safe>, NotRun>) -> Outcome {
    match made {
        Ok(tables) => Outcome::Shown(tables.iter().map(Margins::of_safe).collect()),
        Err(NotRun::Refused(refusal)) => Outcome::Refused(refusal),
        Err(NotRun::NotAHalfYear | NotRun::NotOver(_)) => Outcome::NotOver,
        Err(NotRun::Failed(error)) => {
            // A database error may quote the row it fell over.
            tracing::error!(cause = %error.root_cause().is::<sea_orm::DbErr>(), "a preview failed");
            Outcome::Failed
        }
    }
}
