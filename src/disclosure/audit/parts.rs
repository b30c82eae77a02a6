//! Points in whole numbers: every value as so many equal parts of one.

use super::view::{Row, View};
use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{One, Zero};

/// A point, all its values in the same parts of one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Parts {
    pub values: Vec<BigInt>,
    /// How many parts are one.
    pub one: BigInt,
}

impl Parts {
    /// In as few parts as can be.
    pub fn of(point: &[BigRational]) -> Self {
        let one = point.iter().filter(|value| !value.is_integer()).fold(BigInt::one(), |one, value| {
            let shared = common(one.clone(), value.denom().clone());
            one / shared * value.denom()
        });
        Self { values: point.iter().map(|value| value.numer() * (&one / value.denom())).collect(), one }
    }

    /// Whether they satisfy the view, but that some must be whole.
    pub fn satisfy(&self, view: &View) -> bool {
        let within = |lo: Option<i128>, hi: Option<i128>, value: &BigInt| {
            lo.is_none_or(|lo| *value >= &self.one * lo) && hi.is_none_or(|hi| *value <= &self.one * hi)
        };
        let of_row = |row: &Row| within(row.lo, row.hi, &self.dot(&row.terms));
        self.values.len() == view.rooms.len()
            && view.rooms.iter().zip(&self.values).all(|(room, value)| within(room.lower, room.upper, value))
            && view.rows.iter().all(of_row)
    }

    /// Whether what must be whole is.
    pub fn is_whole_where_it_must_be(&self, view: &View) -> bool {
        view.rooms.iter().zip(&self.values).all(|(room, value)| !room.whole || (value % &self.one).is_zero())
    }

    /// The values in lowest terms.
    pub fn rational(&self) -> Vec<BigRational> {
        self.values.iter().map(|value| BigRational::new(value.clone(), self.one.clone())).collect()
    }

    /// A sum at the point, not in lowest terms.
    pub fn sum(&self, terms: &[(u32, i64)]) -> BigRational {
        BigRational::new_raw(self.dot(terms), self.one.clone())
    }

    fn dot(&self, terms: &[(u32, i64)]) -> BigInt {
        let mut sum = BigInt::zero();
        for &(column, times) in terms {
            match (&self.values[column as usize], times) {
                (value, _) if value.is_zero() => {}
                (value, 1) => sum += value,
                (value, -1) => sum -= value,
                (value, times) => sum += value * times,
            }
        }
        sum
    }
}

/// A point whose values are all whole.
pub(super) fn whole(point: &[BigRational]) -> Option<Vec<i128>> {
    let whole = |value: &BigRational| match value.is_integer() {
        true => i128::try_from(value.to_integer()).ok(),
        false => None,
    };
    point.iter().map(whole).collect()
}

/// A direction in its smallest whole steps.
pub(super) fn steps(ray: &[BigRational]) -> Option<Vec<i128>> {
    Parts::of(ray).values.into_iter().map(|value| i128::try_from(value).ok()).collect()
}

fn common(mut a: BigInt, mut b: BigInt) -> BigInt {
    while !b.is_zero() {
        (a, b) = (b.clone(), a % &b);
    }
    a
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_point_is_told_in_as_few_parts_as_can_be() {
        let of = |values: &[(i64, i64)]| -> Vec<BigRational> {
            values.iter().map(|&(over, under)| BigRational::new(over.into(), under.into())).collect()
        };
        let parts = Parts::of(&of(&[(1, 2), (-2, 3), (4, 1), (0, 1)]));
        assert_eq!(parts, Parts { values: [3, -4, 24, 0].map(BigInt::from).to_vec(), one: 6.into() });
        assert_eq!(parts.sum(&[(0, 2), (1, 1)]).reduced(), BigRational::new(1.into(), 3.into()));
        assert_eq!(whole(&of(&[(4, 2), (-3, 1)])), Some(vec![2, -3]));
        assert_eq!(whole(&of(&[(1, 2)])), None);
        assert_eq!(steps(&of(&[(1, 2), (1, 1)])), Some(vec![1, 2]));
    }
}
