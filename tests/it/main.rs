//! Everything but the browser: one binary, one file a noun.
#![cfg(test)]

mod books;
mod cases;
mod cli;
mod databases;
mod given;
mod harness;
mod identity;
mod imports;
mod indicators;
mod layers;
mod meetings;
mod programmes;
mod releases;
mod reminders;
mod templates;
