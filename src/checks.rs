//! What is proven anew every night, and whenever an operator asks (`jamvaxt verify`): that the data hang together, that
//! nobody changed what must not change, and that figure, list and file count the same.
pub mod entity;
mod figures;
mod log;
mod nightly;
mod releases;
mod rows;

pub use entity::Model as Done;
pub use nightly::{due, latest, run_due};

use crate::{
    database::Database,
    locales::{Args, Locale},
};
use chrono::{DateTime, Utc};
use std::{collections::BTreeMap, path::Path};

crate::code_enum! {
    /// The checks, in the order they are made.
    pub enum Check {
        /// Every row is readable and refers to rows that are there.
        Rows = "rows",
        /// The log is as it was sealed.
        Log = "log",
        /// The files of every release are as they were frozen.
        Releases = "releases",
        /// What earlier releases told is as it was told.
        Ledger = "ledger",
        /// The figure on the page, the list behind it and the file have the same count and sum.
        Figures = "figures",
    }
}

/// What a check found. Holds numbers of rows and names of tables and files, never a value of a person.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// Whether all was well.
    pub passed: bool,
    /// Which sentence tells it: `checks-found-…`.
    pub code: String,
    /// What fills its places.
    pub places: BTreeMap<String, Place>,
}

/// What fills a place in the sentence.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(untagged)]
pub enum Place {
    /// A number.
    Number(i64),
    /// A name.
    Text(String),
}

impl Finding {
    fn passed(code: &str) -> Self {
        Self { passed: true, code: code.to_owned(), places: BTreeMap::new() }
    }

    fn failed(code: &str) -> Self {
        Self { passed: false, ..Self::passed(code) }
    }

    fn number(mut self, name: &str, value: impl TryInto<i64>) -> Self {
        let value = value.try_into().unwrap_or(i64::MAX);
        self.places.insert(name.to_owned(), Place::Number(value));
        self
    }

    fn text(mut self, name: &str, value: impl Into<String>) -> Self {
        self.places.insert(name.to_owned(), Place::Text(value.into()));
        self
    }

    /// The sentence: what was found and, if it is not well, what to do.
    pub fn worded(&self, locale: Locale) -> String {
        let args = self.places.iter().fold(Args::default(), |args, (name, place)| match place {
            Place::Number(number) => args.number(name, *number),
            Place::Text(text) => args.text(name, text),
        });
        locale.say_with(&format!("checks-found-{}", self.code), &args)
    }
}

/// What a check needs to know besides the database.
pub struct Ground<'a> {
    /// Where releases are put out.
    pub releases: &'a Path,
    /// Hashes of the log that were written down elsewhere, and must be found in it.
    pub heads: &'a [String],
    /// Now.
    pub now: DateTime<Utc>,
}

/// Makes one check.
pub async fn run(check: Check, db: &Database, ground: &Ground<'_>) -> anyhow::Result<Finding> {
    match check {
        Check::Rows => Ok(rows::hang_together(db.read()).await?),
        Check::Log => Ok(log::is_as_sealed(db.read(), ground.heads).await?),
        Check::Releases => releases::are_as_frozen(db.read(), ground.releases).await,
        Check::Ledger => releases::ledger_holds(db.read()).await,
        Check::Figures => figures::count_the_same(db, ground.now).await,
    }
}
