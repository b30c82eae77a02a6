//! Files that are no spreadsheets, or not only that. None may bring the reader down.

use std::io::{Cursor, Write};

use chrono::NaiveDate;
use proptest::prelude::*;
use zip::write::SimpleFileOptions;

use super::book::{Book, BookFault, Limits};
use super::check;

fn fault(bytes: &[u8]) -> BookFault {
    Book::read(bytes, Limits::default()).unwrap_err()
}

fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(content).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A workbook of one sheet with these rows of XML.
fn workbook(rows: &str) -> Vec<u8> {
    let sheet = format!(
        r#"<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{rows}</sheetData></worksheet>"#
    );
    let book = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>"#;
    let root = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>"#;
    let relations = r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>"#;
    packed(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

#[test]
fn what_is_no_book_is_named() {
    assert_eq!(fault(b""), BookFault::Empty);
    assert_eq!(fault(b" \n;;\n"), BookFault::Empty);
    for file in [
        &b"%PDF-1.7\n%\xE2\xE3"[..],
        b"\x89PNG\r\n\x1a\n\0\0",
        b"<!DOCTYPE html><p>",
        b"MZ\0\0\x03",
        b"{\\rtf1",
    ] {
        assert_eq!(fault(file), BookFault::NotABook);
    }
    assert_eq!(fault(&packed(&[("word/document.xml", b"<w/>")])), BookFault::NotABook);
    assert_eq!(fault(&packed(&[("content.xml", b"<office/>")])), BookFault::OtherFormat);
    assert_eq!(fault(b"PK\x03\x04 torn"), BookFault::Broken { sheet: None });
    assert_eq!(fault(b"\xD0\xCF\x11\xE0 old"), BookFault::OtherFormat);
    let sheet = Book::open("/nowhere/at/all.xlsx".as_ref(), Limits::default()).unwrap_err();
    assert_eq!(sheet, BookFault::Unreadable(std::io::ErrorKind::NotFound));
}

#[test]
fn a_locked_workbook_is_told_from_a_broken_one() {
    let name: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(fault(&[&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &name].concat()), BookFault::Locked);
}

#[test]
fn a_workbook_that_swells_is_refused_before_it_is_read() {
    let zeros = vec![b' '; 3 << 20];
    let small = Limits { unpacked: 1 << 20, ..Limits::default() };
    let bytes = packed(&[("[Content_Types].xml", b"<Types/>"), ("xl/workbook.xml", &zeros)]);
    assert_eq!(Book::read(&bytes, small).unwrap_err(), BookFault::UnpacksTooLarge { limit: 1 << 20 });
}

#[test]
fn limits_hold_for_size_rows_and_columns() {
    let limits = Limits { bytes: 40, rows: 2, columns: 3, ..Limits::default() };
    assert_eq!(Book::read(&[b'a'; 41], limits).unwrap_err(), BookFault::TooLarge { limit: 40 });
    assert_eq!(Book::read(b"a\nb\nc\n", limits).unwrap_err(), BookFault::TooManyRows { limit: 2 });
    let wide = Book::read(b"a;b;c;d\n", limits).unwrap_err();
    assert_eq!(wide, BookFault::TooManyColumns { sheet: "CSV".to_owned(), limit: 3 });
}

#[test]
fn a_lone_cell_in_the_far_corner_costs_nothing() {
    let corner = workbook(r#"<row r="1048576"><c r="A1048576" t="str"><v>x</v></c></row>"#);
    assert_eq!(Book::read(&corner, Limits::default()).unwrap().sheets[0].rows[0].number, 1_048_576);
    let far = workbook(r#"<row r="1"><c r="XFD1" t="str"><v>x</v></c></row>"#);
    assert!(matches!(fault(&far), BookFault::TooManyColumns { .. }));
}

#[test]
fn a_sheet_that_breaks_off_is_named() {
    let torn = workbook("<row r=\"1\"><c r=\"A1\" t=\"str\"><v>x</v></c><c");
    assert_eq!(fault(&torn), BookFault::Broken { sheet: Some("A".to_owned()) });
}

#[test]
fn a_quotation_mark_left_open_is_found_where_it_opens() {
    let text = format!("Ärendenr;Namn\n1;Eva\n2;\"Ada\n{}", "3;Lo\n".repeat(10_000));
    assert_eq!(fault(text.as_bytes()), BookFault::OpenQuote { row: 3 });
    assert_eq!(fault(b"Namn;Nr\nEva;1\n\"Ada;2\nLo;3\n"), BookFault::OpenQuote { row: 3 });
    let inches = Book::read("Namn;Skärm\nEva;19\"\nLo;\"a\nb\"\n".as_bytes(), Limits::default());
    assert_eq!(inches.unwrap().sheets[0].rows.len(), 3);
}

proptest! {
    #[test]
    fn no_bytes_bring_the_reader_down(bytes in proptest::collection::vec(any::<u8>(), 0..400), start in 0..4usize) {
        let starts: [&[u8]; 4] = [b"", b"PK\x03\x04", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", b"\xFF\xFE"];
        let _ = Book::read(&[starts[start], &bytes].concat(), Limits::default());
    }

    #[test]
    fn no_cells_bring_the_checks_down(cells in proptest::collection::vec("\\PC{0,12}|[0-9/:.,hk -]{0,12}", 36)) {
        let field = |cell: &String| format!("\"{}\"", cell.replace('"', "\"\""));
        let rows = |count: usize| cells.chunks_exact(count).map(|row| row.iter().map(field).collect::<Vec<_>>().join(";")).collect::<Vec<_>>().join("\n");
        let headers = [
            ("Ärendenr;Efternamn;Pnr;Kön;Född;I Sverige sedan;Kommun;E-post;Inskriven;Avslutad;Orgnr;Utbildning", 12),
            ("Ärendenr;Datum;Tid;Längd (min);Ämne;Till den", 6),
            ("Ärendenr;Datum;Vad;Värde", 4),
        ];
        for (header, count) in headers {
            let book = Book::read(format!("{header}\n{}", rows(count)).as_bytes(), Limits::default()).unwrap();
            let plan = check::plan(&book, NaiveDate::from_ymd_opt(2026, 11, 24).unwrap()).unwrap();
            prop_assert!(plan.counts.good <= plan.counts.rows);
        }
    }
}
