//! Which cells are secret by themselves, whatever else is printed (disclosure.md 4.2). Rules look at contributors,
//! not rows. A cell has one status: its count, its persons and its sums are all printed or all hidden.

mod code_lists;
mod homogeneity;
pub(super) mod money;
mod seen;
mod threshold;
pub mod union;
pub mod zeros;

#[cfg(test)]
mod peers;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(super) mod small;

use super::{atoms::Atoms, cells::Cells, figures::Figures, micro::Micro, pack::Pack};

/// Why a cell is secret. Never printed: a reason is a bound on the figure (attack 08, threshold knowledge).
#[derive(Clone, Copy, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub enum Reason {
    /// Too few contributors.
    Small = 1,
    /// It tells something about everyone in a group, or about all but one.
    Homogeneous = 2,
    /// Too few owners behind a sum.
    TooFewOwners = 4,
    /// A sum is too much its largest owner's.
    Dominated = 8,
}

/// Every reason that holds of a cell.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct Reasons(u8);

impl Reasons {
    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Whether this is one of them.
    pub fn has(self, reason: Reason) -> bool {
        self.0 & reason as u8 != 0
    }

    fn add(&mut self, reason: Reason) {
        self.0 |= reason as u8;
    }
}

/// The secret cells.
#[derive(Clone, Default)]
pub struct Primary {
    /// For every cell why it is secret.
    pub reasons: Vec<Reasons>,
}

impl Primary {
    /// Whether a cell is secret.
    pub fn is_secret(&self, cell: usize) -> bool {
        !self.reasons[cell].is_empty()
    }

    /// How many cells are.
    pub fn len(&self) -> usize {
        self.reasons.iter().filter(|reasons| !reasons.is_empty()).count()
    }

    /// Whether none is.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Makes a cell no secret.
    pub(super) fn forget(&mut self, cell: usize) {
        self.reasons[cell] = Reasons::default();
    }

    /// Makes a cell secret.
    pub(super) fn add(&mut self, cell: usize, reason: Reason) {
        self.reasons[cell].add(reason);
    }
}

/// Finds the secret cells.
pub fn of(pack: &Pack, micro: &Micro, atoms: &Atoms, cells: &Cells, figures: &Figures) -> Primary {
    let mut primary = Primary { reasons: vec![Reasons::default(); cells.len()] };
    threshold::mark(pack, figures, &mut primary);
    homogeneity::mark(pack, micro, atoms, cells, figures, &mut primary);
    money::mark(pack, figures, &mut primary);
    zeros::mark(cells, figures, &mut primary);
    primary
}
