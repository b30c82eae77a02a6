//! Cells already published, in echelon form: what a reader can work out by adding and subtracting them.

use super::field::{inverse, mul, sub};

/// A sparse vector over atoms: (atom, coefficient), the pivot first and with coefficient one once it is in a basis.
pub type Sparse = Vec<(u32, u64)>;

const NONE: u32 = u32::MAX;

/// Vectors of which each has a pivot atom that no later one has.
pub struct Basis {
    pivots: Vec<Sparse>,
    age_of: Vec<u32>,
    sums: Vec<u64>,
    touched: Vec<u32>,
    waiting: Queue,
}

impl Basis {
    /// An empty basis over so many atoms.
    pub fn new(atoms: usize) -> Self {
        Self {
            pivots: Vec::new(),
            age_of: vec![NONE; atoms],
            sums: vec![0; atoms],
            touched: Vec::new(),
            waiting: Queue::default(),
        }
    }

    /// How many vectors it has.
    pub fn rank(&self) -> usize {
        self.pivots.len()
    }

    /// What is left of a vector when everything published is taken away: empty if a reader can work it out.
    pub fn reduce(&mut self, vector: impl IntoIterator<Item = (u32, u64)>) -> Sparse {
        self.waiting.fit(self.pivots.len());
        for (atom, value) in vector {
            self.sums[atom as usize] = value;
            self.touch(atom);
        }
        while let Some(age) = self.waiting.pop() {
            let pivot = &self.pivots[age as usize];
            let factor = std::mem::take(&mut self.sums[pivot[0].0 as usize]);
            if factor == 0 {
                continue;
            }
            for &(atom, value) in &pivot[1..] {
                let place = &mut self.sums[atom as usize];
                if *place == 0 {
                    match self.age_of[atom as usize] {
                        NONE => self.touched.push(atom),
                        age => self.waiting.push(age),
                    }
                }
                *place = sub(*place, mul(factor, value));
            }
        }
        self.touched.sort_unstable();
        let mut left = Vec::with_capacity(self.touched.len());
        for &atom in &self.touched {
            let value = std::mem::take(&mut self.sums[atom as usize]);
            if value != 0 {
                left.push((atom, value));
            }
        }
        self.touched.clear();
        left
    }

    /// The pivot of the vector that was taken in after so many others.
    pub fn pivot(&self, age: u32) -> u32 {
        self.pivots[age as usize][0].0
    }

    fn touch(&mut self, atom: u32) {
        match self.age_of[atom as usize] {
            NONE => self.touched.push(atom),
            age => self.waiting.push(age),
        }
    }

    /// Takes a reduced vector in, with the given place as its pivot; gives it scaled.
    pub fn insert(&mut self, mut vector: Sparse, place: usize) -> &Sparse {
        vector.swap(0, place);
        let scale = inverse(vector[0].1);
        vector.iter_mut().for_each(|(_, value)| *value = mul(*value, scale));
        self.age_of[vector[0].0 as usize] = self.pivots.len() as u32;
        self.pivots.push(vector);
        &self.pivots[self.pivots.len() - 1]
    }
}

/// Small numbers, each once, the smallest first.
#[derive(Default)]
pub struct Queue {
    bits: Vec<u64>,
    from: usize,
}

impl Queue {
    pub fn fit(&mut self, numbers: usize) {
        self.bits.resize(numbers / 64 + 1, 0);
        self.from = self.bits.len();
    }

    pub fn push(&mut self, number: u32) {
        let word = number as usize / 64;
        self.bits[word] |= 1 << (number % 64);
        self.from = self.from.min(word);
    }

    pub fn pop(&mut self) -> Option<u32> {
        while let Some(word) = self.bits.get_mut(self.from) {
            if *word != 0 {
                let bit = word.trailing_zeros();
                *word &= *word - 1;
                return Some(self.from as u32 * 64 + bit);
            }
            self.from += 1;
        }
        None
    }
}
