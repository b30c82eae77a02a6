//! Everything but the browser: one binary, one file a noun.
#![cfg(test)]

mod accounts;
mod administration;
mod audit;
mod books;
mod cases;
mod checks;
mod cli;
mod crawl;
mod databases;
mod demo;
mod enterprises;
mod followups;
mod frame;
mod fuzz;
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
mod protection;
mod releases;
mod requests;
mod retention;
mod rights;
mod reminders;
mod statements;
mod templates;
