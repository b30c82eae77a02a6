//! The simple fraction a float stands for. A hint only: whoever uses it checks.

use num_rational::BigRational;

/// The fraction with the smallest denominator, at most `most`, this close to the float; else the closest of them.
pub(super) fn near(value: f64, most: i64) -> BigRational {
    const CLOSE: f64 = 1e-9;
    let (mut above, mut below) = ((1i64, 0i64), (0i64, 1i64));
    let mut rest = value.abs().min(1e15);
    loop {
        let whole = rest.floor();
        let next = above.0.checked_mul(whole as i64).and_then(|n| n.checked_add(below.0));
        let under = above.1.checked_mul(whole as i64).and_then(|n| n.checked_add(below.1));
        match next.zip(under) {
            Some(fraction) if fraction.1 <= most => (above, below) = (fraction, above),
            _ => break,
        }
        let off = (value.abs() - above.0 as f64 / above.1 as f64).abs();
        if off <= CLOSE * value.abs().max(1.0) || rest - whole < 1e-12 {
            break;
        }
        rest = 1.0 / (rest - whole);
    }
    let sign = if value < 0.0 { -1 } else { 1 };
    BigRational::new((sign * above.0).into(), above.1.max(1).into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_float_finds_its_fraction() {
        for (numerator, denominator) in [(0, 1), (1, 3), (-7, 6), (22, 7), (5, 1), (-1, 1), (1001, 997)] {
            let fraction = BigRational::new(numerator.into(), denominator.into());
            assert_eq!(near(numerator as f64 / denominator as f64, 10_000), fraction);
        }
        assert_eq!(near(0.9999999999, 100), BigRational::from_integer(1.into()));
    }
}
