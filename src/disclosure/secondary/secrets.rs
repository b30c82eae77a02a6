//! The secrets while cells are being printed: how far each can still move, and which therefore move together.

use super::{
    Candidate, Standing,
    field::{from_i64, inverse, mul, sub},
    leeway::{Leeway, Shift},
};
use rustc_hash::FxHashMap;

/// Secrets, found by the ratio in which the two ways of a [`Leeway`] move them.
pub struct Secrets {
    names: Vec<u32>,
    shifts: Vec<Shift>,
    ratios: Vec<u64>,
    /// How many secrets have a ratio.
    with_ratio: FxHashMap<u64, u32>,
    /// For every atom the secrets that have it, and how often.
    of_atom: Vec<Vec<(u32, u64)>>,
    /// Those whose shift is no longer that of their ratio.
    changed: Vec<u32>,
    is_changed: Vec<bool>,
}

impl Secrets {
    /// The candidates that are secret, and further combinations of atoms; those are numbered behind the candidates.
    pub fn new(atoms: usize, candidates: &[Candidate], more: &[Vec<(u32, i64)>], leeway: &Leeway) -> Self {
        let mut secrets = Self {
            names: Vec::new(),
            shifts: Vec::new(),
            ratios: Vec::new(),
            with_ratio: FxHashMap::default(),
            of_atom: vec![Vec::new(); atoms],
            changed: Vec::new(),
            is_changed: Vec::new(),
        };
        for (number, candidate) in candidates.iter().enumerate() {
            if candidate.standing == Standing::Secret {
                secrets.add(number, candidate.atoms.iter().map(|&atom| (atom, 1)), leeway);
            }
        }
        for (number, terms) in more.iter().enumerate() {
            let vector = terms.iter().map(|&(atom, times)| (atom, from_i64(times)));
            secrets.add(candidates.len() + number, vector, leeway);
        }
        secrets.settle();
        secrets
    }

    fn add(&mut self, name: usize, vector: impl Iterator<Item = (u32, u64)> + Clone, leeway: &Leeway) {
        let number = self.names.len() as u32;
        self.names.push(name as u32);
        self.shifts.push(leeway.shift(vector.clone()));
        self.ratios.push(0);
        *self.with_ratio.entry(0).or_default() += 1;
        self.is_changed.push(true);
        self.changed.push(number);
        vector.for_each(|(atom, times)| self.of_atom[atom as usize].push((number, times)));
    }

    /// Whether printing something that moves so far would give a secret away.
    pub fn is_given_by(&self, shift: Shift) -> bool {
        self.with_ratio.contains_key(&mul(shift[0], inverse(shift[1])))
    }

    /// The secret that printing something that moves so far would give away.
    pub fn given_by(&self, shift: Shift) -> Option<u32> {
        let ratio = mul(shift[0], inverse(shift[1]));
        self.ratios.iter().position(|other| *other == ratio).map(|number| self.names[number])
    }

    /// Takes notice that an atom moves so much less.
    pub fn less(&mut self, atom: u32, by: Shift) {
        for &(number, times) in &self.of_atom[atom as usize] {
            let shift = &mut self.shifts[number as usize];
            *shift = [sub(shift[0], mul(times, by[0])), sub(shift[1], mul(times, by[1]))];
            if !std::mem::replace(&mut self.is_changed[number as usize], true) {
                self.changed.push(number);
            }
        }
    }

    /// Works the ratios out of those that changed: all by one inverse, of the product of what they are divided by.
    pub fn settle(&mut self) {
        let mut product = 1;
        let mut before = Vec::with_capacity(self.changed.len());
        for &number in &self.changed {
            before.push(product);
            product = mul(product, self.shifts[number as usize][1].max(1));
        }
        let mut over = inverse(product);
        while let (Some(number), Some(before)) = (self.changed.pop(), before.pop()) {
            let number = number as usize;
            self.is_changed[number] = false;
            let shift = self.shifts[number];
            let ratio = mul(shift[0], mul(over, before));
            over = mul(over, shift[1].max(1));
            let was = std::mem::replace(&mut self.ratios[number], ratio);
            if was == ratio {
                continue;
            }
            if let Some(many) = self.with_ratio.get_mut(&was) {
                *many -= 1;
                if *many == 0 {
                    self.with_ratio.remove(&was);
                }
            }
            *self.with_ratio.entry(ratio).or_default() += 1;
        }
    }
}
