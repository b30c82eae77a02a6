//! Guards against averaging: whoever adds up a cell's parts in many ways sees its noise cancel out.
//!
//! Asghar & Kaafar, "Averaging attacks on bounded noise-based disclosure control algorithms" (PETS 2020). Sums over
//! different parts are uncorrelated, because a sum of keys is independent of any other; where two ways share a
//! figure we count more knowledge than there is, which is the safe side.

use num_rational::BigRational;
use num_traits::{FromPrimitive, Zero};

use super::Tally;

/// The least effective variance a small cell may be left with.
pub const FLOOR: f64 = 1.0;

/// A small cell whose noise could be averaged away.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error("published in {} ways, cell {cell} would keep a variance of {variance:.3}, under {FLOOR}; publish fewer tables that divide it", parts.len())]
pub struct Averaged {
    /// Which small cell.
    pub cell: usize,
    /// What would remain of the variance.
    pub variance: f64,
    /// How many perturbed figures each way adds up.
    pub parts: Vec<u32>,
}

/// In how many figures each way of publishing a cell divides it: 1 is the cell itself. `partitions` holds the parts
/// of each published table, in this release and all earlier ones.
///
/// An empty part has no noise and tells nothing, so it is not counted; and the same cases get the same noise, so two
/// tables that divide the cell into the same sets are one way.
pub fn ways<'a>(partitions: impl IntoIterator<Item = &'a [Tally]>) -> Vec<u32> {
    let noisy = |parts: &[Tally]| {
        let mut noisy: Vec<Tally> = parts.iter().copied().filter(|part| part.n > 0).collect();
        noisy.sort_unstable();
        noisy
    };
    let distinct: std::collections::BTreeSet<Vec<Tally>> = partitions.into_iter().map(noisy).collect();
    let mut counts: Vec<u32> = distinct.iter().map(|parts| parts.len() as u32).filter(|&m| m > 0).collect();
    counts.sort_unstable();
    counts
}

/// What remains of the noise's variance when a cell is known in several ways: 1 / Σ 1/(m·V), where a way that adds
/// up m perturbed figures has variance m·V. Infinite for a cell never published.
pub fn effective_variance(variance: f64, parts: &[u32]) -> f64 {
    variance / parts.iter().map(|&m| 1.0 / f64::from(m)).sum::<f64>()
}

/// Refuses when a small cell's effective variance falls under one; `cells` gives each one's [`ways`]. Compared
/// exactly: a cell may stand right on it.
pub fn refuse_averaging(variance: f64, cells: &[Vec<u32>]) -> Result<(), Averaged> {
    let known = |parts: &[u32]| {
        let way = |&m: &u32| BigRational::new(1.into(), m.into());
        parts.iter().filter(|&&m| m > 0).map(way).fold(BigRational::zero(), |sum, one| sum + one)
    };
    let most = BigRational::from_f64(variance / FLOOR);
    match cells.iter().position(|parts| most.as_ref().is_none_or(|most| known(parts) > *most)) {
        None => Ok(()),
        Some(cell) => Err(Averaged {
            cell,
            variance: effective_variance(variance, &cells[cell]),
            parts: cells[cell].clone(),
        }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_and_four_ways_in_two_stand_right_on_the_floor() {
        let four = vec![1, 2, 2, 2, 2];
        assert_eq!(effective_variance(3.0, &four), 1.0);
        assert_eq!(refuse_averaging(3.0, &[vec![], four.clone()]), Ok(()));
        let five = [four, vec![2]].concat();
        let refused = refuse_averaging(3.0, &[vec![1], five]).unwrap_err();
        assert_eq!(refused.cell, 1);
        assert!((refused.variance - 6.0 / 7.0).abs() < 1e-12);
    }

    #[test]
    fn thirds_are_added_exactly() {
        assert_eq!(refuse_averaging(3.0, &[vec![3; 9]]), Ok(()));
        assert!(refuse_averaging(3.0, &[[vec![3; 9], vec![u32::MAX]].concat()]).is_err());
    }

    #[test]
    fn empty_parts_and_the_same_sets_tell_nothing_new() {
        let (one, two, none) = (Tally { n: 1, key: 7 }, Tally { n: 1, key: 9 }, Tally::default());
        let itself = [one + two];
        let halves = [[one, two], [two, one]];
        let padded = [none, one + two, none];
        assert_eq!(ways([&itself[..], &padded[..], &halves[0][..], &halves[1][..], &[none][..]]), [1, 2]);
    }
}
