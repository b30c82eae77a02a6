//! What the simplex calculates in: fractions of 64 bits, exact or not at all, or floats, a hint. An operation whose
//! result does not fit gives `None`.

use super::near::near;
use num_rational::BigRational;
use std::cmp::Ordering;

/// What the simplex calculates in.
pub(super) trait Number: Copy {
    const ZERO: Self;
    const ONE: Self;
    fn whole(value: i128) -> Option<Self>;
    fn plus(self, other: Self) -> Option<Self>;
    fn times(self, other: Self) -> Option<Self>;
    fn negated(self) -> Option<Self>;
    /// One over it; it is not zero.
    fn over(self) -> Option<Self>;
    /// Whether it is less, by more than rounding may do.
    fn is_less(self, other: Self) -> bool;
    /// Whether it is less by so much that something has to be done about it.
    fn is_far_less(self, other: Self) -> bool;
    fn rational(self) -> BigRational;

    /// Adds so many times a row to another; the row is zero but at these places.
    fn add_times(to: &mut [Self], times: Self, row: &[Self], places: &[usize]) -> Option<()> {
        for &at in places {
            to[at] = to[at].plus(times.times(row[at])?)?;
        }
        Some(())
    }

    fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    fn is_positive(self) -> bool {
        Self::ZERO.is_less(self)
    }

    fn is_negative(self) -> bool {
        self.is_less(Self::ZERO)
    }

    fn is_zero(self) -> bool {
        !self.is_positive() && !self.is_negative()
    }

    fn size(self) -> Option<Self> {
        if self.is_negative() { self.negated() } else { Some(self) }
    }
}

/// Floats nearer than this are as good as equal.
const CLOSE: f64 = 1e-9;
/// Floats this far apart differ.
const FAR: f64 = 1e-7;

impl Number for f64 {
    const ZERO: Self = 0.0;
    const ONE: Self = 1.0;

    fn whole(value: i128) -> Option<Self> {
        Some(value as f64)
    }

    fn plus(self, other: Self) -> Option<Self> {
        Some(self + other)
    }

    fn times(self, other: Self) -> Option<Self> {
        Some(self * other)
    }

    fn negated(self) -> Option<Self> {
        Some(-self)
    }

    fn over(self) -> Option<Self> {
        Some(1.0 / self)
    }

    fn is_less(self, other: Self) -> bool {
        self < other - CLOSE
    }

    fn is_far_less(self, other: Self) -> bool {
        self < other - FAR
    }

    fn rational(self) -> BigRational {
        near(self, 1 << 20)
    }

    /// Side by side is faster than place by place, unless there are few.
    fn add_times(to: &mut [Self], times: Self, row: &[Self], places: &[usize]) -> Option<()> {
        if places.len() * 8 < row.len() {
            places.iter().for_each(|&at| to[at] += times * row[at]);
        } else {
            to.iter_mut().zip(row).for_each(|(to, entry)| *to += times * entry);
        }
        Some(())
    }
}

/// A fraction in lowest terms, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    numerator: i64,
    denominator: i64,
}

impl Fraction {
    fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        let shared =
            i128::try_from(shared(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1)).ok()?;
        let shared = shared * denominator.signum();
        Some(Self {
            numerator: i64::try_from(numerator / shared).ok()?,
            denominator: i64::try_from(denominator / shared).ok()?,
        })
    }
}

impl Number for Fraction {
    const ZERO: Self = Self { numerator: 0, denominator: 1 };
    const ONE: Self = Self { numerator: 1, denominator: 1 };

    fn whole(value: i128) -> Option<Self> {
        Some(Self { numerator: i64::try_from(value).ok()?, denominator: 1 })
    }

    fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self { numerator: self.numerator.checked_add(other.numerator)?, denominator: 1 });
        }
        let [a, b] = [self, other].map(|one| (i128::from(one.numerator), i128::from(one.denominator)));
        Self::reduced((a.0 * b.1).checked_add(b.0 * a.1)?, a.1 * b.1)
    }

    fn times(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self { numerator: self.numerator.checked_mul(other.numerator)?, denominator: 1 });
        }
        let [a, b] = [self, other].map(|one| (i128::from(one.numerator), i128::from(one.denominator)));
        Self::reduced(a.0 * b.0, a.1 * b.1)
    }

    fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    fn over(self) -> Option<Self> {
        let sign = self.numerator.signum();
        Some(Self {
            numerator: self.denominator.checked_mul(sign)?,
            denominator: self.numerator.checked_mul(sign)?,
        })
    }

    fn is_less(self, other: Self) -> bool {
        self.cmp(&other) == Ordering::Less
    }

    fn is_far_less(self, other: Self) -> bool {
        self.is_less(other)
    }

    fn rational(self) -> BigRational {
        BigRational::new(self.numerator.into(), self.denominator.into())
    }
}

/// The greatest common divisor, in 64 bits as soon as it can be.
fn shared(mut a: u128, mut b: u128) -> u128 {
    while b != 0 {
        match (u64::try_from(a), u64::try_from(b)) {
            (Ok(mut a), Ok(mut b)) => {
                while b != 0 {
                    (a, b) = (b, a % b);
                }
                return a.into();
            }
            _ => (a, b) = (b, a % b),
        }
    }
    a
}

impl PartialOrd for Fraction {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Fraction {
    fn cmp(&self, other: &Self) -> Ordering {
        let [a, b] = [self, other].map(|one| (i128::from(one.numerator), i128::from(one.denominator)));
        (a.0 * b.1).cmp(&(b.0 * a.1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fractions_agree_with_rationals() {
        let values =
            [(0, 1), (1, 1), (-1, 1), (1, 2), (-2, 3), (7, 5), (i64::MAX, 1), (1, i64::MAX), (-9, 4)];
        for (a, b) in values.iter().flat_map(|&a| values.iter().map(move |&b| (a, b))) {
            let [a, b] = [a, b].map(|(n, d)| Fraction::reduced(n.into(), d.into()).unwrap());
            assert_eq!(a.cmp(&b), a.rational().cmp(&b.rational()));
            for (found, expected) in [
                (a.plus(b), a.rational() + b.rational()),
                (a.minus(b), a.rational() - b.rational()),
                (a.times(b), a.rational() * b.rational()),
            ] {
                assert!(found.is_none_or(|found| found.rational() == expected));
            }
        }
    }
}
