//! Everything but the browser: one binary, one file a noun.
#![expect(clippy::unwrap_used, reason = "a test that cannot set its stage has failed")]
mod books;
mod cases;
mod cli;
mod databases;
mod given;
mod harness;
mod identity;
mod indicators;
mod layers;
mod meetings;
mod programmes;
mod releases;
mod reminders;
mod templates;
