//! Workbooks in the format of Excel since 2007. Calamine 0.38 reads others too, but a damaged .ods keeps it
//! reading for ever, and a damaged .xls takes it down with the server's memory: those are refused.

use std::io::{Cursor, Read, Seek};

use calamine::{Reader, Xlsx, XlsxError};

use super::excel::from_ref;
use super::rows::Rows;
use super::{BookFault, Cell, Limits, Sheet, packed};

/// Reads .xlsx and .xlsm.
pub(super) fn read_zipped(bytes: &[u8], limits: Limits) -> Result<Vec<Sheet>, BookFault> {
    packed::measure(bytes, limits)?;
    match Xlsx::new(Cursor::new(bytes)) {
        Ok(book) => read_xlsx(book, limits),
        Err(XlsxError::Password) => Err(BookFault::Locked),
        Err(_) => Err(BookFault::Broken { sheet: None }),
    }
}

/// A file of the container that a locked .xlsx and an old .xls share.
pub(super) fn refuse(bytes: &[u8]) -> BookFault {
    let locked: Vec<u8> = "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let is_locked = bytes.windows(locked.len()).any(|window| window == locked);
    if is_locked { BookFault::Locked } else { BookFault::OtherFormat }
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
