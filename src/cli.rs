//! The commands an operator types. Each is read here and done in a file of its own name.
mod audit;
mod backup;
mod demo;
mod failure;
mod imports;
mod jobs;
mod keys;
mod logs;
mod names;
mod organisations;
mod parts;
mod protect;
mod releases;
mod retention;
mod schema;
mod serve;
mod users;
mod verify;

pub use failure::Failure;
pub use schema::migrate;

use crate::config::Config;
use clap::{Parser, Subcommand};
use std::{
    path::{Path, PathBuf},
    process::ExitCode,
};

/// Case work, follow-up and safe statistics for business support to women.
#[derive(Parser)]
#[command(
    name = "jamvaxt",
    version,
    after_help = "Example: jamvaxt demo --cases 500 --port 8080\nExample: jamvaxt protect run pack.toml --data cases.csv --out tables"
)]
struct Typed {
    /// The data directory: database, releases, e-mail written as files
    #[arg(long, global = true, value_name = "DIR", default_value = "data")]
    data: PathBuf,
    /// Your settings; config/default.toml lists them all
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Fill a data directory with an invented year of work and serve it on this machine
    Demo(demo::Demo),
    /// Start the web server and the schedule, as in production
    #[command(
        after_help = "Example: JAMVAXT__SECRETS__KEY=$(cat key) jamvaxt serve --data /var/lib/jamvaxt --config /etc/jamvaxt.toml"
    )]
    Serve,
    /// Bring the database to this version's schema
    #[command(after_help = "Example: jamvaxt migrate --data /var/lib/jamvaxt")]
    Migrate,
    /// Read an office's spreadsheet into cases
    Import(imports::Import),
    /// Produce a release for its recipient
    #[command(subcommand)]
    Release(releases::Release),
    /// Protect linked tables so that no reader can work out a hidden figure, and prove it
    #[command(subcommand)]
    Protect(protect::Protect),
    /// Do now what the schedule does by itself
    Job(jobs::Job),
    /// Add users, set their passwords, list them
    #[command(subcommand)]
    User(users::Users),
    /// Add and list organisations
    #[command(subcommand)]
    Organisation(organisations::Organisations),
    /// Tell which keys seal what is stored, or put a new key in the place of an old one
    #[command(subcommand)]
    Key(keys::Key),
    /// Verify the log, or print its last seal
    #[command(subcommand)]
    Audit(audit::Audit),
    /// Check that nothing was changed behind the program's back and that figures and lists agree
    #[command(
        after_help = "Example: jamvaxt verify --data /var/lib/jamvaxt\n\nOne line a check; exit code 1 at the first that fails."
    )]
    Verify,
    /// See what has been kept as long as it may be
    #[command(subcommand)]
    Retention(retention::Retention),
    /// Copy the database to a file while people work
    Backup(backup::Backup),
    /// Put a backup into a data directory that has no database
    Restore(backup::Restore),
}

/// Where the data is and which file of settings applies.
struct Place {
    data: PathBuf,
    config: Option<PathBuf>,
}

impl Place {
    fn production(&self) -> Result<Config, Failure> {
        Ok(Config::production(self.config.as_deref())?)
    }

    fn demo(&self) -> Result<Config, Failure> {
        Ok(Config::demo(self.config.as_deref())?)
    }

    fn data(&self) -> &Path {
        &self.data
    }
}

/// Does what was typed. What went wrong is told in one line; the exit code says whose it is to mend.
pub fn run() -> ExitCode {
    let typed = match Typed::try_parse() {
        Ok(typed) => typed,
        Err(error) if error.use_stderr() => return Failure::typed(&error).tell(),
        Err(error) => {
            // Help or version; whoever closed the pipe has read enough.
            let _ = error.print();
            return ExitCode::SUCCESS;
        }
    };
    let place = Place { data: typed.data, config: typed.config };
    let done = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .map_err(|error| Failure::ours(format!("the program cannot start: {error}")))
        .and_then(|runtime| runtime.block_on(act(typed.command, &place)));
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => failure.tell(),
    }
}

async fn act(command: Command, place: &Place) -> Result<(), Failure> {
    match command {
        Command::Demo(demo) => demo::run(demo, place).await,
        Command::Serve => serve::run(place).await,
        Command::Migrate => schema::run(place).await,
        Command::Import(import) => imports::run(import, place).await,
        Command::Release(release) => releases::run(release, place).await,
        Command::Protect(protect) => protect::run(protect).await,
        Command::Job(job) => jobs::run(job, place).await,
        Command::User(users) => users::run(users, place).await,
        Command::Organisation(organisations) => organisations::run(organisations, place).await,
        Command::Key(key) => keys::run(key, place).await,
        Command::Audit(audit) => audit::run(audit, place).await,
        Command::Verify => verify::run(place).await,
        Command::Retention(retention) => retention::run(retention, place).await,
        Command::Backup(backup) => backup::run(backup, place).await,
        Command::Restore(restore) => backup::restore(restore, place).await,
    }
}
