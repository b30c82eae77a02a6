//! Workbooks: Excel's and LibreOffice's.

use std::io::{Cursor, Read, Seek};

use calamine::{
    Data, DataRef, DataType, ExcelDateTime, Ods, OdsError, Reader, Xls, XlsError, Xlsx, XlsxError,
};
use chrono::{NaiveDate, NaiveDateTime, NaiveTime};

use super::{BookFault, Cell, Limits, Row, Sheet, packed};

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

/// Reads .xls; the same wrapping is used for a locked .xlsx.
pub(super) fn read_old_excel(bytes: &[u8], limits: Limits) -> Result<Vec<Sheet>, BookFault> {
    let locked: Vec<u8> = "EncryptedPackage"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    if bytes.windows(locked.len()).any(|window| window == locked) {
        return Err(BookFault::Locked);
    }
    match Xls::new(Cursor::new(bytes)) {
        Ok(book) => read_whole(book, limits),
        Err(XlsError::Password) => Err(BookFault::Locked),
        Err(_) => Err(BookFault::Broken { sheet: None }),
    }
}

/// Cell by cell, since a lone cell in the far corner must not cost a sheet of empty ones.
fn read_xlsx<RS: Read + Seek>(mut book: Xlsx<RS>, limits: Limits) -> Result<Vec<Sheet>, BookFault> {
    let mut sheets = Vec::new();
    let mut total = 0;
    for name in book.sheet_names() {
        let broken = || BookFault::Broken {
            sheet: Some(name.clone()),
        };
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
        sheets.push(Sheet {
            rows: rows.finish(),
            name,
        });
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
        let broken = |_| BookFault::Broken {
            sheet: Some(name.clone()),
        };
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
        for (row, column, formula) in formulas
            .used_cells()
            .filter(|(_, _, formula)| !formula.is_empty())
        {
            let formula = formula.trim_start_matches("of:").trim_start_matches('=');
            rows.put(
                (top + row as u32, left + column as u32),
                Cell::Text(format!("={formula}")),
            )?;
        }
        total += rows.rows.len();
        sheets.push(Sheet {
            rows: rows.finish(),
            name,
        });
    }
    Ok(sheets)
}

/// The rows of one sheet as they are put together.
struct Rows<'a> {
    sheet: &'a str,
    limits: Limits,
    before: usize,
    rows: Vec<Row>,
}

impl<'a> Rows<'a> {
    fn new(sheet: &'a str, limits: Limits, before: usize) -> Self {
        Self {
            sheet,
            limits,
            before,
            rows: Vec::new(),
        }
    }

    fn put(&mut self, (row, column): (u32, u32), cell: Cell) -> Result<(), BookFault> {
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
            return Err(BookFault::TooManyRows {
                limit: self.limits.rows,
            });
        }
        let width = self.rows.last().map_or(0, |row| row.cells.len());
        self.rows.insert(
            at,
            Row {
                number,
                cells: Vec::with_capacity(width),
            },
        );
        Ok(at)
    }

    fn finish(self) -> Vec<Row> {
        self.rows
    }
}

fn from_ref(value: DataRef<'_>) -> Cell {
    match value {
        DataRef::String(text) => Cell::from_text(&text),
        DataRef::SharedString(text) => Cell::from_text(text),
        other => from_data(&Data::from(other)),
    }
}

fn from_data(value: &Data) -> Cell {
    match value {
        Data::Empty => Cell::Empty,
        Data::String(text) => Cell::from_text(text),
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::Bool(yes) => Cell::Bool(*yes),
        Data::DateTime(at) => from_excel(*at),
        Data::DateTimeIso(text) => from_iso(text),
        Data::DurationIso(text) => value
            .get_duration_iso()
            .and_then(from_duration)
            .unwrap_or_else(|| Cell::from_text(text)),
        Data::Error(error) => Cell::Text(error.to_string()),
    }
}

/// Below one day there is no date in it, only a clock.
fn from_excel(at: ExcelDateTime) -> Cell {
    let days = at.as_f64();
    if at.is_duration() || (0.0..1.0).contains(&days) {
        return match (days * 86_400.0).round() {
            seconds if (0.0..=1e9).contains(&seconds) => Cell::Clock(seconds as u32),
            _ => Cell::Number(days),
        };
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let date = NaiveDate::from_ymd_opt(year.into(), month.into(), day.into());
    match date.and_then(|date| date.and_hms_opt(hour.into(), minute.into(), second.into())) {
        Some(at) => from_moment(at),
        None => Cell::Number(days),
    }
}

fn from_iso(text: &str) -> Cell {
    let moment = text.parse::<NaiveDateTime>().ok();
    let day = || text.parse::<NaiveDate>().ok().map(Cell::Date);
    moment
        .map(from_moment)
        .or_else(day)
        .unwrap_or_else(|| Cell::from_text(text))
}

fn from_moment(at: NaiveDateTime) -> Cell {
    if at.time() == NaiveTime::MIN {
        Cell::Date(at.date())
    } else {
        Cell::DateTime(at)
    }
}

/// LibreOffice writes a time of day as `PT13H30M00S`.
fn from_duration(text: &str) -> Option<Cell> {
    let mut seconds = 0;
    let mut digits = String::new();
    for c in text.strip_prefix("PT")?.chars() {
        let unit = match c {
            '0'..='9' | '.' => {
                digits.push(c);
                continue;
            }
            'H' => 3600.0,
            'M' => 60.0,
            'S' => 1.0,
            _ => return None,
        };
        seconds += (digits.parse::<f64>().ok()? * unit) as u32;
        digits.clear();
    }
    Some(Cell::Clock(seconds))
}
