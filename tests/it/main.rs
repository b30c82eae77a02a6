//! Everything but the browser: one binary, one file a noun.
#![cfg(test)]

mod books;
mod cli;
mod databases;
mod given;
mod harness;
mod identity;
mod indicators;
mod layers;
mod programmes;
mod releases;
mod reminders;
mod templates;
