//! x
pub mod disclosure;
pub mod exports;
