//! A table fit to be shown. Only protection makes one.

use super::{
    Dimension, Level, Number,
    grid::Grid,
    pack,
    raw::Raw,
    tables::{SafeRow, SafeTable},
};
use serde::Serialize;
use std::collections::HashMap;

/// A protected table: every cell of what it crosses in reading order, small ones without their figure.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Safe {
    name: String,
    unit: String,
    decimals: u8,
    dimensions: Vec<Dimension>,
    cells: Vec<SafeCell>,
}

/// One cell of a protected table.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SafeCell {
    coordinates: Vec<String>,
    value: Option<Number>,
    status: Status,
}

/// Whether a figure is shown. One mark for all hidden cells: the reason would itself tell something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Status {
    /// The figure is shown.
    Ok,
    /// The figure is hidden.
    Suppressed,
}

impl Safe {
    /// A table as the engine protected it: which of its measures this is, in every cell the dimensions have.
    pub(super) fn new(raw: Raw, protected: &[SafeTable], measure: usize) -> Self {
        let decimals = raw.decimals();
        let mut rows: HashMap<Vec<&str>, &SafeRow> = HashMap::new();
        for (crossed, table) in raw.crossed.iter().zip(protected) {
            for row in table.rows() {
                let mut codes = vec![pack::TOTAL; raw.dimensions.len()];
                crossed.iter().zip(row.codes()).for_each(|(at, code)| codes[*at] = code);
                rows.insert(codes, row);
            }
        }
        let grid = Grid::new(&raw.dimensions);
        let is_printed = |cell: &usize| {
            let split =
                |(at, position): (usize, usize)| (!raw.dimensions[at].levels()[position].total).then_some(at);
            let split: Vec<usize> = grid.positions(*cell).enumerate().filter_map(split).collect();
            raw.crossed.iter().any(|crossed| split.iter().all(|at| crossed.contains(at)))
        };
        let cell = |cell| {
            let levels: Vec<&Level> = raw
                .dimensions
                .iter()
                .zip(grid.positions(cell))
                .map(|(dimension, position)| &dimension.levels()[position])
                .collect();
            let codes: Vec<&str> =
                levels.iter().map(|level| if level.total { pack::TOTAL } else { &level.code }).collect();
            // A cell the engine does not list has nobody in it: a published zero.
            let value = match rows.get(&codes).map(|row| row.values()) {
                None => Some(Number::new(0, decimals)),
                Some(values) => values.map(|values| Number::new(values[measure].units(), decimals)),
            };
            SafeCell {
                coordinates: levels.into_iter().map(|level| level.code.clone()).collect(),
                value,
                status: if value.is_some() { Status::Ok } else { Status::Suppressed },
            }
        };
        let cells = (0..grid.len()).filter(is_printed).map(cell).collect();
        Self { name: raw.name, unit: raw.unit, decimals, dimensions: raw.dimensions, cells }
    }

    /// The table's code, such as `J01`.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// What its figures count, such as `persons` or `hours`.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// How many digits of its figures follow the decimal mark.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// What it is split by.
    pub fn dimensions(&self) -> &[Dimension] {
        &self.dimensions
    }

    /// Every cell in reading order.
    pub fn cells(&self) -> &[SafeCell] {
        &self.cells
    }

    /// The cell of these codes, one for each dimension.
    pub fn cell(&self, codes: &[&str]) -> Option<&SafeCell> {
        self.cells.iter().find(|cell| cell.coordinates == codes)
    }

    /// The figure of these codes; `None` when it is hidden or there is no such cell.
    pub fn value(&self, codes: &[&str]) -> Option<Number> {
        self.cell(codes)?.value
    }

    /// How many cells are hidden.
    pub fn suppressed(&self) -> usize {
        self.cells.iter().filter(|cell| cell.status == Status::Suppressed).count()
    }
}

impl SafeCell {
    /// Its codes, one for each dimension.
    pub fn coordinates(&self) -> &[String] {
        &self.coordinates
    }

    /// Its figure, unless hidden.
    pub fn value(&self) -> Option<Number> {
        self.value
    }

    /// Whether its figure is shown.
    pub fn status(&self) -> Status {
        self.status
    }
}

impl Status {
    /// The stored code.
    pub fn code(&self) -> &'static str {
        match self {
            Status::Ok => "ok",
            Status::Suppressed => "suppressed",
        }
    }
}
