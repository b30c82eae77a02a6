//! Which cells have something in them while empty combinations are being added.

use super::super::{
    atoms::Atoms,
    cells::{BLANK, Cells, Frame},
    micro::Micro,
};
use rustc_hash::FxHashMap;

/// The cells that have rows, or an empty combination by now.
pub(super) struct Seen<'a> {
    pub atoms: &'a Atoms,
    pub micro: &'a Micro,
    /// For every frame and codes an atom there; [`BLANK`] for an empty combination.
    frames: FxHashMap<Frame, FxHashMap<Vec<u32>, u32>>,
    pub added: Vec<Vec<u32>>,
}

impl<'a> Seen<'a> {
    pub fn of(micro: &'a Micro, atoms: &'a Atoms) -> Self {
        Self { micro, atoms, frames: FxHashMap::default(), added: Vec::new() }
    }

    /// An atom of a cell, [`BLANK`] if only empty combinations are there, `None` if nothing is.
    pub fn first(&mut self, frame: &Frame, codes: &[u32]) -> Option<u32> {
        if !self.frames.contains_key(frame) {
            let known = self.of_frame(frame);
            self.frames.insert(frame.clone(), known);
        }
        self.frames.get(frame)?.get(codes).copied()
    }

    fn of_frame(&self, frame: &Frame) -> FxHashMap<Vec<u32>, u32> {
        let (of_atom, groups) = frame.group(self.micro, self.atoms);
        let mut first = vec![BLANK; groups.len()];
        let now = self.atoms.in_release(self.atoms.now);
        for (atom, &group) in
            of_atom.iter().enumerate().filter(|(atom, group)| **group != BLANK && now(*atom))
        {
            let first = &mut first[group as usize];
            *first = (*first).min(atom as u32);
        }
        let with_rows = groups.into_iter().zip(first).filter(|(_, first)| *first != BLANK);
        self.added.iter().map(|empty| (part(frame, empty), BLANK)).chain(with_rows).collect()
    }

    pub fn add(&mut self, empty: Vec<u32>) {
        for (frame, known) in &mut self.frames {
            known.entry(part(frame, &empty)).or_insert(BLANK);
        }
        self.added.push(empty);
    }

    /// The codes of an atom that is in the cell but for one column, or else of any.
    pub fn nearest(&mut self, frame: &Frame, codes: &[u32]) -> Vec<u32> {
        for at in (0..frame.columns.len()).rev() {
            let (mut columns, mut codes) = (frame.columns.clone(), codes.to_vec());
            columns.remove(at);
            codes.remove(at);
            if let Some(atom) = self.first(&Frame::new(columns), &codes).filter(|atom| *atom != BLANK) {
                return self.codes(atom);
            }
        }
        self.codes(0)
    }

    pub fn codes(&self, atom: u32) -> Vec<u32> {
        self.atoms.codes.iter().map(|codes| codes[atom as usize]).collect()
    }

    /// In how many cells by this column nobody else is.
    pub fn zeros_with(&mut self, cells: &Cells, column: u32, empty: &[u32]) -> usize {
        let by_column = cells.frames.iter().filter(|frame| frame.columns.contains(&column));
        by_column.filter(|frame| self.first(frame, &part(frame, empty)).is_none()).count()
    }
}

fn part(frame: &Frame, codes: &[u32]) -> Vec<u32> {
    frame.columns.iter().map(|&column| codes[column as usize]).collect()
}
