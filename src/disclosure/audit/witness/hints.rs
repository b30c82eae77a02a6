//! Tables proposed from outside or found before: checked like every other, and shown to every target.

use super::best::{Best, Side};
use super::{Check, Witness};
use crate::disclosure::fact::{System, Target};
use std::collections::BTreeMap;
use std::sync::Arc;

/// What the possible ones among the proposed tables do to the targets.
pub(super) struct Hints {
    tables: Vec<Arc<Witness>>,
    /// Per target, the tables that change it and by how much.
    about: Vec<Vec<(u32, i64)>>,
}

impl Hints {
    /// Forgets the tables that are not possible.
    pub fn of(system: &System, targets: &[Target], hints: &[Witness]) -> Self {
        let check = Check::new(system);
        let possible = hints.iter().filter(|hint| check.is_possible(&hint.moves));
        let tables: Vec<Arc<Witness>> = possible.map(|hint| Arc::new(hint.clone())).collect();
        let mut inside = vec![Vec::new(); system.unknowns.len()];
        for (at, target) in targets.iter().enumerate() {
            target.terms.iter().for_each(|&(unknown, c)| inside[unknown as usize].push((at, c)));
        }
        let mut about = vec![Vec::new(); targets.len()];
        for (number, table) in tables.iter().enumerate() {
            let mut values = BTreeMap::<usize, i64>::new();
            for &(unknown, change) in &table.moves {
                for &(target, coefficient) in &inside[unknown as usize] {
                    *values.entry(target).or_default() += coefficient * change;
                }
            }
            values.into_iter().for_each(|(target, value)| about[target].push((number as u32, value)));
        }
        Self { tables, about }
    }

    /// How far a target goes in the tables that are allowed.
    pub fn best(&self, target: u32, allowed: impl Fn(&Witness) -> bool) -> Best {
        let mut best = Best::default();
        for &(number, value) in &self.about[target as usize] {
            let table = &self.tables[number as usize];
            let side = best.side(value);
            if value.abs() > side.by.abs() && allowed(table) {
                *side = Side { by: value, witness: Some(table.clone()) };
            }
        }
        best
    }
}
