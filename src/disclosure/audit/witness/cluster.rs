//! One neighbourhood and the targets inside it: every single move is tried for all of them, then each climbs.

use super::Witness;
use super::best::Best;
use super::climb::{Climb, furthest};
use super::live::Live;
use super::nearby::Near;
use crate::disclosure::fact::Target;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Some unknowns, in rising order, and the targets that lie wholly inside.
pub(super) struct Cluster {
    pub unknowns: Vec<u32>,
    pub targets: Vec<u32>,
}

struct Work<'a> {
    near: Near,
    asked: Vec<&'a Target>,
    /// Per place, the asked targets it stands in and how often.
    inside: Vec<Vec<(u32, i64)>>,
    best: Vec<Best>,
}

impl Cluster {
    /// How far its targets go, beginning with how far they went before.
    pub fn settle(&self, live: &Live, targets: &[Target], before: Vec<Best>, patience: usize) -> Vec<Best> {
        let near = Near::of(live, &self.unknowns);
        let asked: Vec<&Target> = self.targets.iter().map(|&target| &targets[target as usize]).collect();
        let mut inside = vec![Vec::new(); near.room.len()];
        for (at, target) in asked.iter().enumerate() {
            for (place, coefficient) in near.places(&target.terms) {
                inside[place as usize].push((at as u32, coefficient));
            }
        }
        let mut work = Work { near, asked, inside, best: before };
        work.try_single_moves();
        work.climb(patience);
        work.best
    }
}

impl Work<'_> {
    fn is_open(&self, target: usize) -> bool {
        !self.best[target].meets(self.asked[target].need)
    }

    fn try_single_moves(&mut self) {
        let most = self.asked.iter().enumerate().filter(|(at, _)| self.is_open(*at)).map(|(at, target)| {
            self.best[at].missing(target.need, 1).max(self.best[at].missing(target.need, -1))
        });
        let most = most.max().unwrap_or(0);
        for which in 0..self.near.moves.len() {
            for sign in [1, -1] {
                let steps = sign * furthest(&self.near.moves[which], sign, &self.near.room).min(most);
                if steps != 0 {
                    let moved = self.near.moves[which].iter();
                    let changes = moved.map(|&(place, c)| (place, steps * i64::from(c))).collect();
                    self.offer(changes);
                }
            }
        }
    }

    fn climb(&mut self, patience: usize) {
        for target in 0..self.asked.len() {
            let figure = self.near.places(&self.asked[target].terms);
            for sign in [1, -1] {
                if !self.is_open(target) {
                    break;
                }
                let goal = self.best[target].goal(self.asked[target].need, sign);
                let mut climb = Climb::new(&self.near.room, self.near.moves.clone());
                let gains = climb.gains(&figure).iter().map(|gain| sign * gain).collect();
                if climb.up(gains, goal, patience) > 0 {
                    let changes = climb.changes();
                    self.offer(changes);
                }
            }
        }
    }

    /// Shows a table to every open target.
    fn offer(&mut self, changes: Vec<(u32, i64)>) {
        let mut values: BTreeMap<u32, i64> = BTreeMap::new();
        for &(place, change) in &changes {
            for &(target, coefficient) in &self.inside[place as usize] {
                *values.entry(target).or_default() += coefficient * change;
            }
        }
        let mut witness = None;
        for (target, value) in values {
            let open = self.is_open(target as usize);
            let side = self.best[target as usize].side(value);
            if open && value.abs() > side.by.abs() {
                let unplaced = || Arc::new(Witness { moves: self.near.unplaced(&changes) });
                *side = super::best::Side {
                    by: value,
                    witness: Some(witness.get_or_insert_with(unplaced).clone()),
                };
            }
        }
    }
}
