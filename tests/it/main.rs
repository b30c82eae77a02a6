//! Everything but the browser: one binary, one file a noun.
#![cfg(test)]

mod administration;
mod audit;
mod books;
mod cases;
mod checks;
mod cli;
mod databases;
mod demo;
mod enterprises;
mod followups;
mod given;
mod harness;
mod identity;
mod imports;
mod indicators;
mod layers;
mod measures;
mod meetings;
mod outcomes;
mod previews;
mod programmes;
mod protect;
mod releases;
mod requests;
mod retention;
mod rights;
mod reminders;
mod statements;
mod templates;
