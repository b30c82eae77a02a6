//! Cells: every figure the tables print, as sums of atoms. Cells of the same atoms are one, under however many names
//! (Gotland is both län 09 and kommun 0980), and share one status.

mod frame;
mod merged;
mod sums;

pub use frame::{BLANK, Frame, frames};
pub use merged::Merged;
pub use sums::Sums;

use super::{atoms::Atoms, micro::Micro, pack::Pack};
use rustc_hash::FxHashMap;
use std::{collections::BTreeMap, ops::Range};

/// A figure that is printed, was printed, or can be read out of the tables.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell {
    /// Which columns it fixes: a number into [`Cells::frames`].
    pub frame: u32,
    /// To which codes, in the frame's order.
    pub codes: Vec<u32>,
    /// In which release: the last one is the one being made.
    pub release: u32,
}

/// All cells and the atoms they add up.
#[derive(Clone, Debug, Default)]
pub struct Cells {
    /// Sets of columns that some table fixes at once.
    pub frames: Vec<Frame>,
    /// The cells.
    pub cells: Vec<Cell>,
    /// For every cell its atoms, sorted.
    pub atoms: Sums,
    /// For every table of the pack its cells.
    pub tables: Vec<Vec<u32>>,
    numbers: FxHashMap<Cell, u32>,
    ranges: FxHashMap<(u32, u32), Range<u32>>,
}

impl Cells {
    /// The non-empty cells of a pack's tables, in this release.
    pub fn of(pack: &Pack, micro: &Micro, atoms: &Atoms) -> Self {
        let mut cells = Self::default();
        for table in &pack.tables {
            let mut of_table = Vec::new();
            for frame in frames(table, micro) {
                of_table.extend(cells.add(&frame, atoms.now, micro, atoms));
            }
            of_table.sort_unstable();
            of_table.dedup();
            cells.tables.push(of_table);
        }
        cells
    }

    /// Adds the non-empty cells of a frame in a release, unless they are there; gives their numbers.
    pub fn add(&mut self, frame: &Frame, release: u32, micro: &Micro, atoms: &Atoms) -> Range<u32> {
        let number = match self.frames.iter().position(|other| other == frame) {
            Some(known) => known as u32,
            None => {
                self.frames.push(frame.clone());
                self.frames.len() as u32 - 1
            }
        };
        if let Some(there) = self.ranges.get(&(number, release)) {
            return there.clone();
        }
        let first = self.cells.len() as u32;
        let (of_atom, codes) = frame.group(micro, atoms);
        let counted = atoms.in_release(release);
        let members =
            || of_atom.iter().enumerate().filter(|(atom, group)| **group != BLANK && counted(*atom));
        let mut sizes = vec![0u32; codes.len()];
        members().for_each(|(_, group)| sizes[*group as usize] += 1);
        self.atoms.append(&sizes, |push| members().for_each(|(atom, group)| push(*group, atom as u32)));
        for (codes, _) in codes.into_iter().zip(sizes).filter(|(_, size)| *size > 0) {
            let cell = Cell { frame: number, codes, release };
            self.numbers.insert(cell.clone(), self.cells.len() as u32);
            self.cells.push(cell);
        }
        let there = first..self.cells.len() as u32;
        self.ranges.insert((number, release), there.clone());
        there
    }

    /// The number of a cell, if it has rows or was printed.
    pub fn number(&self, frame: &Frame, codes: &[u32], release: u32) -> Option<u32> {
        let frame = self.frames.iter().position(|other| other == frame)? as u32;
        self.numbers.get(&Cell { frame, codes: codes.to_vec(), release }).copied()
    }

    /// Cells of one frame and release stand together, and no two of them share an atom.
    pub fn blocks(&self) -> Vec<Range<usize>> {
        let mut start = 0;
        let same = |a: &Cell, b: &Cell| (a.frame, a.release) == (b.frame, b.release);
        let blocks = self.cells.chunk_by(same).map(|block| {
            start += block.len();
            start - block.len()..start
        });
        blocks.collect()
    }

    /// The number of a cell of a frame.
    pub fn at(&self, frame: u32, codes: Vec<u32>, release: u32) -> Option<u32> {
        self.numbers.get(&Cell { frame, codes, release }).copied()
    }

    /// What a cell fixes: column and code. What is not named is added up.
    pub fn named(&self, cell: u32, micro: &Micro) -> BTreeMap<String, String> {
        let cell = &self.cells[cell as usize];
        let columns = &self.frames[cell.frame as usize].columns;
        let name = |(&column, &code): (&u32, &u32)| {
            let column = &micro.columns[column as usize];
            (column.name.clone(), column.codes[code as usize].clone())
        };
        columns.iter().zip(&cell.codes).map(name).collect()
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.cells.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.cells.is_empty()
    }
}
