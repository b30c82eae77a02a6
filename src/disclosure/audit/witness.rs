//! Searches for witnesses: whole tables a reader must think possible, in which a figure is far enough from what it
//! is in another. What is found is checked in whole numbers; what is not found may still exist.

mod best;
mod check;
mod climb;
mod cluster;
mod kernel;
mod live;
mod moves;
mod nearby;
mod sparse;

use super::super::fact::{System, Target};
use super::super::watch::{Stage, Watch};
use best::Best;
pub use check::Check;
use cluster::Cluster;
use live::Live;
use std::collections::HashMap;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A possible table, as what differs from the truth: unknown and change, in rising order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Witness {
    /// The changes.
    pub moves: Vec<(u32, i64)>,
}

/// What a search has found.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The tables.
    pub witnesses: Vec<Witness>,
    /// Per target the pairs of tables, low and high, that are far enough apart; `None` is the truth.
    pub pairs: Vec<Vec<(Option<u32>, Option<u32>)>>,
    /// Targets without a pair.
    pub open: Vec<u32>,
}

/// How many unknowns a neighbourhood has at most, round by round, and how many steps a climb in it takes.
const ROUNDS: [(usize, usize); 4] = [(40, 60), (150, 60), (600, 60), (usize::MAX, 60)];

/// Looks for a pair of tables for every target.
pub fn search(system: &System, targets: &[Target], watch: &dyn Watch) -> Found {
    let live = Live::of(system);
    let mut best = vec![Best::default(); targets.len()];
    for (most, patience) in ROUNDS {
        let t = std::time::Instant::now();
        let open = open(targets, &best);
        let clusters = clusters(&live, targets, &open, most);
        let t1 = t.elapsed();
        round(&live, targets, &clusters, &mut best, patience, watch);
        eprintln!(
            "round {most}: open {} clusters {} made {:?} done {:?}",
            open.len(),
            clusters.len(),
            t1,
            t.elapsed()
        );
    }
    collect(system, targets, &best)
}

fn open(targets: &[Target], best: &[Best]) -> Vec<u32> {
    (0..targets.len() as u32).filter(|&at| !best[at as usize].meets(targets[at as usize].need)).collect()
}

/// Neighbourhoods that together hold every open target that can move.
fn clusters(live: &Live, targets: &[Target], open: &[u32], most: usize) -> Vec<Cluster> {
    let mut inside = HashMap::<u32, Vec<u32>>::new();
    let mut length = HashMap::<u32, usize>::new();
    for &target in open {
        let moving = targets[target as usize].terms.iter().filter(|term| live.moves(term.0));
        for &(unknown, _) in moving {
            inside.entry(unknown).or_default().push(target);
            *length.entry(target).or_default() += 1;
        }
    }
    let mut clusters = Vec::new();
    for &seed in open {
        if !length.contains_key(&seed) {
            continue;
        }
        let seeds: Vec<u32> = targets[seed as usize].terms.iter().map(|term| term.0).collect();
        let unknowns = live.around(&seeds, most);
        let mut touched: Vec<u32> =
            unknowns.iter().filter_map(|unknown| inside.get(unknown)).flatten().copied().collect();
        touched.sort_unstable();
        let whole = touched.chunk_by(|a, b| a == b).filter(|same| length.get(&same[0]) == Some(&same.len()));
        let targets: Vec<u32> = whole.map(|same| same[0]).collect();
        for target in &targets {
            length.remove(target);
        }
        clusters.push(Cluster { unknowns, targets });
    }
    clusters
}

/// Settles the clusters on two threads; what each finds does not depend on the others.
fn round(
    live: &Live,
    targets: &[Target],
    clusters: &[Cluster],
    best: &mut [Best],
    patience: usize,
    watch: &dyn Watch,
) {
    let next = AtomicUsize::new(0);
    let stopped = AtomicBool::new(false);
    let results: Mutex<Vec<(usize, Vec<Best>)>> = Mutex::default();
    let before: &[Best] = best;
    let work = || {
        while !stopped.load(Ordering::Relaxed) {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(cluster) = clusters.get(at) else { break };
            let known = cluster.targets.iter().map(|&target| before[target as usize].clone()).collect();
            let settled = cluster.settle(live, targets, known, patience);
            results.lock().expect("no thread panics while it holds the results").push((at, settled));
            if !watch.goes_on(Stage::Audit, at, clusters.len()) {
                stopped.store(true, Ordering::Relaxed);
            }
        }
    };
    std::thread::scope(|scope| {
        scope.spawn(work);
        work();
    });
    for (at, settled) in results.into_inner().expect("no thread panicked") {
        for (&target, found) in clusters[at].targets.iter().zip(settled) {
            best[target as usize] = found;
        }
    }
}

/// Checks and numbers what was found.
fn collect(system: &System, targets: &[Target], best: &[Best]) -> Found {
    let check = Check::new(system);
    let mut found = Found::default();
    let mut numbers = HashMap::<Arc<Witness>, Option<u32>>::new();
    for (at, (best, target)) in best.iter().zip(targets).enumerate() {
        let mut number = |witness: &Option<Arc<Witness>>| {
            let Some(witness) = witness else { return Some(None) };
            let checked = *numbers.entry(witness.clone()).or_insert_with(|| {
                let possible = check.is_possible(&witness.moves);
                possible.then(|| {
                    found.witnesses.push(Witness::clone(witness));
                    found.witnesses.len() as u32 - 1
                })
            });
            checked.map(Some)
        };
        let mut pair = || Some((number(&best.low.witness)?, number(&best.high.witness)?));
        let pair = if best.meets(target.need) { pair() } else { None };
        found.pairs.push(pair.into_iter().collect());
        if found.pairs[at].is_empty() {
            found.open.push(at as u32);
        }
    }
    found
}

/// debug
pub fn live_rows(s: &System) -> (Vec<bool>, Vec<Vec<u32>>) {
    let l = Live::of(s);
    (
        (0..s.unknowns.len() as u32).map(|u| l.moves(u)).collect(),
        l.rows.iter().map(|r| r.terms.iter().map(|t| t.0).collect()).collect(),
    )
}
