//! What rolls up to what, and which columns therefore share one column in files.

use super::{Pack, TOTAL};
use std::collections::BTreeMap;

/// Columns of one kind whose codes stand in one column of a file: `kommun` also holds län and types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Family {
    /// The column's name in files: its finest column's.
    pub name: String,
    /// The columns whose codes it holds, in the pack's order.
    pub columns: Vec<String>,
}

impl Pack {
    /// Every column the tables name, in the order they name them.
    pub fn published_columns(&self) -> Vec<&str> {
        let mut columns = Vec::new();
        let levels = self.tables.iter().flat_map(|table| table.dimensions.iter().flatten());
        for column in levels.filter_map(|level| level.as_deref()) {
            if !columns.contains(&column) {
                columns.push(column);
            }
        }
        columns
    }

    /// The published columns, and after them those that tie them together: where week and month are published,
    /// a reader adds both up to years, published or not (closure over public code lists).
    pub fn columns(&self) -> Vec<&str> {
        let published = self.published_columns();
        let apart = |a: &str, b: &str| a != b && !self.rolls_up(a, b) && !self.rolls_up(b, a);
        let ties = |to: &str| {
            let from: Vec<_> = published.iter().filter(|column| self.rolls_up(column, to)).collect();
            from.iter().any(|a| from.iter().any(|b| apart(a, b)))
        };
        let mut columns = published.clone();
        for column in &published {
            for to in self.coarser(column) {
                if !columns.contains(&to) && ties(to) {
                    columns.push(to);
                }
            }
        }
        columns
    }

    /// Every column this one rolls up to, in one step or more.
    pub fn coarser(&self, column: &str) -> Vec<&str> {
        coarser(&self.hierarchies, column)
    }

    /// Whether codes of the one column roll up to codes of the other.
    pub fn rolls_up(&self, finer: &str, to: &str) -> bool {
        self.coarser(finer).contains(&to)
    }

    /// The column of a table's file in which a dimension's codes stand: its finest level's name.
    pub fn file_column(&self, levels: &[Option<String>]) -> String {
        let finer = |level: &&String| levels.iter().flatten().all(|other| !self.rolls_up(other, level));
        levels.iter().flatten().rfind(finer).cloned().unwrap_or_else(|| TOTAL.to_owned())
    }

    /// How the published columns share the columns of a file. They stand apart where one cell needs two of them.
    pub fn families(&self) -> Vec<Family> {
        let mut kinds: Vec<Vec<&str>> = Vec::new();
        for column in self.published_columns() {
            let (mut mine, others): (Vec<_>, Vec<_>) =
                kinds.into_iter().partition(|kind| kind.iter().any(|other| self.is_related(column, other)));
            kinds = others;
            let mut kind = mine.drain(..).fold(Vec::new(), |mut kind, more| {
                kind.extend(more);
                kind
            });
            kind.push(column);
            kinds.push(kind);
        }
        let order = self.published_columns();
        let place = |column: &str| order.iter().position(|other| *other == column);
        let mut families: Vec<Family> = kinds.into_iter().flat_map(|kind| self.share(kind)).collect();
        for family in &mut families {
            family.columns.sort_by_key(|column| place(column));
        }
        families.sort_by_key(|family| family.columns.first().and_then(|column| place(column)));
        families
    }

    fn share(&self, kind: Vec<&str>) -> Vec<Family> {
        let alone =
            |column: &&str| Family { name: (*column).to_owned(), columns: vec![(*column).to_owned()] };
        match finest(&self.hierarchies, &kind) {
            Some(name) if !self.is_crossed(&kind) => {
                let columns = kind.iter().map(|column| (*column).to_owned()).collect();
                vec![Family { name: name.to_owned(), columns }]
            }
            _ => kind.iter().map(alone).collect(),
        }
    }

    /// Whether some table has two of them in different dimensions.
    fn is_crossed(&self, kind: &[&str]) -> bool {
        self.tables.iter().any(|table| {
            let is_of_kind =
                |level: &Option<String>| level.as_deref().is_some_and(|name| kind.contains(&name));
            table.dimensions.iter().filter(|levels| levels.iter().any(is_of_kind)).count() > 1
        })
    }

    fn is_related(&self, one: &str, other: &str) -> bool {
        is_related(&self.hierarchies, one, other)
    }
}

/// Every column this one rolls up to, in one step or more.
pub(super) fn coarser<'a>(hierarchies: &'a BTreeMap<String, Vec<String>>, column: &str) -> Vec<&'a str> {
    let mut found: Vec<&str> = Vec::new();
    let mut next: Vec<&str> = hierarchies.get(column).into_iter().flatten().map(String::as_str).collect();
    next.reverse();
    while let Some(column) = next.pop() {
        if !found.contains(&column) {
            found.push(column);
            next.extend(hierarchies.get(column).into_iter().flatten().map(String::as_str));
        }
    }
    found
}

/// Whether one rolls up to the other, or both are roll-ups of one column: län and type, of kommun.
pub(super) fn is_related(hierarchies: &BTreeMap<String, Vec<String>>, one: &str, other: &str) -> bool {
    let covers = |finer: &str, columns: [&str; 2]| {
        let above = coarser(hierarchies, finer);
        columns.iter().all(|column| *column == finer || above.contains(column))
    };
    hierarchies.keys().any(|finer| covers(finer, [one, other]))
}

/// The column that all the others are roll-ups of: one of them, or else one the code lists know.
pub(super) fn finest<'a>(
    hierarchies: &'a BTreeMap<String, Vec<String>>,
    kind: &[&'a str],
) -> Option<&'a str> {
    let covers = |finer: &str| {
        let above = coarser(hierarchies, finer);
        kind.iter().all(|column| *column == finer || above.contains(column))
    };
    let among = kind.iter().copied().find(|column| covers(column));
    among.or_else(|| hierarchies.keys().map(String::as_str).find(|column| covers(column)))
}
