//! A table fit to be shown. Only protection makes one.

use super::{Dimension, Measure, Number, grid::Grid, raw::Table};
use serde::Serialize;

/// A protected table: every cell in reading order, small ones without their figure.
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
    pub(super) fn new(table: Table, hidden: &[bool]) -> Self {
        let decimals = match table.measure {
            Measure::Count => 0,
            Measure::Sum { decimals } => decimals,
        };
        let cells = hidden
            .iter()
            .enumerate()
            .map(|(cell, hidden)| SafeCell {
                coordinates: table
                    .dimensions
                    .iter()
                    .zip(table.grid.positions(cell))
                    .map(|(dimension, position)| dimension.levels()[position].code.clone())
                    .collect(),
                value: (!hidden).then(|| Number::new(table.figures[cell].value, decimals)),
                status: match hidden {
                    true => Status::Suppressed,
                    false => Status::Ok,
                },
            })
            .collect();
        Self { name: table.name, unit: table.unit, decimals, dimensions: table.dimensions, cells }
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
        if codes.len() != self.dimensions.len() {
            return None;
        }
        let positions = self
            .dimensions
            .iter()
            .zip(codes)
            .map(|(dimension, code)| dimension.position(code))
            .collect::<Option<Vec<_>>>()?;
        self.cells.get(Grid::new(&self.dimensions).cell(positions))
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
