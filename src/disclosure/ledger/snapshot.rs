//! The rows a release was made of, as they were then.

use super::secret::{Name, Secret};
use crate::disclosure::micro::Micro;
use serde::{Deserialize, Serialize};

/// Rows with names made unreadable, codes and amounts in clear.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Snapshot {
    /// For every row its case; empty where the data named no cases.
    pub cases: Vec<Name>,
    /// For every row its contributor.
    pub persons: Vec<Name>,
    /// For every row the number of its owner in this release.
    pub owners: Vec<u32>,
    /// The classifying columns.
    pub columns: Vec<Codes>,
    /// The summed columns.
    pub amounts: Vec<Sums>,
}

/// A classifying column as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Codes {
    /// Its name.
    pub name: String,
    /// Every code that occurred, sorted.
    pub codes: Vec<String>,
    /// For every row the number of its code.
    pub rows: Vec<u32>,
}

/// A summed column as it was.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Sums {
    /// Its name.
    pub name: String,
    /// How many digits follow the decimal mark.
    pub decimals: u8,
    /// For every row its value in the smallest unit.
    pub rows: Vec<i64>,
}

impl Snapshot {
    /// The rows as they are.
    pub fn of(micro: &Micro, unit: &str, secret: &Secret) -> Self {
        let columns = micro.columns.iter().map(|column| Codes {
            name: column.name.clone(),
            codes: column.codes.clone(),
            rows: column.rows.clone(),
        });
        let amounts = micro.amounts.iter().map(|amount| Sums {
            name: amount.name.clone(),
            decimals: amount.decimals,
            rows: amount.rows.clone(),
        });
        Self {
            cases: micro.cases.iter().map(|case| secret.name("case", case)).collect(),
            persons: persons(micro, unit, secret),
            owners: micro.owners.clone(),
            columns: columns.collect(),
            amounts: amounts.collect(),
        }
    }

    /// How many rows there were.
    pub fn len(&self) -> usize {
        self.persons.len()
    }

    /// Whether there were none.
    pub fn is_empty(&self) -> bool {
        self.persons.is_empty()
    }

    /// Whether every row has its value in every column, and every code its place.
    pub(super) fn is_whole(&self) -> bool {
        let rows = self.len();
        let codes = |column: &Codes| {
            column.rows.len() == rows
                && column.codes.is_sorted()
                && column.rows.iter().all(|code| (*code as usize) < column.codes.len())
        };
        (self.cases.is_empty() || self.cases.len() == rows)
            && self.owners.len() == rows
            && self.columns.iter().all(codes)
            && self.amounts.iter().all(|amount| amount.rows.len() == rows)
    }
}

/// The same name in another column is another contributor.
fn persons(micro: &Micro, unit: &str, secret: &Secret) -> Vec<Name> {
    let names: Vec<Name> = micro.names.iter().map(|name| secret.name(unit, name)).collect();
    let name = |number: &u32| match names.get(*number as usize) {
        Some(name) => *name,
        None => secret.name(unit, &number.to_string()),
    };
    micro.persons.iter().map(name).collect()
}
