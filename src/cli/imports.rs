//! `jamvaxt import FILE --organisation NAME --programme NAME`
use super::{
    Failure, Place, logs, names,
    parts::{self, Schema},
};
use clap::Args;
use std::path::PathBuf;

/// What to read, and for whom.
#[derive(Args)]
#[command(
    after_help = "Example: jamvaxt import kontorets_arenden.xlsx --organisation \"Nyföretagarcentrum Norr\" --programme \"Kvinnors företagande i länet\" --dry-run"
)]
pub struct Import {
    /// An Excel workbook or a CSV file
    file: PathBuf,
    /// Whose cases these are
    #[arg(long, value_name = "NAME")]
    organisation: String,
    /// The programme they belong to
    #[arg(long, value_name = "NAME")]
    programme: String,
    /// Report what would happen and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the counts to this file
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
}

/// Does it.
pub async fn run(import: Import, place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    logs::start(&config.logs)?;
    if !import.file.is_file() {
        return Err(Failure::yours(format!("there is no file {}", import.file.display())));
    }
    let app = parts::app(config, place.data(), Schema::AsItIs).await?;
    let _organisation = names::organisation(&app.db, &import.organisation).await?;
    let _programme = names::programme(&app.db, &import.programme).await?;
    let _ = (import.dry_run, import.report);
    Err(Failure::ours("this version cannot import yet"))
}
