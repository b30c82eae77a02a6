//! Reminders: one message a working day, and nothing twice.
pub mod entity;
