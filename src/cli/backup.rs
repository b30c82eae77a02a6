//! `jamvaxt backup FILE` and `jamvaxt restore FILE`: one SQLite file out, one in, each checked.
use super::{
    Failure, Place,
    parts::{self, Schema},
};
use clap::Args;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DbBackend, DbErr, Statement,
    sqlx::sqlite::SqliteConnectOptions,
};
use std::path::{Path, PathBuf};

/// Where the copy goes.
#[derive(Args)]
#[command(
    after_help = "Example: jamvaxt backup /backup/jamvaxt-2026-03-02.db --data /var/lib/jamvaxt\n\nThe secret key is not in the copy: keep it elsewhere, or the identity numbers in it stay closed."
)]
pub struct Backup {
    /// A file that does not exist yet
    file: PathBuf,
}

/// Where the copy is.
#[derive(Args)]
#[command(after_help = "Example: jamvaxt restore /backup/jamvaxt-2026-03-02.db --data /var/lib/jamvaxt-new")]
pub struct Restore {
    /// A file that `jamvaxt backup` wrote
    file: PathBuf,
}

/// Copies the database as it is at this moment, while others read and write.
pub async fn run(backup: Backup, place: &Place) -> Result<(), Failure> {
    let file = backup.file;
    let config = place.production()?;
    only_sqlite(&config.database_url(place.data()), "pg_dump")?;
    if file.exists() {
        return Err(Failure::yours(format!("{} is there already: choose another name", file.display())));
    }
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    if !folder.is_dir() {
        return Err(Failure::yours(format!("there is no directory {}", folder.display())));
    }
    let db = parts::database(&config, place.data(), Schema::AsItIs).await?;
    let unfinished = beside(&file);
    let copied = copy(db.writer(), &unfinished).await;
    if let Err(failure) = copied.and_then(|()| rename(&unfinished, &file)) {
        // Half a copy must not be mistaken for one; if it is not there, all the better.
        let _ = std::fs::remove_file(&unfinished);
        return Err(failure);
    }
    println!("{} holds the database, checked.", file.display());
    Ok(())
}

async fn copy(db: &DatabaseConnection, file: &Path) -> Result<(), Failure> {
    let name = file.to_str().ok_or_else(|| Failure::yours("the file's name must be plain text"))?;
    let into = Statement::from_sql_and_values(DbBackend::Sqlite, "VACUUM INTO ?", [name.into()]);
    db.execute_raw(into)
        .await
        .map_err(|error| Failure::ours(format!("{} cannot be written: {error}", file.display())))?;
    check(file).await
}

/// Puts a checked backup where a data directory has no database yet.
pub async fn restore(restore: Restore, place: &Place) -> Result<(), Failure> {
    let file = restore.file;
    let config = place.production()?;
    let url = config.database_url(place.data());
    let there = PathBuf::from(only_sqlite(&url, "pg_restore")?);
    if !file.is_file() {
        return Err(Failure::yours(format!("there is no file {}", file.display())));
    }
    if there.exists() {
        return Err(Failure::yours(format!(
            "{} is there already: restore into another directory with --data DIR, or move that file away",
            there.display()
        )));
    }
    check(&file).await?;
    let failed =
        |error: std::io::Error| Failure::ours(format!("{} cannot be written: {error}", there.display()));
    if let Some(folder) = there.parent() {
        std::fs::create_dir_all(folder).map_err(failed)?;
    }
    let unfinished = beside(&there);
    if let Err(failure) =
        std::fs::copy(&file, &unfinished).map_err(failed).and_then(|_| rename(&unfinished, &there))
    {
        // As above: no half database.
        let _ = std::fs::remove_file(&unfinished);
        return Err(failure);
    }
    println!("{} holds the database of {}.", there.display(), file.display());
    Ok(())
}

/// Whether the file is whole, and ours. Opened for reading only: looking changes nothing.
async fn check(file: &Path) -> Result<(), Failure> {
    let shown = file.display();
    let answer = async {
        let mut options = ConnectOptions::new(format!("sqlite://{shown}"));
        options.max_connections(1).sqlx_logging(false).map_sqlx_sqlite_opts(
            |sqlite: SqliteConnectOptions| sqlite.read_only(true).create_if_missing(false),
        );
        let db = Database::connect(options).await?;
        let ask = async |sql: &str| -> Result<Option<String>, DbErr> {
            let row = db.query_one_raw(Statement::from_string(DbBackend::Sqlite, sql)).await?;
            row.map(|row| row.try_get_by_index(0)).transpose()
        };
        let whole = ask("PRAGMA integrity_check").await?;
        let ours = ask("SELECT name FROM sqlite_master WHERE name = 'audit_events'").await?;
        db.close().await?;
        Ok::<_, DbErr>((whole, ours))
    };
    match answer.await {
        Ok((Some(whole), Some(_))) if whole == "ok" => Ok(()),
        Ok((Some(whole), None)) if whole == "ok" => {
            Err(Failure::yours(format!("{shown} is no database of jamvaxt")))
        }
        Ok((whole, _)) => Err(Failure::ours(format!("{shown} is damaged: {}", whole.unwrap_or_default()))),
        Err(_) => Err(Failure::yours(format!("{shown} is no database, or is damaged"))),
    }
}

fn only_sqlite<'url>(url: &'url str, tool: &str) -> Result<&'url str, Failure> {
    url.strip_prefix("sqlite://").ok_or_else(|| {
        Failure::yours(format!(
            "this is for SQLite; the database of this configuration is PostgreSQL: use {tool}"
        ))
    })
}

/// The name of a file that is not finished.
fn beside(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".unfinished");
    PathBuf::from(name)
}

fn rename(from: &Path, to: &Path) -> Result<(), Failure> {
    std::fs::rename(from, to)
        .map_err(|error| Failure::ours(format!("{} cannot be written: {error}", to.display())))
}
