//! Who is one owner: rows that share a contributor, a firm, a holding or a person are one owner's.

use super::codes::Numbers;
use rustc_hash::FxHashMap;

/// The columns that name an owner beside the contributor, where the data has them.
pub(super) const OWNERS: [&str; 3] = ["org", "holding", "person"];

/// Owners as rows are read: a union-find over every name met, one room of names a column.
#[derive(Default)]
pub(super) struct Owners {
    /// Where the columns stand in a row.
    columns: Vec<usize>,
    names: Vec<Numbers>,
    /// For each column and name its place in `parents`.
    places: Vec<Vec<u32>>,
    parents: Vec<u32>,
    rows: Vec<u32>,
}

impl Owners {
    pub(super) fn new(columns: Vec<usize>) -> Self {
        let rooms = columns.len();
        let names = (0..rooms).map(|_| Numbers::default()).collect();
        Self { columns, names, places: vec![Vec::new(); rooms], ..Self::default() }
    }

    /// Takes a row. A name that is missing joins nobody.
    pub(super) fn take<'a>(&mut self, value: impl Fn(usize) -> &'a [u8]) {
        let mut first = None;
        for room in 0..self.columns.len() {
            let name = value(self.columns[room]);
            if name.is_empty() {
                continue;
            }
            let (number, new) = self.names[room].of(name);
            if new {
                self.places[room].push(self.parents.len() as u32);
                self.parents.push(self.parents.len() as u32);
            }
            let place = self.places[room][number as usize];
            match first {
                None => first = Some(place),
                Some(first) => self.join(first, place),
            }
        }
        self.rows.push(first.unwrap_or_default());
    }

    fn join(&mut self, one: u32, other: u32) {
        let (one, other) = (self.root(one), self.root(other));
        self.parents[one.max(other) as usize] = one.min(other);
    }

    fn root(&mut self, mut place: u32) -> u32 {
        while self.parents[place as usize] != place {
            let above = self.parents[self.parents[place as usize] as usize];
            self.parents[place as usize] = above;
            place = above;
        }
        place
    }

    /// For every row the number of its owner.
    pub(super) fn finish(mut self) -> Vec<u32> {
        let mut numbers = FxHashMap::default();
        let rows = std::mem::take(&mut self.rows);
        rows.into_iter()
            .map(|place| {
                let next = numbers.len() as u32;
                *numbers.entry(self.root(place)).or_insert(next)
            })
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_joined_by_any_name_are_one_owners() {
        let rows = [["P1", "O1", ""], ["P2", "O2", "H"], ["P1", "O3", "H"], ["P3", "O1", ""], ["O2", "", ""]];
        let mut owners = Owners::new(vec![0, 1, 2]);
        for row in &rows {
            owners.take(|at| row[at].as_bytes());
        }
        assert_eq!(owners.finish(), [0, 0, 0, 0, 1]);
    }
}
