//! One workbook per release: a page about it, then one sheet per table.

mod about;
mod sheet;

use super::Words;
use crate::disclosure::Safe;
use chrono::{Datelike, NaiveDateTime, Timelike};
use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, XlsxError};

/// What stands in the place of a hidden figure.
pub const HIDDEN: &str = "..";

/// What the reader is told about the workbook.
#[derive(Clone, Debug)]
pub struct About {
    /// Its title.
    pub title: String,
    /// The period it covers, such as 2026H1.
    pub period: String,
    /// Who made it.
    pub organisation: String,
    /// When, in Swedish time; also the file's own date, so that the same release gives the same bytes.
    pub produced_at: NaiveDateTime,
    /// Codes and what they mean.
    pub definitions: Vec<(String, String)>,
    /// Anything else the reader should know.
    pub notes: Vec<String>,
}

/// Writes the tables as one workbook. Table codes become sheet names and must differ.
pub fn write(tables: &[Safe], about: &About, words: &Words) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    workbook.set_properties(
        &DocProperties::new()
            .set_title(&about.title)
            .set_company(&about.organisation)
            .set_creation_datetime(&excel_time(about.produced_at)?),
    );
    about::write(workbook.add_worksheet(), tables, about, words)?;
    for table in tables {
        sheet::write(workbook.add_worksheet(), table, words)?;
    }
    workbook.save_to_buffer()
}

fn excel_time(time: NaiveDateTime) -> Result<ExcelDateTime, XlsxError> {
    let year = u16::try_from(time.year()).unwrap_or(u16::MAX);
    let day = ExcelDateTime::from_ymd(year, time.month() as u8, time.day() as u8)?;
    day.and_hms(time.hour() as u16, time.minute() as u8, time.second())
}

fn bold() -> Format {
    Format::new().set_bold()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exports::tests::{hours_by_county, words};
    use calamine::{Data, Reader, Xlsx};
    use std::io::Cursor;

    fn about() -> About {
        About {
            title: "Jämställd regional tillväxt".into(),
            period: "2026H1".into(),
            organisation: "Almi Väst".into(),
            produced_at: "2026-07-01T06:00:00".parse().unwrap(),
            definitions: vec![("J06".into(), "=Rådgivningstimmar".into())],
            notes: vec!["Avser individuell rådgivning.".into()],
        }
    }

    #[test]
    fn the_workbook_reads_back() {
        let bytes = write(&[hours_by_county()], &about(), &words).unwrap();
        let mut workbook = Xlsx::new(Cursor::new(bytes)).unwrap();
        assert_eq!(workbook.sheet_names(), ["README", "J06"]);
        let sheet = workbook.worksheet_range("J06").unwrap();
        assert_eq!(sheet.get_value((1, 0)), Some(&Data::String("01".into())));
        assert_eq!(sheet.get_value((1, 2)), Some(&Data::String(HIDDEN.into())));
        assert_eq!(sheet.get_value((3, 2)), Some(&Data::Float(21.0)));
        let readme = workbook.worksheet_range("README").unwrap();
        let said: Vec<_> = readme.cells().map(|(_, _, data)| data.to_string()).collect();
        assert!(said.contains(&"=Rådgivningstimmar".to_owned()));
        assert!(said.contains(&"2026-07-01 06:00".to_owned()));
    }

    #[test]
    fn the_same_release_gives_the_same_bytes() {
        let write = || write(&[hours_by_county()], &about(), &words).unwrap();
        assert_eq!(write(), write());
    }

    #[test]
    fn two_tables_of_one_code_are_refused() {
        assert!(write(&[hours_by_county(), hours_by_county()], &about(), &words).is_err());
    }
}
