//! A line of the data.

use crate::disclosure::fault::Fault;

#[derive(Clone, Copy)]
pub(in crate::disclosure) struct Place<'a> {
    pub(in crate::disclosure) file: &'a str,
    pub(in crate::disclosure) line: u64,
}

impl Place<'_> {
    pub(in crate::disclosure) fn fault(&self, what: impl Into<String>, mend: impl Into<String>) -> Fault {
        Fault { file: self.file.to_owned(), line: Some(self.line), what: what.into(), mend: mend.into() }
    }

    pub(in crate::disclosure) fn missing(&self, column: &str) -> Fault {
        self.fault(format!("column {column:?} is empty here"), "write a value, or leave the row out")
    }

    pub(in crate::disclosure) fn not_utf8(&self) -> Fault {
        self.fault("the text is not UTF-8", "save the file as UTF-8")
    }
}
