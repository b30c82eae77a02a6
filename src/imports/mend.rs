//! The rows that were held back, in a workbook like the office's own with one more column that says why.
//! Mended, it can be imported again.

use std::path::Path;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};

use super::book::{Book, Cell, Row};
use super::columns::{Column, Headed};
use super::report::{Held, Plan};

/// Writes the held rows to `path`. `say` knows the words of a key.
pub fn write(path: &Path, book: &Book, plan: &Plan, say: impl Fn(&str) -> String) -> Result<(), XlsxError> {
    workbook(book, plan, say)?.save(path)
}

/// The same in memory.
pub fn bytes(book: &Book, plan: &Plan, say: impl Fn(&str) -> String) -> Result<Vec<u8>, XlsxError> {
    workbook(book, plan, say)?.save_to_buffer()
}

fn workbook(book: &Book, plan: &Plan, say: impl Fn(&str) -> String) -> Result<Workbook, XlsxError> {
    let mut workbook = Workbook::new();
    for heading in &plan.headings {
        let own: Vec<&Held> = plan.held.iter().filter(|held| held.place.sheet == heading.sheet).collect();
        if own.is_empty() {
            continue;
        }
        let sheet = &book.sheets[heading.sheet];
        let page = workbook.add_worksheet();
        page.set_name(tab_name(&sheet.name))?;
        Page { page, earlier: heading.place(Column::Fault), width: width(&sheet.rows) }.fill(
            &sheet.rows,
            heading,
            &own,
            &say,
        )?;
    }
    if workbook.worksheets().is_empty() {
        workbook.add_worksheet();
    }
    Ok(workbook)
}

/// A name Excel accepts for a tab; LibreOffice's may be longer and freer.
fn tab_name(name: &str) -> String {
    let free = |c: char| if "[]:*?/\\".contains(c) { '-' } else { c };
    name.chars().map(free).take(31).collect()
}

fn width(rows: &[Row]) -> usize {
    rows.iter().map(|row| row.cells.len()).max().unwrap_or(0)
}

/// One sheet being written.
struct Page<'a> {
    page: &'a mut Worksheet,
    /// Where an earlier round of mending put its faults; they are left out.
    earlier: Option<usize>,
    width: usize,
}

impl Page<'_> {
    fn fill(
        mut self,
        rows: &[Row],
        heading: &Headed,
        held: &[&Held],
        say: &impl Fn(&str) -> String,
    ) -> Result<(), XlsxError> {
        let last = self.kept().count() as u16;
        let bold = Format::new().set_bold();
        self.copy(0, &rows[heading.header])?;
        self.page.write_string_with_format(0, last, say("imports-fault-column"), &bold)?;
        self.page.set_row_format(0, &bold)?.set_freeze_panes(1, 0)?;
        self.page.set_column_width(last, 60)?;
        for (at, held) in held.iter().enumerate() {
            let line = at as u32 + 1;
            if let Ok(found) = rows.binary_search_by_key(&held.place.row, |row| row.number) {
                self.copy(line, &rows[found])?;
            }
            let told: Vec<String> = held.kinds.iter().map(|kind| say(kind.word())).collect();
            self.page.write_string(line, last, told.join(" "))?;
        }
        Ok(())
    }

    fn kept(&self) -> impl Iterator<Item = usize> + use<> {
        let earlier = self.earlier;
        (0..self.width).filter(move |at| Some(*at) != earlier)
    }

    fn copy(&mut self, line: u32, row: &Row) -> Result<(), XlsxError> {
        for (to, from) in self.kept().enumerate() {
            self.put(line, to as u16, row.cell(from))?;
        }
        Ok(())
    }

    /// Text stays text, also when it begins with an equals sign or a zero.
    fn put(&mut self, line: u32, column: u16, cell: &Cell) -> Result<(), XlsxError> {
        let format = |pattern: &str| Format::new().set_num_format(pattern);
        match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => self.page.write_string_with_format(line, column, text, &format("@"))?,
            Cell::Number(number) => self.page.write_number(line, column, *number)?,
            Cell::Date(day) => self.page.write_with_format(line, column, day, &format("yyyy-mm-dd"))?,
            Cell::DateTime(at) => {
                self.page.write_with_format(line, column, at, &format("yyyy-mm-dd hh:mm"))?
            }
            Cell::Clock(seconds) => self.page.write_number_with_format(
                line,
                column,
                f64::from(*seconds) / 86_400.0,
                &format("[hh]:mm"),
            )?,
            Cell::Bool(yes) => self.page.write_boolean(line, column, *yes)?,
        };
        Ok(())
    }
}
