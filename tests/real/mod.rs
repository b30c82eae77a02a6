//! The program as it runs in production, for tests that stand outside it.
pub mod office;
pub mod person;
pub mod server;
