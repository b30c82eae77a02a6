//! Whether a reader can work out a figure that must stay unknown; judged independently of who hid it.

pub mod witness;
