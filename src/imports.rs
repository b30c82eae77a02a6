//! An office's spreadsheet, read with respect: what it says becomes typed rows, what it does not
//! say stays unknown, and what is wrong is kept for the office to mend. Only `write` and `shelf` write.

pub mod book;
pub mod check;
pub mod columns;
pub mod entity;
pub mod known;
pub mod mend;
pub mod report;
pub mod rows;
pub mod shelf;
pub mod told;
pub mod values;
pub mod write;

#[cfg(test)]
mod offices;
#[cfg(test)]
mod rubbish;
