//! `jamvaxt release run NAME --period 2026H1`
use super::{
    Failure, Place, logs, names,
    parts::{self, Schema},
};
use crate::{
    disclosure::{Refusal, engine::Leak, watch::Stage},
    indicators::Period,
    releases::{self, Done, NotRun, Waiting},
};
use clap::{Args, Subcommand};
use indicatif::{ProgressBar, ProgressStyle};
use std::{sync::Arc, time::Duration};

/// How often the bar is drawn.
const EVERY: Duration = Duration::from_millis(100);

/// What may be done with releases.
#[derive(Subcommand)]
pub enum Release {
    /// Freeze a release and write its files; run again, it gives the same bytes
    #[command(
        after_help = "Example: jamvaxt release run \"Kvinnors företagande i länet\" --period 2026H1\n\nExit code 3: refused, because somebody could be worked out; nothing is written."
    )]
    Run(Run),
}

/// Which release of which half-year.
#[derive(Args)]
pub struct Run {
    /// The release's name
    name: String,
    /// The half-year, such as 2026H1
    #[arg(long, value_name = "HALF-YEAR")]
    period: Period,
}

/// Does it.
pub async fn run(release: Release, place: &Place) -> Result<(), Failure> {
    let Release::Run(Run { name, period }) = release;
    let config = place.production()?;
    logs::start(&config.logs)?;
    let app = parts::app(config, place.data(), Schema::AsItIs).await?;
    let definition = names::release(&app.db, &name).await?;
    let folder = app.data.join("releases");
    let waiting = Waiting::at_most_ten_minutes();
    let work = releases::run(&app.db, &definition, period, app.clock.now(), &folder, &waiting);
    match watched(work, &waiting).await.map_err(|refused| failure(refused, &waiting))? {
        Done::Frozen(release, path) => println!("Version {} is in {}", release.version, path.display()),
        Done::Unchanged(release, path) => {
            println!("Nothing has changed since version {}, which is in {}", release.version, path.display());
        }
        Done::TakenByAnother => println!("Another server is making it now."),
    }
    Ok(app.db.close().await?)
}

/// Draws how far the work has come, and stops it at Ctrl-C. A bar is drawn on a terminal only.
async fn watched<T>(work: impl Future<Output = T>, waiting: &Arc<Waiting>) -> T {
    let style = ProgressStyle::with_template("{bar:40} {msg} {elapsed}").expect("a known template");
    let bar = ProgressBar::new(1).with_style(style);
    tokio::pin!(work);
    let mut ticks = tokio::time::interval(EVERY);
    let done = loop {
        tokio::select! {
            done = &mut work => break done,
            _ = ticks.tick() => draw(&bar, waiting),
            Ok(()) = tokio::signal::ctrl_c() => waiting.stop(),
        }
    };
    bar.finish_and_clear();
    done
}

fn draw(bar: &ProgressBar, waiting: &Waiting) {
    let Some(progress) = waiting.progress() else { return };
    bar.set_length(progress.of as u64);
    bar.set_position(progress.done as u64);
    bar.set_message(match progress.stage {
        Stage::Cells => "counting",
        Stage::Secondary => "hiding",
        Stage::Intervals => "widening",
        Stage::Audit => "auditing",
    });
}

fn failure(refused: NotRun, waiting: &Waiting) -> Failure {
    match refused {
        NotRun::Refused(Refusal::Stopped) if waiting.is_stopped() => {
            Failure::stopped("stopped: nothing was written")
        }
        NotRun::Failed(error) => Failure::from(error),
        NotRun::Refused(Refusal::Leaks { table, leaks }) => Failure::refused(leaky(&table, &leaks)),
        NotRun::Refused(refusal) => Failure::refused(format!("nothing was released: {refusal}")),
        NotRun::NotAHalfYear | NotRun::NotOver(_) => Failure::yours(refused.to_string()),
    }
}

/// What would be given away, by example, and what to change.
fn leaky(table: &str, leaks: &[Leak]) -> String {
    let first = leaks.first().map(|leak| {
        let fixed: Vec<String> = leak.cell.iter().map(|(column, code)| format!("{column}={code}")).collect();
        if fixed.is_empty() { "the total".to_owned() } else { fixed.join(" ") }
    });
    format!(
        "nothing was released: in table {table} {} cells cannot be protected, such as {}; \
         split more coarsely, take fewer tables, or wait for the next half-year",
        leaks.len(),
        first.unwrap_or_default()
    )
}
