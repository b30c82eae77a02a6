//! Walks from the truth to a feasible table that has more (or less) of one figure, in whole steps only. A move
//! that is blocked at some figure's bound is taken out of the other moves, so that they go round that figure: the
//! simplex method with pivots of ±1, which keeps every table on the way whole.

use super::live::Room;
use super::moves::isolate;
use super::sparse::{Sparse, coefficient};

/// A table on the way, and the moves that lead on from it.
#[derive(Clone)]
pub(super) struct Climb<'a> {
    room: &'a [Room],
    moves: Vec<Sparse>,
    /// Whether a move may be made; the others only follow changes of the basis.
    active: Vec<bool>,
    /// The figure each move was last blocked at and alone still changes.
    own: Vec<Option<u32>>,
    at: Vec<i64>,
    touched: Vec<u32>,
    chance: Chance,
}

/// How far a move goes in one direction, and what stops it there.
struct Reach {
    steps: i64,
    blocker: Option<u32>,
}

impl<'a> Climb<'a> {
    /// At the truth.
    pub fn new(room: &'a [Room], moves: Vec<Sparse>) -> Self {
        let own = vec![None; moves.len()];
        let active = vec![true; moves.len()];
        Self { room, active, own, moves, at: vec![0; room.len()], touched: Vec::new(), chance: Chance(1) }
    }

    /// What each move adds to a figure, or takes from it.
    pub fn gains(&self, figure: &[(u32, i64)], sign: i64) -> Vec<i64> {
        self.moves.iter().map(|one| sign * dot(one, figure)).collect()
    }

    /// Adds to a figure until it has `goal` more, nothing leads on, or the effort is used
    /// up: so many coefficients looked at. Gives what it has reached.
    pub fn up(&mut self, gains: &mut [i64], goal: i64, effort: &mut usize) -> i64 {
        let mut reached = 0;
        while *effort > 0 {
            let mut best = (0, 0, 0);
            let mut blocked = Vec::new();
            for (which, &gain) in gains.iter().enumerate().filter(|&(_, &gain)| gain != 0) {
                if !self.active[which] {
                    continue;
                }
                let reach = self.reach(which, gain.signum());
                *effort = effort.saturating_sub(self.moves[which].len());
                let steps = reach.steps.min((goal - reached + gain.abs() - 1) / gain.abs());
                best = best.max((steps * gain.abs(), which, steps * gain.signum()));
                if let (0, Some(blocker)) = (steps, reach.blocker) {
                    blocked.push((gain.abs(), which, blocker));
                }
            }
            if best.0 > 0 {
                self.go(best.1, best.2);
                reached += best.0;
                if reached >= goal {
                    break;
                }
            } else {
                if blocked.is_empty() {
                    break;
                }
                let (_, which, blocker) = blocked[self.chance.below(blocked.len())];
                *effort = effort.saturating_sub(self.go_round(which, blocker, gains));
            }
        }
        reached
    }

    fn reach(&mut self, which: usize, sign: i64) -> Reach {
        let mut steps = i64::MAX;
        let mut blocker = None;
        let mut blockers = 0;
        for &(place, coefficient) in &self.moves[which] {
            let (change, at) = (sign * i64::from(coefficient), self.at[place as usize]);
            let (lower, upper) = self.room[place as usize];
            let most = if change > 0 { (upper - at) / change } else { (at - lower) / -change };
            steps = steps.min(most);
            if most == 0 {
                if self.own[which] == Some(place) {
                    return Reach { steps: 0, blocker: None };
                }
                blockers += 1;
                if self.chance.below(blockers) == 0 {
                    blocker = Some(place);
                }
            }
        }
        Reach { steps, blocker }
    }

    fn go(&mut self, which: usize, steps: i64) {
        for &(place, coefficient) in &self.moves[which] {
            self.at[place as usize] += steps * i64::from(coefficient);
            self.touched.push(place);
        }
    }

    fn go_round(&mut self, which: usize, blocker: u32, gains: &mut [i64]) -> usize {
        let mut values: Vec<i64> = self.moves.iter().map(|one| coefficient(one, blocker)).collect();
        let (taken, effort) = isolate(&mut self.moves, &mut values, gains, &self.active, which);
        taken.iter().for_each(|&which| self.own[which] = None);
        if let Some(&left) = taken.last() {
            self.own[left] = Some(blocker);
        }
        effort
    }

    /// Lets only some moves be made.
    pub fn only(mut self, active: Vec<bool>) -> Self {
        self.active = active;
        self
    }

    /// Lets the move be made that adds most for its price, if any adds.
    pub fn allow_one(&mut self, gains: &[i64], goal: i64, price: impl Fn(u32) -> u64) -> bool {
        let mut best: Option<(bool, f64, usize)> = None;
        for (which, &gain) in gains.iter().enumerate().filter(|&(_, &gain)| gain != 0) {
            if self.active[which] {
                continue;
            }
            let reach = self.reach(which, gain.signum()).steps.min(goal / gain.abs() + 1);
            let cost: u64 = self.moves[which].iter().map(|term| price(term.0)).sum();
            let adds = (gain.abs() * reach.max(1)).min(goal);
            let score = (reach > 0, adds as f64 / cost.max(1) as f64, which);
            if best.is_none_or(|best| (score.0, score.1) > (best.0, best.1)) {
                best = Some(score);
            }
        }
        if let Some((_, _, which)) = best {
            self.active[which] = true;
        }
        best.is_some()
    }

    /// What has changed since the truth, by place.
    pub fn changes(&mut self) -> Vec<(u32, i64)> {
        self.touched.sort_unstable();
        self.touched.dedup();
        self.touched.iter().map(|&place| (place, self.at[place as usize])).filter(|one| one.1 != 0).collect()
    }
}

/// How many steps a move can go from the truth.
pub(super) fn furthest(one: &Sparse, sign: i64, room: &[Room]) -> i64 {
    let steps = one.iter().map(|&(place, coefficient)| {
        let change = sign * i64::from(coefficient);
        let (lower, upper) = room[place as usize];
        if change > 0 { upper / change } else { lower / change }
    });
    steps.min().unwrap_or(0)
}

fn dot(one: &Sparse, figure: &[(u32, i64)]) -> i64 {
    figure.iter().map(|&(place, times)| times * coefficient(one, place)).sum()
}

/// Repeatable chance, which keeps the climb from going in circles.
#[derive(Clone)]
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % most as u64) as usize
    }
}
