//! The rows a pack is about: one a case, its codes, its contributor and its amounts. It never leaves the engine.

mod amounts;
mod classes;
mod codes;
mod header;
mod intake;
mod limits;
mod owners;
mod place;
mod read;

#[cfg(test)]
mod properties;

pub use limits::{MOST_CELLS, MOST_CODES};

pub(super) use header::Header;
pub(super) use place::Place;
pub(super) use read::misread;

/// Rows as columns of numbers; codes are numbered in sorted order within their column.
#[derive(Clone, Debug, Default)]
pub struct Micro {
    /// The classifying columns that the pack uses, in the pack's order.
    pub columns: Vec<Column>,
    /// For every row the number of its contributor.
    pub persons: Vec<u32>,
    /// For every contributor's number her name, by which a later release finds her again; never printed.
    pub names: Vec<String>,
    /// For every row the number of its owner in money: those of one person, firm or holding are one.
    pub owners: Vec<u32>,
    /// The columns that are summed.
    pub amounts: Vec<Amount>,
    /// For every row a stable name of the case, for cell keys and for finding it again in a later release. Empty where
    /// the data names no cases: the number of a line is no name.
    pub cases: Vec<String>,
}

/// A classifying column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// Every code that occurs, sorted.
    pub codes: Vec<String>,
    /// For every row the number of its code.
    pub rows: Vec<u32>,
}

/// A column that is summed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amount {
    /// Its name.
    pub name: String,
    /// How many digits follow the decimal mark.
    pub decimals: u8,
    /// For every row its value in the smallest unit.
    pub rows: Vec<i64>,
}

impl Micro {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// The number of a column.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }
}
