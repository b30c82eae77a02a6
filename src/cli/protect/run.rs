//! `jamvaxt protect run PACK.toml --data MICRO.csv --out DIR [--ledger DIR]`
use super::{folder, input, waiting};
use crate::cli::Failure;
use clap::Args;
use std::path::PathBuf;

/// Which tables of which rows, and where to.
#[derive(Args)]
#[command(
    after_help = "Example: jamvaxt protect run half-year.toml --data cases.csv --out 2026H1 --ledger releases\n\nExit code 0: protected and proven; 3: refused, and nothing is written; 2: bad input."
)]
pub struct Run {
    /// The rules, the code lists and the tables (TOML)
    pack: PathBuf,
    /// The rows, one for each case (CSV, also .gz)
    #[arg(long, value_name = "MICRO.csv")]
    data: PathBuf,
    /// A new directory for the tables, pattern.csv and proof.json; an earlier run's files give way
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Remembers what was released before; the release is added to it
    #[arg(long, value_name = "DIR")]
    ledger: Option<PathBuf>,
}

/// Does it.
pub(super) async fn run(run: Run) -> Result<(), Failure> {
    folder::is_free(&run.out)?;
    let _ = run.ledger;
    waiting::for_work(move |waiting| {
        let pack = input::pack(&run.pack)?;
        let _micro = input::micro(&pack, &run.data)?;
        waiting.is_wanted()
    })
    .await
}
