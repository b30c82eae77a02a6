//! A case: one person in one programme, from first visit to close.
pub mod entity;
