//! Releases: frozen safe tables for the funder.
pub mod entity;
