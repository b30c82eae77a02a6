//! Jämväxt: case work, follow-up and safe statistics for business support to women.
//!
//! Layers, bottom to top. A module uses only modules listed above it; a test holds it.

// Ground: what everything stands on.
mod code_enum;
pub mod vault;
pub mod config;
pub mod clock;
pub mod database;
pub mod locales;
pub mod templates;
pub mod mail;
pub mod codes;
pub mod disclosure;

// Who.
pub mod audit;
pub mod identity;
pub mod fault_reports;
pub mod app;

// What: the arrows of the foreign keys. Meetings to follow-ups know cases, not each other; reviews compare who saw
// whom.
pub mod purposes;
pub mod programmes;
pub mod clients;
pub mod enterprises;
pub mod cases;
pub mod reviews;
pub mod meetings;
pub mod measures;
pub mod outcomes;
pub mod followups;
pub mod protection;
pub mod reminders;
pub mod imports;

// Told.
pub mod indicators;
pub mod reports;
pub mod exports;
pub mod releases;
pub mod checks;

// Asked back: what clients ask for, and what is disposed of.
pub mod requests;
pub mod retention;

// The edges: what sets the domain in motion.
pub mod web;
pub mod jobs;
pub mod demo;
pub mod cli;
