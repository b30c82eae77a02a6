//! The first sheet: what the workbook holds, who made it and what its codes mean.

use super::{About, HIDDEN, bold};
use crate::{
    disclosure::Safe,
    exports::{Heading, Word, Words},
};
use rust_xlsxwriter::{Format, Worksheet, XlsxError};

pub(super) fn write(
    sheet: &mut Worksheet,
    tables: &[Safe],
    about: &About,
    words: &Words,
) -> Result<(), XlsxError> {
    sheet.set_name("README")?;
    sheet.set_column_width(0, 22)?.set_column_width(1, 90)?;
    sheet.write_string_with_format(0, 0, &about.title, &bold().set_font_size(14))?;
    let heading = |heading| words(Word::Heading(heading));
    let produced_at = about.produced_at.format("%Y-%m-%d %H:%M").to_string();
    let mut lines = Lines { sheet, row: 2 };
    lines.add(&heading(Heading::Period), &about.period)?;
    lines.add(&heading(Heading::Organisation), &about.organisation)?;
    lines.add(&heading(Heading::ProducedAt), &produced_at)?;
    lines.add(HIDDEN, &heading(Heading::Suppressed))?;

    lines.section(&heading(Heading::Tables))?;
    for table in tables {
        let title = words(Word::Table(table.name()));
        let unit = words(Word::Unit(table.unit()));
        lines.add(table.name(), &format!("{title} ({unit})"))?;
    }
    if !about.definitions.is_empty() {
        lines.section(&heading(Heading::Definitions))?;
        for (code, meaning) in &about.definitions {
            lines.add(code, meaning)?;
        }
    }
    if !about.notes.is_empty() {
        lines.section(&heading(Heading::Notes))?;
        for note in &about.notes {
            lines.add("", note)?;
        }
    }
    Ok(())
}

struct Lines<'a> {
    sheet: &'a mut Worksheet,
    row: u32,
}

impl Lines<'_> {
    fn section(&mut self, heading: &str) -> Result<(), XlsxError> {
        self.row += 1;
        self.sheet.write_string_with_format(self.row, 0, heading, &bold())?;
        self.row += 1;
        Ok(())
    }

    fn add(&mut self, name: &str, text: &str) -> Result<(), XlsxError> {
        let wrapped = Format::new().set_text_wrap();
        self.sheet.write_string(self.row, 0, name)?;
        self.sheet.write_string_with_format(self.row, 1, text, &wrapped)?;
        self.row += 1;
        Ok(())
    }
}
