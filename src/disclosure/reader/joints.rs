//! What joins tables: a margin that two of them share is the same figure in both. Here a pack is closed over the public
//! code lists: a kommun of the one table lies in a län of the other.

use super::{
    super::{
        atoms::Atoms,
        cells::{BLANK, Frame},
        fact::{Fact, System},
        micro::Micro,
    },
    JOINT, Space,
};
use std::collections::BTreeMap;

/// Adds "this margin here is that margin there" for every two spaces, at the finest columns they share.
pub fn join(system: &mut System, micro: &Micro, atoms: &Atoms, spaces: &[Space]) {
    let mut sharing: BTreeMap<Vec<u32>, Vec<usize>> = BTreeMap::new();
    for (number, space) in spaces.iter().enumerate() {
        for other in &spaces[number + 1..] {
            sharing.entry(shared(space, other)).or_default();
        }
    }
    for (columns, with) in &mut sharing {
        let has = |space: &Space| columns.iter().all(|column| space.closure.contains(column));
        with.extend((0..spaces.len()).filter(|&space| has(&spaces[space])));
    }
    for (columns, with) in sharing {
        let margins = margins(Frame::new(columns), micro, atoms);
        for pair in with.windows(2) {
            let (mut one, mut other) = (spaces[pair[0]].adder(), spaces[pair[1]].adder());
            for margin in &margins {
                let mut terms = one.add(margin, 1);
                terms.extend(other.add(margin, -1));
                terms.sort_unstable();
                system.facts.push(Fact { terms, lo: Some(0), hi: Some(0), said: JOINT });
            }
        }
    }
}

fn shared(one: &Space, other: &Space) -> Vec<u32> {
    one.closure.iter().filter(|column| other.closure.contains(column)).copied().collect()
}

/// The atoms of every margin, apart for every set of releases that saw them. Atoms that say nothing about a column of
/// some table are in none: an empty cell of one table is joined to no other.
fn margins(frame: Frame, micro: &Micro, atoms: &Atoms) -> Vec<Vec<u32>> {
    let (of_atom, _) = frame.group(micro, atoms);
    let mut margins: BTreeMap<(u32, u32), Vec<u32>> = BTreeMap::new();
    for (atom, group) in of_atom.into_iter().enumerate().filter(|(_, group)| *group != BLANK) {
        margins.entry((group, atoms.presence[atom])).or_default().push(atom as u32);
    }
    margins.into_values().collect()
}
