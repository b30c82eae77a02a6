//! Tables that perturbed figures leave possible, as hints for the auditor: for every secret cell one part of it lower,
//! and higher, and all else as it is. Where contributors who know their own cases are reckoned with, a part of another
//! contributor as well. Whoever gives hints is not believed: the auditor checks each.

use super::Bounds;
use crate::disclosure::{audit::Witness, cells::BLANK, draft::Draft, reader::Reader};
use std::collections::{BTreeMap, BTreeSet};

/// Atoms that may change together, and by how much: to their least, and to their most.
#[derive(Clone, Default)]
pub struct Part {
    /// To the least.
    pub down: Vec<(u32, i64)>,
    /// To the most.
    pub up: Vec<(u32, i64)>,
}

/// For every atom how far it can move alone between what is told of the cells it is in.
pub fn alone(draft: &Draft, reader: &Reader, printed: &[bool], bounds: &[Bounds]) -> Vec<Part> {
    let mut room = vec![(i64::MIN / 4, i64::MAX / 4); draft.atoms.len()];
    let mut within = |atom: u32, (down, up): (i64, i64)| {
        let room = &mut room[atom as usize];
        *room = (room.0.max(down), room.1.min(up));
    };
    for cell in (0..draft.cells.len()).filter(|&cell| printed[cell]) {
        let (count, (lo, hi)) = (i64::from(draft.figures.count[cell]), bounds[cell]);
        let slack = (lo.map_or(i64::MIN / 4, |lo| lo - count), hi.map_or(i64::MAX / 4, |hi| hi - count));
        draft.cells.atoms.get(cell).iter().for_each(|&atom| within(atom, slack));
    }
    for space in &reader.spaces {
        for (atom, &unknown) in (0u32..).zip(&space.of_atom).filter(|(_, unknown)| **unknown != BLANK) {
            within(atom, (-reader.system.unknowns[(space.first + unknown) as usize].truth, i64::MAX / 4));
        }
    }
    // What is told of no cell need not move far.
    let part = |(atom, (down, up)): (u32, (i64, i64))| Part {
        down: vec![(atom, down.clamp(-FAR, 0))],
        up: vec![(atom, up.clamp(0, FAR))],
    };
    (0u32..).zip(room).map(part).collect()
}

/// Farther than any width asked for.
const FAR: i64 = 1 << 20;

/// The tables for all targets of a reader; `part_of` says which part each atom is in, if any.
pub fn of(draft: &Draft, reader: &Reader, parts: &[Part], part_of: &[u32]) -> Vec<Witness> {
    let owners = draft.alone(&draft.micro.persons);
    let mut used = BTreeSet::new();
    for &cell in &reader.cell_of {
        let mut widths: BTreeMap<u32, (i64, Option<u32>)> = BTreeMap::new();
        for &atom in draft.cells.atoms.get(cell as usize) {
            let part = part_of[atom as usize];
            if part != BLANK {
                let width = widths.entry(part).or_default();
                *width = (width.0 + width_of(&parts[part as usize], atom), owners[atom as usize]);
            }
        }
        let best = |apart: Option<u32>| {
            let of_others = widths.iter().filter(|(_, (_, owner))| apart.is_none() || *owner != apart);
            of_others.max_by_key(|(_, (width, _))| *width)
        };
        if let Some((&first, &(_, owner))) = best(None) {
            used.insert(first);
            used.extend(owner.and_then(|owner| best(Some(owner))).map(|(part, _)| *part));
        }
    }
    let tables = used.iter().flat_map(|&part| [&parts[part as usize].down, &parts[part as usize].up]);
    tables.map(|moves| witness(reader, moves)).filter(|witness| !witness.moves.is_empty()).collect()
}

/// By how much an atom's share of its part may vary.
fn width_of(part: &Part, atom: u32) -> i64 {
    let by = |moves: &[(u32, i64)]| moves.iter().find(|step| step.0 == atom).map_or(0, |step| step.1);
    by(&part.up) - by(&part.down)
}

/// Changed atoms as changes of a reader's unknowns: the atoms themselves, if she tells them apart.
fn witness(reader: &Reader, moves: &[(u32, i64)]) -> Witness {
    let mut by: BTreeMap<u32, i64> = BTreeMap::new();
    if reader.spaces.is_empty() {
        by.extend(moves.iter().copied());
    }
    for space in &reader.spaces {
        for &(atom, step) in moves.iter().filter(|(atom, _)| space.of_atom[*atom as usize] != BLANK) {
            *by.entry(space.first + space.of_atom[atom as usize]).or_default() += step;
        }
    }
    Witness { moves: by.into_iter().filter(|(_, by)| *by != 0).collect() }
}
