//! The real program among real neighbours: a mail server, and a machine that loses power.
#![cfg(test)]

mod kill;
mod ledger;
#[path = "../real/mod.rs"]
mod real;
mod smtp;
