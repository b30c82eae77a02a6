//! Clients: a person is one client per organisation.
pub mod entity;
