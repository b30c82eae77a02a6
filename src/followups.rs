//! Follow-ups: promises to ask again on a day.
pub mod entity;
