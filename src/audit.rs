//! Who did or saw what, on whom, and when. Holds ids and field names, never values.
pub mod chain;
pub mod entity;
mod origin;
mod reading;
pub mod reasons;
mod views;

pub use entity::Model as AuditEvent;
pub use origin::{Origin, Outcome};
pub use reading::{ACTIONS, Filter, SEEING, of_client, read};
pub use reasons::{Reason, Typed};
pub use views::Views;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, Set};

/// Who did it, as the log knows her.
#[derive(Clone, Debug)]
pub struct Actor {
    /// The user.
    pub user_id: i64,
    /// Her organisation.
    pub organisation_id: i64,
    /// Her roles at that moment, parted by spaces.
    pub roles: String,
    /// From where.
    pub origin: Origin,
}

/// What was done or seen, before it is known who did it.
#[derive(Clone, Debug, Default)]
pub struct Act {
    /// The verb: `open`, `view`, `record`, `reveal`…
    pub action: &'static str,
    /// The noun it was done to: `case`, `client`, `meeting`…
    pub object: &'static str,
    /// Which one.
    pub object_id: Option<i64>,
    /// The client it concerns.
    pub client_id: Option<i64>,
    /// The case it concerns.
    pub case_id: Option<i64>,
    /// Field names or a code; never a value of a person.
    pub detail: Option<String>,
    /// Why, by code.
    pub reason: Option<Reason>,
    /// Why, as it was typed.
    pub typed: Option<Typed>,
    /// How it ended.
    pub outcome: Outcome,
}

impl Act {
    /// `Act::new("close", "case", 7)`
    pub fn new(action: &'static str, object: &'static str, object_id: i64) -> Self {
        Self { action, object, object_id: Some(object_id), ..Self::default() }
    }

    /// Something done to no single row, such as a list or a search.
    pub fn of_many(action: &'static str, object: &'static str) -> Self {
        Self { action, object, ..Self::default() }
    }

    /// Concerns this client.
    pub fn on_client(mut self, client_id: i64) -> Self {
        self.client_id = Some(client_id);
        self
    }

    /// Concerns this case.
    pub fn in_case(mut self, case_id: i64) -> Self {
        self.case_id = Some(case_id);
        self
    }

    /// For this reason.
    pub fn because(mut self, reason: Reason, typed: Option<Typed>) -> Self {
        self.reason = Some(reason);
        self.typed = typed;
        self
    }

    /// It was tried and refused.
    pub fn refused(mut self) -> Self {
        self.outcome = Outcome::Refused;
        self
    }

    /// With field names or a code.
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The row, and the typed reason that belongs beside it.
    fn row(self, by: Option<Actor>, now: DateTime<Utc>) -> (entity::ActiveModel, Option<Typed>) {
        let origin = by.as_ref().map(|by| by.origin).unwrap_or_default();
        let row = entity::ActiveModel {
            at: Set(now),
            user_id: Set(by.as_ref().map(|by| by.user_id)),
            organisation_id: Set(by.as_ref().map(|by| by.organisation_id)),
            action: Set(self.action.to_owned()),
            object: Set(self.object.to_owned()),
            object_id: Set(self.object_id),
            client_id: Set(self.client_id),
            case_id: Set(self.case_id),
            detail: Set(self.detail),
            role: Set(by.map(|by| by.roles)),
            address: Set(origin.address.map(|address| address.to_string())),
            result: Set(Some(self.outcome.code().to_owned())),
            reason: Set(self.reason.map(|reason| reason.code().to_owned())),
            reason_hash: Set(self.typed.as_ref().map(Typed::hash)),
            request: Set(origin.request),
            ..Default::default()
        };
        (row, self.typed)
    }
}

/// Writes the act of a user in the change's own transaction.
pub async fn record(
    txn: &DatabaseTransaction,
    by: impl Into<Actor>,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    insert(txn, act.row(Some(by.into()), now)).await
}

/// Writes many acts of one user, or of nobody signed in, in the change's own transaction.
pub async fn record_many(
    txn: &DatabaseTransaction,
    by: Option<Actor>,
    acts: Vec<Act>,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    const ROWS: usize = 500;
    let mut acts = acts.into_iter().map(|act| act.row(by.clone(), now)).peekable();
    while acts.peek().is_some() {
        let (rows, typed): (Vec<_>, Vec<_>) = acts.by_ref().take(ROWS).unzip();
        entity::Entity::insert_many(rows).exec_without_returning(txn).await?;
        insert_typed(txn, typed).await?;
    }
    Ok(())
}

/// Writes the act of a user, or of nobody where the command line did it.
pub async fn record_by(
    txn: &DatabaseTransaction,
    by: Option<impl Into<Actor>>,
    act: Act,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    insert(txn, act.row(by.map(Into::into), now)).await
}

/// Writes an act nobody signed in did: a schedule, a command, a failed sign-in.
pub async fn record_system(txn: &DatabaseTransaction, act: Act, now: DateTime<Utc>) -> Result<(), DbErr> {
    insert(txn, act.row(None, now)).await
}

async fn insert(
    txn: &DatabaseTransaction,
    (row, typed): (entity::ActiveModel, Option<Typed>),
) -> Result<(), DbErr> {
    entity::Entity::insert(row).exec_without_returning(txn).await?;
    insert_typed(txn, [typed]).await
}

async fn insert_typed(
    txn: &DatabaseTransaction,
    typed: impl IntoIterator<Item = Option<Typed>>,
) -> Result<(), DbErr> {
    for typed in typed.into_iter().flatten() {
        entity::reason::Entity::insert(typed.row()).exec_without_returning(txn).await?;
    }
    Ok(())
}
