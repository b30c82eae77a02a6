//! Views are written before their page is sent; those that come at once share one commit.
use super::{Act, Actor, Typed, entity, insert_typed};
use crate::database::Database;
use chrono::{DateTime, Utc};
use sea_orm::{DbErr, EntityTrait};
use tokio::sync::{mpsc, oneshot};

const WAITING: usize = 1024;
const AT_ONCE: usize = 64;

type Row = (entity::ActiveModel, Option<Typed>);
type Waiting = (Row, oneshot::Sender<Result<(), DbErr>>);

/// The way to the one task that writes views.
#[derive(Clone)]
pub struct Views(mpsc::Sender<Waiting>);

impl Views {
    /// Starts the task; it ends when the last `Views` is dropped.
    pub fn start(db: Database) -> Self {
        let (sender, receiver) = mpsc::channel(WAITING);
        tokio::spawn(write(db, receiver));
        Self(sender)
    }

    /// Returns when the view stands in the log. An error means that the page must not be sent.
    pub async fn record(&self, by: impl Into<Actor>, act: Act, now: DateTime<Utc>) -> Result<(), DbErr> {
        let gone = || DbErr::Custom("the audit log is not being written".into());
        let (done, written) = oneshot::channel();
        self.0.send((act.row(Some(by.into()), now), done)).await.map_err(|_| gone())?;
        written.await.map_err(|_| gone())?
    }
}

async fn write(db: Database, mut receiver: mpsc::Receiver<Waiting>) {
    let mut waiting = Vec::with_capacity(AT_ONCE);
    while receiver.recv_many(&mut waiting, AT_ONCE).await > 0 {
        let (rows, done): (Vec<_>, Vec<_>) = waiting.drain(..).unzip();
        let result = commit(&db, rows).await;
        for done in done {
            // Whoever gave up waiting has no page to hold back.
            let _ = done.send(result.clone());
        }
    }
}

async fn commit(db: &Database, rows: Vec<Row>) -> Result<(), DbErr> {
    let (rows, typed): (Vec<_>, Vec<_>) = rows.into_iter().unzip();
    let rows = entity::Entity::insert_many(rows);
    if typed.iter().all(Option::is_none) {
        // One statement is a transaction of its own.
        return rows.exec_without_returning(db.writer()).await.map(drop);
    }
    let txn = db.begin().await?;
    rows.exec_without_returning(&txn).await?;
    insert_typed(&txn, typed).await?;
    txn.commit().await
}
