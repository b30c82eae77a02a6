//! The elimination itself: each row by a rare unknown, in the order in which the facts were given. Whoever gives them
//! knows which are old and which build on others.

use super::Terms;
use crate::disclosure::audit::modular::{Chance, inverse, mul, sub};
use rustc_hash::FxHashMap;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BinaryHeap};

/// Eliminated rows.
pub(super) struct Core {
    /// In the order they were eliminated.
    pivots: Vec<Pivot>,
    /// For every unknown the pivot that eliminates it.
    of: Vec<u32>,
    /// For every unknown how many eliminated rows have it.
    had_by: Vec<u32>,
}

struct Pivot {
    row: u32,
    unknown: u32,
    /// What eliminates: the row less others; `None` when it is the row itself.
    terms: Option<Terms>,
    /// The pivots that were subtracted, and how often.
    less: Terms,
    /// One over the pivot's own coefficient.
    over: u64,
}

const NONE: u32 = u32::MAX;

impl Core {
    /// Eliminates rows that came from these facts.
    pub fn new(rows: &[Terms], facts: &[u32], unknowns: usize) -> Self {
        let mut core = Self { pivots: Vec::new(), of: vec![NONE; unknowns], had_by: vec![0; unknowns] };
        let mut count = vec![0u32; unknowns];
        for &(unknown, _) in rows.iter().flatten() {
            count[unknown as usize] += 1;
        }
        let mut left = core.take_alone(rows, &mut count);
        left.sort_by_key(|&row| facts[row as usize]);
        let mut slate = Slate::new(unknowns);
        for row in left {
            core.eliminate(row, rows, &count, &mut slate);
        }
        core
    }

    /// Rows with an unknown that stands in no other row need no arithmetic. The others are left.
    fn take_alone(&mut self, rows: &[Terms], count: &mut [u32]) -> Vec<u32> {
        let mut holder = vec![0u32; count.len()];
        for (row, terms) in (0u32..).zip(rows) {
            terms.iter().for_each(|&(unknown, _)| holder[unknown as usize] ^= row);
        }
        let mut taken = vec![false; rows.len()];
        let mut queue: Vec<u32> =
            (0..count.len() as u32).filter(|&unknown| count[unknown as usize] == 1).collect();
        while let Some(unknown) = queue.pop() {
            if count[unknown as usize] != 1 {
                continue;
            }
            let row = holder[unknown as usize];
            taken[row as usize] = true;
            let own = rows[row as usize].iter().find(|term| term.0 == unknown).expect("it stands there").1;
            self.of[unknown as usize] = self.pivots.len() as u32;
            self.pivots.push(Pivot { row, unknown, terms: None, less: Terms::new(), over: inverse(own) });
            for &(other, _) in &rows[row as usize] {
                count[other as usize] -= 1;
                holder[other as usize] ^= row;
                if count[other as usize] == 1 {
                    queue.push(other);
                }
            }
        }
        (0..rows.len() as u32).filter(|&row| !taken[row as usize]).collect()
    }

    fn eliminate(&mut self, row: u32, rows: &[Terms], count: &[u32], slate: &mut Slate) {
        let less = slate.reduce(&rows[row as usize], self, rows);
        let terms = slate.take();
        // Whoever comes later has to take the fewest rows away: what few eliminated rows have, few lead to.
        let rare = |term: &&(u32, u64)| (self.had_by[term.0 as usize], count[term.0 as usize], term.0);
        if let Some(&(unknown, own)) = terms.iter().min_by_key(rare) {
            terms.iter().for_each(|term| self.had_by[term.0 as usize] += 1);
            self.of[unknown as usize] = self.pivots.len() as u32;
            self.pivots.push(Pivot { row, unknown, terms: Some(terms), less, over: inverse(own) });
        }
    }

    fn terms<'a>(&'a self, pivot: &'a Pivot, rows: &'a [Terms]) -> &'a Terms {
        pivot.terms.as_ref().unwrap_or(&rows[pivot.row as usize])
    }

    /// A random vector that every row takes to zero, and that is zero where unknowns are fixed.
    pub fn vector(&self, rows: &[Terms], fixed: &[bool], chance: &mut Chance) -> Vec<u64> {
        let free = |unknown: usize| !fixed[unknown] && self.of[unknown] == NONE;
        let mut vector: Vec<u64> =
            (0..fixed.len()).map(|unknown| if free(unknown) { chance.next() } else { 0 }).collect();
        for pivot in self.pivots.iter().rev() {
            let rest = super::apply(self.terms(pivot, rows), &vector);
            vector[pivot.unknown as usize] = mul(sub(0, rest), pivot.over);
        }
        vector
    }

    /// The rows, so many times each, that make up the target where unknowns are not fixed.
    pub fn combination(
        &self,
        rows: &[Terms],
        fixed: &[bool],
        target: &FxHashMap<u32, u64>,
    ) -> Option<Vec<(u32, u64)>> {
        let mut terms: Terms = target.iter().map(|(&unknown, &times)| (unknown, times)).collect();
        terms.retain(|&(unknown, _)| !fixed[unknown as usize]);
        if terms.is_empty() {
            return Some(Vec::new());
        }
        let mut slate = Slate::new(fixed.len());
        let first = slate.reduce(&terms, self, rows);
        if !slate.take().is_empty() {
            return None;
        }
        let mut times: BTreeMap<u32, u64> = first.into_iter().collect();
        let mut made = Vec::new();
        while let Some((number, by)) = times.pop_last() {
            let pivot = &self.pivots[number as usize];
            for &(other, part) in &pivot.less {
                let entry = times.entry(other).or_default();
                *entry = sub(*entry, mul(by, part));
            }
            made.push((pivot.row, by));
        }
        Some(made)
    }
}

/// Room for one row while it is reduced.
struct Slate {
    values: Vec<u64>,
    on: Vec<bool>,
    support: Vec<u32>,
    waiting: BinaryHeap<Reverse<(u32, u32)>>,
}

impl Slate {
    fn new(unknowns: usize) -> Self {
        Self {
            values: vec![0; unknowns],
            on: vec![false; unknowns],
            support: Vec::new(),
            waiting: BinaryHeap::new(),
        }
    }

    fn put(&mut self, unknown: u32, core: &Core) {
        if !std::mem::replace(&mut self.on[unknown as usize], true) {
            self.support.push(unknown);
            if core.of[unknown as usize] != NONE {
                self.waiting.push(Reverse((core.of[unknown as usize], unknown)));
            }
        }
    }

    /// Takes away every pivot, oldest first; says which and how often.
    fn reduce(&mut self, terms: &Terms, core: &Core, rows: &[Terms]) -> Terms {
        for &(unknown, times) in terms {
            self.values[unknown as usize] = times;
            self.put(unknown, core);
        }
        let mut less = Terms::new();
        while let Some(Reverse((number, unknown))) = self.waiting.pop() {
            let value = self.values[unknown as usize];
            if value == 0 {
                continue;
            }
            let pivot = &core.pivots[number as usize];
            let by = mul(value, pivot.over);
            for &(other, times) in core.terms(pivot, rows) {
                let part = if times == 1 { by } else { mul(by, times) };
                self.values[other as usize] = sub(self.values[other as usize], part);
                self.put(other, core);
            }
            less.push((number, by));
        }
        less
    }

    fn take(&mut self) -> Terms {
        let mut terms = Terms::new();
        for unknown in self.support.drain(..) {
            self.on[unknown as usize] = false;
            let value = std::mem::take(&mut self.values[unknown as usize]);
            if value != 0 {
                terms.push((unknown, value));
            }
        }
        terms.sort_unstable();
        terms
    }
}
