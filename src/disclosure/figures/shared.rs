//! Who has several rows: the only ones that make persons differ from rows.

use super::super::{
    atoms::Atoms,
    cells::{BLANK, Cells},
};
use std::ops::Range;

/// The rows of contributors who have more than one, contributor by contributor.
pub(in crate::disclosure) struct Shared {
    rows: Vec<u32>,
    starts: Vec<u32>,
}

impl Shared {
    /// Finds them, `of_row` giving each row's contributor.
    pub fn of(of_row: &[u32]) -> Self {
        let most = of_row.iter().max().map_or(0, |&most| most as usize + 1);
        let mut sizes = vec![0u32; most];
        of_row.iter().for_each(|&one| sizes[one as usize] += 1);
        let (mut next, mut starts, mut end) = (vec![BLANK; most], Vec::new(), 0);
        for (place, &size) in next.iter_mut().zip(&sizes).filter(|(_, size)| **size > 1) {
            *place = end;
            starts.push(end);
            end += size;
        }
        starts.push(end);
        let mut rows = vec![0; end as usize];
        for (row, &one) in of_row.iter().enumerate() {
            let place = &mut next[one as usize];
            if *place != BLANK {
                rows[*place as usize] = row as u32;
                *place += 1;
            }
        }
        Self { rows, starts }
    }

    /// Whether every row has its own contributor.
    pub fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// Takes one from a group for every row beyond a contributor's first there, which leaves the contributors.
    pub fn take_repeats(&self, of_atom: &[u32], atoms: &Atoms, groups: &mut [u32]) {
        let mut last = vec![BLANK; groups.len()];
        for (contributor, ends) in self.starts.windows(2).enumerate() {
            for &row in &self.rows[ends[0] as usize..ends[1] as usize] {
                let group = of_atom[atoms.of_row[row as usize] as usize];
                if group == BLANK {
                    continue;
                }
                if last[group as usize] == contributor as u32 {
                    groups[group as usize] -= 1;
                }
                last[group as usize] = contributor as u32;
            }
        }
    }
}

/// For every atom the group of its cell in a block of cells that share no atom, [`BLANK`] for none.
pub(in crate::disclosure) fn groups(
    block: Range<usize>,
    cells: &Cells,
    atoms: usize,
    group: impl Fn(usize) -> usize,
) -> Vec<u32> {
    let mut of_atom = vec![BLANK; atoms];
    for cell in block {
        let group = group(cell) as u32;
        cells.atoms.get(cell).iter().for_each(|&atom| of_atom[atom as usize] = group);
    }
    of_atom
}
