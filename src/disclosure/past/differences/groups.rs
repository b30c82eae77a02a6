//! Cells by number, and how many distinct persons are behind each.

use crate::disclosure::{atoms::Atoms, cells::BLANK};
use rustc_hash::FxHashMap;
use std::rc::Rc;

/// Distinct numbers of many groups, counted up to a limit.
pub struct Distinct {
    limit: usize,
    met: Vec<Vec<u32>>,
}

impl Distinct {
    pub fn new(groups: usize, limit: u32) -> Self {
        Self { limit: limit as usize, met: vec![Vec::new(); groups] }
    }

    pub fn add(&mut self, group: u32, number: u32) {
        let met = &mut self.met[group as usize];
        if met.len() < self.limit && !met.contains(&number) {
            met.push(number);
        }
    }

    pub fn is_full(&self, group: usize) -> bool {
        self.met[group].len() >= self.limit
    }
}

/// The cells of one frame, numbered alike in all versions of its columns.
#[derive(Default)]
pub struct Groups {
    pub codes: Vec<Vec<u32>>,
    numbers: FxHashMap<Vec<u32>, u32>,
    known: FxHashMap<Vec<u32>, Rc<[u32]>>,
}

impl Groups {
    pub fn count(&self) -> usize {
        self.codes.len()
    }

    /// For every atom its cell, or [`BLANK`].
    pub fn of(&mut self, atoms: &Atoms, columns: &[u32]) -> Rc<[u32]> {
        if let Some(known) = self.known.get(columns) {
            return known.clone();
        }
        let groups: Vec<u32> = (0..atoms.len()).map(|atom| self.group(atoms, columns, atom)).collect();
        let groups: Rc<[u32]> = groups.into();
        self.known.insert(columns.to_vec(), groups.clone());
        groups
    }

    fn group(&mut self, atoms: &Atoms, columns: &[u32], atom: usize) -> u32 {
        let codes: Vec<u32> = columns.iter().map(|column| atoms.codes[*column as usize][atom]).collect();
        if codes.contains(&BLANK) {
            return BLANK;
        }
        let next = self.codes.len() as u32;
        *self.numbers.entry(codes).or_insert_with_key(|codes| {
            self.codes.push(codes.clone());
            next
        })
    }
}
