//! What is asked for: the rules, the public code lists, and the linked tables that are published together.

mod check;
mod hierarchies;
mod read;
mod source;

#[cfg(test)]
mod properties;

pub use hierarchies::Family;

use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// The level that adds up a whole dimension.
pub const TOTAL: &str = "Total";

/// The tables of one release and the rules they are protected by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// When a figure is too small or too much one contributor's own.
    pub rules: Rules,
    /// A column and the coarser columns it rolls up to, in any number of ways: kommun to län and to type.
    pub hierarchies: BTreeMap<String, Vec<String>>,
    /// The tables, in the order they are written.
    pub tables: Vec<Table>,
    /// Which series of releases this is; its method is fixed for life (attack: mode mixing).
    pub series: String,
}

/// The rules of a pack.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    /// How small figures are protected.
    pub method: Method,
    /// Fewest contributors behind a published figure above zero.
    pub threshold: u32,
    /// The column that names the contributor.
    pub unit: String,
    /// What is done with a zero that the code lists would allow to be more.
    pub zeros: Zeros,
    /// A reader is left with at least `width + 1` possible values; 0 asks only that no value is exact.
    pub width: u32,
    /// Whether a contributor who knows herself is reckoned with.
    pub insiders: bool,
    /// Columns of which a whole group's having the same code tells something about everyone in it.
    pub homogeneity: Vec<String>,
    /// When a sum of money is too much one owner's own; `None` when no money is published.
    pub money: Option<Money>,
}

/// How small figures are protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// Cells are hidden.
    Suppress,
    /// Every cell gets a small whole number that is always the same for the same cases.
    CellKey,
    /// Small inner cells become 0 or the base, and all sums are made of them.
    Round,
}

/// What is done with zeros.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Zeros {
    /// They are published, so a hidden figure is known to be at least one.
    Publish,
    /// They are as secret as a small figure.
    Protect,
}

/// The dominance rules of a sum. They are kept secret from readers (ESSnet Handbook, 4.2).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Money {
    /// Fewest owners behind a published sum.
    pub owners: u32,
    /// A sum is sensitive when what remains of it after the two largest is less than this part of the largest, in percent.
    pub p_percent: u32,
    /// A sum is sensitive when the largest owner has more than this part of it, in percent.
    pub largest: u32,
}

/// One published table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Table {
    /// Its name, also its file's.
    pub name: String,
    /// For each dimension its published levels: columns, or `Total` as `None`.
    pub dimensions: Vec<Vec<Option<String>>>,
    /// What each cell says.
    pub measures: Vec<Measure>,
}

/// What a cell says.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Measure {
    /// How many rows.
    Count,
    /// How many distinct contributors.
    Persons,
    /// The sum of a column.
    Sum(String),
}

impl Method {
    /// Its name in a pack.
    pub fn code(self) -> &'static str {
        match self {
            Self::Suppress => "suppress",
            Self::CellKey => "cell-key",
            Self::Round => "round",
        }
    }
}

impl Zeros {
    /// Its name in a pack.
    pub fn code(self) -> &'static str {
        match self {
            Self::Publish => "publish",
            Self::Protect => "protect",
        }
    }
}

impl fmt::Display for Measure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Count => write!(f, "count"),
            Self::Persons => write!(f, "persons"),
            Self::Sum(column) => write!(f, "sum:{column}"),
        }
    }
}
