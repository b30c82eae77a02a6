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
mod pattern;
mod sparse;
mod threads;

use super::super::fact::{System, Target};
use super::super::watch::Watch;
use best::Best;
pub use check::Check;
use cluster::clusters;
use hints::Hints;
use insiders::{Guarded, Insiders};
use live::Live;
pub use mend::{Ask, Mended, NEVER, mend};
use std::collections::HashMap;
use std::sync::Arc;
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
    for (most, effort) in ROUNDS {
        let effort = effort * std::env::var("PAT").map_or(1, |x| x.parse().unwrap());
        let unmet = |at: &u32| !best[*at as usize].meets(targets[*at as usize].need);
        let open: Vec<u32> = (0..targets.len() as u32).filter(unmet).collect();
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
    let guarded = if insiders {
        let insiders = Insiders { system, targets, live: &live, hints: &hints };
        on_two(targets.len(), watch, |at| match &pairs[at] {
            Some(first) => insiders.guard(at as u32, first),
            None => Guarded::default(),
        })
    } else {
        Vec::new()
    };
    collect(system, targets, pairs, guarded)
}

/// Checks and numbers what was found.
fn collect(
    system: &System,
    targets: &[Target],
    first: Vec<Option<Best>>,
    guarded: Vec<(usize, Guarded)>,
) -> Found {
    let mut numbering =
        Numbering { check: Check::new(system), numbers: HashMap::new(), witnesses: Vec::new() };
    let mut found = Found { pairs: vec![Vec::new(); targets.len()], ..Found::default() };
    for (at, pair) in first.iter().enumerate() {
        match pair.as_ref().and_then(|pair| numbering.pair(pair)) {
            Some(pair) => found.pairs[at].push(pair),
            None => found.open.push(at as u32),
        }
    }
    for (at, guarded) in guarded {
        found.pairs[at].extend(guarded.pairs.iter().filter_map(|pair| numbering.pair(pair)));
        found.open_insiders.extend(guarded.open.iter().map(|&owner| (at as u32, owner)));
    }
    found.witnesses = numbering.witnesses;
    found
}

struct Numbering<'a> {
    check: Check<'a>,
    numbers: HashMap<Arc<Witness>, Option<u32>>,
    witnesses: Vec<Witness>,
}

impl Numbering<'_> {
    /// A pair by number, if both tables are possible.
    fn pair(&mut self, pair: &Best) -> Option<Pair> {
        Some((self.number(pair.low.witness.as_ref())?, self.number(pair.high.witness.as_ref())?))
    }

    fn number(&mut self, witness: Option<&Arc<Witness>>) -> Option<Option<u32>> {
        let Some(witness) = witness else { return Some(None) };
        let number = self.numbers.entry(witness.clone()).or_insert_with(|| {
            self.check.is_possible(&witness.moves).then(|| {
                self.witnesses.push(Witness::clone(witness));
                self.witnesses.len() as u32 - 1
            })
        });
        number.map(Some)
    }
}
