//! Secondary suppression: cells are published from the most to the least valuable, each only if no small one follows
//! from it and those before it. Exact greedy elimination (matroid) over atoms.
//!
//! Why it is right: of two sums of atoms that do not follow from what is printed, publishing the one makes the other
//! follow if and only if they are in one ratio in whatever is still possible. Publishing nothing more is always safe, so
//! a pattern always exists, unless earlier releases already give a small cell away.

mod basis;
mod field;
mod leeway;
mod rows;
mod secrets;

#[cfg(test)]
mod properties;

pub use basis::{Basis, Sparse};
pub use field::{P, add, from_i64, inverse, mul, sub};
pub use rows::{Cut, enough};

use leeway::Leeway;
use secrets::Secrets;

/// A column of the tables: what one group of equal cells adds up.
#[derive(Clone, Debug)]
pub struct Candidate<'a> {
    /// Its atoms.
    pub atoms: &'a [u32],
    /// How it may be treated.
    pub standing: Standing,
}

/// How a cell may be treated.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// An earlier release printed it: it is known, whatever we do.
    Known,
    /// It may be printed if nothing secret follows.
    Open,
    /// It must not be printed, but may be worked out.
    Withheld,
    /// It must be neither printed nor worked out.
    Secret,
}

/// What came of the elimination.
#[derive(Clone, Debug, Default)]
pub struct Pattern {
    /// For every candidate whether it is printed (or known).
    pub printed: Vec<bool>,
    /// Known cells that give a secret away, and the secret each gives.
    pub given_away: Vec<(u32, u32)>,
    /// How many independent facts a reader has.
    pub rank: usize,
}

/// Hides as little as this order allows so that no secret follows from what is printed.
///
/// `order` lists the candidates, most valuable first. `more` are further secrets: combinations of atoms such as the
/// difference of two hidden cells.
pub fn suppress(
    atoms: usize,
    candidates: &[Candidate],
    order: &[u32],
    more: &[Vec<(u32, i64)>],
    goes_on: &mut dyn FnMut(usize, usize) -> bool,
) -> Option<Pattern> {
    let mut leeway = Leeway::new(atoms);
    let mut secrets = Secrets::new(atoms, candidates, more, &leeway);
    let mut pattern = Pattern { printed: vec![false; candidates.len()], ..Pattern::default() };
    for (done, &number) in order.iter().enumerate() {
        if done % 64 == 0 && !goes_on(done, order.len()) {
            return None;
        }
        let candidate = &candidates[number as usize];
        if matches!(candidate.standing, Standing::Secret | Standing::Withheld) {
            continue;
        }
        let shift = leeway.shift(candidate.atoms.iter().map(|&atom| (atom, 1)));
        if shift != [0, 0] {
            if candidate.standing == Standing::Known {
                pattern.given_away.extend(secrets.given_by(shift).map(|secret| (number, secret)));
            } else if secrets.is_given_by(shift) {
                continue;
            }
            leeway.print(candidate.atoms, |atom, by| secrets.less(atom, by));
            secrets.settle();
        }
        pattern.printed[number as usize] = true;
    }
    pattern.rank = leeway.rank();
    Some(pattern)
}
