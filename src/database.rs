//! The database as the program holds it: many readers, and one writer at a time where the engine wants it so.
use sea_orm::{
    ConnectOptions, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr,
    IsolationLevel, SqliteTransactionMode, Statement, TransactionOptions, TransactionTrait,
};
use std::time::Duration;

/// How often, and how far apart, a file another program holds is tried: five seconds in all.
const OPENINGS: u32 = 100;
const BETWEEN: Duration = Duration::from_millis(50);

/// Connections to read with, and a way to begin a change.
#[derive(Clone)]
pub struct Database {
    reads: DatabaseConnection,
    writes: DatabaseConnection,
}

impl Database {
    /// Opens `url` (`sqlite://FILE` or `postgres://…`). A SQLite file is made if it is not there.
    pub async fn connect(url: &str, connections: u32) -> Result<Self, DbErr> {
        if url.starts_with("sqlite:") {
            // SQLite has one writer. A pool of one queues the writers fairly, where its own busy
            // wait would let them sleep past each other.
            let writes = opened(sqlite(url, 1)).await?;
            let reads = opened(sqlite(url, connections)).await?;
            Ok(Self { reads, writes })
        } else {
            let mut options = quiet(url, connections);
            options.test_before_acquire(true);
            let both = sea_orm::Database::connect(options).await?;
            Ok(Self { reads: both.clone(), writes: both })
        }
    }

    /// For questions.
    pub fn read(&self) -> &DatabaseConnection {
        &self.reads
    }

    /// For a page that asks many questions: all are answered from the same moment, and over one connection. That
    /// is also much cheaper, because a connection is tested each time it is handed back.
    pub async fn snapshot(&self) -> Result<DatabaseTransaction, DbErr> {
        let isolation = (!self.is_sqlite()).then_some(IsolationLevel::RepeatableRead);
        self.reads
            .begin_with_options(TransactionOptions {
                isolation_level: isolation,
                ..TransactionOptions::default()
            })
            .await
    }

    /// For a change and its audit row: nothing is there until it is committed.
    pub async fn begin(&self) -> Result<DatabaseTransaction, DbErr> {
        self.writes
            .begin_with_options(TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..TransactionOptions::default()
            })
            .await
    }

    /// The connection that schema changes go through.
    pub fn writer(&self) -> &DatabaseConnection {
        &self.writes
    }

    /// Sees to it that nothing of deleted or replaced rows is left where they lay: the file is written anew, and the
    /// journal folded into it and emptied. Whether it could: somebody may be reading an earlier state right now, and then
    /// it is worth another try. PostgreSQL gives their place free; its own journal and backups go by their own clock.
    pub async fn forget(&self) -> Result<bool, DbErr> {
        self.writes.execute_unprepared("VACUUM").await?;
        if !self.is_sqlite() {
            return Ok(true);
        }
        let folded = Statement::from_string(DbBackend::Sqlite, "PRAGMA wal_checkpoint(TRUNCATE)");
        let row = self.writes.query_one_raw(folded).await?;
        Ok(row.is_none_or(|row| row.try_get_by_index::<i32>(0).is_ok_and(|busy| busy == 0)))
    }

    /// Waits for what is under way, then closes every connection; SQLite folds its journal into the file.
    pub async fn close(&self) -> Result<(), DbErr> {
        self.reads.close_by_ref().await?;
        self.writes.close_by_ref().await
    }

    /// Whether the database is SQLite: then one file on this machine is all there is.
    pub fn is_sqlite(&self) -> bool {
        self.reads.get_database_backend() == DbBackend::Sqlite
    }
}

/// A new file's journal becomes a write-ahead log at the first opening, which fails at once, without waiting for its
/// turn, where another program is opening it too.
async fn opened(options: ConnectOptions) -> Result<DatabaseConnection, DbErr> {
    for _ in 0..OPENINGS {
        match sea_orm::Database::connect(options.clone()).await {
            Err(error) if error.to_string().contains("database is locked") => {
                tokio::time::sleep(BETWEEN).await
            }
            result => return result,
        }
    }
    sea_orm::Database::connect(options).await
}

/// Statements carry names and numbers: neither they nor their values are logged.
fn quiet(url: &str, connections: u32) -> ConnectOptions {
    let mut options = ConnectOptions::new(url);
    options
        .max_connections(connections)
        .connect_timeout(Duration::from_secs(8))
        .acquire_timeout(Duration::from_secs(20))
        .sqlx_logging(false)
        .record_stmt_in_spans(false);
    options
}

fn sqlite(url: &str, connections: u32) -> ConnectOptions {
    let mut options = quiet(url, connections);
    options.min_connections(connections.min(2)).test_before_acquire(false).map_sqlx_sqlite_opts(|sqlite| {
        sqlite
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(sea_orm::sqlx::sqlite::SqliteJournalMode::Wal)
            // FULL: what was acknowledged is on the disk, also when the power goes.
            .synchronous(sea_orm::sqlx::sqlite::SqliteSynchronous::Full)
            .busy_timeout(Duration::from_secs(20))
            .pragma("cache_size", "-8000")
            // What is deleted or replaced is overwritten: a stolen file tells nothing of what once stood in it.
            .pragma("secure_delete", "ON")
            .statement_cache_capacity(256)
    });
    options
}
