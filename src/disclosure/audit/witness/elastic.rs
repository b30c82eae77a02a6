//! A neighbourhood in which facts may be broken at a price. Its moves are those that break nothing and, for every
//! fact not implied by others, one that breaks it; a climb makes one of the latter only when nothing else leads on.

use super::best::Best;
use super::climb::Climb;
use super::ground::Ground;
use super::kernel::kernel;
use super::live::{FAR, Room};
use super::mend::Broken;
use super::sparse::{Sparse, narrow};
use crate::disclosure::fact::Target;
use std::collections::BTreeMap;

/// How many facts a climb may break.
const BREAKS: usize = 4;
/// How many coefficients a climb looks at.
const EFFORT: usize = 200_000;

/// The neighbourhood.
pub(super) struct Elastic<'a> {
    /// Per place the unknown; the places after these are facts.
    unknowns: &'a [u32],
    room: Vec<Room>,
    /// Per fact place, what breaking it costs.
    price: Vec<u64>,
    moves: Vec<Sparse>,
    /// Which moves break nothing.
    free: Vec<bool>,
}

impl<'a> Elastic<'a> {
    /// `unknowns` rises.
    pub fn of(ground: &Ground, unknowns: &'a [u32]) -> Self {
        let mut room: Vec<Room> = unknowns.iter().map(|&unknown| ground.room[unknown as usize]).collect();
        let (mut price, mut rows) = (Vec::new(), Vec::new());
        for ((_, mut row, slack), cost) in rows_of(ground, unknowns) {
            row.push((room.len() as u32, -1));
            rows.push(row);
            let exact = slack == (0, 0);
            room.push(if exact { (-FAR, FAR) } else { slack });
            price.push(if exact { cost } else { 0 });
        }
        let moves = kernel(rows, room.len(), unknowns.len());
        let cost = |place: u32| (place as usize).checked_sub(unknowns.len()).map_or(0, |fact| price[fact]);
        let free = moves.iter().map(|one| one.iter().all(|term| cost(term.0) == 0)).collect();
        Self { unknowns, room, moves, free, price }
    }

    /// A pair of tables far enough apart, first as far as possible to one side without breaking anything, then the
    /// rest to the other, and what both break.
    pub fn pair(&self, ground: &Ground, target: &Target, first: i64) -> Option<Broken> {
        let place =
            |&(unknown, c): &(u32, i64)| Some((self.unknowns.binary_search(&unknown).ok()? as u32, c));
        let figure: Vec<(u32, i64)> = target.terms.iter().filter_map(place).collect();
        let mut best = Best::default();
        let mut tables = Vec::new();
        for (sign, breaks) in [(-first, 0), (first, BREAKS), (-first, BREAKS)] {
            if best.missing(target.need, sign) > 0 {
                let (by, moves) = self.climb(&figure, sign, best.goal(target.need, sign), breaks);
                best.side(sign).by = sign * by;
                tables.push(moves);
            }
        }
        best.meets(target.need).then(|| ground.judge(tables))
    }

    fn climb(&self, figure: &[(u32, i64)], sign: i64, goal: i64, breaks: usize) -> (i64, Vec<(u32, i64)>) {
        let mut climb = Climb::new(&self.room, self.moves.clone()).only(self.free.clone());
        let mut gains = climb.gains(figure, sign);
        let mut effort = EFFORT;
        let mut by = climb.up(&mut gains, goal, &mut effort);
        let cost =
            |place: u32| (place as usize).checked_sub(self.unknowns.len()).map_or(0, |at| self.price[at]);
        for _ in 0..breaks {
            if by >= goal || !climb.allow_one(&gains, goal - by, cost) {
                break;
            }
            by += climb.up(&mut gains, goal - by, &mut effort);
        }
        let inside = climb.changes().into_iter().filter(|one| (one.0 as usize) < self.unknowns.len());
        (by, inside.map(|(place, change)| (self.unknowns[place as usize], change)).collect())
    }
}

/// The published facts as rows over the places, shortest first, equal ones as one with the sum of their prices.
fn rows_of(ground: &Ground, unknowns: &[u32]) -> BTreeMap<(usize, Sparse, Room), u64> {
    let mut terms = BTreeMap::<u32, Vec<(u32, i64)>>::new();
    for (place, &unknown) in unknowns.iter().enumerate() {
        for &(fact, coefficient) in
            ground.facts[unknown as usize].iter().filter(|one| ground.price[one.0 as usize] > 0)
        {
            terms.entry(fact).or_default().push((place as u32, coefficient));
        }
    }
    let mut rows = BTreeMap::new();
    for (fact, terms) in terms {
        let row = (terms.len(), narrow(&terms), ground.slack[fact as usize]);
        *rows.entry(row).or_default() += ground.price[fact as usize];
    }
    rows
}
