//! Everything but the browser: one binary, one file a noun.
mod harness;
mod identity;
mod layers;
mod templates;
