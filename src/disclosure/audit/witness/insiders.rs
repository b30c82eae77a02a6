//! A contributor who alone stands behind a figure knows it. A target is safe from her if it moves far enough while
//! all that is hers stands still; no pair of tables need do for every contributor, but each needs one.

use super::Witness;
use super::best::Best;
use super::cluster::Cluster;
use super::hints::Hints;
use super::live::Live;
use crate::disclosure::fact::{System, Target};
use std::collections::BTreeSet;
use std::sync::Arc;

/// How many unknowns a neighbourhood has, one attempt after the other, and how many coefficients a climb looks at.
const ATTEMPTS: [(usize, usize); 3] = [(60, 50_000), (250, 200_000), (1000, 300_000)];

/// Whose knowledge is tried.
pub(super) struct Insiders<'a> {
    pub system: &'a System,
    pub targets: &'a [Target],
    pub live: &'a Live,
    pub hints: &'a Hints,
}

impl Insiders<'_> {
    /// Gathers pairs beside the first until no contributor's figures are in all of them, as far as they are found.
    pub fn guard(&self, target: u32, first: &Best) -> Vec<Best> {
        let mut pairs = Vec::new();
        let mut knowing = self.owners(first);
        if let Some(owner) = sole_owner(self.system, &self.targets[target as usize]) {
            knowing.remove(&owner);
        }
        if knowing.is_empty() {
            return pairs;
        }
        if let Some(pair) = self.pair(target, &knowing) {
            return vec![pair];
        }
        while let Some(owner) = knowing.pop_first() {
            if let Some(pair) = self.pair(target, &BTreeSet::from([owner])) {
                let owners = self.owners(&pair);
                knowing.retain(|owner| owners.contains(owner));
                pairs.push(pair);
            }
        }
        pairs
    }

    fn owners(&self, pair: &Best) -> BTreeSet<u32> {
        owners(self.system, [&pair.low.witness, &pair.high.witness].into_iter().flatten().map(Arc::as_ref))
    }

    fn owner(&self, unknown: u32) -> Option<u32> {
        self.system.unknowns[unknown as usize].owner
    }

    /// A pair that leaves what some contributors own as it is.
    fn pair(&self, target: u32, knowing: &BTreeSet<u32>) -> Option<Best> {
        let free = |unknown: &u32| self.owner(*unknown).is_none_or(|owner| !knowing.contains(&owner));
        let need = self.targets[target as usize].need;
        let allowed = |table: &Witness| table.moves.iter().all(|one| free(&one.0));
        let mut best = self.hints.best(target, allowed);
        for (most, effort) in ATTEMPTS {
            if best.meets(need) {
                break;
            }
            let mut near = self.live.around(&self.targets[target as usize], most);
            near.retain(free);
            let settled =
                Cluster::of_one(near, target).settle(self.live, self.targets, vec![best.clone()], effort);
            best = settled.into_iter().next().unwrap_or_default();
        }
        best.meets(need).then_some(best)
    }
}

/// Who has figures that change in some tables.
pub(super) fn owners<'a>(system: &System, tables: impl Iterator<Item = &'a Witness>) -> BTreeSet<u32> {
    let moves = tables.flat_map(|table| &table.moves);
    moves.filter_map(|&(unknown, _)| system.unknowns[unknown as usize].owner).collect()
}

/// Who owns all of a target: to her it is no secret.
pub(super) fn sole_owner(system: &System, target: &Target) -> Option<u32> {
    let mut owners = target.terms.iter().map(|term| system.unknowns[term.0 as usize].owner);
    let first = owners.next()??;
    owners.all(|owner| owner == Some(first)).then_some(first)
}
