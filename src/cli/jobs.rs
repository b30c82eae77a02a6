//! `jamvaxt job NAME`: what the schedule does by itself, done once and now.
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
};
use crate::jobs;
use clap::{Args, ValueEnum};

/// Which work.
#[derive(Args)]
#[command(after_help = "Example: jamvaxt job send-reminders --data /var/lib/jamvaxt")]
pub struct Job {
    /// What to do
    name: Name,
}

#[derive(Clone, Copy, ValueEnum)]
enum Name {
    /// Send the reminders that are due
    SendReminders,
    /// Produce the releases that are due
    RunReleases,
    /// Delete sessions that have ended
    CleanSessions,
    /// Seal what has been written to the log
    SealLog,
}

/// Does it.
pub async fn run(job: Job, place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    logs::start(&config.logs)?;
    let app = parts::app(config, place.data(), Schema::AsItIs).await?;
    match job.name {
        Name::SendReminders => {
            let round = jobs::send_reminders(&app).await?;
            println!(
                "{} letters sent, {} to be tried again, {} refused.",
                round.sent, round.later, round.refused
            );
        }
        Name::RunReleases => {
            let frozen = jobs::run_releases(&app).await?;
            println!("{} releases frozen.", frozen.len());
            for folder in frozen {
                println!("{}", folder.display());
            }
        }
        Name::CleanSessions => println!("{} ended sessions deleted.", jobs::clean_sessions(&app).await?),
        Name::SealLog => println!("{} rows of the log sealed.", jobs::seal_log(&app).await?),
    }
    Ok(app.db.close().await?)
}
