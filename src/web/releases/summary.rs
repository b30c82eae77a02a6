//! What a release says in short: the tables' margins, whether it is frozen or only previewed.
use super::super::visit::Visit;
use crate::{
    disclosure::{Safe, TOTAL},
    indicators::{Axis, Indicator},
    releases::{self, Cell},
    reports::levels,
    templates::decimal,
};
use serde::Serialize;
use std::collections::HashMap;

/// The margins of one table in hundredths, nothing where a figure is hidden; and how many are hidden in all of it.
#[derive(Clone, Debug, Default)]
pub struct Margins {
    figures: HashMap<String, Option<i64>>,
    hidden: usize,
}

impl Margins {
    /// Of a frozen table.
    pub fn of_frozen(cells: &[Cell]) -> Self {
        let mut margins = Self::default();
        cells.iter().for_each(|cell| margins.take(&cell.coordinates, cell.value_hundredths));
        margins
    }

    /// Of a protected table that is not frozen.
    pub fn of_safe(table: &Safe) -> Self {
        let mut margins = Self::default();
        for cell in table.cells() {
            let value = cell.value().map(|value| match value.decimals() {
                2 => value.units(),
                _ => value.units() * 100,
            });
            margins.take(&cell.coordinates().join("/"), value);
        }
        margins
    }

    fn take(&mut self, coordinates: &str, value: Option<i64>) {
        self.hidden += usize::from(value.is_none());
        if coordinates.split('/').filter(|code| *code != TOTAL).count() <= 1 {
            self.figures.insert(coordinates.to_owned(), value);
        }
    }
}

/// A table and how it is to be read.
#[derive(Serialize)]
pub struct Table {
    code: &'static str,
    name: String,
    unit: String,
    definition: String,
    hidden: usize,
}

/// One group of the tables' margins: everybody, or one level of one axis.
#[derive(Serialize)]
pub struct Row {
    axis: Option<String>,
    level: String,
    /// One value a table; nothing where it is hidden.
    values: Vec<Option<String>>,
}

/// The tables in their order, and a row for everybody and for each level of these axes by itself.
pub fn summary(visit: &Visit, tables: &[Margins], axes: &[Axis]) -> (Vec<Table>, Vec<Row>) {
    let of_axis = |&axis: &Axis| levels(axis).into_iter().map(move |code| Some((axis, code)));
    let groups = [None].into_iter().chain(axes.iter().flat_map(of_axis));
    let rows = groups.map(|group| row(visit, group, tables)).collect();
    let of_indicator = |(&indicator, margins): (&Indicator, &Margins)| Table {
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        unit: visit.say(&format!("indicators-unit-{}", indicator.unit().code())),
        definition: visit.say(&indicator.definition_key()),
        hidden: margins.hidden,
    };
    (releases::TABLES.iter().zip(tables).map(of_indicator).collect(), rows)
}

fn row(visit: &Visit, group: Option<(Axis, &'static str)>, tables: &[Margins]) -> Row {
    let code = |axis: &Axis| match group {
        Some((split, code)) if split == *axis => code,
        _ => TOTAL,
    };
    let coordinates = Axis::ALL.iter().map(code).collect::<Vec<_>>().join("/");
    let value = |margins: &Margins| match margins.figures.get(&coordinates) {
        Some(value) => value.map(|value| decimal(visit.user.locale, value)),
        // A cell that is not kept is a published zero.
        None => Some("0".to_owned()),
    };
    Row {
        axis: group.map(|(axis, _)| visit.say(&format!("indicators-axis-{}", axis.code()))),
        level: match group {
            None => visit.say("indicators-total"),
            Some((axis, code)) => releases::level(visit.user.locale, axis.code(), code),
        },
        values: tables.iter().map(value).collect(),
    }
}
