//! A workbook or CSV file as the office saved it: sheets, rows and cells, nothing yet understood.

mod cell;
mod csv;
mod excel;
mod fault;
mod packed;
mod rows;
mod workbook;

use std::fs::File;
use std::io::Read;
use std::path::Path;

pub use cell::Cell;
pub use fault::BookFault;

/// One row, numbered as the spreadsheet program numbers it.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// 1 for the first row of the sheet.
    pub number: u32,
    /// From the first column on; trailing empty cells may be left out.
    pub cells: Vec<Cell>,
}

/// One sheet with its rows that hold anything.
#[derive(Clone, Debug, PartialEq)]
pub struct Sheet {
    /// The name on its tab; for a CSV file "CSV".
    pub name: String,
    /// The rows that are not blank, in order.
    pub rows: Vec<Row>,
}

/// A whole file.
#[derive(Clone, Debug, PartialEq)]
pub struct Book {
    /// Its sheets, in order.
    pub sheets: Vec<Sheet>,
}

/// How large a file may be before it is refused.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// The file itself, in bytes.
    pub bytes: u64,
    /// What a workbook may unpack to, in bytes.
    pub unpacked: u64,
    /// Rows that hold anything, all sheets together.
    pub rows: usize,
    /// The rightmost column.
    pub columns: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 200 << 20, unpacked: 1 << 30, rows: 2_000_000, columns: 500 }
    }
}

impl Book {
    /// Reads the file at `path`. What it is, is told by its content; its name is not trusted.
    pub fn open(path: &Path, limits: Limits) -> Result<Self, BookFault> {
        let file = File::open(path).map_err(|error| BookFault::Unreadable(error.kind()))?;
        let mut bytes = Vec::new();
        file.take(limits.bytes + 1)
            .read_to_end(&mut bytes)
            .map_err(|error| BookFault::Unreadable(error.kind()))?;
        Self::read(&bytes, limits)
    }

    /// Reads a file that is already in memory, such as an upload.
    pub fn read(bytes: &[u8], limits: Limits) -> Result<Self, BookFault> {
        if bytes.len() as u64 > limits.bytes {
            return Err(BookFault::TooLarge { limit: limits.bytes });
        }
        let sheets = match bytes {
            [] => return Err(BookFault::Empty),
            [b'P', b'K', ..] => workbook::read_zipped(bytes, limits)?,
            [0xD0, 0xCF, 0x11, 0xE0, ..] => return Err(workbook::refuse(bytes)),
            _ => vec![csv::read(bytes, limits)?],
        };
        if sheets.iter().all(|sheet| sheet.rows.is_empty()) {
            return Err(BookFault::Empty);
        }
        Ok(Self { sheets })
    }

    /// How many cells hold a formula, or text that a spreadsheet program would take for one.
    pub fn formula_cells(&self) -> u64 {
        let cells = self.sheets.iter().flat_map(|sheet| &sheet.rows).flat_map(|row| &row.cells);
        cells.filter(|cell| cell.is_formula()).count() as u64
    }
}

impl Row {
    /// The cell in a column, counted from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&Cell::Empty)
    }
}
