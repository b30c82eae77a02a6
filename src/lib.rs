//! Jämväxt: case work, follow-up and safe statistics for business support to women.
//!
//! Layers, bottom to top. A module uses only modules listed above it; a test holds it.

// Ground: what everything stands on.
pub mod clock;
mod code_enum;
pub mod config;
pub mod database;
pub mod locales;
pub mod mail;
pub mod templates;
pub mod vault;

// Who.
pub mod app;
pub mod audit;
pub mod identity;

// What: the arrows of the foreign keys. Meetings to follow-ups know cases, not each other.
pub mod cases;
pub mod clients;
pub mod enterprises;
pub mod followups;
pub mod measures;
pub mod meetings;
pub mod outcomes;
pub mod programmes;
pub mod reminders;

// Told.
pub mod releases;
