//! The lines of a file as CSV, with where they stand.

use crate::disclosure::fault::Fault;

/// What is wrong on a line, and how to mend it.
pub(super) fn fault(file: &str, line: u64, what: impl Into<String>, mend: &str) -> Fault {
    Fault { file: file.to_owned(), line: Some(line), what: what.into(), mend: mend.to_owned() }
}

/// One line of a file.
pub(super) struct Record {
    /// Which, from one.
    pub line: u64,
    /// The columns that were asked for.
    pub fields: Vec<String>,
}

/// The lines of a file that has these columns, in any order and among others.
pub(super) fn records(file: &str, text: &str, columns: &[&str]) -> Result<Vec<Record>, Fault> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader =
        csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(text.as_bytes());
    let unreadable = |error: csv::Error| {
        let line = error.position().map_or(1, csv::Position::line);
        fault(file, line, "the line cannot be read as CSV", "write comma-separated UTF-8")
    };
    let header = reader.headers().map_err(unreadable)?.clone();
    let places = columns
        .iter()
        .map(|column| {
            header.iter().position(|name| name == *column).ok_or_else(|| {
                fault(file, 1, format!("the column {column:?} is missing"), "name it in the first line")
            })
        })
        .collect::<Result<Vec<_>, _>>()?;
    let mut records = Vec::new();
    for record in reader.records() {
        let record = record.map_err(unreadable)?;
        let line = record.position().map_or(0, csv::Position::line);
        if record.len() != header.len() {
            let what = format!("{} fields where the first line has {}", record.len(), header.len());
            return Err(fault(file, line, what, "write one field for each column"));
        }
        records.push(Record { line, fields: places.iter().map(|&place| record[place].to_owned()).collect() });
    }
    Ok(records)
}
