//! Which facts to hide so that figures which can be worked out no longer can: for every such figure a pair of tables
//! that breaks as little as possible of what is published. Once what it breaks is hidden, the pair shows the figure
//! safe, so this never needs a second look; it only proposes, and the search checks.

use super::Witness;
use super::best::{Best, Side};
use super::elastic::Elastic;
use super::ground::Ground;
use super::live::Live;
use super::pattern::Patterns;
use crate::disclosure::fact::{System, Target};
use crate::disclosure::watch::{Stage, Watch};
use std::sync::Arc;

/// A fact of this price or more stays published.
pub const NEVER: u64 = 1 << 40;

/// How many unknowns a neighbourhood has.
const NEAR: usize = 100;

/// A target that can be worked out, by any reader or by a contributor who knows her own figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Ask {
    /// Which target, by number.
    pub target: u32,
    /// The contributor.
    pub owner: Option<u32>,
}

/// What to hide.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// The facts to hide, by number, in rising order.
    pub hide: Vec<u32>,
    /// Tables that are possible then; hints for the next search.
    pub witnesses: Vec<Witness>,
    /// What nothing that may be hidden mends.
    pub failed: Vec<Ask>,
}

/// Proposes what to hide for every ask; `price` says per fact what hiding it costs (at least 1, `NEVER` forbids).
/// Asks not reached when the watch stops the work count as failed.
pub fn mend(system: &System, targets: &[Target], asks: &[Ask], price: &[u64], watch: &dyn Watch) -> Mended {
    let mut work = Work {
        live: Live::of(system),
        patterns: Patterns::new(system),
        ground: Ground::new(system, targets, price),
        asks,
        best: vec![Best::default(); asks.len()],
        by_target: vec![Vec::new(); targets.len()],
    };
    asks.iter().enumerate().for_each(|(at, ask)| work.by_target[ask.target as usize].push(at));
    let mut mended = Mended::default();
    for (at, &ask) in asks.iter().enumerate() {
        if work.is_met(at) {
            continue;
        }
        let goes_on = watch.goes_on(Stage::Intervals, at, asks.len());
        match if goes_on { work.cheapest(ask) } else { None } {
            Some(pair) => work.take(pair, &mut mended),
            None => mended.failed.push(ask),
        }
    }
    mended.hide.sort_unstable();
    mended
}

/// Two tables and the facts they break.
pub(super) struct Broken {
    pub tables: Vec<Vec<(u32, i64)>>,
    pub facts: Vec<u32>,
    pub price: u64,
}

struct Work<'a> {
    live: Live,
    patterns: Patterns,
    ground: Ground<'a>,
    asks: &'a [Ask],
    best: Vec<Best>,
    /// Per target, its asks.
    by_target: Vec<Vec<usize>>,
}

impl Work<'_> {
    fn is_met(&self, at: usize) -> bool {
        self.best[at].meets(self.ground.targets[self.asks[at].target as usize].need)
    }

    /// The cheaper of a pair of climbs and a pattern.
    fn cheapest(&mut self, ask: Ask) -> Option<Broken> {
        let target = &self.ground.targets[ask.target as usize];
        let mut near = self.live.around(target, NEAR);
        near.retain(|&unknown| !self.ground.is_hers(unknown, ask.owner));
        let elastic = Elastic::of(&self.ground, &near);
        let climbs = [1, -1].map(|first| elastic.pair(&self.ground, target, first));
        let pattern = self.patterns.pair(&self.ground, ask);
        let all = climbs.into_iter().chain([pattern]).flatten();
        all.filter(|broken| broken.price < NEVER).min_by_key(|broken| broken.price)
    }

    /// Hides what the tables break, and shows them to every ask.
    fn take(&mut self, broken: Broken, mended: &mut Mended) {
        for &fact in &broken.facts {
            self.ground.price[fact as usize] = 0;
        }
        mended.hide.extend(broken.facts);
        for moves in broken.tables {
            let table = Arc::new(Witness { moves });
            for (target, value) in self.ground.aimed(&table.moves) {
                for &at in &self.by_target[target as usize] {
                    let allowed =
                        self.asks[at].owner.is_none_or(|owner| !self.ground.touches(&table.moves, owner));
                    let side = self.best[at].side(value);
                    if allowed && value.abs() > side.by.abs() {
                        *side = Side { by: value, witness: Some(table.clone()) };
                    }
                }
            }
            mended.witnesses.push(Witness::clone(&table));
        }
    }
}

impl Ground<'_> {
    /// Two tables with what they break.
    pub(super) fn judge(&self, tables: Vec<Vec<(u32, i64)>>) -> Broken {
        let mut facts: Vec<u32> = tables.iter().flat_map(|moves| self.broken(moves)).collect();
        facts.sort_unstable();
        facts.dedup();
        let price = facts.iter().map(|&fact| self.price[fact as usize]).sum();
        Broken { tables, facts, price }
    }
}
