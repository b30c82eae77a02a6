//! `jamvaxt protect run PACK.toml --data MICRO.csv --out DIR [--ledger DIR]`
use super::{
    files,
    folder::{self, Unfinished},
    input,
    waiting::{self, Waiting},
};
use crate::{
    cli::Failure,
    disclosure::{engine, ledger::Ledger, past::Past, proof::Proof},
};
use clap::Args;
use rand::{RngExt, rngs::StdRng};
use std::{collections::BTreeMap, path::PathBuf, time::Instant};

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
    let out = run.out.display().to_string();
    let proof = waiting::for_work(move |waiting| protected(&run, waiting)).await?;
    println!(
        "{} cells in {out}: {} hidden for their own sake, {} more so that nobody can work those out. Proven.",
        proof.cells, proof.primary, proof.secondary
    );
    Ok(())
}

fn protected(run: &Run, waiting: &Waiting) -> Result<Proof, Failure> {
    let mut times = Times::start();
    let pack = input::pack(&run.pack)?;
    let micro = input::micro(&pack, &run.data)?;
    times.took("reading");
    waiting.is_wanted()?;
    let mut chance = rand::make_rng::<StdRng>();
    let mut ledger =
        run.ledger.as_deref().map(|folder| Ledger::open(folder, || chance.random())).transpose()?;
    let past = ledger.as_ref().map(|ledger| Past::over(ledger, &pack, &micro)).transpose()?;
    let secret = ledger.as_ref().map_or_else(|| chance.random(), |ledger| *ledger.secret().bytes());
    let mut release = engine::run(&pack, &micro, past.as_ref(), &secret, waiting)?;
    times.took("protecting");
    release.proof.times = times.parts;
    let files = files::of(&release, &pack, &micro)?;
    waiting.is_wanted()?;
    let unfinished = Unfinished::write(&run.out, &files)?;
    if let Some(ledger) = &mut ledger {
        // Before anybody sees the files: a release the ledger does not know of must not exist.
        let mut entry = ledger.next(&pack, &micro);
        release.enter(&mut entry);
        ledger.append(entry)?;
    }
    unfinished.show()?;
    Ok(release.proof)
}

/// How long each part took, in seconds.
struct Times {
    since: Instant,
    parts: BTreeMap<String, f64>,
}

impl Times {
    fn start() -> Self {
        Self { since: Instant::now(), parts: BTreeMap::new() }
    }

    fn took(&mut self, part: &str) {
        self.parts.insert(part.to_owned(), self.since.elapsed().as_secs_f64());
        self.since = Instant::now();
    }
}
