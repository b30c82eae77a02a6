//! A table as a sheet: one heading row that stays in view, codes as text.

use super::{HIDDEN, bold};
use crate::{
    disclosure::Safe,
    exports::{Heading, Word, Words},
};
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

pub(super) fn write(sheet: &mut Worksheet, table: &Safe, words: &Words) -> Result<(), XlsxError> {
    sheet.set_name(table.name())?;
    let last_column = write_headings(sheet, table, words)?;
    let last_row = write_cells(sheet, table, words)?;
    sheet
        .set_freeze_panes(1, 0)?
        .set_repeat_rows(0, 0)?
        .autofilter(0, 0, last_row, last_column)?
        .set_autofit_max_width(320)
        .autofit();
    Ok(())
}

fn write_headings(sheet: &mut Worksheet, table: &Safe, words: &Words) -> Result<u16, XlsxError> {
    let format = bold().set_border_bottom(FormatBorder::Thin);
    let mut headings = Vec::new();
    for dimension in table.dimensions() {
        headings.push(words(Word::DimensionCode(dimension.name())));
        headings.push(words(Word::Dimension(dimension.name())));
    }
    headings.extend(
        [Heading::Value, Heading::Unit, Heading::Status].map(|heading| words(Word::Heading(heading))),
    );
    let mut column = 0;
    for (heading, at) in headings.iter().zip(0..) {
        sheet.write_string_with_format(0, at, heading, &format)?;
        column = at;
    }
    Ok(column)
}

fn write_cells(sheet: &mut Worksheet, table: &Safe, words: &Words) -> Result<u32, XlsxError> {
    let code_format = Format::new().set_num_format("@");
    let hidden_format = Format::new().set_align(FormatAlign::Right);
    let number_format = Format::new().set_num_format(number_format(table.decimals()));
    let unit = words(Word::Unit(table.unit()));
    let mut last = 0;
    for (cell, row) in table.cells().iter().zip(1..) {
        let mut column = 0;
        for (dimension, code) in table.dimensions().iter().zip(cell.coordinates()) {
            let dimension = dimension.name();
            sheet.write_string_with_format(row, column, code, &code_format)?;
            sheet.write_string(row, column + 1, words(Word::Level { dimension, code }))?;
            column += 2;
        }
        match cell.value() {
            Some(value) => sheet.write_number_with_format(row, column, value.to_f64(), &number_format)?,
            None => sheet.write_string_with_format(row, column, HIDDEN, &hidden_format)?,
        };
        sheet.write_string(row, column + 1, &unit)?;
        sheet.write_string(row, column + 2, words(Word::Status(cell.status())))?;
        last = row;
    }
    Ok(last)
}

fn number_format(decimals: u8) -> String {
    match decimals {
        0 => "#,##0".to_owned(),
        decimals => format!("#,##0.{}", "0".repeat(decimals.into())),
    }
}
