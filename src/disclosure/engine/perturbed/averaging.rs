//! Which small cells could be averaged: each is published itself, and divided by every finer kind of cells.

use super::Refused;
use crate::disclosure::{
    cell_key::{self, Tally},
    cells::BLANK,
    draft::Draft,
    figures,
    pack::Measure,
    past::Past,
};
use std::collections::BTreeSet;

/// Published figures of one measure, now and before.
pub struct Published<'a> {
    /// By cell.
    tallies: &'a [Tally],
    /// By cell, whether it is published.
    cells: Vec<bool>,
}

impl<'a> Published<'a> {
    pub fn of(draft: &Draft, past: Option<&Past>, measure: &Measure, tallies: &'a [Tally]) -> Self {
        let mut cells = vec![false; draft.cells.len()];
        for (table, of_table) in draft.pack.tables.iter().zip(&draft.cells.tables) {
            if table.measures.contains(measure) {
                of_table.iter().for_each(|&cell| cells[cell as usize] = true);
            }
        }
        for said in past.iter().flat_map(|past| &past.printed).filter(|said| said.measure == *measure) {
            if let Some(cell) = draft.cells.number(&said.frame, &said.codes, said.release) {
                cells[cell as usize] = true;
            }
        }
        Self { tallies, cells }
    }
}

/// Refuses when too little of a small cell's noise would remain (disclosure.md 4.7).
pub fn refuse(draft: &Draft, published: &[Published], variance: f64) -> Result<(), Refused> {
    let threshold = draft.pack.rules.threshold;
    let small: Vec<u32> = (0..draft.cells.len() as u32)
        .filter(|&cell| (1..threshold).contains(&draft.figures.persons[cell as usize]))
        .collect();
    let mut divisions = vec![BTreeSet::new(); small.len()];
    for block in draft.cells.blocks() {
        let of_atom = figures::groups(block, &draft.cells, draft.atoms.len(), |cell| cell);
        for (place, &cell) in small.iter().enumerate() {
            let Some(parts) = parts(draft, cell, &of_atom) else { continue };
            for one in published.iter().filter(|one| parts.iter().all(|&part| one.cells[part as usize])) {
                let mut tallies: Vec<Tally> = parts.iter().map(|&part| one.tallies[part as usize]).collect();
                tallies.sort_unstable();
                divisions[place].insert(tallies);
            }
        }
    }
    let ways: Vec<Vec<u32>> =
        divisions.iter().map(|ways| cell_key::ways(ways.iter().map(Vec::as_slice))).collect();
    cell_key::refuse_averaging(variance, &ways).map_err(|averaged| {
        Refused::Method(format!(
            "the cell {} of fewer than {threshold} persons is published in {} ways, by itself and as the sum of its \
             parts: on average they would tell its true figure; publish fewer crossings or coarser ones",
            name(draft, small[averaged.cell]),
            averaged.parts.len()
        ))
    })
}

/// The cells of a block that divide a cell: they hold exactly its rows.
fn parts(draft: &Draft, cell: u32, of_atom: &[u32]) -> Option<Vec<u32>> {
    let atoms = draft.cells.atoms.get(cell as usize);
    let mut parts: Vec<u32> = atoms.iter().map(|&atom| of_atom[atom as usize]).collect();
    parts.sort_unstable();
    parts.dedup();
    let rows = |cell: u32| draft.figures.count[cell as usize];
    let divides =
        parts.last() != Some(&BLANK) && parts.iter().map(|&part| rows(part)).sum::<u32>() == rows(cell);
    divides.then_some(parts)
}

fn name(draft: &Draft, cell: u32) -> String {
    let fixed: Vec<String> =
        draft.named(cell).into_iter().map(|(column, code)| format!("{column} = {code}")).collect();
    match fixed.is_empty() {
        true => "\"Total\"".to_owned(),
        false => format!("\"{}\"", fixed.join(", ")),
    }
}
