//! Prints again what proved needless: each step of widening hid for one secret, and together they hid too much.

use crate::disclosure::{
    audit::Witness,
    draft::Draft,
    fact::{Need, Target},
    reader::Reader,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the tables found so far show of one reader's secrets, as long as nothing more is printed than they leave alone.
pub struct Shown<'a> {
    targets: &'a [Target],
    /// Whether the truth of this table may still differ from ours.
    alive: Vec<bool>,
    /// For every target the tables that move it, and by how much.
    moving: Vec<Vec<(u32, i64)>>,
    /// For every table the contributors whose own figures it moves.
    touched: Vec<FxHashSet<u32>>,
    /// For every group of equal cells the tables that change it.
    changing: FxHashMap<u32, Vec<u32>>,
}

impl<'a> Shown<'a> {
    /// Lays out what tables show.
    pub fn of(draft: &Draft, reader: &'a Reader, witnesses: &[Witness]) -> Self {
        let mut by_unknown: FxHashMap<u32, Vec<(u32, i64)>> = FxHashMap::default();
        let mut touched = vec![FxHashSet::default(); witnesses.len()];
        for (number, witness) in witnesses.iter().enumerate() {
            for &(unknown, by) in &witness.moves {
                by_unknown.entry(unknown).or_default().push((number as u32, by));
                touched[number].extend(reader.system.unknowns[unknown as usize].owner);
            }
        }
        let moving = reader.targets.iter().map(|target| moves(&target.terms, &by_unknown)).collect();
        let mut changing: FxHashMap<u32, Vec<u32>> = FxHashMap::default();
        for (cell, terms) in &reader.hidden {
            let tables = moves(terms, &by_unknown).into_iter().map(|(number, _)| number);
            changing.entry(draft.merged.of[*cell as usize]).or_default().extend(tables);
        }
        Self { targets: &reader.targets, alive: vec![true; witnesses.len()], moving, touched, changing }
    }

    /// Prints a group again if every secret keeps enough tables; says whether it did.
    pub fn print(&mut self, group: u32) -> bool {
        let Some(lost) = self.changing.get(&group) else { return true };
        let lost: Vec<u32> = lost.iter().copied().filter(|&table| self.alive[table as usize]).collect();
        lost.iter().for_each(|&table| self.alive[table as usize] = false);
        let lost: FxHashSet<u32> = lost.into_iter().collect();
        let concerned = |target: &usize| self.moving[*target].iter().any(|(table, _)| lost.contains(table));
        let holds = (0..self.targets.len()).filter(concerned).all(|target| self.is_safe(target));
        if !holds {
            lost.iter().for_each(|&table| self.alive[table as usize] = true);
        }
        holds
    }

    /// Whether the tables left show a secret safe from readers and from every contributor some of them move.
    fn is_safe(&self, target: usize) -> bool {
        let left: Vec<(u32, i64)> =
            self.moving[target].iter().copied().filter(|(table, _)| self.alive[*table as usize]).collect();
        let touched: FxHashSet<u32> =
            left.iter().flat_map(|(table, _)| &self.touched[*table as usize]).copied().collect();
        let untouched = |owner: Option<u32>| {
            let leaves =
                |table: &u32| owner.is_none_or(|owner| !self.touched[*table as usize].contains(&owner));
            let by = || left.iter().filter(|(table, _)| leaves(table)).map(|&(_, by)| by);
            let (below, above) = (-by().min().unwrap_or(0).min(0), by().max().unwrap_or(0).max(0));
            self.targets[target].need.is_met(below, above)
        };
        self.targets[target].need == Need::NotExact
            || (untouched(None) && touched.into_iter().all(|owner| untouched(Some(owner))))
    }
}

/// How much each table moves a sum.
fn moves(terms: &[(u32, i64)], by_unknown: &FxHashMap<u32, Vec<(u32, i64)>>) -> Vec<(u32, i64)> {
    let mut sums: FxHashMap<u32, i64> = FxHashMap::default();
    for (unknown, times) in terms {
        for (table, by) in by_unknown.get(unknown).into_iter().flatten() {
            *sums.entry(*table).or_default() += times * by;
        }
    }
    let mut sums: Vec<(u32, i64)> = sums.into_iter().filter(|(_, by)| *by != 0).collect();
    sums.sort_unstable();
    sums
}
