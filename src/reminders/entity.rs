//! The table of messages.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// What sort of message.
    pub enum Kind {
        /// An advisor's day.
        Digest = "digest",
        /// What a programme lead must know.
        Escalation = "escalation",
    }
}

crate::code_enum! {
    /// What became of it.
    pub enum State {
        /// Somebody is sending it.
        Claimed = "claimed",
        /// It was handed over.
        Sent = "sent",
        /// There was nothing to say.
        NothingDue = "nothing_due",
        /// It may have arrived: never sent again.
        Uncertain = "uncertain",
        /// The mail server refused it.
        Refused = "refused",
    }
}

/// One message to one user, claimed before it is sent.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "reminders")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// `digest:7:2026-03-02`: nothing goes twice.
    #[sea_orm(unique)]
    pub key: String,
    /// To whom.
    pub recipient_id: i64,
    /// What sort.
    pub kind: Kind,
    /// For which day.
    pub planned_for: Date,
    /// What became of it.
    pub state: State,
    /// How many rows were due that day.
    pub due: i64,
    /// How many were overdue.
    pub overdue: i64,
    /// Why it was not sent.
    pub reason: Option<String>,
    /// When it was claimed.
    pub claimed_at: DateTimeUtc,
    /// When it was handed over.
    pub sent_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
