//! A database of its own for every test, copied from one that was filled once: a SQLite file, or a
//! PostgreSQL database where `JAMVAXT_TEST_POSTGRES` names a server.
use jamvaxt::database::Database;
use sea_orm::{ConnectionTrait, DatabaseConnection};
use std::{
    path::{Path, PathBuf},
    sync::atomic::{AtomicU32, Ordering},
    time::UNIX_EPOCH,
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

/// A test's own database; gone when this is.
pub struct Fresh {
    pub url: String,
    /// The server and the database's name there.
    on_server: Option<(String, String)>,
}

/// The server to test on, if not SQLite.
#[expect(clippy::disallowed_methods, reason = "says where to test, not how the program behaves")]
pub fn server() -> Option<String> {
    std::env::var("JAMVAXT_TEST_POSTGRES").ok().filter(|url| !url.is_empty())
}

/// A copy of the database that `fill` fills.
pub async fn fresh(folder: &Path, fill: impl AsyncFn(&Database)) -> Fresh {
    match server() {
        Some(server) => on_server(server, fill).await,
        None => {
            let file = folder.join("jamvaxt.db");
            std::fs::copy(template_file(fill).await, &file).unwrap();
            Fresh { url: format!("sqlite://{}", file.display()), on_server: None }
        }
    }
}

async fn template_file(fill: impl AsyncFn(&Database)) -> &'static PathBuf {
    static TEMPLATE: OnceCell<(TempDir, PathBuf)> = OnceCell::const_new();
    let (_, file) = TEMPLATE
        .get_or_init(|| async {
            let folder = TempDir::new().unwrap();
            let file = folder.path().join("template.db");
            let db = Database::connect(&format!("sqlite://{}", file.display()), 1).await.unwrap();
            fill(&db).await;
            db.close().await.unwrap();
            (folder, file)
        })
        .await;
    file
}

async fn on_server(server: String, fill: impl AsyncFn(&Database)) -> Fresh {
    static NUMBER: AtomicU32 = AtomicU32::new(0);
    let admin = sea_orm::Database::connect(&server).await.unwrap();
    let template = template_on(&server, &admin, fill).await;
    let name = format!("test_{}_{}", std::process::id(), NUMBER.fetch_add(1, Ordering::Relaxed));
    run(&admin, &format!("CREATE DATABASE {name} TEMPLATE {template}")).await;
    admin.close().await.unwrap();
    Fresh { url: database_url(&server, &name), on_server: Some((server, name)) }
}

/// Tests may be processes of their own: whoever comes first fills the template, the others wait for the lock.
async fn template_on(server: &str, admin: &DatabaseConnection, fill: impl AsyncFn(&Database)) -> String {
    let built = std::env::current_exe().unwrap().metadata().unwrap().modified().unwrap();
    let name = format!("template_{}", built.duration_since(UNIX_EPOCH).unwrap().as_millis());
    let found = format!("SELECT 1 FROM pg_database WHERE datname = '{name}'");
    let is_there = async || {
        let statement = sea_orm::Statement::from_string(sea_orm::DbBackend::Postgres, &found);
        admin.query_one_raw(statement).await.unwrap().is_some()
    };
    if is_there().await {
        return name;
    }
    // A connection of its own: the lock belongs to it and goes with it.
    let mut alone = sea_orm::ConnectOptions::new(server);
    alone.max_connections(1);
    let lock = sea_orm::Database::connect(alone).await.unwrap();
    run(&lock, "SELECT pg_advisory_lock(1)").await;
    if !is_there().await {
        let unfinished = format!("unfinished_{name}");
        run(admin, &format!("DROP DATABASE IF EXISTS {unfinished}")).await;
        run(admin, &format!("CREATE DATABASE {unfinished}")).await;
        let db = Database::connect(&database_url(server, &unfinished), 2).await.unwrap();
        fill(&db).await;
        db.close().await.unwrap();
        run(admin, &format!("ALTER DATABASE {unfinished} RENAME TO {name}")).await;
    }
    lock.close().await.unwrap();
    name
}

async fn run(db: &DatabaseConnection, sql: &str) {
    db.execute_unprepared(sql).await.unwrap();
}

/// `postgres://postgres@/postgres?host=/tmp/x` for another database of the same server.
fn database_url(server: &str, name: &str) -> String {
    let (address, options) = server.split_once('?').unwrap_or((server, ""));
    let (address, _) = address.rsplit_once('/').unwrap();
    format!("{address}/{name}?{options}")
}

impl Drop for Fresh {
    fn drop(&mut self) {
        let Some((server, name)) = self.on_server.take() else { return };
        // A test's own runtime cannot wait for anything while it is being left.
        let dropped = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let admin = sea_orm::Database::connect(&server).await.unwrap();
                run(&admin, &format!("DROP DATABASE {name} WITH (FORCE)")).await;
            });
        });
        // A database left behind goes with the server.
        let _ = dropped.join();
    }
}
