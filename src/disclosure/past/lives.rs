//! Finds every case again in the releases it is in.
//!
//! A named case is found by the keyed hash of its name, whatever became of its codes. Where the data names no cases,
//! the rows of one contributor are matched as a multiset: first those with the same codes, then those whose codes
//! differ only in columns that a code list may have redrawn.

use super::classes::Classes;
use crate::disclosure::{
    cells::BLANK,
    ledger::{Name, Snapshot},
};
use rustc_hash::FxHashMap;

/// No row.
pub const NONE: u32 = u32::MAX;

/// The cases of all releases, those of the present one first and in its order.
#[derive(Clone, Debug, Default)]
pub struct Lives {
    /// For every release and case its row there, or [`NONE`].
    pub at: Vec<Vec<u32>>,
}

/// How far a row and a case agree.
#[derive(Clone, Copy, PartialEq)]
enum Agree {
    /// In every column that both have a code in.
    Wholly,
    /// In every such column that no finer one rolls up to.
    Finely,
    /// By name.
    Named,
}

struct Search<'a> {
    classes: &'a Classes,
    at: Vec<Vec<u32>>,
    /// For every column, every case's last known code.
    latest: Vec<Vec<u32>>,
    known: FxHashMap<Name, Vec<u32>>,
    cases: u32,
}

impl Lives {
    pub fn of(snapshots: &[&Snapshot], classes: &Classes) -> Self {
        let latest = vec![Vec::new(); classes.names.len()];
        let mut search = Search { classes, at: Vec::new(), latest, known: FxHashMap::default(), cases: 0 };
        for (release, snapshot) in snapshots.iter().enumerate() {
            search.take(release, snapshot);
        }
        search.finish()
    }

    /// How many cases there are.
    pub fn len(&self) -> usize {
        self.at.last().map_or(0, Vec::len)
    }

    /// The case's row in a release.
    pub fn row(&self, release: usize, case: usize) -> Option<usize> {
        let row = self.at[release][case];
        (row != NONE).then_some(row as usize)
    }

    /// The releases that a case is in.
    pub fn releases(&self, case: usize) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.at.len()).filter(move |release| self.at[*release][case] != NONE)
    }

    /// A case's code in a column, in a release; [`BLANK`] if it is not there or the column is not.
    pub fn code(&self, classes: &Classes, release: usize, column: usize, case: usize) -> u32 {
        match (&classes.rows[release][column], self.row(release, case)) {
            (Some(rows), Some(row)) => rows[row],
            _ => BLANK,
        }
    }
}

impl Search<'_> {
    fn take(&mut self, release: usize, snapshot: &Snapshot) {
        let named = !snapshot.cases.is_empty();
        let names = if named { &snapshot.cases } else { &snapshot.persons };
        let mut rows: Vec<u32> = (0..names.len() as u32).collect();
        rows.sort_unstable_by_key(|row| (names[*row as usize], *row));
        let mut at = vec![NONE; self.cases as usize];
        for rows in rows.chunk_by(|a, b| names[*a as usize] == names[*b as usize]) {
            let name = names[rows[0] as usize];
            let known = self.known.remove(&name).unwrap_or_default();
            let found = self.pair(release, rows, &known, named);
            let known = self.known.entry(name).or_insert(known);
            for (row, case) in rows.iter().zip(found) {
                match case {
                    NONE => {
                        known.push(self.cases);
                        self.cases += 1;
                        at.push(*row);
                    }
                    case => at[case as usize] = *row,
                }
            }
        }
        self.remember(release, &at);
        self.at.push(at);
    }

    /// For every row its case among the known ones, or [`NONE`].
    fn pair(&self, release: usize, rows: &[u32], known: &[u32], named: bool) -> Vec<u32> {
        let mut found = vec![NONE; rows.len()];
        if known.is_empty() {
            return found;
        }
        if named && rows.len() == 1 && known.len() == 1 {
            return known.to_vec();
        }
        let mut free = self.pair_same(release, rows, known, &mut found);
        let passes: &[Agree] = match named {
            true => &[Agree::Wholly, Agree::Finely, Agree::Named],
            false => &[Agree::Wholly, Agree::Finely],
        };
        for agree in passes {
            for (row, found) in rows.iter().zip(&mut found).filter(|(_, found)| **found == NONE) {
                let fits = |case: &u32| self.agree(release, *row, *case, *agree);
                if let Some(place) = free.iter().position(fits) {
                    *found = free.remove(place);
                }
            }
        }
        found
    }

    /// Pairs rows with cases of exactly the same codes, in linear time; gives the cases left over.
    fn pair_same(&self, release: usize, rows: &[u32], known: &[u32], found: &mut [u32]) -> Vec<u32> {
        let columns = || self.classes.rows[release].iter().zip(&self.latest);
        let mut same: FxHashMap<Vec<u32>, Vec<u32>> = FxHashMap::default();
        for case in known.iter().rev() {
            let codes =
                columns().filter(|(rows, _)| rows.is_some()).map(|(_, latest)| latest[*case as usize]);
            same.entry(codes.collect()).or_default().push(*case);
        }
        for (row, found) in rows.iter().zip(found) {
            let codes: Vec<u32> =
                columns().filter_map(|(rows, _)| rows.as_ref()).map(|rows| rows[*row as usize]).collect();
            *found = same.get_mut(&codes).and_then(Vec::pop).unwrap_or(NONE);
        }
        let mut free: Vec<u32> = same.into_values().flatten().collect();
        free.sort_unstable();
        free
    }

    fn agree(&self, release: usize, row: u32, case: u32, agree: Agree) -> bool {
        let columns = self.classes.rows[release].iter().zip(&self.latest).zip(&self.classes.finer);
        let mut compared =
            columns.filter(|(_, finer)| agree == Agree::Wholly || finer.is_empty()).map(|(codes, _)| codes);
        agree == Agree::Named
            || compared.all(|(rows, latest)| {
                let code = rows.as_ref().map_or(BLANK, |rows| rows[row as usize]);
                let last = latest[case as usize];
                code == BLANK || last == BLANK || code == last
            })
    }

    fn remember(&mut self, release: usize, at: &[u32]) {
        for (latest, rows) in self.latest.iter_mut().zip(&self.classes.rows[release]) {
            latest.resize(at.len(), BLANK);
            let Some(rows) = rows else { continue };
            for (latest, row) in latest.iter_mut().zip(at).filter(|(_, row)| **row != NONE) {
                *latest = rows[*row as usize];
            }
        }
    }

    /// Numbers the present cases by their rows, and the others behind them.
    fn finish(mut self) -> Lives {
        let cases = self.cases as usize;
        self.at.iter_mut().for_each(|at| at.resize(cases, NONE));
        let Some(present) = self.at.last() else { return Lives::default() };
        let mut order: Vec<usize> = (0..cases).collect();
        order.sort_by_key(|case| present[*case]);
        let at = self.at.iter().map(|at| order.iter().map(|case| at[*case]).collect()).collect();
        Lives { at }
    }
}
