//! The real program among real neighbours: a mail server, and a machine that loses power.
#![cfg(test)]

mod kill;
#[path = "../real/mod.rs"]
mod real;
mod smtp;
