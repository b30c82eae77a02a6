//! Which targets are combinations of exact facts.
//!
//! The facts are eliminated modulo a prime, and random vectors are drawn that every fact takes to zero. A target that
//! such a vector does not take to zero is no combination of facts; of one that it does the combination is found and
//! checked in rationals.

mod core;
mod cover;
mod knowing;
mod peel;

use super::modular::{self, Chance, PRIME, add, mul};
use crate::disclosure::fact::System;
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::Zero;
use rustc_hash::FxHashMap;

/// A row of the elimination, modulo the prime.
type Terms = Vec<(u32, u64)>;

/// The eliminated facts, and vectors that they take to zero.
pub(super) struct Span {
    facts: Vec<Terms>,
    peeled: peel::Peeled,
    cover: cover::Cover,
    core: core::Core,
    vectors: Vec<Vec<u64>>,
}

/// What the exact facts say of a target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Linear {
    /// It is no combination of them.
    Free,
    /// It is this one: facts and how often each.
    Combination(Vec<(u32, BigRational)>),
    /// It seems to be one whose numbers are too large to find.
    Unclear,
}

impl Span {
    /// Eliminates the exact facts and draws so many vectors.
    pub fn new(system: &System, vectors: usize) -> Self {
        let facts: Vec<Terms> = system
            .facts
            .iter()
            .map(|fact| match fact.is_exact() {
                true => fact.terms.iter().map(|&(unknown, times)| (unknown, modular::of(times))).collect(),
                false => Terms::new(),
            })
            .collect();
        let unknowns = system.unknowns.len();
        let mut peeled = peel::Peeled::new(&facts, unknowns);
        let cover = cover::Cover::new(std::mem::take(&mut peeled.left), unknowns);
        let core = core::Core::new(&cover.rows, &cover.facts, unknowns);
        let mut chance = Chance(0x5EED);
        let vectors = (0..vectors).map(|_| core.vector(&cover.rows, &peeled.fixed, &mut chance)).collect();
        Self { facts, peeled, cover, core, vectors }
    }

    /// Whether every fact takes every vector to zero: then what they say of targets stands.
    pub fn holds(&self) -> bool {
        self.vectors.iter().all(|vector| self.facts.iter().all(|fact| apply(fact, vector) == 0))
    }

    /// What each vector makes of a sum.
    pub fn values(&self, sum: &[(u32, i64)]) -> Vec<u64> {
        let of = |vector: &Vec<u64>| {
            sum.iter().fold(0, |value, &(unknown, times)| {
                add(value, mul(modular::of(times), vector[unknown as usize]))
            })
        };
        self.vectors.iter().map(of).collect()
    }

    /// What the exact facts say of a target.
    pub fn of(&self, target: &[(u32, i64)]) -> Linear {
        if self.values(target).iter().any(|&value| value != 0) {
            return Linear::Free;
        }
        let found =
            self.combination(target).filter(|combination| is_combination(&self.facts, target, combination));
        found.map_or(Linear::Unclear, Linear::Combination)
    }

    fn combination(&self, target: &[(u32, i64)]) -> Option<Vec<(u32, BigRational)>> {
        let mut left: FxHashMap<u32, u64> =
            target.iter().map(|&(unknown, times)| (unknown, modular::of(times))).collect();
        let rows = self.core.combination(&self.cover.rows, &self.peeled.fixed, &left)?;
        let mut times: FxHashMap<u32, u64> = FxHashMap::default();
        for (fact, by) in self.cover.uncovered(rows) {
            for &(unknown, of) in &self.facts[fact as usize] {
                let entry = left.entry(unknown).or_default();
                *entry = modular::sub(*entry, mul(by, of));
            }
            let entry = times.entry(fact).or_default();
            *entry = add(*entry, by);
        }
        self.peeled.finish(&self.facts, left, &mut times);
        let mut times: Vec<_> = times.into_iter().filter(|(_, by)| *by != 0).collect();
        times.sort_unstable();
        let rational = |(fact, by): (u32, u64)| {
            let (numerator, denominator) = modular::fraction(by)?;
            Some((fact, BigRational::new(numerator.into(), denominator.into())))
        };
        times.into_iter().map(rational).collect()
    }
}

fn apply(row: &[(u32, u64)], vector: &[u64]) -> u64 {
    row.iter().fold(0, |sum, &(unknown, times)| match vector[unknown as usize] {
        0 => sum,
        value if times == 1 => add(sum, value),
        value => add(sum, mul(times, value)),
    })
}

/// Whether the facts, so many times each, are the target: in rationals, nothing taken on trust.
fn is_combination(facts: &[Terms], target: &[(u32, i64)], combination: &[(u32, BigRational)]) -> bool {
    let mut left: FxHashMap<u32, BigRational> = FxHashMap::default();
    for &(unknown, times) in target {
        *left.entry(unknown).or_default() -= BigRational::from_integer(times.into());
    }
    for (fact, by) in combination {
        for &(unknown, times) in &facts[*fact as usize] {
            let times = if times > PRIME / 2 { -BigInt::from(PRIME - times) } else { BigInt::from(times) };
            *left.entry(unknown).or_default() += by * BigRational::from_integer(times);
        }
    }
    left.values().all(Zero::is_zero)
}

#[cfg(test)]
mod tests;
