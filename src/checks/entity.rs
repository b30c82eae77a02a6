//! The table of checks.
use super::{Check, Finding};
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// How far a check has come.
    pub enum State {
        /// It is being made; one that stays so was cut short.
        Running = "running",
        /// All was well.
        Passed = "passed",
        /// Something was not.
        Failed = "failed",
        /// It could not be made.
        Broken = "broken",
    }
}

/// One check of one night.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "checks")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The day whose early morning it was made in.
    pub night: Date,
    /// Which.
    pub name: Check,
    /// How far it has come.
    pub state: State,
    /// What was found, by code.
    pub finding: Option<String>,
    /// What fills the places of its sentence.
    pub places: Json,
    /// When it began.
    pub started_at: DateTimeUtc,
    /// When it ended.
    pub ended_at: Option<DateTimeUtc>,
}

impl Model {
    /// What was found, once it has ended.
    pub fn found(&self) -> Option<Finding> {
        Some(Finding {
            passed: self.state == State::Passed,
            code: self.finding.clone()?,
            places: serde_json::from_value(self.places.clone()).unwrap_or_default(),
        })
    }
}

impl ActiveModelBehavior for ActiveModel {}
