//! Reads a pattern file, also a peer's: quoted or not, nested codes in one column or apart, further columns ignored.

use super::{Pattern, Row};
use crate::disclosure::{
    fault::Fault,
    micro::{Header, Micro, Place, misread},
    pack::{Pack, TOTAL},
};
use csv::StringRecord;
use rustc_hash::FxHashMap;
use std::io::Read;

impl Pattern {
    /// Reads the cells of a pack. `file` names the pattern in faults.
    pub fn read(pack: &Pack, micro: &Micro, reader: impl Read, file: &str) -> Result<Pattern, Fault> {
        let mut rows = csv::Reader::from_reader(reader);
        let header = match rows.byte_headers() {
            Ok(header) => Header::read(header, file)?,
            Err(error) => return Err(misread(&error, file)),
        };
        let file_columns = Columns::find(pack, micro, &header)?;
        let (mut pattern, mut seen) = (Pattern::default(), FxHashMap::default());
        let mut record = StringRecord::new();
        let mut line = 1;
        while rows.read_record(&mut record).map_err(|error| misread(&error, file))? {
            line = record.position().map_or(line + 1, |position| position.line());
            let place = Place { file, line };
            let row = file_columns.row(&record, place)?;
            if let Some(before) = seen.insert(row.codes.clone(), line) {
                let what = format!("this cell stands on line {before} too");
                return Err(place.fault(what, "keep one of the two"));
            }
            pattern.rows.push(row);
        }
        if pattern.rows.is_empty() {
            return Err(Place { file, line }.fault("the pattern has no cells", "give it a row for each cell"));
        }
        Ok(pattern)
    }
}

struct Columns<'a> {
    dimensions: Vec<Dimension<'a>>,
    freq: usize,
    primary: usize,
    suppressed: usize,
}

struct Dimension<'a> {
    name: String,
    at: usize,
    /// For each code its column and its number there.
    codes: FxHashMap<&'a str, (u32, u32)>,
}

impl<'a> Columns<'a> {
    fn find(pack: &Pack, micro: &'a Micro, header: &Header) -> Result<Self, Fault> {
        let mut dimensions: Vec<Dimension> = Vec::new();
        for family in pack.families() {
            let mut names = family.columns.clone();
            names.retain(|name| *name != family.name);
            names.insert(0, family.name.clone());
            let before = dimensions.len();
            for name in &names {
                if let Some(at) = header.find(name)? {
                    let codes = codes(micro, &family.columns);
                    dimensions.push(Dimension { name: name.clone(), at, codes });
                }
            }
            if dimensions.len() == before {
                let mend = "add it, with Total where a cell adds it up";
                header.need(&family.name, "to tell the cells apart", mend)?;
            }
        }
        let mark = "write TRUE or FALSE for every cell in a column of that name";
        Ok(Self {
            dimensions,
            freq: header.need(
                "freq",
                "to know the cells again",
                "add the number of rows behind each cell",
            )?,
            primary: header.need("primary", "to know what to protect", mark)?,
            suppressed: header.need("suppressed", "to know what is hidden", mark)?,
        })
    }

    fn row(&self, record: &StringRecord, place: Place) -> Result<Row, Fault> {
        let value = |at: usize| record.get(at).unwrap_or_default().trim();
        let mut codes = Vec::new();
        for dimension in &self.dimensions {
            let code = value(dimension.at);
            if code.is_empty() {
                return Err(place.missing(&dimension.name));
            }
            if code != TOTAL {
                codes.push(*dimension.codes.get(code).ok_or_else(|| {
                    let what = format!("column {:?} has a code that the data does not have", dimension.name);
                    place.fault(
                        what,
                        "see that pattern and data belong together, and that no zeros in front are lost",
                    )
                })?);
            }
        }
        codes.sort_unstable();
        codes.dedup();
        if codes.windows(2).any(|pair| pair[0].0 == pair[1].0) {
            let mend = "write the code in one of the columns and Total in the other";
            return Err(place.fault("the row fixes one column in two ways", mend));
        }
        Ok(Row {
            codes,
            freq: freq(value(self.freq), place)?,
            primary: mark(value(self.primary), "primary", place)?,
            suppressed: mark(value(self.suppressed), "suppressed", place)?,
        })
    }
}

fn codes<'a>(micro: &'a Micro, columns: &[String]) -> FxHashMap<&'a str, (u32, u32)> {
    let mut codes = FxHashMap::default();
    for (number, column) in
        micro.columns.iter().enumerate().filter(|(_, column)| columns.contains(&column.name))
    {
        for (code, name) in column.codes.iter().enumerate() {
            codes.insert(name.as_str(), (number as u32, code as u32));
        }
    }
    codes
}

fn freq(value: &str, place: Place) -> Result<u64, Fault> {
    let mend = "write the number of rows behind the cell";
    if value.starts_with('-') {
        return Err(place.fault("a count is negative", mend));
    }
    // A count that went through floats comes back as 12.0.
    let (whole, fraction) = value.split_once('.').unwrap_or((value, ""));
    let is_whole =
        whole.bytes().all(|byte| byte.is_ascii_digit()) && fraction.bytes().all(|byte| byte == b'0');
    let count = whole.parse().ok().filter(|_| is_whole);
    count.ok_or_else(|| place.fault("freq is not a whole number", mend))
}

fn mark(value: &str, column: &str, place: Place) -> Result<bool, Fault> {
    match value {
        "TRUE" | "true" | "True" | "1" => Ok(true),
        "FALSE" | "false" | "False" | "0" => Ok(false),
        _ => Err(place.fault(format!("{column} is neither true nor false"), "write TRUE or FALSE")),
    }
}
