//! Where a simplex in floats stands, exactly.
//!
//! The variables that are not basic are at whole bounds, and the rows among them give as many equations for the columns
//! that are basic. The tableau is the inverse of these equations in floats: what it leaves over, reckoned in whole
//! numbers, it is asked again, so that each turn adds as many binary digits as the last (iterative refinement, as in
//! Wan 2006). When there are enough of them the fractions they belong to are found, and the point is checked.

use super::Tableau;
use crate::disclosure::audit::parts::Parts;
use crate::disclosure::audit::view::View;
use num_bigint::BigInt;
use num_traits::{One, Signed, Zero};

/// Binary digits a turn adds.
const DIGITS: u32 = 24;
/// After how many turns fractions are looked for.
const TURNS: [u32; 4] = [6, 14, 30, 62];
/// More left over than this shows that the tableau is no inverse.
const FAR: i128 = 1 << 60;

/// One equation over the basic columns.
struct Equation {
    /// Which of the variables that are not basic the row is.
    at: usize,
    terms: Vec<(usize, i128)>,
    /// What is left over.
    left: i128,
}

impl Tableau<f64> {
    /// The point where it stands, when it could be found and satisfies the view.
    pub fn vertex(&self, view: &View) -> Option<Parts> {
        let columns = self.columns.len();
        let basic: Vec<usize> = (0..self.basic.len()).filter(|&row| self.basic[row] < columns).collect();
        let mut place = vec![None; view.rooms.len()];
        for (number, &row) in basic.iter().enumerate() {
            place[self.columns[self.basic[row]]] = Some(number);
        }
        let still: Vec<i128> = self.point(view).into_iter().map(|value| value.round() as i128).collect();
        let mut equations = self.equations(view, &place, &still);
        let mut found = vec![BigInt::zero(); basic.len()];
        let mut turn = 0;
        for turns in TURNS {
            while turn < turns {
                self.refine(&basic, &mut equations, &mut found)?;
                turn += 1;
            }
            let Some(Parts { values, one }) = fractions(&found, u64::from(DIGITS * turns)) else { continue };
            let value = |(column, &still): (usize, &i128)| match place[column] {
                Some(number) => values[number].clone(),
                None => &one * still,
            };
            let point = Parts { values: still.iter().enumerate().map(value).collect(), one: one.clone() };
            if point.satisfy(view) {
                return Some(point);
            }
        }
        None
    }

    fn equations(&self, view: &View, place: &[Option<usize>], still: &[i128]) -> Vec<Equation> {
        let columns = self.columns.len();
        let rows = (0..self.other.len()).filter(|&at| self.other[at] >= columns);
        let equation = |at: usize| {
            let mut left = self.value[self.other[at]].round() as i128;
            let mut terms = Vec::new();
            for &(column, times) in &view.rows[self.rows[self.other[at] - columns]].terms {
                match place[column as usize] {
                    Some(number) => terms.push((number, i128::from(times))),
                    None => left -= i128::from(times) * still[column as usize],
                }
            }
            Equation { at, terms, left }
        };
        rows.map(equation).collect()
    }

    /// Adds digits to what is found; what is left over is then so much larger again.
    fn refine(&self, basic: &[usize], equations: &mut [Equation], found: &mut [BigInt]) -> Option<()> {
        let digits = |&row: &usize| {
            let made = &self.made[row];
            let value: f64 = equations.iter().map(|one| made[one.at] * one.left as f64).sum();
            (value * f64::from(1 << DIGITS)).round() as i128
        };
        let digits: Vec<i128> = basic.iter().map(digits).collect();
        for (found, digits) in found.iter_mut().zip(&digits) {
            *found = (&*found << DIGITS) + *digits;
        }
        for equation in equations {
            let taken = equation.terms.iter().try_fold(0i128, |sum, &(number, times)| {
                sum.checked_add(digits[number].checked_mul(times)?)
            })?;
            equation.left = (equation.left << DIGITS).checked_sub(taken)?;
            if equation.left.abs() > FAR {
                return None;
            }
        }
        Some(())
    }
}

/// The fractions that have these binary digits behind the point, with one denominator; `None` when it takes more digits.
fn fractions(found: &[BigInt], digits: u64) -> Option<Parts> {
    let unit = BigInt::one() << digits;
    let near = BigInt::one() << (digits / 2);
    let mut one = BigInt::one();
    for value in found {
        one *= denominator(value * &one, &unit, &near);
        if one.bits() + 16 > digits / 2 {
            return None;
        }
    }
    let half = &unit >> 1;
    let values = found.iter().map(|value| (value * &one + &half) >> digits).collect();
    Some(Parts { values, one })
}

/// The smallest number of times that a value is taken to come near a whole number of units: its continued fraction.
fn denominator(value: BigInt, unit: &BigInt, near: &BigInt) -> BigInt {
    let rest = ((value % unit) + unit) % unit;
    if &rest <= near || (unit - &rest).abs() <= *near {
        return BigInt::one();
    }
    let (mut above, mut rest) = (unit.clone(), rest);
    let (mut before, mut times) = (BigInt::zero(), BigInt::one());
    while &rest > near {
        let whole = &above / &rest;
        let next = &before + &whole * &times;
        (before, times) = (times, next);
        let left = above - whole * &rest;
        (above, rest) = (rest, left);
    }
    times
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_find_their_fractions() {
        let digits = 144;
        let of = |over: i64, under: i64| (BigInt::from(over) << digits) / under;
        let found = fractions(&[of(1, 3), of(-22, 7), of(5, 1), of(1_000_003, 999_983)], digits);
        let one: i64 = 3 * 7 * 999_983;
        let values = [one / 3, -22 * one / 7, 5 * one, 21 * 1_000_003].map(BigInt::from).to_vec();
        assert_eq!(found, Some(Parts { values, one: one.into() }));
    }
}
