//! What a table is split by.

use serde::Serialize;

/// The code of the level that sums all others.
pub const TOTAL: &str = "total";

/// One way a table is split, such as by sex or by county: its categories and, last, their total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Dimension {
    name: String,
    levels: Vec<Level>,
}

/// One category of a dimension, or its total.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Level {
    /// The stored code; its words live in the locales and code lists.
    pub code: String,
    /// True for the level that sums the others.
    pub total: bool,
}

impl Dimension {
    /// A dimension of these categories; the total is added.
    pub fn new<C: Into<String>>(name: impl Into<String>, categories: impl IntoIterator<Item = C>) -> Self {
        let mut levels: Vec<Level> =
            categories.into_iter().map(|code| Level { code: code.into(), total: false }).collect();
        levels.push(Level { code: TOTAL.to_owned(), total: true });
        Self { name: name.into(), levels }
    }

    /// The code of the dimension, such as `sex`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The categories in order, the total last.
    pub fn levels(&self) -> &[Level] {
        &self.levels
    }

    pub(super) fn position(&self, code: &str) -> Option<usize> {
        self.levels.iter().position(|level| level.code == code)
    }

    pub(super) fn category(&self, code: &str) -> Option<usize> {
        self.position(code).filter(|&position| !self.levels[position].total)
    }
}
