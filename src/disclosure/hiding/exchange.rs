//! Other rows that the tables could just as well be made of: some people outside a secret cell have the codes of one
//! inside it instead. What all tables share stays consistent by itself, so this works where many tables are linked.

use super::blame::Blame;
use crate::disclosure::{
    audit::{Witness, witness::Ask},
    draft::Draft,
    fact::Need,
    reader::Reader,
};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// How many people inside a cell, and how many outside, are looked at.
const INSIDE: usize = 6;
const OUTSIDE: usize = 250;

/// Proposes exchanges for the secrets of one reader.
pub struct Exchange<'a> {
    draft: &'a Draft<'a>,
    blame: &'a Blame<'a>,
    reader: &'a Reader,
    printed: &'a [bool],
    /// For every column the number of its family: what rolls up to what.
    family: Vec<usize>,
}

/// One person outside who could be inside.
struct Step {
    price: u64,
    groups: Vec<u32>,
    moves: Vec<(u32, i64)>,
}

impl<'a> Exchange<'a> {
    /// Prepares for a reader.
    pub fn of(draft: &'a Draft, blame: &'a Blame, reader: &'a Reader, printed: &'a [bool]) -> Self {
        let mut family: Vec<usize> = (0..draft.micro.columns.len()).collect();
        let name = |column: usize| draft.micro.columns[column].name.as_str();
        for finer in 0..family.len() {
            for coarser in 0..family.len() {
                if draft.pack.rolls_up(name(finer), name(coarser)) {
                    let (from, to) = (family[finer], family[coarser]);
                    family.iter_mut().filter(|other| **other == from).for_each(|other| *other = to);
                }
            }
        }
        Self { draft, blame, reader, printed, family }
    }

    /// What to hide so that the asked secret may be so much larger, and the rows that show it.
    pub fn for_ask(&self, ask: Ask, hide: &BTreeSet<u32>) -> Option<(Vec<u32>, Witness)> {
        let target = &self.reader.targets[ask.target as usize];
        let Need::Width(width) = target.need else { return None };
        let cell = self.reader.cell_of[ask.target as usize] as usize;
        let inside = self.draft.cells.atoms.get(cell);
        let outside = self.nearest(inside);
        let mut taken: FxHashMap<u32, i64> = FxHashMap::default();
        let mut broken: BTreeSet<u32> = BTreeSet::new();
        for _ in 0..width {
            let free = |group: &u32| hide.contains(group) || broken.contains(group);
            let pairs = inside.iter().take(INSIDE).flat_map(|&a| outside.iter().map(move |&b| (a, b)));
            let steps = pairs.filter_map(|(a, b)| self.step(cell, a, b, ask.owner, &taken, &free));
            let step = steps.min_by_key(|step| step.price)?;
            step.moves.iter().for_each(|&(unknown, by)| *taken.entry(unknown).or_default() += by);
            broken.extend(step.groups);
        }
        let mut moves: Vec<(u32, i64)> = taken.into_iter().filter(|(_, by)| *by != 0).collect();
        moves.sort_unstable();
        Some((broken.into_iter().collect(), Witness { moves }))
    }

    /// Atoms outside a cell, first those that differ least from one inside it.
    fn nearest(&self, inside: &[u32]) -> Vec<u32> {
        let codes = &self.draft.atoms.codes;
        let like = |atom: u32| {
            let same = codes.iter().filter(|codes| codes[atom as usize] == codes[inside[0] as usize]);
            codes.len() - same.count()
        };
        let mut outside: Vec<(usize, u32)> = (0..self.draft.atoms.len() as u32)
            .filter(|atom| inside.binary_search(atom).is_err())
            .filter(|&atom| self.draft.atoms.count[atom as usize] > 0 && self.is_new(atom))
            .map(|atom| (like(atom), atom))
            .collect();
        outside.sort_unstable();
        outside.truncate(OUTSIDE);
        outside.into_iter().map(|(_, atom)| atom).collect()
    }

    /// Whether no earlier release told of an atom's rows.
    fn is_new(&self, atom: u32) -> bool {
        let atoms = &self.draft.atoms;
        atoms.presences[atoms.presence[atom as usize] as usize] == [atoms.now]
    }

    fn step(
        &self,
        cell: usize,
        inside: u32,
        outside: u32,
        owner: Option<u32>,
        taken: &FxHashMap<u32, i64>,
        free: &dyn Fn(&u32) -> bool,
    ) -> Option<Step> {
        let atoms = &self.draft.atoms;
        let fixed = &self.draft.cells.cells[cell];
        let columns = &self.draft.cells.frames[fixed.frame as usize].columns;
        let touched =
            |column: usize| columns.iter().any(|&fixed| self.family[fixed as usize] == self.family[column]);
        let was: Vec<u32> = atoms.codes.iter().map(|codes| codes[outside as usize]).collect();
        let is: Vec<u32> = (0..was.len())
            .map(|column| if touched(column) { atoms.codes[column][inside as usize] } else { was[column] })
            .collect();
        let presence = atoms.presence[outside as usize];
        let mut moves = Vec::new();
        for space in self.reader.spaces.iter().filter(|space| space.tells(&was)) {
            let (from, to) = (space.unknown(&was, presence)?, space.unknown(&is, presence)?);
            if from != to {
                let unknown = |number: u32| &self.reader.system.unknowns[number as usize];
                let left = unknown(from).truth + taken.get(&from).unwrap_or(&0);
                if left <= unknown(from).lower
                    || [from, to].iter().any(|&one| owner.is_some() && unknown(one).owner == owner)
                {
                    return None;
                }
                moves.extend([(from, -1), (to, 1)]);
            }
        }
        let mut groups = Vec::new();
        let mut price = 0;
        for (number, frame) in self.draft.cells.frames.iter().enumerate() {
            if !frame.columns.iter().any(|&column| was[column as usize] != is[column as usize]) {
                continue;
            }
            for codes in [&was, &is] {
                let Some(group) = self.group(number as u32, codes) else { continue };
                if self.printed[group as usize] && !free(&group) && !groups.contains(&group) {
                    price += self.blame.price(group)?;
                    groups.push(group);
                }
            }
        }
        Some(Step { price, groups, moves })
    }

    fn group(&self, frame: u32, codes: &[u32]) -> Option<u32> {
        let columns = &self.draft.cells.frames[frame as usize].columns;
        let codes: Vec<u32> = columns.iter().map(|&column| codes[column as usize]).collect();
        let cell = self.draft.cells.at(frame, codes, self.draft.atoms.now)?;
        Some(self.draft.merged.of[cell as usize])
    }
}
