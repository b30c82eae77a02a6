//! The inner cells of a rounded release: combinations of all the pack's columns, and what earlier releases of the
//! series made of them.

use super::Refused;
use crate::disclosure::{cells::BLANK, draft::Draft, ledger::Rounded, micro::Micro, past::Past};
use rustc_hash::{FxHashMap, FxHashSet};

/// The inner cells of the release now being made.
pub struct Inner {
    /// For every atom its inner cell; [`BLANK`] for one that holds no present row.
    pub of_atom: Vec<u32>,
    /// For every inner cell its count.
    pub counts: Vec<u32>,
    /// For every inner cell its codes, one a column of the present rows.
    pub codes: Vec<Vec<u32>>,
    /// For every inner cell its tie-break: the sum of its rows' keys.
    pub ties: Vec<u64>,
}

impl Inner {
    /// The combinations of the present rows, which are the draft's first.
    pub fn of(draft: &Draft, micro: &Micro, keys: &[u64]) -> Self {
        let mut numbers: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let of_atom = vec![BLANK; draft.atoms.len()];
        let mut inner = Self { of_atom, counts: vec![], codes: vec![], ties: vec![] };
        for (row, key) in keys.iter().enumerate().take(micro.len()) {
            let codes: Vec<u32> = micro.columns.iter().map(|column| column.rows[row]).collect();
            let next = inner.counts.len() as u32;
            let number = *numbers.entry(codes).or_insert(next);
            if number == next {
                inner.codes.push(micro.columns.iter().map(|column| column.rows[row]).collect());
                inner.counts.push(0);
                inner.ties.push(0);
            }
            inner.of_atom[draft.atoms.of_row[row] as usize] = number;
            inner.counts[number as usize] += 1;
            let tie = &mut inner.ties[number as usize];
            *tie = tie.wrapping_add(*key);
        }
        inner
    }

    /// The inner cells of a cell, sorted.
    pub fn of_cell(&self, draft: &Draft, cell: usize) -> Vec<u32> {
        let atoms = draft.cells.atoms.get(cell).iter();
        let mut members: Vec<u32> =
            atoms.map(|&atom| self.of_atom[atom as usize]).filter(|&inner| inner != BLANK).collect();
        members.sort_unstable();
        members.dedup();
        members
    }

    /// What earlier releases of the series made of each; 0 too where they had all its codes and yet nobody.
    pub fn fixed(&self, micro: &Micro, past: Option<&Past>, base: u32) -> Result<Vec<Option<u32>>, Refused> {
        let mut fixed = vec![None; self.counts.len()];
        for rounded in past.iter().flat_map(|past| &past.rounded) {
            let order = order(micro, rounded, base)?;
            let cells: FxHashMap<&[String], u32> =
                rounded.cells.iter().map(|(codes, shown)| (codes.as_slice(), *shown)).collect();
            let known: Vec<FxHashSet<&str>> = (0..order.len())
                .map(|place| rounded.cells.iter().map(|(codes, _)| codes[place].as_str()).collect())
                .collect();
            for (codes, fixed) in self.codes.iter().zip(&mut fixed) {
                let named: Vec<String> = order
                    .iter()
                    .map(|&column| micro.columns[column].codes[codes[column] as usize].clone())
                    .collect();
                let all_known = named.iter().zip(&known).all(|(code, known)| known.contains(code.as_str()));
                let then = cells.get(named.as_slice()).copied();
                *fixed = then.or(all_known.then_some(0)).or(*fixed);
            }
        }
        Ok(fixed)
    }

    /// For the ledger.
    pub fn rounded(&self, micro: &Micro, base: u32, shown: &[u32]) -> Rounded {
        let code = |(column, &code): (usize, &u32)| micro.columns[column].codes[code as usize].clone();
        let named = |codes: &Vec<u32>| codes.iter().enumerate().map(code).collect();
        Rounded {
            base,
            columns: micro.columns.iter().map(|column| column.name.clone()).collect(),
            cells: self.codes.iter().map(named).zip(shown.iter().copied()).collect(),
        }
    }
}

/// For every column of an earlier release its number now.
fn order(micro: &Micro, rounded: &Rounded, base: u32) -> Result<Vec<usize>, Refused> {
    let order: Option<Vec<usize>> = rounded.columns.iter().map(|name| micro.column(name)).collect();
    match order {
        Some(order) if order.len() == micro.columns.len() && rounded.base == base => Ok(order),
        _ => Err(Refused::Past(format!(
            "this series was rounded to {} over the columns {}: with another base or other columns its tables would not \
             agree with those published; use the same, or name a new series for new cases",
            rounded.base,
            rounded.columns.join(", ")
        ))),
    }
}
