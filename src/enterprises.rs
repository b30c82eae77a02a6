//! Enterprises and the clients who own them.
pub mod entity;
