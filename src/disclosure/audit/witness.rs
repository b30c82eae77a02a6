//! Searches for witnesses: whole tables a reader must think possible, in which a figure is far enough from what it
//! is in another. What is found is checked in whole numbers; what is not found may still exist.

mod best;
mod check;
mod climb;
mod cluster;
mod elastic;
mod ground;
mod hints;
mod insiders;
mod kernel;
mod live;
mod mend;
mod moves;
mod nearby;
mod numbering;
mod pattern;
#[cfg(test)]
mod properties;
mod sparse;
mod threads;

use super::super::fact::{System, Target};
use super::super::watch::Watch;
use best::Best;
pub use check::Check;
use cluster::clusters;
use hints::Hints;
use insiders::Insiders;
use live::Live;
pub use mend::{Ask, Mended, NEVER, mend};
use numbering::Numbering;
use threads::on_two;

/// A possible table, as what differs from the truth: unknown and change, in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Witness {
    /// The changes.
    pub moves: Vec<(u32, i64)>,
}

/// Two tables, low and high, by number; `None` is the truth.
pub type Pair = (Option<u32>, Option<u32>);

/// What a search has found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// The tables.
    pub witnesses: Vec<Witness>,
    /// Per target pairs that are far enough apart: the first shows it safe from readers, all of them together from
    /// contributors who know their own figures.
    pub pairs: Vec<Vec<Pair>>,
    /// Targets without a pair.
    pub open: Vec<u32>,
    /// Targets with a pair, but none without the figures of this contributor: target and contributor.
    pub open_insiders: Vec<(u32, u32)>,
}

/// How many unknowns a neighbourhood has at most, round by round, and how many coefficients a climb in it looks at.
const ROUNDS: [(usize, usize); 4] = [(40, 20_000), (150, 100_000), (600, 200_000), (usize::MAX, 300_000)];

/// When so many targets are open and a round settled not one in a hundred, larger neighbourhoods will not help.
const MANY: usize = 200;

/// Looks for a pair of tables for every target and, if asked, for enough pairs that no contributor's figures are in
/// all of them. `hints` are tables found before or by whoever hid the figures; hiding more never breaks one.
pub fn search(
    system: &System,
    targets: &[Target],
    insiders: bool,
    hints: &[Witness],
    watch: &dyn Watch,
) -> Found {
    let hints = Hints::of(system, targets, hints);
    let live = Live::of(system);
    let mut best: Vec<Best> = (0..targets.len() as u32).map(|target| hints.best(target, |_| true)).collect();
    let mut before_that = usize::MAX;
    for (round, (most, effort)) in ROUNDS.into_iter().enumerate() {
        let unmet = |at: &u32| !best[*at as usize].meets(targets[*at as usize].need);
        let open: Vec<u32> = (0..targets.len() as u32).filter(unmet).collect();
        if round >= 2 && open.len() >= MANY && before_that - open.len() <= before_that / 100 {
            break;
        }
        before_that = open.len();
        let clusters = clusters(&live, targets, &open, most);
        let settled = on_two(clusters.len(), watch, |at| {
            let before = clusters[at].targets.iter().map(|&target| best[target as usize].clone()).collect();
            clusters[at].settle(&live, targets, before, effort)
        });
        for (at, settled) in settled {
            for (&target, found) in clusters[at].targets.iter().zip(settled) {
                best[target as usize] = found;
            }
        }
    }
    let pairs = best.into_iter().zip(targets);
    let pairs: Vec<Option<Best>> =
        pairs.map(|(best, target)| best.meets(target.need).then_some(best)).collect();
    let beside = if insiders {
        let insiders = Insiders { system, targets, live: &live, hints: &hints };
        on_two(targets.len(), watch, |at| {
            pairs[at].as_ref().map_or_else(Vec::new, |first| insiders.guard(at as u32, first))
        })
    } else {
        Vec::new()
    };
    let mut numbering = Numbering::new(system, targets);
    for (at, pair) in pairs.iter().enumerate() {
        pair.iter().for_each(|pair| numbering.take(at, pair));
    }
    for (at, pairs) in beside {
        pairs.iter().for_each(|pair| numbering.take(at, pair));
    }
    numbering.found(insiders)
}
