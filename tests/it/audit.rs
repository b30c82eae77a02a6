//! The log: only ever added to, sealed, verified, and complete.
mod accesses;
mod chain;
mod commands;
mod complete;
mod filled;
mod guards;
mod reviews;

use crate::harness::{TestApp, noon};
use jamvaxt::audit::{
    self, Act,
    chain::{self as seals, Broken, Verified},
};
use sea_orm::ConnectionTrait;

/// Alice saw as many clients as that.
pub async fn views(app: &TestApp, how_many: i64) {
    let txn = app.db.begin().await.unwrap();
    let acts = (1..=how_many).map(|id| Act::new("view", "client", id).on_client(id)).collect();
    audit::record_many(&txn, Some(app.alice.user().into()), acts, noon()).await.unwrap();
    txn.commit().await.unwrap();
}

pub async fn seal(app: &TestApp) -> usize {
    seals::seal(&app.db, noon()).await.unwrap()
}

pub async fn verify(app: &TestApp) -> Result<Verified, Broken> {
    seals::verify(app.db.read(), &[]).await.unwrap()
}

/// Somebody with the rights of the database's owner does this behind our back, and covers her tracks.
pub async fn behind_our_back(app: &TestApp, sql: &str) {
    let db = app.db.writer();
    if app.db.is_sqlite() {
        let kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'";
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Sqlite, kept);
        let triggers: Vec<(String, String)> = db
            .query_all_raw(statement)
            .await
            .unwrap()
            .iter()
            .map(|row| (row.try_get("", "name").unwrap(), row.try_get("", "sql").unwrap()))
            .collect();
        for (name, _) in &triggers {
            db.execute_unprepared(&format!("DROP TRIGGER {name}")).await.unwrap();
        }
        db.execute_unprepared(sql).await.unwrap();
        for (_, sql) in &triggers {
            db.execute_unprepared(sql).await.unwrap();
        }
    } else {
        let txn = app.db.begin().await.unwrap();
        txn.execute_unprepared("SET LOCAL session_replication_role = replica").await.unwrap();
        txn.execute_unprepared(sql).await.unwrap();
        txn.commit().await.unwrap();
    }
}
