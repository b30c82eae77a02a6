//! `jamvaxt audit verify` and `jamvaxt audit head`: whether the log is as it was sealed, and what to write down of it.
use super::{Failure, Place, parts, verify};
use crate::{
    audit::chain,
    checks::{Check, Ground},
    clock::Clock,
};
use clap::{Args, Subcommand};

/// What may be done with the log.
#[derive(Subcommand)]
pub enum Audit {
    /// Read the whole log again and name the first row that was changed, removed or inserted
    #[command(
        after_help = "Example: jamvaxt audit verify --data /var/lib/jamvaxt --head 5f2c…\n\nExit code 1: the log is not as it was sealed."
    )]
    Verify(Verify),
    /// Print the log's last seal: row and hash, to be written down elsewhere
    #[command(after_help = "Example: jamvaxt audit head --data /var/lib/jamvaxt >> /elsewhere/heads")]
    Head,
}

/// What must be found.
#[derive(Args)]
pub struct Verify {
    /// A hash that `jamvaxt audit head` printed earlier; may be given several times
    #[arg(long = "head", value_name = "HASH")]
    heads: Vec<String>,
}

/// Does it.
pub async fn run(audit: Audit, place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    match audit {
        Audit::Verify(Verify { heads }) => {
            let heads: Vec<String> = heads.iter().map(|head| head.trim().to_lowercase()).collect();
            if let Some(wrong) = heads.iter().find(|head| !is_hash(head)) {
                return Err(Failure::yours(format!(
                    "--head {wrong:?} is not the 64 hexadecimal digits that `jamvaxt audit head` prints"
                )));
            }
            let releases = place.data().join("releases");
            let ground = Ground { releases: &releases, heads: &heads, now: Clock::system().now() };
            verify::one(Check::Log, &db, &ground).await?;
        }
        Audit::Head => match chain::head(db.read()).await? {
            Some(head) => println!("{} {}", head.last_event, chain::written(&head.hash)),
            None => {
                return Err(Failure::ours(
                    "nothing of the log is sealed yet: `jamvaxt job seal-log` does it",
                ));
            }
        },
    }
    Ok(db.close().await?)
}

fn is_hash(text: &str) -> bool {
    text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}
