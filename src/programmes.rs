//! Programmes: who pays, who takes part, what is aimed at and when clients are asked again.
pub mod entity;
