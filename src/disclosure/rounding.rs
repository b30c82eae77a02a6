//! The small-count rounding mode: inner cells below a base become 0 or the base, and all tables are made of them.
//!
//! Method: Langsrud & Heldal, "An algorithm for small count rounding of tabular data" (PSD 2018). Their R package
//! rounds only the inner cells of small published cells; the difference of two large ones then tells a small count
//! exactly, so here every small inner cell is rounded. Every published figure is the sum of the same rounded inner
//! cells: tables add up and agree, between releases too, as what an earlier one rounded stays. The true sums are never
//! published beside it, and sums of money come from a series whose method is suppression.

mod change;
mod facts;
mod moves;
mod problem;

#[cfg(test)]
mod properties;

pub use change::Change;
pub use facts::{Reader, cell_bounds, facts, inner_bounds, room};

use crate::disclosure::watch::{Stage, Watch};
use problem::Problem;

/// What is to be rounded.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Counts from 1 to one less than this are never shown; from 2 to 100. Norway uses 3; 5 is our default.
    pub base: u32,
    /// The true count of each inner cell.
    pub inner: &'a [u32],
    /// For each published cell the inner cells it adds up, each once.
    pub cells: &'a [Vec<u32>],
    /// For each inner cell what an earlier release rounded it to: 0 too for one that was empty then.
    pub fixed: &'a [Option<u32>],
    /// For each inner cell a number nobody outside can tell, and that stays with it: the sum of its cases' keys.
    pub ties: &'a [u64],
}

/// Why nothing was rounded.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unrounded {
    /// The base leaves nothing to round, or nearly nothing as it is.
    #[error("the base {0} is not from 2 to 100; 3 and 5 are usual")]
    Base(u32),
    /// Earlier values or tie-break numbers are not one for each inner cell.
    #[error("there must be an earlier value and a tie-break number for each of the {0} inner cells")]
    Lengths(usize),
    /// A published cell names an inner cell that there is not, or one twice.
    #[error("published cell {cell} names inner cell {inner}, which there is not, or names it twice")]
    Members {
        /// The published cell.
        cell: usize,
        /// The inner cell.
        inner: u32,
    },
    /// An inner cell was published as something its count can no longer be rounded to.
    #[error(
        "inner cell {inner} was published as {published}, which its count of today does not round to; \
         book late cases in the open period"
    )]
    Moved {
        /// The inner cell.
        inner: usize,
        /// What an earlier release made of it.
        published: u32,
    },
    /// Whoever waited gave up.
    #[error("rounding was stopped")]
    Stopped,
}

/// The rounded inner cells: those of 0 or at least the base as they are, the others 0 or the base, such that the
/// squared changes of the published cells come out small. The order of inner and published cells does not matter.
pub fn round(asked: &Asked<'_>, watch: &dyn Watch) -> Result<Vec<u32>, Unrounded> {
    check(asked)?;
    if !watch.goes_on(Stage::Secondary, 0, 1) {
        return Err(Unrounded::Stopped);
    }
    let mut problem = Problem::new(asked);
    problem.first_choice();
    moves::improve(&mut problem, watch)?;
    Ok(problem.rounded(asked))
}

/// The published figure of each cell: the sum of its inner cells.
pub fn publish(inner: &[u32], cells: &[Vec<u32>]) -> Vec<u32> {
    cells.iter().map(|members| members.iter().map(|&at| inner[at as usize]).sum()).collect()
}

fn check(asked: &Asked<'_>) -> Result<(), Unrounded> {
    let inner = asked.inner.len();
    if !(2..=100).contains(&asked.base) {
        return Err(Unrounded::Base(asked.base));
    }
    if asked.fixed.len() != inner || asked.ties.len() != inner {
        return Err(Unrounded::Lengths(inner));
    }
    check_members(asked)?;
    let moved = |at: &usize| asked.fixed[*at].is_some_and(|to| !rounds_to(asked.base, asked.inner[*at], to));
    match (0..inner).find(moved) {
        Some(at) => Err(Unrounded::Moved { inner: at, published: asked.fixed[at].unwrap_or_default() }),
        None => Ok(()),
    }
}

fn check_members(asked: &Asked<'_>) -> Result<(), Unrounded> {
    let mut last = vec![usize::MAX; asked.inner.len()];
    for (cell, members) in asked.cells.iter().enumerate() {
        for &inner in members {
            match last.get_mut(inner as usize) {
                Some(seen) if *seen != cell => *seen = cell,
                _ => return Err(Unrounded::Members { cell, inner }),
            }
        }
    }
    Ok(())
}

fn is_small(base: u32, count: u32) -> bool {
    count > 0 && count < base
}

fn rounds_to(base: u32, count: u32, to: u32) -> bool {
    if is_small(base, count) { to == 0 || to == base } else { to == count }
}
