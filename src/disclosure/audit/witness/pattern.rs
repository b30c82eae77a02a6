//! Patterns of +1 and -1 that move a target and break little: from one figure of it, always the step that lowers the
//! price of what is broken most. Scaled up and down, a pattern is a pair of tables.

use super::ground::Ground;
use super::mend::{Ask, Broken};
use crate::disclosure::fact::{Need, System};

/// How many first steps are tried.
const STARTS: usize = 6;
/// How many steps are taken at most.
const LONGEST: usize = 40;
/// Facts longer than this lend no candidates while a shorter one is broken.
const SHORT: usize = 64;

/// How far a pattern is to be scaled up and down.
#[derive(Clone, Copy)]
struct Scale {
    up: i64,
    down: i64,
}

/// A step: what it changes in price, the unknown and the sign.
type Step = (i64, u32, i64);

/// A pattern being made.
pub(super) struct Patterns {
    signs: Vec<i64>,
    sums: Vec<i64>,
    unknowns: Vec<u32>,
    facts: Vec<u32>,
    /// Per unknown, when it was last a candidate.
    seen: Vec<u32>,
    round: u32,
}

impl Patterns {
    /// Room for a pattern in this system.
    pub fn new(system: &System) -> Self {
        let (unknowns, facts) = (system.unknowns.len(), system.facts.len());
        Self {
            signs: vec![0; unknowns],
            sums: vec![0; facts],
            unknowns: Vec::new(),
            facts: Vec::new(),
            seen: vec![0; unknowns],
            round: 0,
        }
    }

    /// The cheapest pair found.
    pub fn pair(&mut self, ground: &Ground, ask: Ask) -> Option<Broken> {
        let mut best: Option<Broken> = None;
        for scale in scales(ground.targets[ask.target as usize].need) {
            for &(seed, coefficient) in &ground.targets[ask.target as usize].terms {
                if coefficient != 1 || ground.is_hers(seed, ask.owner) || !fits(ground, seed, 1, scale) {
                    continue;
                }
                for start in 0..STARTS {
                    let more = self.descend(ground, ask, seed, start, scale);
                    let broken = ground.judge(self.taken(scale));
                    if best.as_ref().is_none_or(|best| broken.price < best.price) {
                        best = Some(broken);
                    }
                    if !more {
                        break;
                    }
                }
            }
        }
        best
    }

    /// False if there are not so many first steps to choose from.
    fn descend(&mut self, ground: &Ground, ask: Ask, seed: u32, start: usize, scale: Scale) -> bool {
        self.step(ground, seed, 1);
        let mut rank = start;
        for _ in 0..LONGEST {
            let mut steps = self.steps(ground, ask, scale);
            let more = rank < steps.len();
            if rank > 0 {
                steps.sort_unstable();
            }
            let step = if rank > 0 { steps.get(rank) } else { steps.iter().min() };
            match step {
                Some(&(change, unknown, sign)) if change < 0 => self.step(ground, unknown, sign),
                _ => return more,
            }
            rank = 0;
        }
        true
    }

    /// The steps that mend some broken fact.
    fn steps(&mut self, ground: &Ground, ask: Ask, scale: Scale) -> Vec<Step> {
        self.round += 1;
        for &(unknown, _) in &ground.targets[ask.target as usize].terms {
            self.seen[unknown as usize] = self.round;
        }
        let mut steps = Vec::new();
        for (nth, fact) in self.broken(ground, scale).into_iter().enumerate() {
            let terms = &ground.system.facts[fact as usize].terms;
            if nth > 0 && terms.len() > SHORT {
                break;
            }
            for &(unknown, coefficient) in terms {
                let seen = &mut self.seen[unknown as usize];
                if std::mem::replace(seen, self.round) == self.round || ground.is_hers(unknown, ask.owner) {
                    continue;
                }
                let sign = -self.sums[fact as usize].signum() * coefficient.signum();
                let then = self.signs[unknown as usize] + sign;
                if then == 0 || then.abs() == 1 && fits(ground, unknown, sign, scale) {
                    steps.push((self.change(ground, unknown, sign, scale), unknown, sign));
                }
            }
        }
        steps
    }

    /// The broken facts, shortest first.
    fn broken(&mut self, ground: &Ground, scale: Scale) -> Vec<u32> {
        self.facts.sort_unstable();
        self.facts.dedup();
        let broken = |fact: &u32| {
            ground.price[*fact as usize] > 0 && excess(ground, *fact, self.sums[*fact as usize], scale) > 0
        };
        let mut facts: Vec<u32> = self.facts.iter().copied().filter(broken).collect();
        facts.sort_by_key(|&fact| ground.system.facts[fact as usize].terms.len());
        facts
    }

    fn change(&self, ground: &Ground, unknown: u32, sign: i64, scale: Scale) -> i64 {
        let one = |&(fact, coefficient): &(u32, i64)| {
            let sum = self.sums[fact as usize];
            let then = excess(ground, fact, sum + sign * coefficient, scale);
            (then - excess(ground, fact, sum, scale)).saturating_mul(ground.price[fact as usize] as i64)
        };
        ground.facts[unknown as usize].iter().map(one).fold(0, i64::saturating_add)
    }

    fn step(&mut self, ground: &Ground, unknown: u32, sign: i64) {
        self.signs[unknown as usize] += sign;
        self.unknowns.push(unknown);
        for &(fact, coefficient) in &ground.facts[unknown as usize] {
            self.sums[fact as usize] += sign * coefficient;
            self.facts.push(fact);
        }
    }

    /// The pair of tables, and nothing left behind.
    fn taken(&mut self, scale: Scale) -> Vec<Vec<(u32, i64)>> {
        self.facts.drain(..).for_each(|fact| self.sums[fact as usize] = 0);
        self.unknowns.sort_unstable();
        self.unknowns.dedup();
        let signs = &mut self.signs;
        let pattern =
            self.unknowns.drain(..).map(|unknown| (unknown, std::mem::take(&mut signs[unknown as usize])));
        let pattern: Vec<(u32, i64)> = pattern.filter(|one| one.1 != 0).collect();
        let scaled = |by: i64| pattern.iter().map(|&(unknown, sign)| (unknown, by * sign)).collect();
        [scale.up, -scale.down].into_iter().filter(|&by| by != 0).map(scaled).collect()
    }
}

fn scales(need: Need) -> Vec<Scale> {
    match need {
        Need::NotExact => vec![Scale { up: 1, down: 0 }, Scale { up: 0, down: 1 }],
        Need::Around { below, above } => vec![Scale { up: above, down: below }],
        Need::Width(width) => {
            let mut downs = vec![0, width / 3, width / 2, width - width / 2, width - width / 3, width];
            downs.dedup();
            downs.into_iter().map(|down| Scale { up: width - down, down }).collect()
        }
    }
}

/// Whether an unknown may take part with this sign.
fn fits(ground: &Ground, unknown: u32, sign: i64, scale: Scale) -> bool {
    let (lower, upper) = ground.room[unknown as usize];
    let (down, up) = if sign > 0 { (scale.down, scale.up) } else { (scale.up, scale.down) };
    -lower >= down && upper >= up
}

/// By how much a fact is broken.
fn excess(ground: &Ground, fact: u32, sum: i64, scale: Scale) -> i64 {
    let (lower, upper) = ground.slack[fact as usize];
    if (lower, upper) == (0, 0) {
        return sum.abs();
    }
    let (one, other) = (scale.up * sum, -scale.down * sum);
    (one.max(other) - upper).max(lower - one.min(other)).max(0)
}
