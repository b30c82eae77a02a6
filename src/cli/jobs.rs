//! `jamvaxt job NAME`: what the schedule does by itself, done once and now.
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
};
use crate::web::session;
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
}

/// Does it.
pub async fn run(job: Job, place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    logs::start(&config.logs)?;
    let app = parts::app(config, place.data(), Schema::AsItIs).await?;
    match job.name {
        Name::SendReminders | Name::RunReleases => Err(Failure::ours("this version cannot do that yet")),
        Name::CleanSessions => {
            let ended = session::delete_expired(&app.db, app.clock.now()).await?;
            println!("{ended} ended sessions deleted.");
            Ok(())
        }
    }
}
