//! The schema of the database, brought up to date by one program at a time.
use super::{
    Failure, Place,
    parts::{self, Schema},
};
use crate::database::Database;
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, DbErr};

/// Any number will do, as long as every server of the same database waits for the same one.
const LOCK: &str = "SELECT pg_advisory_xact_lock(4915020261124)";

/// Migrates and says what was done.
pub async fn run(place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    let db = parts::database(&config, place.data(), Schema::Unseen).await?;
    let steps = migrate(&db).await?;
    for step in &steps {
        println!("done: {step}");
    }
    match steps.len() {
        0 => println!("The schema is up to date; nothing to do."),
        steps => println!("The schema is up to date: {steps} steps done."),
    }
    Ok(())
}

/// Does the steps that are missing, all or none, and names them. Whoever starts at the same time waits its turn.
pub async fn migrate(db: &Database) -> Result<Vec<String>, Failure> {
    let txn = db.begin().await?;
    if !db.is_sqlite() {
        txn.execute_unprepared(LOCK).await?;
    }
    let steps = missing(&txn).await?;
    if !steps.is_empty() {
        Migrator::up(&txn, None).await?;
        txn.commit().await?;
    }
    Ok(steps)
}

/// Refuses a database that this version does not fit.
pub async fn must_be_current(db: &Database) -> Result<(), Failure> {
    match missing(db.read()).await?.len() {
        0 => Ok(()),
        steps => Err(Failure::yours(format!(
            "the database is {steps} steps behind this version: run `jamvaxt migrate` first"
        ))),
    }
}

async fn missing<C: ConnectionTrait + sea_orm::TransactionTrait>(db: &C) -> Result<Vec<String>, Failure> {
    match Migrator::get_pending_migrations_read_only(db).await {
        Ok(steps) => Ok(steps.iter().map(|step| step.name().to_owned()).collect()),
        // The migrator says so when the database has taken a step that this program does not know.
        Err(DbErr::Custom(text)) if text.contains("has been applied but its file is missing") => {
            Err(Failure::yours("the database belongs to a newer version of jamvaxt: start that version"))
        }
        Err(error) => Err(error.into()),
    }
}
