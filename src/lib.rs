//! x
pub mod disclosure;
