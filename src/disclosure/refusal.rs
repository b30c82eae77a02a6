//! When protection says no.

use super::engine::Leak;

/// Why no safe table was made.
#[derive(Debug, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// A contribution names another number of levels than the table has dimensions.
    #[error("table {table} takes {expected} levels for each contribution, not {given}")]
    LevelsMissing {
        /// The table contributed to.
        table: String,
        /// Its number of dimensions.
        expected: usize,
        /// The number of levels named.
        given: usize,
    },
    /// A contribution names a level the dimension does not have, or its total.
    #[error("table {table} has no level {code:?} to contribute to in {dimension}")]
    UnknownLevel {
        /// The table contributed to.
        table: String,
        /// The dimension.
        dimension: String,
        /// The level it lacks.
        code: String,
    },
    /// A table crosses a dimension it does not have, or leaves one of its own out.
    #[error("table {table} has or crosses no dimension {dimension}")]
    NotCrossed {
        /// The table.
        table: String,
        /// The dimension.
        dimension: String,
    },
    /// A contributor is counted in several cells, so that the total is not their sum.
    #[error("table {table} counts somebody in several cells")]
    CountedTwice {
        /// The count.
        table: String,
    },
    /// A sum follows a count that is not among the tables, or that is itself a follower.
    #[error("table {table} follows {count}, which is not a count protected with it")]
    CountMissing {
        /// The sum.
        table: String,
        /// The count it follows.
        count: String,
    },
    /// A sum and the count it follows do not have the same cells.
    #[error("table {table} follows {count}, which has other dimensions")]
    OtherDimensions {
        /// The sum.
        table: String,
        /// The count it follows.
        count: String,
    },
    /// Somebody contributes to a sum who is not counted in that cell.
    #[error("table {table} has a contributor whom {count} does not count in the same cell")]
    NotCounted {
        /// The sum.
        table: String,
        /// The count it follows.
        count: String,
    },
    /// Some cells would be given away, however much else is hidden.
    #[error("{} cells of table {table} would be given away", leaks.len())]
    Leaks {
        /// The table.
        table: String,
        /// The cells.
        leaks: Vec<Leak>,
    },
    /// Earlier releases do not allow this one: what is wrong, and what to do.
    #[error("table {table} cannot be published after earlier releases: {why}")]
    Past {
        /// The table.
        table: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// The method of protection does not allow it: what is wrong, and what to do.
    #[error("table {table} cannot be protected by this method: {why}")]
    Method {
        /// The table.
        table: String,
        /// What is wrong, and what to do.
        why: String,
    },
    /// What was kept of earlier releases is not as it was left.
    #[error("table {table} has a past that cannot be trusted: {why}")]
    Ledger {
        /// The table.
        table: String,
        /// What is wrong with which file, and what to do.
        why: String,
    },
    /// Every row is as it was in the last release of the same tables, which therefore still stands.
    #[error("nothing has changed since the last release")]
    Unchanged,
    /// It was stopped, or not settled in time; what is not proven is not published.
    #[error("protection was stopped before it was proven")]
    Stopped,
}
