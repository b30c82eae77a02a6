//! The table of follow-ups.
use crate::programmes::entity::plan_step::Anchor;
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// What became of it.
    pub enum State {
        /// To be done.
        Planned = "planned",
        /// She answered.
        Done = "done",
        /// She could not be reached.
        NotReached = "not_reached",
        /// She did not want to answer.
        Declined = "declined",
        /// She moved away.
        MovedAway = "moved_away",
        /// No longer called for, as when a case reopens.
        Cancelled = "cancelled",
    }
}

/// A promise to ask again on a day.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "followups")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The tenant.
    pub organisation_id: i64,
    /// In which case.
    pub case_id: i64,
    /// Who is to ask.
    pub advisor_id: i64,
    /// The step of the programme plan it came from.
    pub plan_step_id: Option<i64>,
    /// What it is counted from.
    pub anchor: Anchor,
    /// That day.
    pub anchor_on: Date,
    /// Months after it.
    pub offset_months: i64,
    /// Weeks after it.
    pub offset_weeks: i64,
    /// The day to ask.
    pub due_on: Date,
    /// For how many days the answer counts.
    pub window_days: i64,
    /// What became of it.
    pub state: State,
    /// How often she was tried in vain.
    pub attempts: i64,
    /// The day it was settled.
    pub answered_on: Option<Date>,
    /// Who settled it.
    pub answered_by: Option<i64>,
    /// In words.
    pub note: Option<String>,
    /// The day the programme lead was told.
    pub escalated_on: Option<Date>,
    /// When it was planned.
    pub created_at: DateTimeUtc,
    /// Its case.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<crate::cases::entity::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
