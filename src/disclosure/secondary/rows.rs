//! Atoms enough: a choice of atoms on which every cell that depends on others still does, and no other. A pack of
//! linked tables over 97,000 atoms has some 1,900 independent ones.

use super::{Basis, from_i64};
use crate::disclosure::cells::Sums;

/// The cells cut down to the chosen atoms, renumbered in their order.
pub struct Cut {
    /// How many atoms were chosen.
    pub atoms: usize,
    /// For every cell its chosen atoms.
    pub cells: Sums,
    /// For every further combination its chosen atoms.
    pub more: Vec<Vec<(u32, i64)>>,
}

/// Chooses atoms whose rows span the rows of all: what is a combination of cells there is one everywhere.
pub fn enough(atoms: usize, cells: &Sums, more: &[Vec<(u32, i64)>]) -> Cut {
    let columns = cells.len() + more.len();
    let rows = cells.turned(atoms);
    let mut extra = vec![Vec::new(); atoms];
    for (number, terms) in more.iter().enumerate() {
        let column = (cells.len() + number) as u32;
        terms.iter().for_each(|&(atom, value)| extra[atom as usize].push((column, from_i64(value))));
    }
    let width = |column: u32| match (column as usize).checked_sub(cells.len()) {
        None => cells.get(column as usize).len(),
        Some(number) => more[number].len(),
    };
    let mut basis = Basis::new(columns);
    let mut place = vec![u32::MAX; atoms];
    for atom in 0..atoms {
        let row = rows.get(atom).iter().map(|&column| (column, 1)).chain(extra[atom].iter().copied());
        let left = basis.reduce(row);
        if let Some(narrowest) = (0..left.len()).min_by_key(|&place| width(left[place].0)) {
            place[atom] = basis.rank() as u32;
            basis.insert(left, narrowest);
        }
    }
    let mut cut = Cut { atoms: basis.rank(), cells: Sums::default(), more: Vec::new() };
    let kept = |atom: u32| place[atom as usize];
    let mut list = Vec::new();
    for cell in 0..cells.len() {
        list.clear();
        list.extend(cells.get(cell).iter().map(|&atom| kept(atom)).filter(|&atom| atom != u32::MAX));
        cut.cells.push(&list);
    }
    let keep = |&(atom, value): &(u32, i64)| Some((kept(atom), value)).filter(|(atom, _)| *atom != u32::MAX);
    cut.more = more.iter().map(|terms| terms.iter().filter_map(keep).collect()).collect();
    cut
}
