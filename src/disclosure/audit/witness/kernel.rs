//! The moves that no exact fact forbids: a basis of whole-number solutions of `A · d = 0`, found by elimination on
//! coefficients ±1 only, so that every combination of them is whole.

use super::sparse::{Sparse, add, coefficient};
use std::cmp::Reverse;
use std::collections::BinaryHeap;

/// Larger coefficients are given up: such a move runs into some bound before it reaches anybody.
const LARGEST: i32 = 1 << 12;

/// A basis of moves over `places` figures that leave every row at zero. What elimination cannot settle with ±1 is
/// held still, which loses moves but never makes a false one.
/// Places from `solved` on are solved for last.
pub(super) fn kernel(rows: Vec<Sparse>, places: usize, solved: usize) -> Vec<Sparse> {
    let mut elimination = Elimination::new(rows, places, solved);
    elimination.run();
    elimination.basis()
}

struct Elimination {
    rows: Vec<Sparse>,
    /// Per place, the rows it may stand in; may name rows it has left.
    inside: Vec<Vec<u32>>,
    queue: BinaryHeap<Reverse<(usize, u32)>>,
    done: Vec<bool>,
    still: Vec<bool>,
    last: usize,
    solved: Vec<(u32, Sparse)>,
}

impl Elimination {
    fn new(rows: Vec<Sparse>, places: usize, last: usize) -> Self {
        let mut inside = vec![Vec::new(); places];
        for (at, row) in rows.iter().enumerate() {
            row.iter().for_each(|&(place, _)| inside[place as usize].push(at as u32));
        }
        let queue = rows.iter().enumerate().map(|(at, row)| Reverse((row.len(), at as u32))).collect();
        let done = vec![false; rows.len()];
        Self { rows, inside, queue, done, still: vec![false; places], last, solved: Vec::new() }
    }

    /// Shortest row first; in it the figure that stands in fewest other rows.
    fn run(&mut self) {
        while let Some(Reverse((length, at))) = self.queue.pop() {
            if self.done[at as usize] || self.rows[at as usize].len() != length {
                continue;
            }
            self.done[at as usize] = true;
            let row = std::mem::take(&mut self.rows[at as usize]);
            let row = self.with_unit(row);
            let units = row.iter().filter(|term| term.1.abs() == 1);
            if let Some(&pivot) = units
                .min_by_key(|term| (term.0 as usize >= self.last, self.inside[term.0 as usize].len(), term.0))
            {
                self.eliminate(pivot, &row);
                self.solved.push((pivot.0, row));
            }
        }
    }

    /// Holds the figures with the largest coefficients still until some coefficient is ±1.
    fn with_unit(&mut self, mut row: Sparse) -> Sparse {
        loop {
            row.retain(|&(place, _)| !self.still[place as usize]);
            let divisor = row.iter().fold(0, |divisor, term| gcd(divisor, term.1.abs())).max(1);
            row.iter_mut().for_each(|term| term.1 /= divisor);
            match row.iter().max_by_key(|term| term.1.abs()) {
                Some(&(place, most)) if most.abs() > LARGEST || row.iter().all(|term| term.1.abs() != 1) => {
                    self.still[place as usize] = true;
                }
                _ => return row,
            }
        }
    }

    fn eliminate(&mut self, pivot: (u32, i32), row: &[(u32, i32)]) {
        for other in std::mem::take(&mut self.inside[pivot.0 as usize]) {
            let terms = &self.rows[other as usize];
            let factor = -coefficient(terms, pivot.0) * i64::from(pivot.1);
            if factor == 0 {
                continue;
            }
            let mut sum = add(terms, factor, row);
            sum.retain(|term| !self.still[term.0 as usize]);
            for &(place, _) in row.iter().filter(|term| coefficient(terms, term.0) == 0) {
                self.inside[place as usize].push(other);
            }
            for &(place, _) in sum.iter().filter(|term| term.1.abs() > LARGEST * LARGEST) {
                self.still[place as usize] = true;
            }
            self.queue.push(Reverse((sum.len(), other)));
            self.rows[other as usize] = sum;
        }
    }

    /// Solves backwards: every figure as a combination of the free ones, turned round to one move per free one.
    fn basis(mut self) -> Vec<Sparse> {
        let places = self.still.len();
        let mut expressed: Vec<Sparse> = (0..places as u32).map(|place| vec![(place, 1)]).collect();
        for (place, row) in self.solved.iter().rev() {
            let sign = coefficient(row, *place);
            let mut sum = Sparse::new();
            for &(other, coefficient) in row.iter().filter(|term| term.0 != *place) {
                if !self.still[other as usize] {
                    sum = add(&sum, -sign * i64::from(coefficient), &expressed[other as usize]);
                }
            }
            for &(free, _) in sum.iter().filter(|term| term.1.abs() > LARGEST) {
                self.still[free as usize] = true;
            }
            sum.retain(|&(free, _)| !self.still[free as usize]);
            expressed[*place as usize] = sum;
        }
        let mut moves = vec![Sparse::new(); places];
        for (place, sum) in expressed.iter().enumerate() {
            for &(free, coefficient) in sum.iter().filter(|term| !self.still[term.0 as usize]) {
                moves[free as usize].push((place as u32, coefficient));
            }
        }
        moves.retain(|one| !one.is_empty());
        moves
    }
}

fn gcd(mut a: i32, mut b: i32) -> i32 {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
