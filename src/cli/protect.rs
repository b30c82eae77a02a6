//! `jamvaxt protect …`: linked tables protected and proven, a pattern tried, a system of facts solved. No database.
mod audit;
mod check;
mod files;
mod folder;
mod input;
mod refusal;
mod run;
mod waiting;

use super::Failure;
use clap::Subcommand;

/// What may be done about protection.
#[derive(Subcommand)]
pub enum Protect {
    /// Protect the tables of a pack, prove it and write them, or refuse
    Run(run::Run),
    /// Tell which hidden figures of a pattern can be worked out, also of another program's
    Check(check::Check),
    /// Tell what each attacker can work out of a system of published facts
    Audit(audit::Audit),
}

/// Does it.
pub async fn run(protect: Protect) -> Result<(), Failure> {
    match protect {
        Protect::Run(run) => run::run(run).await,
        Protect::Check(check) => check::run(check).await,
        Protect::Audit(audit) => audit::run(audit).await,
    }
}
