//! Everything but the browser: one binary, one file a noun.
mod cli;
mod databases;
mod given;
mod harness;
mod identity;
mod layers;
mod reminders;
mod templates;
