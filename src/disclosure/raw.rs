//! A table as the database gave it. Nothing outside this module can read its figures.

use super::{Dimension, Refusal, grid::Grid};

/// What a table's figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The number of distinct contributors.
    Count,
    /// The sum of what they contributed.
    Sum {
        /// How many digits of a contribution's value follow the decimal mark.
        decimals: u8,
    },
}

/// What one person or owner adds to a cell.
#[derive(Clone, Copy)]
pub struct Contribution {
    /// Who contributes; the same id in several contributions is one contributor.
    pub person: i64,
    /// The amount in the measure's smallest unit (hundredths for two decimals); a count does not look at it.
    pub value: i64,
}

/// An unprotected table: fill it, then protect it. It can be neither read, printed nor serialised.
pub struct Raw {
    name: String,
    unit: String,
    measure: Measure,
    dimensions: Vec<Dimension>,
    counted_by: Option<String>,
    grid: Grid,
    entries: Vec<Entry>,
}

struct Entry {
    person: i64,
    leaf: usize,
    value: i64,
}

/// A raw table with all its totals.
pub(super) struct Table {
    pub name: String,
    pub unit: String,
    pub measure: Measure,
    pub dimensions: Vec<Dimension>,
    pub counted_by: Option<String>,
    pub grid: Grid,
    pub figures: Vec<Figure>,
}

#[derive(Clone, Default)]
pub(super) struct Figure {
    pub contributors: u32,
    pub value: i64,
    pub magnitude: i64,
    pub largest: i64,
}

impl Raw {
    /// An empty table.
    pub fn new(
        name: impl Into<String>,
        unit: impl Into<String>,
        measure: Measure,
        dimensions: Vec<Dimension>,
    ) -> Self {
        Self {
            name: name.into(),
            unit: unit.into(),
            measure,
            grid: Grid::new(&dimensions),
            dimensions,
            counted_by: None,
            entries: Vec::new(),
        }
    }

    /// Makes this sum follow a count of the same cells: where the count is hidden, so is the sum.
    pub fn counted_by(mut self, count: impl Into<String>) -> Self {
        self.counted_by = Some(count.into());
        self
    }

    /// Adds to the cell of these categories, one for each dimension, and so to every total above it.
    pub fn add(&mut self, codes: &[&str], contribution: Contribution) -> Result<(), Refusal> {
        if codes.len() != self.dimensions.len() {
            return Err(Refusal::LevelsMissing {
                table: self.name.clone(),
                expected: self.dimensions.len(),
                given: codes.len(),
            });
        }
        let positions = self
            .dimensions
            .iter()
            .zip(codes)
            .map(|(dimension, code)| {
                dimension.category(code).ok_or_else(|| Refusal::UnknownLevel {
                    table: self.name.clone(),
                    dimension: dimension.name().to_owned(),
                    code: (*code).to_owned(),
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.entries.push(Entry {
            person: contribution.person,
            leaf: self.grid.cell(positions),
            value: match self.measure {
                Measure::Count => 1,
                Measure::Sum { .. } => contribution.value,
            },
        });
        Ok(())
    }

    pub(super) fn roll_up(self) -> Table {
        let figures = figures(self.entries, &self.grid, self.measure);
        Table {
            name: self.name,
            unit: self.unit,
            measure: self.measure,
            dimensions: self.dimensions,
            counted_by: self.counted_by,
            grid: self.grid,
            figures,
        }
    }
}

fn figures(mut entries: Vec<Entry>, grid: &Grid, measure: Measure) -> Vec<Figure> {
    let mut figures = vec![Figure::default(); grid.len()];
    let (mut cells, mut shares) = (Vec::new(), Vec::new());
    entries.sort_unstable_by_key(|entry| entry.person);
    for of_person in entries.chunk_by(|a, b| a.person == b.person) {
        shares.clear();
        for entry in of_person {
            grid.upwards(entry.leaf, &mut cells);
            shares.extend(cells.iter().map(|&cell| (cell, entry.value)));
        }
        shares.sort_unstable_by_key(|&(cell, _)| cell);
        for in_cell in shares.chunk_by(|a, b| a.0 == b.0) {
            figures[in_cell[0].0].take(match measure {
                Measure::Count => 1,
                Measure::Sum { .. } => in_cell.iter().map(|&(_, value)| value).sum(),
            });
        }
    }
    figures
}

impl Figure {
    fn take(&mut self, value: i64) {
        self.contributors += 1;
        self.value += value;
        self.magnitude += value.abs();
        self.largest = self.largest.max(value.abs());
    }
}
