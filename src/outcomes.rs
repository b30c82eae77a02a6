//! Outcomes: what came of it, and how well it is known.
pub mod entity;
