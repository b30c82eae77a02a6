//! Where in a pack's text something stands.

use crate::disclosure::fault::Fault;
use std::ops::Range;
use toml::Spanned;

/// A pack's text, for naming lines.
pub(super) struct Source<'a> {
    pub(super) text: &'a str,
    pub(super) file: &'a str,
}

impl Source<'_> {
    /// Something is wrong where this value stands.
    pub(super) fn fault<T>(
        &self,
        at: &Spanned<T>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Fault {
        self.at(Some(at.span()), what, mend)
    }

    /// Something is wrong there.
    pub(super) fn at(
        &self,
        span: Option<Range<usize>>,
        what: impl Into<String>,
        mend: impl Into<String>,
    ) -> Fault {
        let before = span.map_or(0, |span| span.start.min(self.text.len()));
        let line = self.text.as_bytes()[..before].iter().filter(|byte| **byte == b'\n').count() as u64 + 1;
        Fault { file: self.file.to_owned(), line: Some(line), what: what.into(), mend: mend.into() }
    }

    /// It is not TOML, or not a pack.
    pub(super) fn misread(&self, error: &toml::de::Error) -> Fault {
        let said = error.message().lines().next().unwrap_or("it cannot be read").to_owned();
        let mend = if said.starts_with("unknown field") {
            "spell it as one of these or take the line away"
        } else if said.starts_with("missing field") {
            "add it"
        } else if said.starts_with("duplicate key") {
            "keep one of the two"
        } else if said.starts_with("invalid type") || said.starts_with("invalid value") {
            "write a value of that kind"
        } else {
            "mend this line so that the file is TOML"
        };
        self.at(error.span(), said, mend)
    }
}
