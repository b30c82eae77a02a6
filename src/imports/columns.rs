//! Which sheet holds what, told by its column headers: their order, spelling and the sheet's name are the office's own.

mod names;
mod words;

pub use names::{Column, Table};

use super::book::{Book, BookFault, Row, Sheet};

/// A sheet that was recognised.
#[derive(Clone, Debug, PartialEq)]
pub struct Headed {
    /// What it holds.
    pub table: Table,
    /// Which sheet of the book.
    pub sheet: usize,
    /// Which of its rows, counted from 0 among those that hold anything, has the headers.
    pub header: usize,
    /// Where each known column stands, counted from 0.
    pub columns: Vec<(Column, usize)>,
    /// Headers that nothing is taken from.
    pub ignored: Vec<String>,
}

/// The headers are looked for this far down: above them there may be a title, a date, a logo's row.
const DEEPEST_HEADER: usize = 25;
/// Fewer known headers than this is chance.
const FEWEST_HEADERS: usize = 2;

/// Finds the sheets of cases, meetings and outcomes; a sheet of anything else is left alone.
pub fn recognise(book: &Book) -> Result<Vec<Headed>, BookFault> {
    let best = |(at, sheet)| best_heading(at, sheet).map(|headed| (sheet, headed));
    let candidates: Vec<(&Sheet, Headed)> = book.sheets.iter().enumerate().filter_map(best).collect();
    let whole: Vec<_> = candidates.iter().filter(|(_, headed)| headed.missing().is_empty()).collect();
    let half = candidates.iter().filter(|(_, headed)| !headed.missing().is_empty());
    // A half-known sheet is a fault only if it looks more like one of ours than like a list of something else.
    let doubtful = half
        .filter(|(_, headed)| whole.is_empty() || headed.columns.len() >= 4)
        .max_by_key(|(_, headed)| headed.columns.len());
    match doubtful {
        Some((sheet, headed)) => Err(BookFault::MissingColumns {
            sheet: sheet.name.clone(),
            table: headed.table,
            missing: headed.missing(),
        }),
        None if whole.is_empty() => Err(BookFault::NothingKnown),
        None => Ok(whole.into_iter().map(|(_, headed)| headed.clone()).collect()),
    }
}

fn best_heading(sheet: usize, rows: &Sheet) -> Option<Headed> {
    let headers = rows.rows.iter().take(DEEPEST_HEADER).enumerate();
    let tables = [Table::Cases, Table::Meetings, Table::Outcomes];
    let headings =
        headers.flat_map(|(header, row)| tables.map(|table| Headed::read(table, sheet, header, row)));
    headings.filter(|headed| headed.columns.len() >= FEWEST_HEADERS && headed.is_telling()).max_by_key(
        |headed| (headed.missing().is_empty(), headed.columns.len(), std::cmp::Reverse(headed.header)),
    )
}

impl Headed {
    fn read(table: Table, sheet: usize, header: usize, row: &Row) -> Self {
        let mut columns: Vec<(Column, usize)> = Vec::new();
        let mut ignored = Vec::new();
        for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let text = cell.to_string();
            match words::column_named(table, &text) {
                Some(column) if columns.iter().all(|(known, _)| *known != column) => {
                    columns.push((column, at))
                }
                _ => ignored.push(text),
            }
        }
        Self { table, sheet, header, columns, ignored }
    }

    /// Where a column stands, if the sheet has it.
    pub fn place(&self, column: Column) -> Option<usize> {
        self.columns.iter().find(|(known, _)| *known == column).map(|(_, at)| *at)
    }

    /// Whether it has a column that only this kind of sheet has.
    fn is_telling(&self) -> bool {
        let telling: &[Column] = match self.table {
            Table::Cases => &[Column::Identity, Column::FamilyName, Column::FullName, Column::Opened],
            Table::Meetings => {
                &[Column::Minutes, Column::Hours, Column::Channel, Column::Topic, Column::TimeOfDay]
            }
            Table::Outcomes => &[Column::Outcome, Column::Value],
        };
        telling.iter().any(|column| self.place(*column).is_some())
    }

    fn missing(&self) -> Vec<Column> {
        let needed: &[&[Column]] = match self.table {
            Table::Cases => {
                &[&[Column::CaseNumber], &[Column::FamilyName, Column::FullName], &[Column::Opened]]
            }
            Table::Meetings => &[&[Column::CaseNumber], &[Column::Day]],
            Table::Outcomes => &[&[Column::CaseNumber], &[Column::Day], &[Column::Outcome]],
        };
        let absent = |either: &&&[Column]| either.iter().all(|column| self.place(*column).is_none());
        needed.iter().filter(absent).map(|either| either[0]).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::book::{Cell, Limits};

    fn columns(header: &str) -> Result<Vec<Headed>, BookFault> {
        recognise(&Book::read(header.as_bytes(), Limits::default()).unwrap())
    }

    #[test]
    fn headers_are_known_in_any_order_and_spelling() {
        let found =
            columns("INSKRIVNINGSDATUM;Efter-namn;Diarienr.;Pnr;Skostorlek\n2026-01-02;Berg;1;;38").unwrap();
        assert_eq!(found[0].table, Table::Cases);
        assert_eq!(found[0].place(Column::Identity), Some(3));
        assert_eq!(found[0].ignored, ["Skostorlek"]);
    }

    #[test]
    fn a_title_above_the_headers_does_not_hide_them() {
        let found = columns("Möten våren 2026\n\nÄrende,Mötesdatum,Antal minuter\n1,2026-01-02,60").unwrap();
        assert_eq!((found[0].table, found[0].header), (Table::Meetings, 1));
    }

    #[test]
    fn a_sheet_without_its_case_numbers_is_refused_by_name() {
        let fault = columns("Förnamn;Efternamn;Personnummer;Inskriven\nA;B;;").unwrap_err();
        assert!(
            matches!(fault, BookFault::MissingColumns { missing, .. } if missing == [Column::CaseNumber])
        );
        assert_eq!(columns("Art;Pris\nPenna;3").unwrap_err(), BookFault::NothingKnown);
    }

    #[test]
    fn one_header_twice_is_read_once() {
        let row = Row { number: 1, cells: ["Datum", "Datum"].map(Cell::from_text).into() };
        assert_eq!(Headed::read(Table::Meetings, 0, 0, &row).columns, [(Column::Day, 0)]);
    }
}
