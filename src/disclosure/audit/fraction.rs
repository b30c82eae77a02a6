//! Fractions of 64 bits, exact or not at all: an operation whose result does not fit gives `None`.

use num_rational::BigRational;
use std::cmp::Ordering;

/// A fraction in lowest terms, its denominator positive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Fraction {
    numerator: i64,
    denominator: i64,
}

impl Fraction {
    pub const ZERO: Self = Self { numerator: 0, denominator: 1 };
    pub const ONE: Self = Self { numerator: 1, denominator: 1 };

    pub fn whole(value: i128) -> Option<Self> {
        Some(Self { numerator: i64::try_from(value).ok()?, denominator: 1 })
    }

    fn reduced(numerator: i128, denominator: i128) -> Option<Self> {
        let shared = i128::try_from(shared(numerator.unsigned_abs(), denominator.unsigned_abs()).max(1)).ok()?;
        let shared = shared * denominator.signum();
        Some(Self {
            numerator: i64::try_from(numerator / shared).ok()?,
            denominator: i64::try_from(denominator / shared).ok()?,
        })
    }

    pub fn is_zero(self) -> bool {
        self.numerator == 0
    }

    pub fn is_positive(self) -> bool {
        self.numerator > 0
    }

    pub fn is_negative(self) -> bool {
        self.numerator < 0
    }

    pub fn negated(self) -> Option<Self> {
        Some(Self { numerator: self.numerator.checked_neg()?, ..self })
    }

    pub fn size(self) -> Option<Self> {
        if self.is_negative() { self.negated() } else { Some(self) }
    }

    pub fn plus(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self { numerator: self.numerator.checked_add(other.numerator)?, denominator: 1 });
        }
        let [a, b] = [self, other].map(|one| (i128::from(one.numerator), i128::from(one.denominator)));
        Self::reduced((a.0 * b.1).checked_add(b.0 * a.1)?, a.1 * b.1)
    }

    pub fn minus(self, other: Self) -> Option<Self> {
        self.plus(other.negated()?)
    }

    pub fn times(self, other: Self) -> Option<Self> {
        if self.denominator == 1 && other.denominator == 1 {
            return Some(Self { numerator: self.numerator.checked_mul(other.numerator)?, denominator: 1 });
        }
        let [a, b] = [self, other].map(|one| (i128::from(one.numerator), i128::from(one.denominator)));
        Self::reduced(a.0 * b.0, a.1 * b.1)
    }

    /// One over it; it is not zero.
    pub fn over(self) -> Option<Self> {
        let sign = self.numerator.signum();
        Some(Self {
            numerator: self.denominator.checked_mul(sign)?,
            denominator: self.numerator.checked_mul(sign)?,
        })
    }

    pub fn rational(self) -> BigRational {
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
        let values = [(0, 1), (1, 1), (-1, 1), (1, 2), (-2, 3), (7, 5), (i64::MAX, 1), (1, i64::MAX), (-9, 4)];
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
