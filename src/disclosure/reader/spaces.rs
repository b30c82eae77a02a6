//! The unknown figures of a table: its finest cells, apart for every set of releases that saw them.

use super::{
    super::{
        atoms::Atoms,
        cells::{BLANK, Frame},
        fact::Unknown,
        micro::Micro,
    },
    Amounts, Sheet,
};
use rustc_hash::FxHashMap;

/// The unknown figures of the sheets with the same columns.
#[derive(Clone, Debug)]
pub struct Space {
    /// Its columns.
    pub frame: Frame,
    /// Those columns and all that they roll up to.
    pub closure: Vec<u32>,
    /// The number of its first unknown.
    pub first: u32,
    /// The unknowns.
    pub unknowns: Vec<Unknown>,
    /// For every atom its unknown, counted from the first; [`BLANK`] if the atom says nothing about the columns.
    pub of_atom: Vec<u32>,
    /// Where the unknown of a combination of codes, seen by a set of releases, is.
    numbers: FxHashMap<(Vec<u32>, u32), u32>,
}

/// The spaces of some sheets, and for every sheet which is its.
pub fn of(micro: &Micro, atoms: &Atoms, amounts: &Amounts, sheets: &[Sheet]) -> (Vec<Space>, Vec<usize>) {
    let mut spaces: Vec<Space> = Vec::new();
    let mut first = 0;
    let of_sheet = sheets
        .iter()
        .map(|sheet| match spaces.iter().position(|space| space.frame == sheet.frame) {
            Some(known) => known,
            None => {
                let space = Space::new(micro, atoms, amounts, sheet, first);
                first += space.unknowns.len() as u32;
                spaces.push(space);
                spaces.len() - 1
            }
        })
        .collect();
    (spaces, of_sheet)
}

impl Space {
    fn new(micro: &Micro, atoms: &Atoms, amounts: &Amounts, sheet: &Sheet, first: u32) -> Self {
        let (mut of_atom, _) = sheet.frame.group(micro, atoms);
        // A sum that may be negative has no least value a reader knows of.
        let lower = if amounts.of_atom.iter().any(|&amount| amount < 0) { i64::MIN / 4 } else { 0 };
        let mut groups: FxHashMap<(u32, u32), u32> = FxHashMap::default();
        let mut numbers = FxHashMap::default();
        let mut unknowns: Vec<Unknown> = Vec::new();
        for (atom, group) in of_atom.iter_mut().enumerate().filter(|(_, group)| **group != BLANK) {
            let next = unknowns.len() as u32;
            *group = *groups.entry((*group, atoms.presence[atom])).or_insert(next);
            let (truth, owner) = (amounts.of_atom[atom], amounts.owner[atom]);
            if *group == next {
                let codes = sheet.frame.columns.iter().map(|&column| atoms.codes[column as usize][atom]);
                numbers.insert((codes.collect(), atoms.presence[atom]), next);
                unknowns.push(Unknown { truth, lower, upper: None, owner, whole: amounts.whole });
                continue;
            }
            let unknown = &mut unknowns[*group as usize];
            unknown.truth += truth;
            unknown.owner = unknown.owner.filter(|_| unknown.owner == owner);
        }
        Self { frame: sheet.frame.clone(), closure: sheet.closure.clone(), first, unknowns, of_atom, numbers }
    }

    /// Whether a combination of codes says something about all its columns.
    pub fn tells(&self, codes: &[u32]) -> bool {
        self.frame.columns.iter().all(|&column| codes[column as usize] != BLANK)
    }

    /// The unknown of a combination of codes, one for every column of the rows, if anybody has it.
    pub fn unknown(&self, codes: &[u32], presence: u32) -> Option<u32> {
        let codes = self.frame.columns.iter().map(|&column| codes[column as usize]).collect();
        self.numbers.get(&(codes, presence)).map(|number| self.first + number)
    }

    /// Adds up atoms as unknowns.
    pub fn adder(&self) -> Adder<'_> {
        Adder { space: self, seen: vec![0; self.unknowns.len()], round: 0 }
    }
}

/// Adds up atoms as unknowns, each once.
pub struct Adder<'a> {
    space: &'a Space,
    seen: Vec<u32>,
    round: u32,
}

impl Adder<'_> {
    /// The unknowns that these atoms make up, in rising order, each `times`.
    pub fn add(&mut self, atoms: &[u32], times: i64) -> Vec<(u32, i64)> {
        self.round += 1;
        let mut terms = Vec::new();
        for &atom in atoms {
            let unknown = self.space.of_atom[atom as usize];
            if unknown != BLANK
                && std::mem::replace(&mut self.seen[unknown as usize], self.round) != self.round
            {
                terms.push((self.space.first + unknown, times));
            }
        }
        terms.sort_unstable();
        terms
    }
}
