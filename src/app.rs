//! The parts every request and every job may need.
use crate::{
    audit::Views, clock::Clock, config::Config, database::Database, mail::Mailer, templates::Templates,
    vault::Vault,
};
use axum::extract::FromRef;
use std::{path::PathBuf, sync::Arc};

/// Cheap clones of everything long-lived.
#[derive(Clone, FromRef)]
pub struct App {
    /// Rows.
    pub db: Database,
    /// Pages.
    pub templates: Templates,
    /// Time.
    pub clock: Clock,
    /// Sealed identity numbers.
    pub vault: Vault,
    /// E-mail out.
    pub mailer: Mailer,
    /// The log of who saw what.
    pub views: Views,
    /// The settings read at start.
    pub config: Arc<Config>,
    /// The data directory.
    pub data: Data,
}

/// The data directory: database, mail written as files, releases, imports to mend.
#[derive(Clone)]
pub struct Data(pub Arc<PathBuf>);

impl Data {
    /// A folder below the data directory.
    pub fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}
