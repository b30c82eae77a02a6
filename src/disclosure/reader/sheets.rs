//! The tables a reader has.

use super::super::{
    cells::{Cells, Frame},
    micro::Micro,
    pack::{Pack, Table, Zeros},
};
use std::collections::BTreeSet;

/// One table in one release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sheet {
    /// Every column that some level of it uses.
    pub frame: Frame,
    /// Those columns and all that they roll up to.
    pub closure: Vec<u32>,
    /// Its cells.
    pub cells: Vec<u32>,
    /// Whether a reader may take what is not printed to be at least one.
    pub zeros_shown: bool,
}

/// The tables of a pack in the release now being made.
pub fn sheets(pack: &Pack, micro: &Micro, cells: &Cells) -> Vec<Sheet> {
    pack.tables.iter().zip(&cells.tables).map(|(table, cells)| sheet(pack, micro, table, cells)).collect()
}

fn sheet(pack: &Pack, micro: &Micro, table: &Table, cells: &[u32]) -> Sheet {
    let levels: BTreeSet<&str> = table.dimensions.iter().flatten().flatten().map(String::as_str).collect();
    let numbers = |names: &mut dyn Iterator<Item = &str>| {
        Frame::new(names.filter_map(|name| micro.column(name)).map(|column| column as u32).collect()).columns
    };
    let coarser: Vec<&str> = levels.iter().flat_map(|level| pack.coarser(level)).collect();
    let one_sided = levels.iter().any(|level| pack.rules.homogeneity.iter().any(|column| column == level));
    Sheet {
        frame: Frame::new(numbers(&mut levels.iter().copied())),
        closure: numbers(&mut levels.iter().copied().chain(coarser)),
        cells: cells.to_vec(),
        // A hidden cell of a table that hides zeros too may be one of them.
        zeros_shown: pack.rules.zeros == Zeros::Publish && !one_sided,
    }
}
