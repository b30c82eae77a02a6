//! What printed figures leave open: the ways in which the atoms could be other than they are, and every printed figure
//! the same.
//!
//! Atoms without a pivot may be anything; those with one follow. Two such ways drawn at random stand for all: a figure
//! that neither changes follows from what is printed, and of two figures one gives the other away if and only if both
//! ways change them in the same ratio. That asks for a figure's own few atoms, not for what is left of it.

use super::{
    Basis, Sparse,
    basis::Queue,
    field::{add, inverse, mul, random, sub},
};

/// How far a figure moves in each of the two ways.
pub type Shift = [u64; 2];

/// What is printed, and two random ways to be other than the truth that none of it shows.
pub struct Leeway {
    basis: Basis,
    /// For every atom the printed vectors that have it beside their pivot, and how often.
    beside: Vec<Vec<(u32, u64)>>,
    ways: Vec<Shift>,
    /// The atoms that one free atom moves, and by how much.
    moved: Vec<(u32, u64)>,
    values: Vec<u64>,
    waiting: Queue,
}

impl Leeway {
    /// Nothing is printed: everything is open.
    pub fn new(atoms: usize) -> Self {
        Self {
            basis: Basis::new(atoms),
            beside: vec![Vec::new(); atoms],
            ways: (0..atoms as u64).map(|atom| [random(2 * atom), random(2 * atom + 1)]).collect(),
            moved: Vec::new(),
            values: vec![0; atoms],
            waiting: Queue::default(),
        }
    }

    /// How many independent figures are printed.
    pub fn rank(&self) -> usize {
        self.basis.rank()
    }

    /// How far a sum of atoms moves; not at all if it follows from what is printed.
    pub fn shift(&self, vector: impl IntoIterator<Item = (u32, u64)>) -> Shift {
        vector.into_iter().fold([0, 0], |shift, (atom, times)| {
            let way = self.ways[atom as usize];
            [add(shift[0], mul(times, way[0])), add(shift[1], mul(times, way[1]))]
        })
    }

    /// Prints a sum of atoms that does not follow. `less` is told for every atom whose part in the two ways changes how
    /// much less it moves.
    pub fn print(&mut self, atoms: &[u32], mut less: impl FnMut(u32, Shift)) {
        let shift = self.shift(atoms.iter().map(|&atom| (atom, 1)));
        let left = self.basis.reduce(atoms.iter().map(|&atom| (atom, 1)));
        let Some(place) = self.freest(&left) else { return };
        let (pivot, times) = left[place];
        let once = inverse(times);
        let by = shift.map(|shift| mul(shift, once));
        self.follow(pivot);
        for &(atom, times) in &self.moved {
            let change = by.map(|by| mul(by, times));
            let way = &mut self.ways[atom as usize];
            *way = [sub(way[0], change[0]), sub(way[1], change[1])];
            less(atom, change);
        }
        let age = self.basis.rank() as u32;
        for &(atom, times) in &self.basis.insert(left, place)[1..] {
            self.beside[atom as usize].push((age, times));
        }
    }

    /// The place of the atom that least depends on: one beside few pivots, and among those that are beside about as many
    /// the first, since neighbours are in much the same cells.
    fn freest(&self, left: &Sparse) -> Option<usize> {
        let depends = |place: &usize| {
            let atom = left[*place].0;
            ((self.beside[atom as usize].len() + 1).ilog2(), atom)
        };
        (0..left.len()).min_by_key(depends)
    }

    /// Which atoms follow a free one, and how far, the last printed first.
    fn follow(&mut self, free: u32) {
        let rank = self.basis.rank() as u32;
        self.waiting.fit(rank as usize);
        self.moved.clear();
        self.moved.push((free, 1));
        let mut at = 0;
        loop {
            while let Some(&(atom, moved)) = self.moved.get(at) {
                for &(age, times) in &self.beside[atom as usize] {
                    let value = &mut self.values[self.basis.pivot(age) as usize];
                    *value = sub(*value, mul(times, moved));
                    self.waiting.push(rank - 1 - age);
                }
                at += 1;
            }
            let Some(number) = self.waiting.pop() else { return };
            let pivot = self.basis.pivot(rank - 1 - number);
            let value = std::mem::take(&mut self.values[pivot as usize]);
            if value != 0 {
                self.moved.push((pivot, value));
            }
        }
    }
}
