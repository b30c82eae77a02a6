//! `jamvaxt retention plan`: what is due to be disposed of. It changes nothing.
use super::{Failure, Place, parts};
use crate::{clock::Clock, retention};
use clap::Subcommand;
use std::collections::BTreeMap;

/// What may be asked of retention.
#[derive(Subcommand)]
pub enum Retention {
    /// Print by rule how much is due, and the case numbers; nothing is changed
    #[command(
        after_help = "Example: jamvaxt retention plan --data /var/lib/jamvaxt\n\nDisposal itself takes two persons, on the page /retention."
    )]
    Plan,
}

/// Does it.
pub async fn run(Retention::Plan: Retention, place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    let due = retention::due(db.read(), None, Clock::system().today()).await?;
    let mut by_class: BTreeMap<&str, usize> = BTreeMap::new();
    for one in &due {
        *by_class.entry(one.class.code()).or_default() += 1;
    }
    println!("{} clients are due.", due.len());
    for (class, clients) in by_class {
        println!("{class}: {clients}");
    }
    for one in &due {
        println!("{} {} since {}", one.numbers.join(" "), one.class.code(), one.kept_until);
    }
    Ok(db.close().await?)
}
