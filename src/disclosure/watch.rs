//! Who waits for the work: hears how far it has come, and may stop it. The engine has no clock of its own.

/// Hears how far the work has come.
pub trait Watch: Sync {
    /// Told every few milliseconds of work; `false` stops it, and what is undecided then is refused.
    fn goes_on(&self, stage: Stage, done: usize, of: usize) -> bool;
}

/// What is being done.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Stage {
    /// Rows become cells.
    Cells,
    /// Cells are hidden so that no small one is exact.
    Secondary,
    /// Cells are hidden so that enough values remain possible.
    Intervals,
    /// The release is audited.
    Audit,
}

/// Nobody waits: the work goes on to its end.
pub struct Alone;

impl Watch for Alone {
    fn goes_on(&self, _: Stage, _: usize, _: usize) -> bool {
        true
    }
}
