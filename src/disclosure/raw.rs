//! A table as the database gave it. Nothing outside this module's parent can read its figures.

use super::{Dimension, Refusal};

/// What a table's figures are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The number of distinct contributors, each in one cell and its totals.
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
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) measure: Measure,
    pub(super) dimensions: Vec<Dimension>,
    /// Which of them are crossed with each other, for every table that is printed.
    pub(super) crossed: Vec<Vec<usize>>,
    pub(super) counted_by: Option<String>,
    pub(super) entries: Vec<Entry>,
}

/// One contribution and the position of its category in each dimension.
pub(super) struct Entry {
    pub person: i64,
    pub positions: Vec<u16>,
    pub value: i64,
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
            crossed: vec![(0..dimensions.len()).collect()],
            dimensions,
            counted_by: None,
            entries: Vec::new(),
        }
    }

    /// Prints it as several smaller tables, each crossing these dimensions only: a table of few dimensions has few
    /// small cells. They are protected together, because they share their totals.
    ///
    /// # Errors
    /// A name that is none of its dimensions', or a dimension in no table.
    pub fn crossing(mut self, tables: &[&[&str]]) -> Result<Self, Refusal> {
        let place = |name: &&str| {
            let unknown = || Refusal::NotCrossed { table: self.name.clone(), dimension: (*name).to_owned() };
            self.dimensions.iter().position(|one| one.name() == *name).ok_or_else(unknown)
        };
        let mut crossed = Vec::with_capacity(tables.len());
        for names in tables {
            let mut places = names.iter().map(place).collect::<Result<Vec<_>, _>>()?;
            places.sort_unstable();
            crossed.push(places);
        }
        if let Some(left_out) =
            (0..self.dimensions.len()).find(|at| crossed.iter().all(|one| !one.contains(at)))
        {
            let dimension = self.dimensions[left_out].name().to_owned();
            return Err(Refusal::NotCrossed { table: self.name.clone(), dimension });
        }
        self.crossed = crossed;
        Ok(self)
    }

    /// Makes this the sum of what those contribute whom another table counts, in the same cells: where the one is
    /// hidden, so is the other.
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
                dimension.category(code).map(|position| position as u16).ok_or_else(|| {
                    Refusal::UnknownLevel {
                        table: self.name.clone(),
                        dimension: dimension.name().to_owned(),
                        code: (*code).to_owned(),
                    }
                })
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.entries.push(Entry { person: contribution.person, positions, value: contribution.value });
        Ok(())
    }

    pub(super) fn decimals(&self) -> u8 {
        match self.measure {
            Measure::Count => 0,
            Measure::Sum { decimals } => decimals,
        }
    }
}
