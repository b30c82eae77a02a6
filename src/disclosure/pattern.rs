//! A pattern: which cells of a whole pack are hidden, and why. Ours or a peer's; for insiders' eyes only.

mod fit;
mod read;
mod write;

#[cfg(test)]
mod properties;

use super::micro::Micro;

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

impl Row {
    /// `[lan=01 sex=K]`; what is not named is added up.
    pub fn named(&self, micro: &Micro) -> String {
        let part = |&(column, code): &(u32, u32)| {
            let column = &micro.columns[column as usize];
            format!("{}={}", column.name, column.codes[code as usize])
        };
        format!("[{}]", self.codes.iter().map(part).collect::<Vec<_>>().join(" "))
    }
}
