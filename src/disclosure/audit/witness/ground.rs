//! A system as those need it who ask which facts a table would break, and what hiding them costs.

use super::live::{Room, rooms};
use super::mend::NEVER;
use crate::disclosure::fact::{System, Target};
use std::collections::BTreeMap;

/// The system, by unknown.
pub(super) struct Ground<'a> {
    pub system: &'a System,
    pub targets: &'a [Target],
    /// Per fact what hiding it costs; nothing once it is hidden.
    pub price: Vec<u64>,
    /// Per unknown, how far it may move.
    pub room: Vec<Room>,
    /// Per fact, how far it may move.
    pub slack: Vec<Room>,
    /// Per unknown, the facts it stands in and how often.
    pub facts: Vec<Vec<(u32, i64)>>,
    /// Per unknown, the targets it stands in and how often.
    pub aims: Vec<Vec<(u32, i64)>>,
}

impl<'a> Ground<'a> {
    pub fn new(system: &'a System, targets: &'a [Target], price: &[u64]) -> Self {
        let price = price.iter().map(|&price| price.min(NEVER)).collect();
        let (room, slack) = rooms(system);
        let facts = by_unknown(room.len(), system.facts.iter().map(|fact| fact.terms.as_slice()));
        let aims = by_unknown(room.len(), targets.iter().map(|target| target.terms.as_slice()));
        Self { system, targets, price, room, slack, facts, aims }
    }

    /// The facts a table breaks that are not hidden.
    pub fn broken(&self, moves: &[(u32, i64)]) -> Vec<u32> {
        let sums = sums(&self.facts, moves).into_iter();
        let breaks = sums.filter(|&(fact, sum)| {
            let (lower, upper) = self.slack[fact as usize];
            self.price[fact as usize] > 0 && (sum < lower || sum > upper)
        });
        breaks.map(|one| one.0).collect()
    }

    /// The targets a table changes, and by how much.
    pub fn aimed(&self, moves: &[(u32, i64)]) -> BTreeMap<u32, i64> {
        sums(&self.aims, moves)
    }

    /// Who has figures that a table changes.
    pub fn touches(&self, moves: &[(u32, i64)], owner: u32) -> bool {
        moves.iter().any(|one| self.system.unknowns[one.0 as usize].owner == Some(owner))
    }

    /// Whether a figure is an owner's own.
    pub fn is_hers(&self, unknown: u32, owner: Option<u32>) -> bool {
        owner.is_some() && self.system.unknowns[unknown as usize].owner == owner
    }
}

fn by_unknown<'a>(unknowns: usize, all: impl Iterator<Item = &'a [(u32, i64)]>) -> Vec<Vec<(u32, i64)>> {
    let mut by_unknown = vec![Vec::new(); unknowns];
    for (at, terms) in all.enumerate() {
        terms.iter().for_each(|&(unknown, c)| by_unknown[unknown as usize].push((at as u32, c)));
    }
    by_unknown
}

fn sums(inside: &[Vec<(u32, i64)>], moves: &[(u32, i64)]) -> BTreeMap<u32, i64> {
    let mut sums = BTreeMap::new();
    for &(unknown, change) in moves {
        for &(at, coefficient) in &inside[unknown as usize] {
            *sums.entry(at).or_default() += change * coefficient;
        }
    }
    sums
}
