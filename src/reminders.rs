//! What people are reminded of by e-mail: each message is claimed before it is sent, so none goes twice.
//!
//! A tick only wakes: the rows tell what is due. A tick that comes late, twice or never gives the same result.
mod claim;
mod digest;
pub mod entity;
mod escalation;
mod letter;
mod settings;

pub use digest::digests_due;
pub use entity::{Kind, Model as Reminder, State};
pub use escalation::escalations_due;
pub use settings::Settings;

use crate::{clock::Clock, database::Database, mail::Mailer, templates::Templates};

/// What it takes to write to somebody.
pub struct Post<'a> {
    /// Rows.
    pub db: &'a Database,
    /// E-mail out.
    pub mailer: &'a Mailer,
    /// The words.
    pub templates: &'a Templates,
    /// Time.
    pub clock: Clock,
    /// What links begin with.
    pub public_url: &'a str,
}

/// What one round came to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Handed over.
    pub sent: u32,
    /// Had nothing to say.
    pub nothing_due: u32,
    /// To be tried again at the next tick.
    pub later: u32,
    /// Refused by the mail server.
    pub refused: u32,
    /// May have arrived: not sent again.
    pub uncertain: u32,
}

/// Sends what is due and not yet sent, and tells what became of it. One letter that fails does not hold up the rest.
pub async fn send_due(post: &Post<'_>, settings: &Settings) -> anyhow::Result<Round> {
    let mut round = Round::default();
    claim::give_up_interrupted(post.db, post.clock.now()).await?;
    let Some(today) = settings.day_to_write_on(post.clock.now()) else { return Ok(round) };
    digest::send(post, today, &mut round).await?;
    escalation::send(post, settings, today, &mut round).await?;
    Ok(round)
}
