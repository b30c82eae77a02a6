//! Null vectors that are zero where a contributor knows her own figures: sums of the common ones.

use super::Span;
use crate::disclosure::audit::modular::{Chance, PRIME, add, inverse, mul, sub};

impl Span {
    /// How often each vector, so that the sum is zero at these unknowns and random otherwise; `None` when there are
    /// too few vectors. So many random vectors meet the space of those that are zero there in a random one.
    pub fn knowing(&self, unknowns: &[u32]) -> Option<Vec<u64>> {
        let width = unknowns.len() + 1;
        if width > self.vectors.len() {
            return None;
        }
        let mut rows: Vec<Vec<u64>> = Vec::new();
        let mut pivots: Vec<usize> = Vec::new();
        for &unknown in unknowns {
            let mut row: Vec<u64> =
                self.vectors[..width].iter().map(|vector| vector[unknown as usize]).collect();
            for (other, &pivot) in rows.iter().zip(&pivots) {
                let by = row[pivot];
                row.iter_mut().zip(other).for_each(|(entry, of)| *entry = sub(*entry, mul(by, *of)));
            }
            if let Some(pivot) = row.iter().position(|&entry| entry != 0) {
                let over = inverse(row[pivot]);
                row.iter_mut().for_each(|entry| *entry = mul(*entry, over));
                rows.push(row);
                pivots.push(pivot);
            }
        }
        let mut chance = Chance(u64::from(unknowns[0]));
        let mut weights: Vec<u64> = (0..width).map(|_| chance.next().max(1)).collect();
        for (row, &pivot) in rows.iter().zip(&pivots).rev() {
            let rest = row.iter().zip(&weights).enumerate().filter(|(at, _)| *at != pivot);
            weights[pivot] = rest.fold(0, |sum, (_, (&times, &weight))| sub(sum, mul(times, weight)));
        }
        debug_assert!(weights.iter().all(|&weight| weight < PRIME));
        Some(weights)
    }

    /// The value of such a sum on a target, from the values of the vectors.
    pub fn weighed(values: &[u64], weights: &[u64]) -> u64 {
        values.iter().zip(weights).fold(0, |sum, (&value, &weight)| add(sum, mul(value, weight)))
    }
}
