//! The classifying columns as rows are read: their codes, and the one place of each code in the hierarchies.

use super::{
    Column,
    codes::Codes,
    header::Header,
    limits::{self, MOST_CELLS, MOST_CODES},
    place::Place,
};
use crate::disclosure::{
    fault::Fault,
    pack::{Pack, TOTAL},
};
use rustc_hash::FxHashMap;

pub(super) struct Classes<'a> {
    pack: &'a Pack,
    /// The pack's columns, then those that only its hierarchies name, to be checked.
    codes: Vec<Codes>,
    parents: Vec<Parents>,
}

/// The one code of a coarser column that each code of a finer one stands under.
struct Parents {
    finer: usize,
    coarser: usize,
    known: Vec<u32>,
}

impl<'a> Classes<'a> {
    pub(super) fn find(pack: &'a Pack, header: &Header) -> Result<Self, Fault> {
        let published = pack.published_columns();
        let mut names = pack.columns();
        for column in pack.columns() {
            for above in pack.coarser(column) {
                if !names.contains(&above) {
                    names.push(above);
                }
            }
        }
        let mut codes = Vec::new();
        for name in &names {
            let why = if published.contains(name) { "by the tables" } else { "by the hierarchies" };
            let at = header.need(name, why, "add the column, or spell it in the pack as in the data")?;
            codes.push(Codes::new(name, at));
        }
        let mut parents = Vec::new();
        for (finer, name) in names.iter().enumerate() {
            for above in pack.hierarchies.get(*name).into_iter().flatten() {
                let coarser = names.iter().position(|name| name == above).unwrap_or_default();
                parents.push(Parents { finer, coarser, known: Vec::new() });
            }
        }
        Ok(Self { pack, codes, parents })
    }

    /// Takes a row.
    pub(super) fn take<'r>(&mut self, value: impl Fn(usize) -> &'r [u8], place: Place) -> Result<(), Fault> {
        let (mut more, mut empty) = (false, None);
        for (at, column) in self.codes.iter_mut().enumerate() {
            let code = value(column.at);
            if column.take(code, place.line).ok_or_else(|| place.not_utf8())? {
                more = true;
                if code.is_empty() {
                    empty = empty.or(Some(at));
                }
                if code == TOTAL.as_bytes() {
                    let what = format!("a case has the code Total in column {:?}", column.name);
                    return Err(
                        place.fault(what, "leave sums out of the data, or give the code another name")
                    );
                }
            }
        }
        if let Some(at) = empty {
            return Err(self.no_code(at, place));
        }
        if more {
            self.within_limits(place)?;
        }
        self.take_parents(place)
    }

    fn within_limits(&self, place: Place) -> Result<(), Fault> {
        if let Some(column) = self.codes.iter().find(|column| column.codes.len() > MOST_CODES) {
            let what = format!("column {:?} has more than {MOST_CODES} codes", column.name);
            return Err(place.fault(what, "publish a coarser column"));
        }
        let numbers: FxHashMap<&str, usize> =
            self.codes.iter().map(|column| (column.name.as_str(), column.codes.len())).collect();
        if limits::cells(self.pack, &numbers) > MOST_CELLS {
            let what = format!("up to this line the tables have more than {MOST_CELLS} cells");
            return Err(place.fault(what, "publish coarser columns or fewer dimensions in a table"));
        }
        Ok(())
    }

    fn take_parents(&mut self, place: Place) -> Result<(), Fault> {
        for Parents { finer, coarser, known } in &mut self.parents {
            let (finer, coarser) = (&self.codes[*finer], &self.codes[*coarser]);
            let (code, above) = (finer.last(), coarser.last());
            match known.get(code as usize) {
                None => known.push(above),
                Some(before) if *before == above => {}
                Some(before) => {
                    let what = format!(
                        "{} {:?} is in {} {:?} here and in {:?} on line {}",
                        finer.name,
                        finer.codes[code as usize],
                        coarser.name,
                        coarser.codes[above as usize],
                        coarser.codes[*before as usize],
                        finer.lines[code as usize],
                    );
                    return Err(place.fault(what, "give the code one place in the hierarchy"));
                }
            }
        }
        Ok(())
    }

    fn no_code(&self, at: usize, place: Place) -> Fault {
        let name = &self.codes[at].name;
        match self.parents.iter().find(|parents| parents.coarser == at) {
            None => place.missing(name),
            Some(Parents { finer, .. }) => {
                let finer = &self.codes[*finer];
                let code = &finer.codes[finer.last() as usize];
                let what =
                    format!("{} {code:?} has no {name}: the code is missing from the hierarchy", finer.name);
                place.fault(what, format!("write its {name}"))
            }
        }
    }

    /// The pack's columns.
    pub(super) fn finish(self, file: &str) -> Result<Vec<Column>, Fault> {
        self.told_apart(file)?;
        let wanted = self.pack.columns().len();
        Ok(self.codes.into_iter().take(wanted).map(Codes::sorted).collect())
    }

    /// A code that two columns share could not be told apart where they stand in one column of a file.
    fn told_apart(&self, file: &str) -> Result<(), Fault> {
        let dimensions = self.pack.tables.iter().flat_map(|table| &table.dimensions);
        let dimensions = dimensions.map(|levels| levels.iter().flatten().cloned().collect::<Vec<_>>());
        let families = self.pack.families().into_iter().map(|family| family.columns);
        for together in families.chain(dimensions) {
            let mut known: FxHashMap<&str, (&str, u64)> = FxHashMap::default();
            for column in self.codes.iter().filter(|column| together.contains(&column.name)) {
                for (code, line) in column.codes.iter().zip(&column.lines) {
                    if let Some((other, before)) = known.insert(code, (&column.name, *line)) {
                        let what = format!("{code:?} is a code of {other:?} and of {:?}", column.name);
                        let mend = "they share a column in the files: give one of them another code";
                        return Err(Place { file, line: before.max(*line) }.fault(what, mend));
                    }
                }
            }
        }
        Ok(())
    }
}
