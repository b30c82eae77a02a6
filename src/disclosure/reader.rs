//! A reader: whoever has only the tables and the public code lists. What she knows is a system of facts over the
//! finest cells of each table, joined by "this margin of the one table is that margin of the other".
//!
//! Signed tables whose common margins agree always extend to one whole, so nothing linear is lost against knowing the
//! combinations behind them.

mod joints;
mod sheets;
mod spaces;

pub use sheets::{Sheet, sheets};
pub use spaces::Space;

use super::{
    atoms::Atoms,
    cells::Cells,
    fact::{Fact, Need, System, Target},
    micro::Micro,
};

/// What joins no printed cell, but two tables: the mark in [`Fact::said`].
pub const JOINT: u32 = u32::MAX;

/// What is not printed as a zero is at least one: the mark in [`Fact::said`].
pub const SHOWN: u32 = u32::MAX - 1;

/// The figures the system is about: counts, or one sum of money.
pub struct Amounts<'a> {
    /// For every atom its figure in the smallest unit.
    pub of_atom: &'a [i64],
    /// Whether it counts something.
    pub whole: bool,
    /// For every atom the contributor who alone stands behind it.
    pub owner: &'a [Option<u32>],
}

/// What a reader knows, and what she must not work out.
#[derive(Clone, Debug, Default)]
pub struct Reader {
    /// The facts; `said` is a cell's number, or [`JOINT`].
    pub system: System,
    /// The secrets.
    pub targets: Vec<Target>,
    /// For every secret its cell.
    pub cell_of: Vec<u32>,
    /// Every hidden cell once, and the unknowns it adds up.
    pub hidden: Vec<(u32, Vec<(u32, i64)>)>,
    /// The unknowns, by table.
    pub spaces: Vec<Space>,
}

/// What is printed and what is not.
pub struct Printing<'a> {
    /// The tables of this release and of earlier ones.
    pub sheets: &'a [Sheet],
    /// For every cell whether a reader has its figure.
    pub printed: &'a [bool],
    /// How well printed figures tell the true ones.
    pub told: Told<'a>,
    /// For every secret cell how much must remain possible of it.
    pub need: &'a [Option<Need>],
}

/// How well printed figures tell the true ones.
#[derive(Clone, Copy, Debug)]
pub enum Told<'a> {
    /// They are the true ones; a printed cell is no secret.
    Exactly,
    /// The least and the most of each cell, by number. A printed cell may be a secret as well.
    Between(&'a [(Option<i64>, Option<i64>)]),
}

impl Reader {
    /// What one knows who has these sheets.
    pub fn of(micro: &Micro, atoms: &Atoms, cells: &Cells, amounts: &Amounts, printing: &Printing) -> Self {
        let (spaces, of_sheet) = spaces::of(micro, atoms, amounts, printing.sheets);
        let mut reader = Self::default();
        for space in &spaces {
            reader.system.unknowns.extend(space.unknowns.iter().cloned());
        }
        let mut aimed = vec![false; cells.len()];
        for (sheet, space) in printing.sheets.iter().zip(of_sheet) {
            let mut terms = spaces[space].adder();
            for &cell in &sheet.cells {
                let sum = terms.add(cells.atoms.get(cell as usize), 1);
                let truth = Fact::value(&sum, &reader.system.unknowns);
                let number = cell as usize;
                if sheet.zeros_shown && amounts.whole && truth > 0 {
                    match &sum[..] {
                        [(only, _)] => {
                            let unknown = &mut reader.system.unknowns[*only as usize];
                            unknown.lower = unknown.lower.max(1);
                        }
                        few if few.len() <= atoms.presences.len() => {
                            let terms = sum.clone();
                            reader.system.facts.push(Fact { terms, lo: Some(1), hi: None, said: SHOWN });
                        }
                        _ => {}
                    }
                }
                match (printing.printed[number], printing.told) {
                    (true, Told::Exactly) => {
                        let (lo, hi) = (Some(truth), Some(truth));
                        reader.system.facts.push(Fact { terms: sum, lo, hi, said: cell });
                        continue;
                    }
                    (true, Told::Between(bounds)) => {
                        let ((lo, hi), terms) = (bounds[number], sum.clone());
                        reader.system.facts.push(Fact { terms, lo, hi, said: cell });
                    }
                    (false, _) => {}
                }
                if std::mem::replace(&mut aimed[number], true) {
                    continue;
                }
                if let Some(need) = printing.need[number] {
                    reader.targets.push(Target { terms: sum.clone(), need });
                    reader.cell_of.push(cell);
                }
                if printing.need[number].is_some() || !printing.printed[number] {
                    reader.hidden.push((cell, sum));
                }
            }
        }
        joints::join(&mut reader.system, micro, atoms, &spaces);
        reader.spaces = spaces;
        reader
    }
}
