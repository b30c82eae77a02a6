//! Cells of the same atoms are one.

use super::Cells;
use rustc_hash::FxHashMap;

/// Which cells add up the same atoms.
#[derive(Clone, Debug, Default)]
pub struct Merged {
    /// For every cell the number of its group.
    pub of: Vec<u32>,
    /// For every group its cells.
    pub cells: Vec<Vec<u32>>,
}

impl Merged {
    /// Groups the cells.
    pub fn of(cells: &Cells) -> Self {
        let mut groups: FxHashMap<&[u32], u32> = FxHashMap::default();
        let mut merged = Self::default();
        for cell in 0..cells.len() {
            let next = merged.cells.len() as u32;
            let group = *groups.entry(cells.atoms.get(cell)).or_insert(next);
            if group == next {
                merged.cells.push(Vec::new());
            }
            merged.cells[group as usize].push(cell as u32);
            merged.of.push(group);
        }
        merged
    }

    /// How many groups there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }

    /// The atoms of a group.
    pub fn atoms<'a>(&self, group: usize, cells: &'a Cells) -> &'a [u32] {
        cells.atoms.get(self.cells[group][0] as usize)
    }
}
