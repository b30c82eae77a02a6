//! `jamvaxt protect check PACK.toml --data MICRO.csv --pattern PATTERN.csv`
use super::{input, waiting};
use crate::cli::Failure;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// Which pattern of which tables, and who tries to see through it.
#[derive(Args)]
#[command(
    after_help = "Example: jamvaxt protect check half-year.toml --data cases.csv --pattern pattern.csv --attacker codelists\n\nExit code 0: answered, whatever the answer; 2: bad input."
)]
pub struct Check {
    /// The rules, the code lists and the tables (TOML)
    pack: PathBuf,
    /// The rows, one for each case (CSV, also .gz)
    #[arg(long, value_name = "MICRO.csv")]
    data: PathBuf,
    /// Which cells are hidden: dimension columns, freq, primary, suppressed (CSV, also .gz)
    #[arg(long, value_name = "PATTERN.csv")]
    pattern: PathBuf,
    /// Who tries; both unless said
    #[arg(long, value_enum)]
    attacker: Option<Attacker>,
    /// Also tell what is narrower than the width, and what has one possible value
    #[arg(long)]
    intervals: bool,
}

/// What somebody knows beside the tables.
#[derive(Clone, Copy, ValueEnum)]
enum Attacker {
    /// Which combinations of codes have no rows
    Records,
    /// The public code lists only
    Codelists,
}

/// Does it.
pub(super) async fn run(check: Check) -> Result<(), Failure> {
    let _ = (check.attacker, check.intervals);
    waiting::for_work(move |waiting| {
        let pack = input::pack(&check.pack)?;
        let micro = input::micro(&pack, &check.data)?;
        let _pattern = input::pattern(&pack, &micro, &check.pattern)?;
        waiting.is_wanted()
    })
    .await
}
