//! A pattern: which cells of a whole pack are hidden, and why. Ours or a peer's; for insiders' eyes only.

mod read;
mod write;

#[cfg(test)]
mod properties;

/// Which cells are hidden.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pattern {
    /// The cells, in the order they are written.
    pub rows: Vec<Row>,
}

/// One cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// What it fixes: numbers of columns and of their codes in the rows' `Micro`, in rising order.
    /// A column that is not named is added up.
    pub codes: Vec<(u32, u32)>,
    /// How many rows it counts.
    pub freq: u64,
    /// Whether it is hidden for its own sake.
    pub primary: bool,
    /// Whether it is hidden at all.
    pub suppressed: bool,
}
