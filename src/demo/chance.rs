//! Chance with a seed: the same seed throws the same dice.
use rand::{RngExt, SeedableRng, rngs::StdRng};

/// The dice of one invention.
pub struct Chance(StdRng);

impl Chance {
    pub fn of(seed: u64) -> Self {
        Self(StdRng::seed_from_u64(seed))
    }

    /// The generator itself, for those who take one.
    pub fn dice(&mut self) -> &mut StdRng {
        &mut self.0
    }

    /// Whether one of `percent` in a hundred.
    pub fn in_100(&mut self, percent: u32) -> bool {
        self.0.random_range(0..100) < percent
    }

    /// From `low` to `high`, both possible.
    pub fn between(&mut self, low: i64, high: i64) -> i64 {
        self.0.random_range(low..=high.max(low))
    }

    /// A place in a list of that length.
    pub fn below(&mut self, length: usize) -> usize {
        self.0.random_range(0..length)
    }

    /// One of a list, each as likely.
    pub fn one_of<'a, T>(&mut self, list: &'a [T]) -> &'a T {
        &list[self.below(list.len())]
    }

    /// One of a list, each as likely as its weight says.
    pub fn weighted<T: Copy>(&mut self, list: &[(T, u32)]) -> T {
        let mut left = self.0.random_range(0..list.iter().map(|(_, weight)| weight).sum());
        for (item, weight) in list {
            match left.checked_sub(*weight) {
                Some(rest) => left = rest,
                None => return *item,
            }
        }
        list[list.len() - 1].0
    }
}
