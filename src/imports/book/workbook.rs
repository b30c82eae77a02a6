//! Workbooks: Excel's and LibreOffice's.

use std::io::{Cursor, Read, Seek};

use calamine::{Ods, OdsError, Reader, Xlsx, XlsxError};

use super::excel::{from_data, from_ref};
use super::rows::Rows;
use super::{BookFault, Cell, Limits, Sheet, packed};

/// Reads .xlsx, .xlsm and .ods.
pub(super) fn read_zipped(bytes: &[u8], limits: Limits) -> Result<Vec<Sheet>, BookFault> {
    packed::measure(bytes, limits)?;
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => read_xlsx(book, limits),
        Err(XlsxError::Password) => Err(BookFault::Locked),
        Err(_) => match Ods::new(Cursor::new(bytes)) {
            Ok(book) => read_whole(book, limits),
            Err(OdsError::Password) => Err(BookFault::Locked),
            Err(_) => Err(BookFault::Broken { sheet: None }),
        },
    }
}

/// A file of the container that a locked .xlsx and an old .xls share. The old format is not read: a damaged
/// file of it can take calamine 0.38 down, and the whole server's memory with it.
pub(super) fn refuse(bytes: &[u8]) -> BookFault {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_locked = bytes.windows(locked.len()).any(|window| window == locked);
    if is_locked { BookFault::Locked } else { BookFault::OldExcel }
}

/// Cell by cell, since a lone cell in the far corner must not cost a sheet of empty ones.
fn read_xlsx<RS: Read + Seek>(mut book: Xlsx<RS>, limits: Limits) -> Result<Vec<Sheet>, BookFault> {
    let mut sheets = Vec::new();
    let mut total = 0;
    for name in book.sheet_names() {
        let broken = || BookFault::Broken { sheet: Some(name.clone()) };
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(XlsxError::NotAWorksheet(_)) => continue,
            Err(_) => return Err(broken()),
        };
        let mut rows = Rows::new(&name, limits, total);
        while let Some(cell) = cells.next_cell_with_formula().map_err(|_| broken())? {
            let value = match cell.formula {
                Some(formula) => Cell::Text(format!("={formula}")),
                None => from_ref(cell.value),
            };
            rows.put(cell.pos, value)?;
        }
        total += rows.rows.len();
        sheets.push(Sheet { rows: rows.finish(), name });
    }
    Ok(sheets)
}

fn read_whole<RS, R>(mut book: R, limits: Limits) -> Result<Vec<Sheet>, BookFault>
where
    RS: Read + Seek,
    R: Reader<RS>,
{
    let mut sheets = Vec::new();
    let mut total = 0;
    for name in book.sheet_names() {
        let broken = |_| BookFault::Broken { sheet: Some(name.clone()) };
        let values = book.worksheet_range(&name).map_err(broken)?;
        let formulas = book.worksheet_formula(&name).map_err(broken)?;
        let mut rows = Rows::new(&name, limits, total);
        let (top, left) = values.start().unwrap_or((0, 0));
        for (row, column, value) in values.used_cells() {
            let pos = (top + row as u32, left + column as u32);
            if formulas.get_value(pos).is_none_or(String::is_empty) {
                rows.put(pos, from_data(value))?;
            }
        }
        let (top, left) = formulas.start().unwrap_or((0, 0));
        for (row, column, formula) in formulas.used_cells().filter(|(_, _, formula)| !formula.is_empty()) {
            let formula = formula.trim_start_matches("of:").trim_start_matches('=');
            rows.put((top + row as u32, left + column as u32), Cell::Text(format!("={formula}")))?;
        }
        total += rows.rows.len();
        sheets.push(Sheet { rows: rows.finish(), name });
    }
    Ok(sheets)
}
