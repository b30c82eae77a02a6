//! What is wrong with what was given: what, in which file and line, and how to mend it. Never a row's content.

use std::fmt;

/// Bad input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, as its giver named it.
    pub file: String,
    /// The line, counted from one, when there is one.
    pub line: Option<u64>,
    /// What is wrong.
    pub what: String,
    /// What to do about it.
    pub mend: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if let Some(line) = self.line {
            write!(f, ":{line}")?;
        }
        write!(f, ": {}; {}", self.what, self.mend)
    }
}

impl std::error::Error for Fault {}
