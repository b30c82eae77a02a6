//! `jamvaxt import FILE --organisation NAME --programme NAME`
mod progress;
mod report;

use super::{
    Failure, Place, logs, names,
    parts::{self, Schema},
};
use crate::{
    app::App,
    identity::accounts,
    imports::{
        book::{Book, Limits},
        check,
        known::Known,
        mend,
        report::Plan,
        shelf::{self, Brought},
        told,
        write::{Intake, Written, write},
    },
    locales::Locale,
    programmes,
    vault::sha256_hex,
};
use clap::Args;
use std::path::{Path, PathBuf};

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
    /// Whose a case is when the file names nobody who is an advisor here
    #[arg(long, value_name = "NAME")]
    advisor: Option<String>,
    /// Report what would happen and write nothing
    #[arg(long)]
    dry_run: bool,
    /// Write the counts to this file
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Where rows to mend go; beside the file unless said
    #[arg(long, value_name = "FILE.xlsx")]
    mend: Option<PathBuf>,
}

/// Does it.
pub async fn run(import: Import, place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    logs::start(&config.logs)?;
    if !import.file.is_file() {
        return Err(Failure::yours(format!("there is no file {}", import.file.display())));
    }
    let app = parts::app(config, place.data(), Schema::AsItIs).await?;
    let organisation = names::organisation(&app.db, &import.organisation).await?.id;
    let programme = names::programme(&app.db, &import.programme).await?.id;
    if !programmes::has(app.db.read(), programme, organisation).await? {
        return Err(Failure::yours("the organisation takes no part in the programme: add it there first"));
    }
    let advisor = advisor(&app, organisation, import.advisor.as_deref()).await?;
    let (book, mut plan, sha256) = read(&import.file, &app).await?;
    let known = Known::read(app.db.read(), organisation, programme).await?;
    known.adopt(&mut plan);
    report::print(&book, &plan, &known);
    if let Some(path) = &import.report {
        report::save(path, &plan.counts)?;
    }
    let to_mend =
        (!plan.held.is_empty()).then(|| import.mend.clone().unwrap_or_else(|| beside(&import.file)));
    let to_mend = to_mend.filter(|_| !import.dry_run || import.mend.is_some());
    if let Some(path) = &to_mend {
        let bytes = mend::bytes(&book, &plan, |key| Locale::Swedish.say(key))
            .map_err(|error| Failure::ours(format!("the rows to mend cannot be written: {error}")))?;
        shelf::put(path, &bytes)
            .map_err(|error| Failure::yours(format!("{} cannot be written: {error}", path.display())))?;
    }
    if import.dry_run {
        println!("Dry run: nothing was written to the database.");
        return Ok(());
    }
    drop(book);
    let taken = Taking { app: &app, organisation, programme, advisor: advisor.0, sha256 }.take(&plan).await;
    if let (Err(_), Some(path)) = (&taken, &to_mend) {
        std::fs::remove_file(path).unwrap_or_default();
    }
    report::taken(&taken?, &advisor.1, &known.unknown_advisors(&plan));
    if let Some(path) = to_mend {
        println!(
            "{} rows wait to be mended in {}: mend them there and import that file.",
            plan.held.len(),
            path.display()
        );
    }
    Ok(())
}

/// The one asked for, or else the first by name.
async fn advisor(app: &App, organisation: i64, wanted: Option<&str>) -> Result<(i64, String), Failure> {
    let all = accounts::advisors(app.db.read(), organisation).await?;
    match wanted {
        Some(name) => names::pick(all, "advisor of the organisation", name, |(_, name)| name),
        None => all.into_iter().next().ok_or_else(|| {
            Failure::yours(
                "the organisation has no advisor to give cases to: add one with `jamvaxt user add`",
            )
        }),
    }
}

async fn read(file: &Path, app: &App) -> Result<(Book, Plan, String), Failure> {
    let (path, today) = (file.to_owned(), app.clock.today());
    let reading = tokio::task::spawn_blocking(move || {
        let bytes = std::fs::read(&path)
            .map_err(|error| Failure::yours(format!("{} cannot be read: {error}", path.display())))?;
        let sha256 = sha256_hex(&bytes);
        let unusable = |fault| {
            Failure::yours(format!("{}: {}", path.display(), told::book_fault(&fault, Locale::English)))
        };
        let book = Book::read(&bytes, Limits::default()).map_err(unusable)?;
        let plan = check::plan(&book, today).map_err(unusable)?;
        Ok((book, plan, sha256))
    });
    progress::while_reading(reading).await
}

struct Taking<'a> {
    app: &'a App,
    organisation: i64,
    programme: i64,
    advisor: i64,
    sha256: String,
}

impl Taking<'_> {
    /// All the good rows or none.
    async fn take(self, plan: &Plan) -> Result<Written, Failure> {
        let now = self.app.clock.now();
        let rows = plan.cases.len() + plan.meetings.len() + plan.outcomes.len();
        if rows == 0 {
            return Ok(Written::default());
        }
        let bar = progress::bar(rows as u64);
        let txn = self.app.db.begin().await?;
        let brought = Brought {
            organisation_id: self.organisation,
            programme_id: self.programme,
            by: None,
            sha256: self.sha256,
            counts: &plan.counts,
        };
        let import_id = shelf::enter(&txn, brought, now).await?;
        let intake = Intake {
            organisation_id: self.organisation,
            programme_id: self.programme,
            by: None,
            advisor_id: self.advisor,
            import_id,
            vault: &self.app.vault,
            now,
            written: &|rows| progress::advance(&bar, rows),
        };
        let written = write(&txn, plan, &intake).await?;
        shelf::finish(&txn, import_id, &plan.counts, &written, now).await?;
        txn.commit().await?;
        bar.finish_and_clear();
        Ok(written)
    }
}

/// `arenden-att-rätta.xlsx` beside `arenden.xlsx`; never over a file that may be half mended.
fn beside(file: &Path) -> PathBuf {
    let stem = file.file_stem().unwrap_or_default().to_string_lossy();
    let stem = stem.split("-att-rätta").next().unwrap_or_default();
    let name = |round: u32| match round {
        1 => format!("{stem}-att-rätta.xlsx"),
        round => format!("{stem}-att-rätta-{round}.xlsx"),
    };
    let free = (1..).map(|round| file.with_file_name(name(round))).find(|path| !path.exists());
    free.unwrap_or_else(|| file.with_file_name(name(1)))
}
