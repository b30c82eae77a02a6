//! A draft: a pack laid out in atoms and cells, with what is secret in it, before anything is decided.

mod readers;
mod value;

pub use readers::Side;

use super::{
    atoms::Atoms,
    cells::{Cells, Merged},
    figures::Figures,
    micro::Micro,
    pack::Pack,
    primary::{self, Primary},
    reader::{Sheet, sheets},
    secondary::Standing,
};
use std::collections::BTreeMap;

/// A pack laid out.
pub struct Draft<'a> {
    /// What is asked for.
    pub pack: &'a Pack,
    /// The rows, also those that only earlier releases had.
    pub micro: &'a Micro,
    /// The distinct combinations.
    pub atoms: Atoms,
    /// The cells.
    pub cells: Cells,
    /// Equal cells as one.
    pub merged: Merged,
    /// What each cell truly is.
    pub figures: Figures,
    /// Which cells are secret, and why.
    pub primary: Primary,
    /// The tables, this release's first, then earlier ones'.
    pub sheets: Vec<Sheet>,
    /// For every cell whether an earlier release printed it.
    pub known: Vec<bool>,
    /// Further secrets, as combinations of atoms.
    pub more: Vec<Vec<(u32, i64)>>,
    /// Groups of equal cells, the most valuable first.
    pub order: Vec<u32>,
}

impl<'a> Draft<'a> {
    /// Lays a pack out of which nothing has been told before. `secret` breaks ties, so that nobody can foretell them.
    pub fn of(pack: &'a Pack, micro: &'a Micro, secret: &[u8; 32]) -> Self {
        let atoms = Atoms::of(micro);
        let atoms = atoms.with_empties(&primary::zeros::empties(pack, micro, &atoms));
        let cells = Cells::of(pack, micro, &atoms);
        let merged = Merged::of(&cells);
        let figures = Figures::of(pack, micro, &atoms, &cells);
        let primary = primary::of(pack, micro, &atoms, &cells, &figures);
        let known = vec![false; cells.len()];
        let order = value::order(micro, &cells, &merged, &figures, &known, secret);
        let sheets = sheets(pack, micro, &cells);
        Self { pack, micro, atoms, cells, merged, figures, primary, sheets, known, more: Vec::new(), order }
    }

    /// How each group of equal cells may be treated.
    pub fn standings(&self) -> Vec<Standing> {
        let standing = |group: &Vec<u32>| {
            let any = |is: &dyn Fn(usize) -> bool| group.iter().any(|&cell| is(cell as usize));
            match () {
                () if any(&|cell| self.known[cell]) => Standing::Known,
                () if any(&|cell| self.primary.is_secret(cell)) => Standing::Secret,
                () if any(&|cell| self.cells.cells[cell].release == self.atoms.now) => Standing::Open,
                () => Standing::Withheld,
            }
        };
        self.merged.cells.iter().map(standing).collect()
    }

    /// What a cell fixes: column and code.
    pub fn named(&self, cell: u32) -> BTreeMap<String, String> {
        self.cells.named(cell, self.micro)
    }
}
