//! What every verdict is re-checked by: whole tables in whole numbers, bounds in rationals. Nothing here is a hint.

use super::Witness;
use super::parts::Parts;
use super::view::{Room, Row, View};
use crate::disclosure::fact::Target;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use rustc_hash::FxHashMap;

/// Whether the truth moved by the witness is a whole table that agrees with every fact and bound of the view.
pub(super) fn is_witness(view: &View, columns: &[Vec<(u32, i64)>], witness: &Witness) -> bool {
    let mut sums: FxHashMap<u32, i128> = FxHashMap::default();
    for (at, &(number, by)) in witness.moves.iter().enumerate() {
        let rises = at == 0 || witness.moves[at - 1].0 < number;
        let Some(room) = view.rooms.get(number as usize).filter(|_| rises) else { return false };
        if !within(room.lower, room.upper, by.into()) {
            return false;
        }
        for &(row, times) in &columns[number as usize] {
            let sum = sums.entry(row).or_default();
            match sum.checked_add(i128::from(times) * i128::from(by)) {
                Some(next) => *sum = next,
                None => return false,
            }
        }
    }
    sums.into_iter().all(|(row, sum)| within(view.rows[row as usize].lo, view.rows[row as usize].hi, sum))
}

fn within(lo: Option<i128>, hi: Option<i128>, value: i128) -> bool {
    lo.is_none_or(|lo| value >= lo) && hi.is_none_or(|hi| value <= hi)
}

/// How much the witness moves the target.
pub(super) fn moved(target: &Target, witness: &Witness) -> i128 {
    let times = |unknown: u32| {
        let found = target.terms.binary_search_by_key(&unknown, |term| term.0);
        found.map_or(0, |at| i128::from(target.terms[at].1))
    };
    witness.moves.iter().map(|&(unknown, by)| times(unknown) * i128::from(by)).sum()
}

/// Whether the differences satisfy the view, but that some must be whole.
pub(super) fn is_point(view: &View, point: &[BigRational]) -> bool {
    Parts::of(point).satisfy(view)
}

/// Whether whole differences satisfy the view.
pub(super) fn is_whole_point(view: &View, point: &[i128]) -> bool {
    let sum = |row: &Row| {
        row.terms.iter().try_fold(0i128, |sum, &(column, times)| {
            sum.checked_add(point[column as usize].checked_mul(times.into())?)
        })
    };
    point.len() == view.rooms.len()
        && view.rooms.iter().zip(point).all(|(room, &value)| within(room.lower, room.upper, value))
        && view.rows.iter().all(|row| sum(row).is_some_and(|sum| within(row.lo, row.hi, sum)))
}

/// Whether the view can be left for ever in this direction.
pub(super) fn is_ray(view: &View, ray: &[BigRational]) -> bool {
    let keeps = |lo: Option<i128>, hi: Option<i128>, value: &BigRational| {
        !(lo.is_some() && value.is_negative() || hi.is_some() && value.is_positive())
    };
    ray.len() == view.rooms.len()
        && view.rooms.iter().zip(ray).all(|(room, value)| keeps(room.lower, room.upper, value))
        && view.rows.iter().all(|row| keeps(row.lo, row.hi, &sum(&row.terms, ray)))
}

/// The bound that rows, each taken so many times, put on a sum of differences: no point of the view is above it.
/// `None` when they put none. A bound below zero on the empty sum shows that the view has no point.
pub(super) fn bound(
    view: &View,
    sum: &[(u32, i64)],
    multipliers: &[(u32, BigRational)],
) -> Option<BigRational> {
    let mut left: FxHashMap<u32, BigRational> = FxHashMap::default();
    for &(column, times) in sum {
        *left.entry(column).or_default() += rational(times.into());
    }
    let mut total = BigRational::zero();
    for (row, multiplier) in multipliers {
        let Row { terms, lo, hi, .. } = view.rows.get(*row as usize)?;
        let end = if multiplier.is_positive() { hi } else { lo };
        if !multiplier.is_zero() {
            total += multiplier * rational((*end)?);
            for &(column, times) in terms {
                *left.entry(column).or_default() -= multiplier * rational(times.into());
            }
        }
    }
    for (column, times) in left {
        let Room { lower, upper, .. } = view.rooms[column as usize];
        let end = if times.is_positive() { upper } else { lower };
        if !times.is_zero() {
            total += times * rational(end?);
        }
    }
    Some(total)
}

/// Multipliers of a bound are told in so many units to one: a number with many divisors, so that the simple fractions
/// they are stand exactly.
pub(super) const UNITS: i64 = (1 << 8) * 27 * 25 * 7 * 11 * 13 * 17;

/// The bound that rows put on a sum, as `bound`, with multipliers and bound in units. What is left over from
/// rounding is paid for by the rooms; `None` when a room is open that would have to pay, or numbers grow too large.
pub(super) fn bound_in_units(view: &View, sum: &[(u32, i64)], multipliers: &[(u32, i64)]) -> Option<i128> {
    let mut left = vec![0i128; view.rooms.len()];
    for &(column, times) in sum {
        left[column as usize] += i128::from(times) * i128::from(UNITS);
    }
    let mut total = 0i128;
    for &(row, multiplier) in multipliers.iter().filter(|(_, multiplier)| *multiplier != 0) {
        let Row { terms, lo, hi, .. } = view.rows.get(row as usize)?;
        let end = if multiplier > 0 { hi } else { lo };
        total = total.checked_add((*end)?.checked_mul(multiplier.into())?)?;
        for &(column, times) in terms {
            let part = i128::from(times) * i128::from(multiplier);
            left[column as usize] = left[column as usize].checked_sub(part)?;
        }
    }
    for (room, times) in view.rooms.iter().zip(left).filter(|(_, times)| *times != 0) {
        let end = if times > 0 { room.upper } else { room.lower };
        total = total.checked_add(end?.checked_mul(times)?)?;
    }
    Some(total)
}

/// A sum at a point.
pub(super) fn sum(terms: &[(u32, i64)], point: &[BigRational]) -> BigRational {
    terms
        .iter()
        .filter(|(column, _)| !point[*column as usize].is_zero())
        .fold(BigRational::zero(), |sum, &(column, times)| {
            sum + &point[column as usize] * rational(times.into())
        })
}

/// A whole number as a rational.
pub(super) fn rational(value: i128) -> BigRational {
    BigRational::from_integer(value.into())
}
