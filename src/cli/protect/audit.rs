//! temporary
use super::{input, waiting};
use crate::cli::Failure;
use clap::Args;
use std::path::PathBuf;
/// Which facts.
#[derive(Args)]
#[command(
    after_help = "Example: jamvaxt protect audit facts/\n\nExit code 0: answered, whatever the answer; 2: bad input."
)]
pub struct Audit {
    /// Holds vars.csv (var, label, true_value, lower, upper, owner), published.csv (release, table, cell, expr, op, value) and targets.csv (attacker, expr, int)
    facts: PathBuf,
}

/// Tells for each target what its attacker can work out.
pub(super) async fn run(audit: Audit) -> Result<(), Failure> {
    waiting::for_work(move |waiting| {
        for name in ["vars.csv", "published.csv", "targets.csv"] {
            input::text(&audit.facts.join(name))?;
        }
        waiting.is_wanted()
    })
    .await
}
