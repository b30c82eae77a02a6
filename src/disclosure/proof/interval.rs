//! What remains possible of a hidden cell: the least and the most that some whole table shows.

use crate::disclosure::{audit::Audit, fact::Fact, reader::Reader};
use num_rational::BigRational;
use num_traits::ToPrimitive;
use rustc_hash::FxHashMap;
use serde::Serialize;

/// Values shown to be possible. A reader's own interval is at least this wide.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The least, in the smallest unit.
    pub lowest: f64,
    /// The most.
    pub highest: f64,
    /// Whether nothing outside is possible.
    pub exact: bool,
}

/// For every hidden cell of a reader, by its place in [`Reader::hidden`], what some table shows.
pub fn of_hidden(reader: &Reader, audit: &Audit) -> Vec<Interval> {
    let mut moved: FxHashMap<u32, Vec<(u32, i64)>> = FxHashMap::default();
    for (number, witness) in audit.witnesses.iter().enumerate() {
        for &(unknown, by) in &witness.moves {
            moved.entry(unknown).or_default().push((number as u32, by));
        }
    }
    let found: FxHashMap<u32, usize> =
        reader.cell_of.iter().enumerate().map(|(target, &cell)| (cell, target)).collect();
    let of_cell = |(cell, terms): &(u32, Vec<(u32, i64)>)| {
        let truth: i64 = Fact::value(terms, &reader.system.unknowns);
        let (down, up) = range(terms, &moved);
        let mut interval =
            Interval { lowest: (truth + down) as f64, highest: (truth + up) as f64, exact: false };
        if let Some(finding) = found.get(cell).map(|&target| &audit.findings[target]) {
            let value = |bound: &Option<BigRational>| bound.as_ref().and_then(ToPrimitive::to_f64);
            interval.lowest = value(&finding.lo).unwrap_or(interval.lowest).min(interval.lowest);
            interval.highest = value(&finding.hi).unwrap_or(interval.highest).max(interval.highest);
            interval.exact = finding.exact_bounds;
        }
        interval
    };
    reader.hidden.iter().map(of_cell).collect()
}

/// How far below and above the truth some witness has a sum.
fn range(terms: &[(u32, i64)], moved: &FxHashMap<u32, Vec<(u32, i64)>>) -> (i64, i64) {
    let mut by_witness: FxHashMap<u32, i64> = FxHashMap::default();
    for &(unknown, times) in terms {
        for &(witness, by) in moved.get(&unknown).into_iter().flatten() {
            *by_witness.entry(witness).or_default() += times * by;
        }
    }
    let by = || by_witness.values().copied();
    (by().min().unwrap_or(0).min(0), by().max().unwrap_or(0).max(0))
}
