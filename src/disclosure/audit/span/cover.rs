//! Coarse facts less the finer ones they contain: a total less its published parts is short.

use super::Terms;
use crate::disclosure::audit::modular::{Chance, add, mul, sub};
use rustc_hash::FxHashMap;

/// Facts less finer facts.
pub(super) struct Cover {
    pub rows: Vec<Terms>,
    /// The fact each row came from.
    pub facts: Vec<u32>,
    /// The rows, as they were, that each row was lessened by.
    less: Vec<Vec<u32>>,
}

impl Cover {
    pub fn new(facts: Vec<(u32, Terms)>, unknowns: usize) -> Self {
        let (facts, rows) = distinct(facts, unknowns);
        let mut of: Vec<Vec<u32>> = vec![Vec::new(); unknowns];
        for (row, terms) in rows.iter().enumerate().rev() {
            for &(unknown, _) in terms {
                of[unknown as usize].push(row as u32);
            }
        }
        let mut inside = vec![0u64; unknowns];
        let mut less = Vec::with_capacity(rows.len());
        let mut lessened = Vec::with_capacity(rows.len());
        for terms in &rows {
            for &(unknown, times) in terms {
                inside[unknown as usize] = times;
            }
            let mut by = Vec::new();
            for &(unknown, _) in terms {
                if inside[unknown as usize] == 0 {
                    continue;
                }
                let finer =
                    of[unknown as usize].iter().filter(|&&other| rows[other as usize].len() < terms.len());
                let within = |other: &&u32| {
                    rows[**other as usize].iter().all(|term| inside[term.0 as usize] == term.1)
                };
                if let Some(&other) = finer.clone().find(within) {
                    by.push(other);
                    rows[other as usize].iter().for_each(|term| inside[term.0 as usize] = 0);
                }
            }
            lessened
                .push(terms.iter().filter(|term| inside[term.0 as usize] != 0).copied().collect::<Terms>());
            less.push(by);
            terms.iter().for_each(|term| inside[term.0 as usize] = 0);
        }
        Self { rows: lessened, facts, less }
    }

    /// The facts, so many times each, that make up rows so many times each.
    pub fn uncovered(&self, rows: Vec<(u32, u64)>) -> Vec<(u32, u64)> {
        let mut times: FxHashMap<u32, u64> = FxHashMap::default();
        for (row, by) in rows {
            let entry = times.entry(row).or_default();
            *entry = add(*entry, by);
            for &other in &self.less[row as usize] {
                let entry = times.entry(other).or_default();
                *entry = sub(*entry, by);
            }
        }
        times.into_iter().map(|(row, by)| (self.facts[row as usize], by)).collect()
    }
}

/// The facts that differ, shortest first.
fn distinct(mut facts: Vec<(u32, Terms)>, unknowns: usize) -> (Vec<u32>, Vec<Terms>) {
    let mut chance = Chance(0xD15);
    let marks: Vec<u64> = (0..unknowns).map(|_| chance.next()).collect();
    let mark = |terms: &Terms| {
        terms.iter().fold(0, |sum, &(unknown, times)| {
            let mark = marks[unknown as usize];
            add(sum, if times == 1 { mark } else { mul(times, mark) })
        })
    };
    let mut known: FxHashMap<u64, u32> = FxHashMap::default();
    facts.sort_by_key(|(_, terms)| terms.len());
    let (mut numbers, mut rows): (Vec<u32>, Vec<Terms>) = Default::default();
    for (fact, terms) in facts {
        let first = *known.entry(mark(&terms)).or_insert(rows.len() as u32) as usize;
        if first == rows.len() || rows[first] != terms {
            numbers.push(fact);
            rows.push(terms);
        }
    }
    (numbers, rows)
}
