//! `jamvaxt release run NAME --period 2026H1`
use super::{
    Failure, Place, logs, names,
    parts::{self, Schema},
};
use crate::{
    indicators::Period,
    releases::{self, Done, NotRun},
};
use clap::{Args, Subcommand};

/// What may be done with releases.
#[derive(Subcommand)]
pub enum Release {
    /// Freeze a release and write its files; run again, it gives the same bytes
    #[command(after_help = "Example: jamvaxt release run \"Kvinnors företagande i länet\" --period 2026H1")]
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
    let waiting = releases::Waiting::at_most_ten_minutes();
    let done = releases::run(&app.db, &definition, period, app.clock.now(), &folder, &waiting).await;
    match done.map_err(|refused| match refused {
        NotRun::Failed(error) => Failure::from(error),
        refused => Failure::yours(refused.to_string()),
    })? {
        Done::Frozen(release, path) => println!("Version {} is in {}", release.version, path.display()),
        Done::Unchanged(release, path) => {
            println!("Nothing has changed since version {}, which is in {}", release.version, path.display());
        }
        Done::TakenByAnother => println!("Another server is making it now."),
    }
    Ok(app.db.close().await?)
}
