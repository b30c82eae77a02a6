//! The tables as they may leave the house. Only the engine makes them, and only from a pattern that was audited.

use super::{
    Number,
    draft::Draft,
    pack::{Measure, TOTAL, Table},
};
use serde::Serialize;

/// A table that may be shown to anybody.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SafeTable {
    name: String,
    dimensions: Vec<String>,
    measures: Vec<String>,
    rows: Vec<SafeRow>,
}

/// A cell of it. What is not listed is a published zero.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SafeRow {
    codes: Vec<String>,
    values: Option<Vec<Number>>,
}

impl SafeTable {
    /// The tables of a draft with the figures that are `shown`; for the others it gives `None`.
    pub(super) fn of(draft: &Draft, shown: impl Fn(u32, &Measure) -> Option<Number>) -> Vec<Self> {
        let tables = draft.pack.tables.iter().zip(&draft.cells.tables);
        tables.map(|(table, cells)| Self::one(draft, table, cells, &shown)).collect()
    }

    /// The tables of a draft with perturbed figures. Rows of zeros are left out like those of empty cells, so that
    /// nobody can tell the two apart.
    pub(super) fn without_zeros(draft: &Draft, shown: impl Fn(u32, &Measure) -> u32) -> Vec<Self> {
        let number = |cell, measure: &Measure| Some(Number::new(i64::from(shown(cell, measure)), 0));
        let mut tables = Self::of(draft, number);
        let is_some = |row: &SafeRow| row.values().is_none_or(|all| all.iter().any(|one| one.units() != 0));
        tables.iter_mut().for_each(|table| table.rows.retain(is_some));
        tables
    }

    fn one(
        draft: &Draft,
        table: &Table,
        cells: &[u32],
        shown: &impl Fn(u32, &Measure) -> Option<Number>,
    ) -> Self {
        let mut rows: Vec<(Vec<(usize, u32)>, SafeRow)> = cells
            .iter()
            .map(|&cell| {
                let places = places(draft, table, cell);
                let codes = places.iter().zip(&table.dimensions).map(|(&place, levels)| {
                    let column = levels[place.0].as_ref().and_then(|name| draft.micro.column(name));
                    column.map_or(TOTAL, |column| &draft.micro.columns[column].codes[place.1 as usize])
                });
                let codes = codes.map(str::to_owned).collect();
                let values = table.measures.iter().map(|measure| shown(cell, measure)).collect();
                (places, SafeRow { codes, values })
            })
            .collect();
        rows.sort_by(|a, b| a.0.cmp(&b.0));
        Self {
            name: table.name.clone(),
            dimensions: table.dimensions.iter().map(|levels| draft.pack.file_column(levels)).collect(),
            measures: table.measures.iter().map(Measure::to_string).collect(),
            rows: rows.into_iter().map(|(_, row)| row).collect(),
        }
    }

    /// Its name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The columns that say which cell a row is.
    pub fn dimensions(&self) -> &[String] {
        &self.dimensions
    }

    /// What each row says: `count`, `persons` or `sum:` and a column.
    pub fn measures(&self) -> &[String] {
        &self.measures
    }

    /// The cells, in reading order.
    pub fn rows(&self) -> &[SafeRow] {
        &self.rows
    }
}

impl SafeRow {
    /// For every dimension its code, or `Total`.
    pub fn codes(&self) -> &[String] {
        &self.codes
    }

    /// Its figures, one a measure; `None` when they are hidden.
    pub fn values(&self) -> Option<&[Number]> {
        self.values.as_deref()
    }
}

/// For every dimension which level a cell is of, and which code.
fn places(draft: &Draft, table: &Table, cell: u32) -> Vec<(usize, u32)> {
    let cell = &draft.cells.cells[cell as usize];
    let fixed = &draft.cells.frames[cell.frame as usize].columns;
    let place = |levels: &Vec<Option<String>>| {
        let total = levels.iter().position(Option::is_none).map_or((0, 0), |total| (total, 0));
        let of_level = |(level, name): (usize, &Option<String>)| {
            let column = draft.micro.column(name.as_ref()?)? as u32;
            let at = fixed.iter().position(|fixed| *fixed == column)?;
            Some((level, cell.codes[at]))
        };
        levels.iter().enumerate().find_map(of_level).unwrap_or(total)
    };
    table.dimensions.iter().map(place).collect()
}
