//! One neighbourhood and the targets inside it: every single move is tried for all of them, then each climbs.

use super::Witness;
use super::best::{Best, Side};
use super::climb::{Climb, furthest};
use super::live::Live;
use super::nearby::Near;
use crate::disclosure::fact::Target;
use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

/// A cluster has no more targets than this, so that two threads share a large neighbourhood.
const MOST_TARGETS: usize = 48;

/// Some unknowns, in rising order, and targets that lie wholly inside.
pub(super) struct Cluster {
    unknowns: Arc<Vec<u32>>,
    pub targets: Vec<u32>,
}

/// Neighbourhoods of at most so many unknowns that together hold every open target that can move.
pub(super) fn clusters(live: &Live, targets: &[Target], open: &[u32], most: usize) -> Vec<Cluster> {
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
        let unknowns = live.around(&targets[seed as usize], most);
        let touched = unknowns.iter().filter_map(|unknown| inside.get(unknown)).flatten();
        let mut touched: Vec<u32> = touched.copied().collect();
        touched.sort_unstable();
        let whole = touched.chunk_by(|a, b| a == b).filter(|same| length.get(&same[0]) == Some(&same.len()));
        let held: Vec<u32> = whole.map(|same| same[0]).collect();
        for target in &held {
            length.remove(target);
        }
        let unknowns = Arc::new(unknowns);
        let parts = held.chunks(MOST_TARGETS);
        clusters.extend(parts.map(|part| Cluster { unknowns: unknowns.clone(), targets: part.to_vec() }));
    }
    clusters
}

impl Cluster {
    /// A neighbourhood of one target.
    pub fn of_one(unknowns: Vec<u32>, target: u32) -> Self {
        Self { unknowns: Arc::new(unknowns), targets: vec![target] }
    }

    /// How far its targets go, beginning with how far they went before.
    pub fn settle(&self, live: &Live, targets: &[Target], before: Vec<Best>, effort: usize) -> Vec<Best> {
        let near = Near::of(live, &self.unknowns);
        let asked: Vec<&Target> = self.targets.iter().map(|&target| &targets[target as usize]).collect();
        let figures: Vec<_> = asked.iter().map(|target| near.places(&target.terms)).collect();
        let mut inside = vec![Vec::new(); near.room.len()];
        for (at, figure) in figures.iter().enumerate() {
            figure.iter().for_each(|&(place, c)| inside[place as usize].push((at as u32, c)));
        }
        let mut work = Work { near, asked, figures, inside, best: before };
        work.try_single_moves();
        work.climb(effort);
        work.best
    }
}

struct Work<'a> {
    near: Near,
    asked: Vec<&'a Target>,
    figures: Vec<Vec<(u32, i64)>>,
    /// Per place, the asked targets it stands in and how often.
    inside: Vec<Vec<(u32, i64)>>,
    best: Vec<Best>,
}

impl Work<'_> {
    fn is_open(&self, target: usize) -> bool {
        !self.best[target].meets(self.asked[target].need)
    }

    fn try_single_moves(&mut self) {
        let open = (0..self.asked.len()).filter(|&at| self.is_open(at));
        let missing = open.map(|at| {
            let need = self.asked[at].need;
            self.best[at].missing(need, 1).max(self.best[at].missing(need, -1))
        });
        let most = missing.max().unwrap_or(0);
        for which in 0..self.near.moves.len() {
            for sign in [1, -1] {
                let steps = sign * furthest(&self.near.moves[which], sign, &self.near.room).min(most);
                if steps != 0 {
                    let moved = self.near.moves[which].iter();
                    let changes: Vec<_> = moved.map(|&(place, c)| (place, steps * i64::from(c))).collect();
                    self.offer(&changes);
                }
            }
        }
    }

    fn climb(&mut self, effort: usize) {
        let size: usize = self.near.moves.iter().map(Vec::len).sum();
        if size > effort {
            return;
        }
        for target in 0..self.asked.len() {
            for sign in [1, -1] {
                if !self.is_open(target) {
                    break;
                }
                let goal = self.best[target].goal(self.asked[target].need, sign);
                let mut climb = Climb::new(&self.near.room, self.near.moves.clone());
                let mut gains = climb.gains(&self.figures[target], sign);
                if climb.up(&mut gains, goal, &mut effort.clone()) > 0 {
                    self.offer(&climb.changes());
                }
            }
        }
    }

    /// Shows a table to every open target.
    fn offer(&mut self, changes: &[(u32, i64)]) {
        let mut values: BTreeMap<u32, i64> = BTreeMap::new();
        for &(place, change) in changes {
            for &(target, coefficient) in &self.inside[place as usize] {
                *values.entry(target).or_default() += coefficient * change;
            }
        }
        let mut witness = None;
        for (target, value) in values {
            let open = self.is_open(target as usize);
            let side = self.best[target as usize].side(value);
            if open && value.abs() > side.by.abs() {
                let written = || Arc::new(Witness { moves: self.near.unplaced(changes) });
                *side = Side { by: value, witness: Some(witness.get_or_insert_with(written).clone()) };
            }
        }
    }
}
