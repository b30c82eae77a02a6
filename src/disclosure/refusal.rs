//! When protection says no.

/// Why no safe table was made.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
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
}
