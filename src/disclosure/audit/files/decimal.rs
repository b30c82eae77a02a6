//! A decimal number as it is written, exact.

use num_bigint::BigInt;
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// A whole number of 10^-decimals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Decimal {
    pub digits: i64,
    pub decimals: u32,
}

impl Decimal {
    pub const ONE: Self = Self { digits: 1, decimals: 0 };

    /// Reads `-12.50`; trailing zeros of the decimals are dropped.
    pub fn read(text: &str) -> Option<Self> {
        let (sign, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (-1, rest),
            None => (1, text.strip_prefix('+').unwrap_or(text)),
        };
        let (whole, part) = unsigned.split_once('.').unwrap_or((unsigned, ""));
        let part = part.trim_end_matches('0');
        let all = format!("{whole}{part}");
        let plain = !whole.is_empty() && all.bytes().all(|byte| byte.is_ascii_digit());
        let digits: i64 = if plain { all.parse().ok()? } else { return None };
        Some(Self { digits: sign * digits, decimals: u32::try_from(part.len()).ok()? })
    }

    /// How many of 10^-decimals it is; `None` when that is no whole number or too large.
    pub fn at(self, decimals: u32) -> Option<i64> {
        let more = decimals.checked_sub(self.decimals)?;
        self.digits.checked_mul(10i64.checked_pow(more)?)
    }

    pub fn times(self, other: Self) -> Option<Self> {
        let digits = self.digits.checked_mul(other.digits)?;
        let decimals = self.decimals + other.decimals;
        Some(Self { digits, decimals })
    }

    pub fn negated(self) -> Self {
        Self { digits: -self.digits, ..self }
    }
}

/// A rational as a plain decimal; one that never ends is rounded to six decimals.
pub(super) fn plain(value: &BigRational) -> String {
    let micro: BigInt = (value * BigRational::from_integer(1_000_000.into())).round().to_integer();
    let million = BigInt::from(1_000_000);
    let (whole, part): (BigInt, BigInt) = (micro.abs() / &million, micro.abs() % &million);
    let sign = if micro.is_negative() { "-" } else { "" };
    match part.is_zero() {
        true => format!("{sign}{whole}"),
        false => format!("{sign}{whole}.{:0>6}", part.to_string()).trim_end_matches('0').to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_read_exactly() {
        assert_eq!(Decimal::read("2999.50"), Some(Decimal { digits: 29995, decimals: 1 }));
        assert_eq!(Decimal::read("-0.25").unwrap().at(3), Some(-250));
        assert_eq!(Decimal::read("400").unwrap().at(0), Some(400));
        assert_eq!(Decimal::read("1.5").unwrap().at(0), None);
        for wrong in ["", "-", "1,5", "1e5", "x", "1.2.3", ".5", "99999999999999999999"] {
            assert_eq!(Decimal::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_rational_is_written_plainly() {
        let written = |a: i64, b: i64| plain(&BigRational::new(a.into(), b.into()));
        assert_eq!(written(78300, 400), "195.75");
        assert_eq!(written(-1, 2), "-0.5");
        assert_eq!(written(1, 3), "0.333333");
        assert_eq!(written(-7, 1), "-7");
        assert_eq!(written(0, 1), "0");
    }
}
