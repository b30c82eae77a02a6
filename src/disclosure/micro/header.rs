//! Which column stands where. What the header says is not repeated in a fault: it may be a row of persons.

use crate::disclosure::fault::Fault;
use csv::ByteRecord;

/// The names of a file's columns.
pub(in crate::disclosure) struct Header<'a> {
    pub(in crate::disclosure) names: Vec<String>,
    file: &'a str,
}

impl<'a> Header<'a> {
    pub(in crate::disclosure) fn read(header: &ByteRecord, file: &'a str) -> Result<Self, Fault> {
        let name = |name: &[u8]| std::str::from_utf8(name).map(|name| name.trim().to_owned());
        let names: Result<Vec<_>, _> = header.iter().map(name).collect();
        let fault = |what, mend| Err(fault(file, what, mend));
        match names {
            Err(_) => fault("the header is not UTF-8", "save the file as UTF-8"),
            Ok(names) if names.is_empty() => {
                fault("the file is empty", "give it a header and a row for each case")
            }
            Ok(names) => match names.as_slice() {
                [one] if one.contains(';') => {
                    fault("the columns are separated by semicolons", "save the file with commas between them")
                }
                [one] if one.contains('\t') => {
                    fault("the columns are separated by tabs", "save the file with commas between them")
                }
                _ => Ok(Self { names, file }),
            },
        }
    }

    /// Where a column stands, if it is there.
    pub(in crate::disclosure) fn find(&self, column: &str) -> Result<Option<usize>, Fault> {
        let mut places = self.names.iter().enumerate().filter(|(_, name)| *name == column).map(|(at, _)| at);
        let found = places.next();
        match places.next() {
            None => Ok(found),
            Some(_) => {
                let what = format!("two columns are called {column:?}");
                Err(fault(self.file, what, "keep the name for one of them"))
            }
        }
    }

    /// Where a column stands that must be there. `why` ends the sentence "it is needed …".
    pub(in crate::disclosure) fn need(&self, column: &str, why: &str, mend: &str) -> Result<usize, Fault> {
        let missing =
            || fault(self.file, format!("there is no column {column:?}, which is needed {why}"), mend);
        self.find(column)?.ok_or_else(missing)
    }
}

fn fault(file: &str, what: impl Into<String>, mend: &str) -> Fault {
    Fault { file: file.to_owned(), line: Some(1), what: what.into(), mend: mend.to_owned() }
}
