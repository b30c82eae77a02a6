//! Rows on their way into the database: many at once, parents before children.
use super::log::Log;
use crate::{
    cases::entity as cases,
    clients::entity::{client, identifier, name, sealed_value},
    enterprises::entity::{enterprise, owner, status_change},
    followups::entity as followups,
    measures::entity::{measure, participant},
    meetings::entity as meetings,
    outcomes::entity as outcomes,
    protection::entity::member,
};
use sea_orm::{ActiveModelTrait, DatabaseTransaction, DbErr, EntityTrait};

/// Few enough values for one statement of either engine.
pub const AT_ONCE: usize = 500;

/// What is not written yet.
#[derive(Default)]
pub struct Rows {
    pub clients: Vec<client::ActiveModel>,
    pub names: Vec<name::ActiveModel>,
    pub identifiers: Vec<identifier::ActiveModel>,
    pub members: Vec<member::ActiveModel>,
    pub sealed: Vec<sealed_value::ActiveModel>,
    pub enterprises: Vec<enterprise::ActiveModel>,
    pub owners: Vec<owner::ActiveModel>,
    pub statuses: Vec<status_change::ActiveModel>,
    pub cases: Vec<cases::ActiveModel>,
    pub meetings: Vec<meetings::ActiveModel>,
    pub measures: Vec<measure::ActiveModel>,
    pub participants: Vec<participant::ActiveModel>,
    pub outcomes: Vec<outcomes::ActiveModel>,
    pub followups: Vec<followups::ActiveModel>,
}

/// The numbers of rows given last; the log comes at the end, in the order of time.
#[derive(Default)]
pub struct Ids {
    pub client: i64,
    pub identifier: i64,
    pub enterprise: i64,
    pub status: i64,
    pub case: i64,
    pub meeting: i64,
    pub measure: i64,
    pub outcome: i64,
    pub followup: i64,
}

/// The next number.
pub fn next(last: &mut i64) -> i64 {
    *last += 1;
    *last
}

impl Rows {
    /// Enough to be worth a round.
    pub fn are_many(&self) -> bool {
        self.meetings.len() >= 10 * AT_ONCE
    }

    /// Writes everything, parents first.
    pub async fn write(&mut self, txn: &DatabaseTransaction) -> Result<(), DbErr> {
        write(txn, &mut self.clients).await?;
        write(txn, &mut self.names).await?;
        write(txn, &mut self.identifiers).await?;
        write(txn, &mut self.members).await?;
        write(txn, &mut self.sealed).await?;
        write(txn, &mut self.enterprises).await?;
        write(txn, &mut self.owners).await?;
        write(txn, &mut self.statuses).await?;
        write(txn, &mut self.cases).await?;
        write(txn, &mut self.meetings).await?;
        write(txn, &mut self.measures).await?;
        write(txn, &mut self.participants).await?;
        write(txn, &mut self.outcomes).await?;
        write(txn, &mut self.followups).await
    }
}

/// Writes the rows and leaves none.
pub async fn write<A>(txn: &DatabaseTransaction, rows: &mut Vec<A>) -> Result<(), DbErr>
where
    A: ActiveModelTrait + Send,
{
    while !rows.is_empty() {
        let rest = rows.split_off(rows.len().min(AT_ONCE));
        let some = std::mem::replace(rows, rest);
        <A::Entity as EntityTrait>::insert_many(some).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// What is being told: rows, their numbers and the log of who did it.
#[derive(Default)]
pub struct Book {
    pub rows: Rows,
    pub ids: Ids,
    pub log: Log,
}
