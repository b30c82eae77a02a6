//! How much is too much: beyond it nobody reads the tables, and the proof would not end.

use crate::disclosure::pack::{Pack, Table};
use rustc_hash::FxHashMap;

/// The most codes a classifying column may have.
pub const MOST_CODES: usize = 100_000;

/// The most cells all tables of a pack may have together.
pub const MOST_CELLS: usize = 2_000_000;

/// How many cells the pack's tables have when the columns have so many codes. Saturates.
pub(super) fn cells(pack: &Pack, codes: &FxHashMap<&str, usize>) -> usize {
    pack.tables.iter().fold(0, |sum, table| sum.saturating_add(of_table(table, codes)))
}

fn of_table(table: &Table, codes: &FxHashMap<&str, usize>) -> usize {
    let level = |level: &Option<String>| match level {
        None => 1,
        Some(column) => codes.get(column.as_str()).copied().unwrap_or(0),
    };
    table
        .dimensions
        .iter()
        .map(|levels| levels.iter().map(level).sum::<usize>())
        .fold(1, |product: usize, levels| product.saturating_mul(levels))
}
