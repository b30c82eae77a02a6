//! The last look: every pair is checked again in whole numbers before it is numbered, and who is left knowing too much
//! is read off the pairs that passed, not off what the search believed.

use super::best::Best;
use super::insiders::{owners, sole_owner};
use super::{Check, Found, Pair, Witness};
use crate::disclosure::fact::{System, Target};
use std::collections::HashMap;
use std::sync::Arc;

/// Pairs of tables, checked and numbered.
pub(super) struct Numbering<'a> {
    system: &'a System,
    targets: &'a [Target],
    check: Check<'a>,
    numbers: HashMap<Arc<Witness>, u32>,
    found: Found,
}

impl<'a> Numbering<'a> {
    pub fn new(system: &'a System, targets: &'a [Target]) -> Self {
        let found = Found { pairs: vec![Vec::new(); targets.len()], ..Found::default() };
        Self { system, targets, check: Check::new(system), numbers: HashMap::new(), found }
    }

    /// Takes a pair for a target, if it shows what it should.
    pub fn take(&mut self, target: usize, pair: &Best) {
        let [low, high] = [&pair.low.witness, &pair.high.witness];
        let moves = |table: &'_ Option<Arc<Witness>>| table.clone().unwrap_or_default();
        if self.check.shows(&self.targets[target], &moves(low).moves, &moves(high).moves) {
            let pair = (self.number(low), self.number(high));
            self.found.pairs[target].push(pair);
        }
    }

    fn number(&mut self, witness: &Option<Arc<Witness>>) -> Option<u32> {
        let witness = witness.as_ref()?;
        let next = self.found.witnesses.len() as u32;
        let number = *self.numbers.entry(witness.clone()).or_insert(next);
        if number == next {
            self.found.witnesses.push(Witness::clone(witness));
        }
        Some(number)
    }

    /// What was found, and what is left open.
    pub fn found(mut self, insiders: bool) -> Found {
        for target in 0..self.targets.len() as u32 {
            if self.found.pairs[target as usize].is_empty() {
                self.found.open.push(target);
            } else if insiders {
                let knowing = self.knowing(target as usize);
                self.found.open_insiders.extend(knowing.into_iter().map(|owner| (target, owner)));
            }
        }
        self.found
    }

    /// Whose figures are in every pair of a target that is not all hers.
    fn knowing(&self, target: usize) -> Vec<u32> {
        let tables = |pair: &Pair| [pair.0, pair.1].into_iter().flatten();
        let table = |number: u32| &self.found.witnesses[number as usize];
        let sets = self.found.pairs[target].iter().map(|pair| owners(self.system, tables(pair).map(table)));
        let common = sets.reduce(|a, b| a.intersection(&b).copied().collect()).unwrap_or_default();
        let sole = sole_owner(self.system, &self.targets[target]);
        common.into_iter().filter(|&owner| Some(owner) != sole).collect()
    }
}
