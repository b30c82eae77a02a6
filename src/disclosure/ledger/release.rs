//! One accepted release: how it was made, what it said, what it hid, and of which rows.

use super::{
    secret::{Secret, sha256},
    snapshot::Snapshot,
};
use crate::disclosure::{
    cells::Frame,
    micro::Micro,
    pack::{Measure, Pack, Rules, Table},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A release.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// Its number, from one.
    pub number: u32,
    /// Its series.
    pub series: String,
    /// The rules it was protected by, its method among them.
    pub rules: Rules,
    /// Which columns rolled up to which.
    pub hierarchies: BTreeMap<String, Vec<String>>,
    /// The version of the code lists: the SHA-256 of which code lay in which, as the rows had it.
    pub code_lists: String,
    /// Its tables.
    pub tables: Vec<Table>,
    /// What it said.
    pub printed: Vec<Printed>,
    /// The cells that were too small: nobody may work them out from any later release either.
    pub secrets: Vec<Hidden>,
    /// When it was rounded, what its inner cells became, so that later releases of the series agree with it.
    pub rounded: Option<Rounded>,
    /// Its rows.
    pub snapshot: Snapshot,
}

/// The inner cells of a rounded release: every combination of codes that had a case. The others were 0.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rounded {
    /// Its base.
    pub base: u32,
    /// All columns it had.
    pub columns: Vec<String>,
    /// Codes in the columns' order, and the rounded count.
    pub cells: Vec<(Vec<String>, u32)>,
}

/// Printed cells that fix the same columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Printed {
    /// The columns.
    pub columns: Vec<String>,
    /// What the cells said.
    pub measure: Measure,
    /// The cells.
    pub cells: Vec<Said>,
}

/// What was printed in one cell: its codes in the columns' order, and between which bounds a reader knows it.
/// The bounds of a sum are in the smallest unit that its column then had.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said(pub Vec<String>, pub Option<i64>, pub Option<i64>);

/// Secret cells that fix the same columns.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Hidden {
    /// The columns.
    pub columns: Vec<String>,
    /// The cells' codes in the columns' order.
    pub cells: Vec<Vec<String>>,
}

impl Release {
    pub(super) fn new(number: u32, pack: &Pack, micro: &Micro, secret: &Secret) -> Self {
        Self {
            number,
            series: pack.series.clone(),
            rules: pack.rules.clone(),
            hierarchies: pack.hierarchies.clone(),
            code_lists: code_lists(pack, micro),
            tables: pack.tables.clone(),
            printed: Vec::new(),
            secrets: Vec::new(),
            rounded: None,
            snapshot: Snapshot::of(micro, &pack.rules.unit, secret),
        }
    }

    /// Notes a printed cell. `micro` is the one whose columns and codes the numbers are of.
    pub fn print(
        &mut self,
        micro: &Micro,
        (frame, codes): (&Frame, &[u32]),
        measure: &Measure,
        (lo, hi): (Option<i64>, Option<i64>),
    ) {
        let (columns, codes) = words(micro, frame, codes);
        let said = Said(codes, lo, hi);
        let same = |one: &&mut Printed| one.columns == columns && one.measure == *measure;
        match self.printed.iter_mut().rev().find(same) {
            Some(printed) => printed.cells.push(said),
            None => {
                self.printed.push(Printed { columns, measure: measure.clone(), cells: vec![said] });
            }
        }
    }

    /// Notes a secret cell.
    pub fn hide(&mut self, micro: &Micro, frame: &Frame, codes: &[u32]) {
        let (columns, codes) = words(micro, frame, codes);
        match self.secrets.iter_mut().rev().find(|one| one.columns == columns) {
            Some(hidden) => hidden.cells.push(codes),
            None => self.secrets.push(Hidden { columns, cells: vec![codes] }),
        }
    }

    /// Whether it published this column.
    pub fn has_column(&self, name: &str) -> bool {
        self.snapshot.columns.iter().any(|column| column.name == name)
    }
}

fn words(micro: &Micro, frame: &Frame, codes: &[u32]) -> (Vec<String>, Vec<String>) {
    let columns = || frame.columns.iter().map(|&column| &micro.columns[column as usize]);
    let codes = columns().zip(codes).map(|(column, &code)| column.codes[code as usize].clone());
    (columns().map(|column| column.name.clone()).collect(), codes.collect())
}

fn code_lists(pack: &Pack, micro: &Micro) -> String {
    let mut lists = BTreeMap::new();
    for (finer, above) in &pack.hierarchies {
        let Some(finer) = micro.column(finer).map(|column| &micro.columns[column]) else { continue };
        for coarser in above.iter().filter_map(|name| micro.column(name)) {
            let coarser = &micro.columns[coarser];
            let mut list: Vec<(u32, u32)> =
                finer.rows.iter().copied().zip(coarser.rows.iter().copied()).collect();
            list.sort_unstable();
            list.dedup();
            let list: Vec<(&str, &str)> = list
                .into_iter()
                .map(|(code, above)| (&*finer.codes[code as usize], &*coarser.codes[above as usize]))
                .collect();
            lists.insert((&finer.name, &coarser.name), list);
        }
    }
    let lists: Vec<_> = lists.into_iter().collect();
    sha256(&serde_json::to_vec(&lists).expect("names and codes are text"))
}
