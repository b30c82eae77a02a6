//! Measures: what was done, for one or for many.
pub mod entity;
