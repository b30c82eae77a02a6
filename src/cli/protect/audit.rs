//! `jamvaxt protect audit DIR`
use super::{input, waiting};
use crate::{
    cli::Failure,
    disclosure::audit::files::{self, Files},
};
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
    let lines = waiting::for_work(move |waiting| {
        let [vars, published, targets] =
            ["vars.csv", "published.csv", "targets.csv"].map(|name| input::text(&audit.facts.join(name)));
        let texts = Files { vars: &vars?, published: &published?, targets: &targets? };
        let lines = files::audit(texts, waiting).map_err(|mut fault| {
            fault.file = audit.facts.join(&fault.file).display().to_string();
            Failure::from(fault)
        });
        waiting.is_wanted()?;
        lines
    });
    print!("{}", files::written(&lines.await?));
    Ok(())
}
