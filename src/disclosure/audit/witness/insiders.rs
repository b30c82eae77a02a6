//! A contributor who alone stands behind a figure knows it. A target is safe from her if it moves far enough while
//! all that is hers stands still; no pair of tables need do for every contributor, but each needs one.

use super::Witness;
use super::best::Best;
use super::cluster::Cluster;
use super::hints::Hints;
use super::live::Live;
use crate::disclosure::fact::{System, Target};
use std::collections::BTreeSet;

/// How many unknowns a neighbourhood has, one attempt after the other, and how many coefficients a climb looks at.
const ATTEMPTS: [(usize, usize); 2] = [(60, 50_000), (250, 200_000)];

/// What is known about a target's safety from contributors.
#[derive(Default)]
pub(super) struct Guarded {
    /// Pairs beside the first.
    pub pairs: Vec<Best>,
    /// Contributors from whom no pair shows it safe.
    pub open: Vec<u32>,
}

/// Whose knowledge is tried.
pub(super) struct Insiders<'a> {
    pub system: &'a System,
    pub targets: &'a [Target],
    pub live: &'a Live,
    pub hints: &'a Hints,
}

impl Insiders<'_> {
    /// Gathers pairs until no contributor's figures are in all of them.
    pub fn guard(&self, target: u32, first: &Best) -> Guarded {
        let mut guarded = Guarded::default();
        let mut knowing = self.owners(first);
        if let Some(owner) = self.sole_owner(target) {
            knowing.remove(&owner);
        }
        if knowing.is_empty() {
            return guarded;
        }
        if let Some(pair) = self.pair(target, &knowing) {
            guarded.pairs.push(pair);
            return guarded;
        }
        while let Some(owner) = knowing.pop_first() {
            match self.pair(target, &BTreeSet::from([owner])) {
                Some(pair) => {
                    let owners = self.owners(&pair);
                    knowing.retain(|owner| owners.contains(owner));
                    guarded.pairs.push(pair);
                }
                None => guarded.open.push(owner),
            }
        }
        guarded
    }

    /// Who has figures in a pair of tables.
    fn owners(&self, pair: &Best) -> BTreeSet<u32> {
        let tables = [&pair.low.witness, &pair.high.witness].into_iter().flatten();
        let moves = tables.flat_map(|table| &table.moves);
        moves.filter_map(|&(unknown, _)| self.system.unknowns[unknown as usize].owner).collect()
    }

    /// Who owns all of a target: to her it is no secret.
    fn sole_owner(&self, target: u32) -> Option<u32> {
        let mut owners = self.targets[target as usize].terms.iter().map(|term| self.owner(term.0));
        let first = owners.next()??;
        owners.all(|owner| owner == Some(first)).then_some(first)
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
