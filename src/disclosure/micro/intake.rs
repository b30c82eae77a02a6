//! Takes row after row, and says of the first that cannot be taken what to mend.

use super::{
    Micro,
    amounts::{Amounts, Wrong, decimal},
    classes::Classes,
    codes::Numbers,
    header::Header,
    owners::{OWNERS, Owners},
    place::Place,
};
use crate::disclosure::{
    fault::Fault,
    pack::{Measure, Pack},
};
use csv::ByteRecord;

/// Columns that say a row stands for several cases.
const COUNTED: [&str; 2] = ["count", "freq"];

pub(super) struct Intake<'a> {
    pack: &'a Pack,
    place: Place<'a>,
    unit: usize,
    units: Numbers,
    persons: Vec<u32>,
    case: Option<usize>,
    cases: Vec<String>,
    counted: Vec<usize>,
    classes: Classes<'a>,
    amounts: Vec<Amounts>,
    owners: Option<Owners>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(pack: &'a Pack, header: &Header, file: &'a str) -> Result<Self, Fault> {
        let unit_mend = "add a column that tells the contributors apart, or name it with unit = in [rules]";
        let unit = header.need(&pack.rules.unit, "to count contributors", unit_mend)?;
        for column in &pack.rules.homogeneity {
            header.need(column, "by the rule of homogeneity", "add it or take it out of the rule")?;
        }
        let classes = Classes::find(pack, header)?;
        let amounts = amounts(pack, header)?;
        let owners = if amounts.is_empty() { None } else { Some(owners(unit, header)?) };
        let mut counted = Vec::new();
        for column in COUNTED {
            counted.extend(header.find(column)?);
        }
        let (units, persons, cases) = Default::default();
        let (place, case) = (Place { file, line: 1 }, header.find("case")?);
        Ok(Self { pack, place, unit, units, persons, case, cases, counted, classes, amounts, owners })
    }

    pub(super) fn take(&mut self, row: &ByteRecord) -> Result<(), Fault> {
        self.place.line = row.position().map_or(self.place.line + 1, |position| position.line());
        if std::str::from_utf8(row.as_slice()).is_err() {
            return Err(self.place.not_utf8());
        }
        let value = |at: usize| row.get(at).unwrap_or_default().trim_ascii();
        self.take_who(value)?;
        self.take_once(value)?;
        self.classes.take(value, self.place)?;
        self.take_amounts(value)?;
        if let Some(owners) = &mut self.owners {
            owners.take(value);
        }
        Ok(())
    }

    fn take_who<'r>(&mut self, value: impl Fn(usize) -> &'r [u8]) -> Result<(), Fault> {
        let person = value(self.unit);
        if person.is_empty() {
            return Err(self.place.missing(&self.pack.rules.unit));
        }
        self.persons.push(self.units.of(person).0);
        match self.case.map(value) {
            None => {}
            Some([]) => return Err(self.place.missing("case")),
            Some(case) => self.cases.push(String::from_utf8_lossy(case).into_owned()),
        }
        Ok(())
    }

    /// One row stands for one case.
    fn take_once<'r>(&self, value: impl Fn(usize) -> &'r [u8]) -> Result<(), Fault> {
        for at in &self.counted {
            let what = match decimal(value(*at)) {
                Ok((1, 0)) => continue,
                Ok((count, _)) if count < 0 => "a count is negative",
                _ => "the rows are counted already: a count is not 1",
            };
            return Err(self.place.fault(what, "give the data one row for each case, without counts"));
        }
        Ok(())
    }

    fn take_amounts<'r>(&mut self, value: impl Fn(usize) -> &'r [u8]) -> Result<(), Fault> {
        for column in &mut self.amounts {
            let amount = value(column.at);
            if amount.is_empty() {
                return Err(self.place.missing(&column.name));
            }
            if let Err(wrong) = column.take(amount) {
                let (what, mend) = match wrong {
                    Wrong::NotANumber => {
                        ("is not a number", "write digits with a decimal point, such as 12.50")
                    }
                    Wrong::TooLarge => ("is too large to be added up", "choose a larger unit"),
                    Wrong::TooManyDecimals => ("has more than 9 decimals", "round it"),
                };
                let what = format!("the amount in column {:?} {what}", column.name);
                return Err(self.place.fault(what, mend));
            }
        }
        Ok(())
    }

    pub(super) fn finish(self) -> Result<Micro, Fault> {
        if self.persons.is_empty() {
            return Err(self.place.fault("the data has no rows", "give it a row for each case"));
        }
        let owners = self.owners.map_or_else(|| self.persons.clone(), Owners::finish);
        Ok(Micro {
            columns: self.classes.finish(self.place.file)?,
            persons: self.persons,
            names: self.units.names(),
            owners,
            amounts: self.amounts.into_iter().map(Amounts::finish).collect(),
            cases: self.cases,
        })
    }
}

fn amounts(pack: &Pack, header: &Header) -> Result<Vec<Amounts>, Fault> {
    let mut amounts: Vec<Amounts> = Vec::new();
    for measure in pack.tables.iter().flat_map(|table| &table.measures) {
        if let Measure::Sum(column) = measure
            && amounts.iter().all(|amount| amount.name != *column)
        {
            let at = header.need(
                column,
                "to be summed",
                "add the column, or spell it in the pack as in the data",
            )?;
            amounts.push(Amounts::new(column, at));
        }
    }
    Ok(amounts)
}

fn owners(unit: usize, header: &Header) -> Result<Owners, Fault> {
    let mut columns = vec![unit];
    for name in OWNERS {
        columns.extend(header.find(name)?.filter(|at| *at != unit));
    }
    Ok(Owners::new(columns))
}
