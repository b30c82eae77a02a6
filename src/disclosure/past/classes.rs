//! The classifying columns of all releases, with one numbering of their codes.

use crate::disclosure::ledger::Snapshot;
use std::collections::BTreeMap;

/// Columns by name, those of the present rows first.
#[derive(Clone, Debug, Default)]
pub struct Classes {
    pub names: Vec<String>,
    /// For every column every code of any release, sorted.
    pub codes: Vec<Vec<String>>,
    /// For every column those that roll up to it.
    pub finer: Vec<Vec<usize>>,
    /// For every release and column its rows' codes; nothing where the release had no such column.
    pub rows: Vec<Vec<Option<Vec<u32>>>>,
}

impl Classes {
    /// The last snapshot is the present one.
    pub fn of<'a>(
        snapshots: &[&Snapshot],
        hierarchies: impl Iterator<Item = &'a BTreeMap<String, Vec<String>>>,
    ) -> Self {
        let mut classes = Self::default();
        for column in snapshots.iter().rev().flat_map(|snapshot| &snapshot.columns) {
            let place = classes.number(&column.name).unwrap_or_else(|| {
                classes.names.push(column.name.clone());
                classes.codes.push(Vec::new());
                classes.names.len() - 1
            });
            classes.codes[place].extend(column.codes.iter().cloned());
        }
        for codes in &mut classes.codes {
            codes.sort_unstable();
            codes.dedup();
        }
        classes.finer = vec![Vec::new(); classes.names.len()];
        hierarchies.for_each(|hierarchies| classes.take(hierarchies));
        classes.rows = snapshots.iter().map(|snapshot| classes.rows_of(snapshot)).collect();
        classes
    }

    pub fn number(&self, name: &str) -> Option<usize> {
        self.names.iter().position(|other| other == name)
    }

    /// The number of a code that some row had.
    pub fn code(&self, column: usize, code: &str) -> Option<u32> {
        let place = self.codes[column].binary_search_by(|other| other.as_str().cmp(code));
        place.ok().map(|place| place as u32)
    }

    fn take(&mut self, hierarchies: &BTreeMap<String, Vec<String>>) {
        for finer in 0..self.names.len() {
            let mut next = vec![self.names[finer].as_str()];
            let mut met = next.clone();
            while let Some(name) = next.pop() {
                for above in hierarchies.get(name).into_iter().flatten() {
                    if !met.contains(&above.as_str()) {
                        met.push(above);
                        next.push(above);
                    }
                }
            }
            let above: Vec<usize> = met[1..].iter().filter_map(|name| self.number(name)).collect();
            for coarser in above {
                if !self.finer[coarser].contains(&finer) {
                    self.finer[coarser].push(finer);
                }
            }
        }
    }

    fn rows_of(&self, snapshot: &Snapshot) -> Vec<Option<Vec<u32>>> {
        let column = |(place, name): (usize, &String)| {
            let column = snapshot.columns.iter().find(|column| column.name == *name)?;
            let numbers: Option<Vec<u32>> = column.codes.iter().map(|code| self.code(place, code)).collect();
            let numbers = numbers?;
            Some(column.rows.iter().map(|code| numbers[*code as usize]).collect())
        };
        self.names.iter().enumerate().map(column).collect()
    }
}
