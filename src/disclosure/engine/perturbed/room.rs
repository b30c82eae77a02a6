//! What rounded inner cells leave open: every small one may stand at its least or at its most, whatever the others do.

use super::hints::{self, Part};
use super::inner::Inner;
use crate::disclosure::{audit::Witness, cells::BLANK, draft::Draft, reader::Reader, rounding};

/// What the rounded inner cells leave open.
pub struct Room<'a> {
    pub draft: &'a Draft<'a>,
    pub inner: &'a Inner,
    /// What each inner cell became.
    pub shown: &'a [u32],
    pub base: u32,
}

impl Room<'_> {
    /// For every inner cell its atoms, as a sum: several where some of its rows were published before.
    pub fn parts(&self) -> Vec<Vec<(u32, i64)>> {
        let mut parts = vec![Vec::new(); self.shown.len()];
        for (atom, &inner) in self.inner.of_atom.iter().enumerate().filter(|(_, inner)| **inner != BLANK) {
            parts[inner as usize].push((atom as u32, 1));
        }
        parts
    }

    /// Tables over a reader's unknowns.
    pub fn hints(&self, reader: &Reader, knows: rounding::Reader) -> Vec<Witness> {
        let (least, most) = (self.table(knows, |room| room.0), self.table(knows, |room| room.1));
        let mut part_of = self.inner.of_atom.clone();
        let mut parts = vec![Part::default(); self.shown.len()];
        for (atom, part) in part_of.iter_mut().enumerate() {
            let may_hold_some = knows == rounding::Reader::CodeLists && self.draft.atoms.count[atom] == 0;
            if *part == BLANK && may_hold_some {
                *part = parts.len() as u32;
                parts.push(Part::default());
            }
            if let Some(part) = parts.get_mut(*part as usize) {
                part.down.push((atom as u32, least[atom]));
                part.up.push((atom as u32, most[atom]));
            }
        }
        hints::of(self.draft, reader, &parts, &part_of)
    }

    /// What every atom may differ by, all at once. Of an inner cell with several atoms the one in most releases takes it
    /// all, so that it may stand at the same in all of them.
    fn table(&self, knows: rounding::Reader, end: impl Fn((u32, u32)) -> u32) -> Vec<i64> {
        let atoms = &self.draft.atoms;
        let mut by = vec![0; atoms.len()];
        for (parts, (&count, &shown)) in self.parts().iter().zip(self.inner.counts.iter().zip(self.shown)) {
            let Some(room) = rounding::inner_bounds(self.base, shown, knows) else { continue };
            if room == (count, count) {
                continue;
            }
            let releases = |atom: &u32| atoms.presences[atoms.presence[*atom as usize] as usize].len();
            let keeps = parts.iter().map(|part| part.0).max_by_key(releases);
            for &(atom, _) in parts {
                let to = if Some(atom) == keeps { i64::from(end(room)) } else { 0 };
                by[atom as usize] = to - i64::from(atoms.count[atom as usize]);
            }
        }
        if knows == rounding::Reader::CodeLists {
            let empty = (0..atoms.len()).filter(|&atom| atoms.count[atom] == 0);
            empty.for_each(|atom| by[atom] = i64::from(end((0, self.base - 1))));
        }
        by
    }
}
