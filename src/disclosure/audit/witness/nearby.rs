//! A neighbourhood: some unknowns that may move while all others stand still at the truth, and the moves among them.
//! What is possible there is possible everywhere.

use super::kernel::kernel;
use super::live::{Live, Room};
use super::sparse::{Sparse, narrow};

/// Some unknowns, and what they may do.
pub(super) struct Near {
    /// Per place the unknown of the system, in rising order; places after these are the slack of unequal rows.
    pub unknowns: Vec<u32>,
    pub room: Vec<Room>,
    pub moves: Vec<Sparse>,
}

impl Near {
    /// `unknowns` rises.
    pub fn of(live: &Live, unknowns: &[u32]) -> Self {
        let unknowns = unknowns.to_vec();
        let mut room: Vec<Room> = unknowns.iter().map(|&unknown| live.room[unknown as usize]).collect();
        let mut rows = Vec::new();
        for at in live.rows_about(&unknowns) {
            let row = &live.rows[at as usize];
            let mut terms = narrow(&placed(&row.terms, &unknowns));
            if row.room != (0, 0) {
                terms.push((room.len() as u32, -1));
                room.push(row.room);
            }
            rows.push(terms);
        }
        let moves = kernel(rows, room.len(), room.len());
        Self { unknowns, room, moves }
    }

    /// A figure's terms by place.
    pub fn places(&self, terms: &[(u32, i64)]) -> Vec<(u32, i64)> {
        placed(terms, &self.unknowns)
    }

    /// Changes by place as changes by unknown.
    pub fn unplaced(&self, changes: &[(u32, i64)]) -> Vec<(u32, i64)> {
        let inside = changes.iter().filter(|one| (one.0 as usize) < self.unknowns.len());
        inside.map(|&(place, change)| (self.unknowns[place as usize], change)).collect()
    }
}

fn placed(terms: &[(u32, i64)], unknowns: &[u32]) -> Vec<(u32, i64)> {
    let place = |&(unknown, c): &(u32, i64)| Some((unknowns.binary_search(&unknown).ok()? as u32, c));
    terms.iter().filter_map(place).collect()
}
