//! `jamvaxt protect check PACK.toml --data MICRO.csv --pattern PATTERN.csv`
use super::{
    input, refusal,
    waiting::{self, Waiting},
};
use crate::{
    cli::Failure,
    disclosure::check::{self, Attacker},
};
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
    attacker: Option<Knows>,
    /// Also tell what is narrower than the width, and what has one possible value
    #[arg(long)]
    intervals: bool,
}

/// What somebody knows beside the tables.
#[derive(Clone, Copy, ValueEnum)]
enum Knows {
    /// Which combinations of codes have no rows
    Records,
    /// The public code lists only
    Codelists,
}

/// Does it.
pub(super) async fn run(check: Check) -> Result<(), Failure> {
    print!("{}", waiting::for_work(move |waiting| told(&check, waiting)).await?);
    Ok(())
}

/// A line for each attacker, then one for each cell that can be worked out.
fn told(check: &Check, waiting: &Waiting) -> Result<String, Failure> {
    let pack = input::pack(&check.pack)?;
    let micro = input::micro(&pack, &check.data)?;
    let pattern = input::pattern(&pack, &micro, &check.pattern)?;
    pattern.fits(&pack, &micro, &check.pattern.display().to_string())?;
    let attackers = check.attacker.map_or(vec![Knows::Records, Knows::Codelists], |one| vec![one]);
    let (mut text, mut which) = (String::new(), String::new());
    for attacker in attackers {
        let (name, attacker) = match attacker {
            Knows::Records => ("records", Attacker::Records),
            Knows::Codelists => ("codelists", Attacker::Codelists),
        };
        let found = check::exact(&pack, &micro, &pattern, attacker, waiting);
        waiting.is_wanted()?;
        text += &format!(
            "{name}: {} of {} hidden primary cells exactly derivable, {} distinct\n",
            found.cells, found.hidden, found.distinct
        );
        for cell in &found.which {
            which += &format!("{name} derives {}\n", refusal::named(cell));
        }
    }
    if check.intervals {
        let found = check::intervals(&pack, &micro, &pattern, waiting);
        waiting.is_wanted()?;
        let width = pack.rules.width;
        text += &format!(
            "intervals: {} narrower than {width}, {} pinned to one value, {} undecided\n",
            found.narrow, found.pinned, found.undecided
        );
    }
    Ok(text + &which)
}
