//! A draft: a pack laid out in atoms and cells, with what is secret in it, before anything is decided.

mod earlier;
mod readers;
mod value;

pub use readers::Side;

use super::{
    Number,
    atoms::Atoms,
    cells::{Cells, Merged},
    figures::Figures,
    micro::Micro,
    pack::{Measure, Pack},
    past::Past,
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
        Self::laid(pack, micro, Atoms::of(micro), None, secret)
    }

    /// Lays a pack out after earlier releases, over the rows of all of them.
    pub fn after(pack: &'a Pack, past: &'a Past, secret: &[u8; 32]) -> Self {
        Self::laid(pack, &past.rows.micro, past.rows.atoms(past.now), Some(past), secret)
    }

    fn laid(pack: &'a Pack, micro: &'a Micro, atoms: Atoms, past: Option<&Past>, secret: &[u8; 32]) -> Self {
        let atoms = atoms.with_empties(&primary::zeros::empties(pack, micro, &atoms));
        let mut cells = Cells::of(pack, micro, &atoms);
        let mut sheets = sheets(pack, micro, &cells);
        if let Some(past) = past {
            sheets.extend(earlier::sheets(past, pack, micro, &atoms, &mut cells));
        }
        let merged = Merged::of(&cells);
        let figures = Figures::of(pack, micro, &atoms, &cells);
        let mut primary = primary::of(pack, micro, &atoms, &cells, &figures);
        let mut known = vec![false; cells.len()];
        let mut more = Vec::new();
        if let Some(past) = past {
            earlier::tell(past, &cells, &mut primary, &mut known);
            more = earlier::differences(past, pack, &atoms);
        }
        let order = value::order(micro, &cells, &merged, &figures, &known, secret);
        Self { pack, micro, atoms, cells, merged, figures, primary, sheets, known, more, order }
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

    /// What a cell truly says.
    pub fn figure(&self, measure: &Measure, cell: usize) -> Number {
        match measure {
            Measure::Count => Number::new(i64::from(self.figures.count[cell]), 0),
            Measure::Persons => Number::new(i64::from(self.figures.persons[cell]), 0),
            Measure::Sum(column) => match self.figures.money(self.micro, column) {
                Some(money) => Number::new(money.values[cell], self.micro.amounts[money.amount].decimals),
                None => Number::new(0, 0),
            },
        }
    }
}
