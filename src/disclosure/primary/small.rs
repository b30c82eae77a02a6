//! Small tables to try the rules on.

use crate::disclosure::{
    atoms::Atoms,
    cells::Cells,
    figures::Figures,
    micro::{Amount, Column, Micro},
    pack::{Measure, Method, Pack, Rules, TOTAL, Table, Zeros},
    primary::{self, Primary},
};
use std::collections::BTreeMap;

/// Rows of these columns: their codes with spaces between, and how many such rows. Every row has its own contributor.
pub fn micro(columns: &[&str], rows: &[(&str, u32)]) -> Micro {
    let rows: Vec<Vec<&str>> =
        rows.iter().flat_map(|(codes, times)| (0..*times).map(|_| codes.split(' ').collect())).collect();
    let everyone: Vec<u32> = (0..rows.len() as u32).collect();
    Micro {
        columns: (0..columns.len()).map(|at| column(columns[at], rows.iter().map(|row| row[at]))).collect(),
        persons: everyone.clone(),
        names: everyone.iter().map(u32::to_string).collect(),
        owners: everyone,
        amounts: Vec::new(),
        cases: (0..rows.len()).map(|row| row.to_string()).collect(),
    }
}

fn column<'a>(name: &str, rows: impl Iterator<Item = &'a str> + Clone) -> Column {
    let mut codes: Vec<String> = rows.clone().map(str::to_owned).collect();
    codes.sort();
    codes.dedup();
    let number = |code: &str| codes.iter().position(|other| other == code).unwrap() as u32;
    let rows = rows.map(number).collect();
    Column { name: name.to_owned(), rows, codes }
}

/// A summed column.
pub fn amount(name: &str, rows: &[i64]) -> Amount {
    Amount { name: name.to_owned(), decimals: 0, rows: rows.to_vec() }
}

/// A table of counts with these levels by dimension.
pub fn table(dimensions: &[&[&str]]) -> Table {
    let level = |level: &&str| (*level != TOTAL).then(|| (*level).to_owned());
    Table {
        name: "t".into(),
        dimensions: dimensions.iter().map(|levels| levels.iter().map(level).collect()).collect(),
        measures: vec![Measure::Count],
    }
}

/// A pack of these tables with threshold five and nothing else.
pub fn pack(tables: Vec<Table>) -> Pack {
    let rules = Rules {
        method: Method::Suppress,
        threshold: 5,
        unit: "person".into(),
        zeros: Zeros::Publish,
        width: 0,
        insiders: false,
        homogeneity: Vec::new(),
        money: None,
    };
    Pack { rules, hierarchies: BTreeMap::new(), tables, series: "s".into() }
}

/// A cell's codes with spaces between, `Total` for none.
pub fn label(cells: &Cells, micro: &Micro, cell: usize) -> String {
    let at = &cells.cells[cell];
    let columns = &cells.frames[at.frame as usize].columns;
    let codes = columns.iter().zip(&at.codes);
    let codes: Vec<&str> =
        codes.map(|(column, code)| micro.columns[*column as usize].codes[*code as usize].as_str()).collect();
    if codes.is_empty() { TOTAL.to_owned() } else { codes.join(" ") }
}

/// Cells, figures and secrets of a pack.
pub fn protect(pack: &Pack, micro: &Micro) -> (Cells, Figures, Primary) {
    let atoms = Atoms::of(micro);
    let atoms = atoms.with_empties(&primary::zeros::empties(pack, micro, &atoms));
    let cells = Cells::of(pack, micro, &atoms);
    let figures = Figures::of(pack, micro, &atoms, &cells);
    let primary = primary::of(pack, micro, &atoms, &cells, &figures);
    (cells, figures, primary)
}

/// The labels of the secret cells, sorted.
pub fn secrets(pack: &Pack, micro: &Micro) -> Vec<String> {
    let (cells, _, primary) = protect(pack, micro);
    let secret = (0..cells.len()).filter(|cell| primary.is_secret(*cell));
    let mut labels: Vec<String> = secret.map(|cell| label(&cells, micro, cell)).collect();
    labels.sort();
    labels
}
