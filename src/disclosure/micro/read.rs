//! Reads rows from CSV. A fault names the line and what to mend, and never what stands in a person's row.

use super::{Micro, header::Header, intake::Intake};
use crate::disclosure::{fault::Fault, pack::Pack};
use csv::{ByteRecord, ErrorKind};
use std::io::Read;

const BUFFER: usize = 1 << 16;

impl Micro {
    /// Reads the columns that the pack needs. `file` names the data in faults.
    pub fn read(pack: &Pack, reader: impl Read, file: &str) -> Result<Micro, Fault> {
        let mut rows = csv::ReaderBuilder::new().buffer_capacity(BUFFER).from_reader(reader);
        let header = match rows.byte_headers() {
            Ok(header) => Header::read(header, file)?,
            Err(error) => return Err(misread(&error, file)),
        };
        let mut intake = Intake::new(pack, &header, file)?;
        let mut row = ByteRecord::new();
        loop {
            match rows.read_byte_record(&mut row) {
                Ok(true) => intake.take(&row)?,
                Ok(false) => return intake.finish(),
                Err(error) => return Err(misread(&error, file)),
            }
        }
    }
}

/// What the CSV reader says, without what it read.
pub(in crate::disclosure) fn misread(error: &csv::Error, file: &str) -> Fault {
    let line = error.position().map(|position| position.line());
    let (what, mend) = match error.kind() {
        ErrorKind::UnequalLengths { expected_len, len, .. } => (
            format!("the row has {len} values where the header has {expected_len} columns"),
            "give every row a value for each column, and quote values that contain commas or quotes",
        ),
        ErrorKind::Utf8 { .. } => ("the text is not UTF-8".to_owned(), "save the file as UTF-8"),
        ErrorKind::Io(error) => {
            (format!("it cannot be read: {error}"), "see that the file is whole and yours to read")
        }
        _ => ("it is not CSV".to_owned(), "save it as comma-separated values with a header"),
    };
    Fault { file: file.to_owned(), line, what, mend: mend.to_owned() }
}
