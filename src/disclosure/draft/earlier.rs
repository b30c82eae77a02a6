//! What earlier releases add to a draft: their tables, what is known from them, and what must stay secret in them.

use crate::disclosure::{
    atoms::Atoms,
    cells::{Cells, Frame},
    micro::Micro,
    pack::{Measure, Pack},
    past::Past,
    primary::{Primary, Reason},
    reader::Sheet,
};
use std::collections::BTreeSet;

/// The tables of earlier releases; their cells are added.
pub fn sheets(past: &Past, pack: &Pack, micro: &Micro, atoms: &Atoms, cells: &mut Cells) -> Vec<Sheet> {
    let mut sheets = Vec::new();
    for release in 0..past.now {
        for frames in past.tables(release) {
            let columns: Vec<u32> = frames.iter().flat_map(|frame| frame.columns.iter().copied()).collect();
            let frame = Frame::new(columns);
            let coarser = frame.columns.iter().flat_map(|&column| past.coarser(release, column, pack));
            let closure = Frame::new(frame.columns.iter().copied().chain(coarser).collect()).columns;
            let mut of_table: Vec<u32> =
                frames.iter().flat_map(|frame| cells.add(frame, release, micro, atoms)).collect();
            of_table.sort_unstable();
            of_table.dedup();
            // An earlier release may have hidden zeros by rules of its own.
            sheets.push(Sheet { frame, closure, cells: of_table, zeros_shown: false });
        }
    }
    sheets
}

/// Marks what earlier releases printed as known, and what was secret in them as secret still, and nothing else of
/// theirs: what was hidden only to protect another cell needs no protection itself.
pub fn tell(past: &Past, cells: &Cells, primary: &mut Primary, known: &mut [bool]) {
    for cell in (0..cells.len()).filter(|&cell| cells.cells[cell].release < past.now) {
        primary.forget(cell);
    }
    for told in &past.printed {
        if let Some(cell) = cells.number(&told.frame, &told.codes, told.release) {
            known[cell as usize] = true;
        }
    }
    for secret in &past.secrets {
        if let Some(cell) = cells.number(&secret.frame, &secret.codes, secret.release) {
            primary.add(cell as usize, Reason::Small);
        }
    }
}

/// What no two releases may be taken from each other for.
pub fn differences(past: &Past, pack: &Pack, atoms: &Atoms) -> Vec<Vec<(u32, i64)>> {
    let measures: BTreeSet<&Measure> = pack.tables.iter().flat_map(|table| &table.measures).collect();
    measures
        .into_iter()
        .flat_map(|measure| past.differences(measure, atoms))
        .map(|difference| difference.terms)
        .collect()
}
