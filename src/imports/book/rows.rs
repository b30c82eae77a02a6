//! The rows of a sheet, put together from single cells that come in nearly any order.

use super::{BookFault, Cell, Limits, Row};

/// The rows of one sheet as they are put together.
pub(super) struct Rows<'a> {
    sheet: &'a str,
    limits: Limits,
    before: usize,
    pub(super) rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    pub(super) fn new(sheet: &'a str, limits: Limits, before: usize) -> Self {
        Self { sheet, limits, before, rows: Vec::new() }
    }

    pub(super) fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), BookFault> {
        if cell.is_empty() {
            return Ok(());
        }
        let column = column as usize;
        if column >= self.limits.columns {
            return Err(BookFault::TooManyColumns {
                sheet: self.sheet.to_owned(),
                limit: self.limits.columns,
            });
        }
        let number = row.saturating_add(1);
        let at = match self.rows.last() {
            Some(last) if last.number == number => self.rows.len() - 1,
            Some(last) if last.number > number => {
                match self.rows.binary_search_by_key(&number, |row| row.number) {
                    Ok(at) => at,
                    Err(at) => self.insert(at, number)?,
                }
            }
            _ => self.insert(self.rows.len(), number)?,
        };
        let cells = &mut self.rows[at].cells;
        if cells.len() <= column {
            cells.resize(column + 1, Cell::Empty);
        }
        cells[column] = cell;
        Ok(())
    }

    fn insert(&mut self, at: usize, number: u32) -> Result<usize, BookFault> {
        if self.before + self.rows.len() >= self.limits.rows {
            return Err(BookFault::TooManyRows { limit: self.limits.rows });
        }
        let width = self.rows.last().map_or(0, |row| row.cells.len());
        self.rows.insert(at, Row { number, cells: Vec::with_capacity(width) });
        Ok(at)
    }

    pub(super) fn finish(self) -> Vec<Row> {
        self.rows
    }
}
