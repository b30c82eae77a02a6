//! How far published figures moved, in the peers' terms.

/// How far rounding moved the published figures.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Change {
    /// The largest change of a figure, up or down.
    pub largest: u32,
    /// The mean change, up or down, over all published cells.
    pub mean: f64,
    /// The change of the figure with the largest true count: the grand total, where one is published.
    pub total: i64,
}

impl Change {
    /// Compares true and published figures, cell by cell.
    pub fn between(truth: &[u32], published: &[u32]) -> Self {
        let moved = |(truth, published): (&u32, &u32)| i64::from(*published) - i64::from(*truth);
        let changes: Vec<i64> = truth.iter().zip(published).map(moved).collect();
        let sum: u64 = changes.iter().map(|change| change.unsigned_abs()).sum();
        let total = truth.iter().zip(&changes).max_by_key(|(truth, _)| **truth);
        Self {
            largest: changes.iter().map(|change| change.unsigned_abs() as u32).max().unwrap_or(0),
            mean: sum as f64 / changes.len().max(1) as f64,
            total: total.map_or(0, |(_, change)| *change),
        }
    }
}
