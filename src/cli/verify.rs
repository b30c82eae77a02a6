//! `jamvaxt verify`: every check of the night, now. One line a check; ends at the first that fails.
use super::{Failure, Place, parts};
use crate::{
    checks::{self, Check, Ground},
    clock::Clock,
    database::Database,
    locales::Locale,
};

/// Checks everything.
pub async fn run(place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    let releases = place.data().join("releases");
    let ground = Ground { releases: &releases, heads: &[], now: Clock::system().now() };
    for check in Check::ALL {
        one(*check, &db, &ground).await?;
    }
    Ok(db.close().await?)
}

/// Makes one check and prints its line.
pub async fn one(check: Check, db: &Database, ground: &Ground<'_>) -> Result<(), Failure> {
    let found = checks::run(check, db, ground).await?;
    let name = check.code();
    println!("{:6} {name}: {}", if found.passed { "ok" } else { "FAILED" }, found.worded(Locale::English));
    match found.passed {
        true => Ok(()),
        false => Err(Failure::ours(format!("the check of {name} failed"))),
    }
}
