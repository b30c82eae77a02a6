//! CSV as Swedish spreadsheets read it: semicolons, decimal comma, CRLF, UTF-8 with a byte order mark.

use super::{Heading, Word, Words};
use crate::disclosure::{Number, Safe};
use csv::{Terminator, Writer, WriterBuilder};
use std::{
    borrow::Cow,
    io::{self, Write},
};

/// Writes a protected table: each dimension's code beside its words, then figure, unit and status.
pub fn write(table: &Safe, words: &Words, out: impl Write) -> io::Result<()> {
    let mut rows = start(out)?;
    for dimension in table.dimensions() {
        text(&mut rows, &words(Word::DimensionCode(dimension.name())))?;
        text(&mut rows, &words(Word::Dimension(dimension.name())))?;
    }
    for heading in [Heading::Value, Heading::Unit, Heading::Status] {
        text(&mut rows, &words(Word::Heading(heading)))?;
    }
    end_row(&mut rows)?;

    let unit = words(Word::Unit(table.unit()));
    for cell in table.cells() {
        for (dimension, code) in table.dimensions().iter().zip(cell.coordinates()) {
            let dimension = dimension.name();
            text(&mut rows, code)?;
            text(&mut rows, &words(Word::Level { dimension, code }))?;
        }
        rows.write_field(cell.value().map(with_comma).unwrap_or_default())?;
        text(&mut rows, &unit)?;
        text(&mut rows, &words(Word::Status(cell.status())))?;
        end_row(&mut rows)?;
    }
    rows.flush()
}

/// Writes a list for the house's own use, such as the cases behind a figure.
pub fn write_rows<R: AsRef<[String]>>(
    header: &[String],
    list: impl IntoIterator<Item = R>,
    out: impl Write,
) -> io::Result<()> {
    let mut rows = start(out)?;
    rows.write_record(header.iter().map(|name| harmless(name).into_owned()))?;
    for row in list {
        rows.write_record(row.as_ref().iter().map(|cell| harmless(cell).into_owned()))?;
    }
    rows.flush()
}

fn start<W: Write>(mut out: W) -> io::Result<Writer<W>> {
    out.write_all("\u{feff}".as_bytes())?;
    Ok(WriterBuilder::new().delimiter(b';').terminator(Terminator::CRLF).from_writer(out))
}

fn text<W: Write>(rows: &mut Writer<W>, words: &str) -> io::Result<()> {
    Ok(rows.write_field(harmless(words).as_bytes())?)
}

fn end_row<W: Write>(rows: &mut Writer<W>) -> io::Result<()> {
    Ok(rows.write_record(None::<&[u8]>)?)
}

fn with_comma(number: Number) -> String {
    number.to_string().replace('.', ",")
}

/// A spreadsheet runs text that begins like a formula: an apostrophe before it keeps it text.
fn harmless(text: &str) -> Cow<'_, str> {
    match text.chars().next() {
        Some('-') if is_digits(&text[1..]) => text.into(),
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '\n') => format!("'{text}").into(),
        _ => text.into(),
    }
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_digit() || c == ',')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::tests::{hours_by_county, words};

    fn written(table: &Safe) -> String {
        let mut out = Vec::new();
        write(table, &words, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn readable(csv: &str) -> String {
        csv.trim_start_matches('\u{feff}').replace('\r', "")
    }

    #[test]
    fn a_table_in_swedish() {
        let csv = written(&hours_by_county());
        assert!(csv.starts_with('\u{feff}') && csv.ends_with("\r\n"));
        assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count());
        insta::assert_snapshot!(readable(&csv), @"
        Län, kod;Län;Värde;Enhet;Status
        01;Stockholms län;;timmar;skyddat
        09;Gotlands län;;timmar;skyddat
        25;Norrbottens län;21,00;timmar;visas
        total;Alla län;39,00;timmar;visas
        ");
    }

    #[test]
    fn the_same_table_gives_the_same_bytes() {
        assert_eq!(written(&hours_by_county()), written(&hours_by_county()));
    }

    #[test]
    fn a_list_holds_no_formulas() {
        let header = ["Ärende".to_owned(), "Anteckning".to_owned()];
        let cells = ["=1+1", "+46 70", "-2,5", "-2+3", "@SUM(A1)", "\tx", "å; ä \"ö\"", ""];
        let list = cells.map(|cell| ["2026-000001".to_owned(), cell.to_owned()]);
        let mut out = Vec::new();
        write_rows(&header, list, &mut out).unwrap();
        insta::assert_snapshot!(readable(&String::from_utf8(out).unwrap()), @r#"
        Ärende;Anteckning
        2026-000001;'=1+1
        2026-000001;'+46 70
        2026-000001;-2,5
        2026-000001;'-2+3
        2026-000001;'@SUM(A1)
        2026-000001;'	x
        2026-000001;"å; ä ""ö"""
        2026-000001;
        "#);
    }
}
