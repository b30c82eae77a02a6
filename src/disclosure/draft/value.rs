//! Which cells are worth most to those who read the tables: they are printed first.

use super::super::{
    cells::{Cells, Merged},
    figures::Figures,
    micro::Micro,
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use std::cmp::Reverse;

/// Groups of equal cells: those already told, then by how much they count, then by how many atoms they span. A secret
/// breaks ties: who knows the method alone cannot run it backwards (Minami & Abe, Algorithms 12(8):165, 2019).
///
/// What is already told is known in whatever order. Release by release and small before large it is eliminated fastest:
/// of a later release only what came since is new.
pub fn order(
    micro: &Micro,
    cells: &Cells,
    merged: &Merged,
    figures: &Figures,
    known: &[bool],
    secret: &[u8; 32],
) -> Vec<u32> {
    let keyed = <Hmac<Sha256> as KeyInit>::new_from_slice(secret).expect("any length of key will do");
    let mut order: Vec<Place> = Vec::with_capacity(merged.len());
    for (number, group) in merged.cells.iter().enumerate() {
        let told = group.iter().map(|&cell| cell as usize).filter(|&cell| known[cell]);
        let told = told.map(|cell| cells.cells[cell].release).min();
        let tie = group.iter().map(|&cell| tie(&keyed, micro, cells, cell as usize)).min().unwrap_or(0);
        let count = figures.count[group[0] as usize];
        let spans = merged.atoms(number, cells).len();
        let first = told.map_or((u32::MAX, 0), |release| (release, spans));
        order.push((first, Reverse(count), Reverse(spans), tie, number as u32));
    }
    order.sort_unstable();
    order.into_iter().map(|(.., group)| group).collect()
}

/// Where a group stands: the release that told it first and how many atoms that was, or behind all releases; its count,
/// its atoms, the secret tie-break, its number.
type Place = ((u32, usize), Reverse<u32>, Reverse<usize>, u64, u32);

fn tie(keyed: &Hmac<Sha256>, micro: &Micro, cells: &Cells, cell: usize) -> u64 {
    let mut keyed = keyed.clone();
    let cell = &cells.cells[cell];
    let mut named: Vec<(&str, &str)> = cells.frames[cell.frame as usize]
        .columns
        .iter()
        .zip(&cell.codes)
        .map(|(&column, &code)| {
            let column = &micro.columns[column as usize];
            (column.name.as_str(), column.codes[code as usize].as_str())
        })
        .collect();
    named.sort_unstable();
    for (column, code) in named {
        keyed.update(column.as_bytes());
        keyed.update(b"=");
        keyed.update(code.as_bytes());
        keyed.update(b";");
    }
    let bytes = keyed.finalize().into_bytes();
    u64::from_be_bytes(std::array::from_fn(|at| bytes[at]))
}
