//! Facts that say one unknown alone, given the others already said, are taken out first.

use super::Terms;
use crate::disclosure::audit::modular::{inverse, mul, sub};
use rustc_hash::FxHashMap;
use std::collections::BinaryHeap;

/// Which unknowns single facts fix, and what is left of the others.
pub(super) struct Peeled {
    /// For every unknown whether it is fixed.
    pub fixed: Vec<bool>,
    /// The facts that fix, in order, each with its unknown.
    order: Vec<(u32, u32)>,
    /// For every fixed unknown its place in that order.
    place: Vec<u32>,
    /// What is left of the other facts.
    pub left: Vec<(u32, Terms)>,
}

impl Peeled {
    pub fn new(facts: &[Terms], unknowns: usize) -> Self {
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); unknowns];
        for (fact, terms) in (0u32..).zip(facts) {
            for &(unknown, _) in terms {
                of[unknown as usize].push(fact);
            }
        }
        let mut open: Vec<usize> = facts.iter().map(Vec::len).collect();
        let mut queue: Vec<u32> = (0..facts.len() as u32).filter(|&fact| open[fact as usize] == 1).collect();
        let (mut fixed, mut order, mut place) = (vec![false; unknowns], Vec::new(), vec![0; unknowns]);
        while let Some(fact) = queue.pop() {
            let alone = facts[fact as usize].iter().find(|(unknown, _)| !fixed[*unknown as usize]);
            let Some(&(unknown, _)) = alone else { continue };
            fixed[unknown as usize] = true;
            place[unknown as usize] = order.len() as u32;
            order.push((fact, unknown));
            for &other in &of[unknown as usize] {
                open[other as usize] -= 1;
                if open[other as usize] == 1 {
                    queue.push(other);
                }
            }
        }
        let rest =
            |terms: &Terms| terms.iter().filter(|(unknown, _)| !fixed[*unknown as usize]).copied().collect();
        let left = (0u32..).zip(facts).filter(|(fact, _)| open[*fact as usize] > 0);
        let left = left.map(|(fact, terms)| (fact, rest(terms))).collect();
        Self { fixed, order, place, left }
    }

    /// Adds the facts that take away what is left of a target at fixed unknowns.
    pub fn finish(&self, facts: &[Terms], mut left: FxHashMap<u32, u64>, times: &mut FxHashMap<u32, u64>) {
        let fixed = |unknown: &&u32| self.fixed[**unknown as usize];
        let mut waiting: BinaryHeap<u32> =
            left.keys().filter(fixed).map(|&unknown| self.place[unknown as usize]).collect();
        while let Some(place) = waiting.pop() {
            let (fact, unknown) = self.order[place as usize];
            let Some(&value) = left.get(&unknown).filter(|value| **value != 0) else { continue };
            let terms = &facts[fact as usize];
            let own = terms.iter().find(|term| term.0 == unknown).expect("the fact fixes the unknown").1;
            let by = mul(value, inverse(own));
            for &(unknown, of) in terms {
                let entry = left.entry(unknown).or_insert_with(|| {
                    waiting.push(self.place[unknown as usize]);
                    0
                });
                *entry = sub(*entry, mul(by, of));
            }
            times.insert(fact, by);
        }
    }
}
