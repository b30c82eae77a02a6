//! Amounts in whole numbers of their smallest unit. No number here is ever a float.

use super::Amount;

/// All amounts of a column together are less than this, so that no sum of them overflows.
const MOST: u64 = i64::MAX as u64 / 4;

/// More digits than these after the mark are no amount.
const MOST_DECIMALS: usize = 9;

/// Why a value cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    NotANumber,
    TooLarge,
    TooManyDecimals,
}

/// A summed column as it is read.
pub(super) struct Amounts {
    pub(super) name: String,
    /// Where it stands in a row.
    pub(super) at: usize,
    decimals: u8,
    rows: Vec<i64>,
    /// What the absolute values come to.
    total: u64,
}

impl Amounts {
    pub(super) fn new(name: &str, at: usize) -> Self {
        Self { name: name.to_owned(), at, decimals: 0, rows: Vec::new(), total: 0 }
    }

    pub(super) fn take(&mut self, value: &[u8]) -> Result<(), Wrong> {
        let (mantissa, decimals) = decimal(value)?;
        if decimals > self.decimals {
            self.rescale(decimals)?;
        }
        let amount = mantissa.checked_mul(power(self.decimals - decimals)).ok_or(Wrong::TooLarge)?;
        self.total = self.total.saturating_add(amount.unsigned_abs());
        if self.total > MOST {
            return Err(Wrong::TooLarge);
        }
        self.rows.push(amount);
        Ok(())
    }

    /// Happens at most once a decimal.
    fn rescale(&mut self, decimals: u8) -> Result<(), Wrong> {
        let factor = power(decimals - self.decimals);
        self.total =
            self.total.checked_mul(factor as u64).filter(|total| *total <= MOST).ok_or(Wrong::TooLarge)?;
        for row in &mut self.rows {
            *row *= factor;
        }
        self.decimals = decimals;
        Ok(())
    }

    pub(super) fn finish(self) -> Amount {
        Amount { name: self.name, decimals: self.decimals, rows: self.rows }
    }
}

fn power(decimals: u8) -> i64 {
    10_i64.pow(u32::from(decimals))
}

/// `-12.50` is −1250 and two decimals.
pub(super) fn decimal(value: &[u8]) -> Result<(i64, u8), Wrong> {
    let (negative, digits) = match value {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        rest => (false, rest),
    };
    let mut parts = digits.splitn(2, |byte| *byte == b'.');
    let whole = parts.next().unwrap_or_default();
    let fraction = parts.next().unwrap_or_default();
    if whole.is_empty() && fraction.is_empty() {
        return Err(Wrong::NotANumber);
    }
    let mut mantissa: i64 = 0;
    for byte in whole.iter().chain(fraction) {
        if !byte.is_ascii_digit() {
            return Err(Wrong::NotANumber);
        }
        let shifted = mantissa.checked_mul(10).and_then(|m| m.checked_add(i64::from(byte - b'0')));
        mantissa = shifted.ok_or(Wrong::TooLarge)?;
    }
    if fraction.len() > MOST_DECIMALS {
        return Err(Wrong::TooManyDecimals);
    }
    Ok((if negative { -mantissa } else { mantissa }, fraction.len() as u8))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn amounts(values: &[&str]) -> Result<Amount, Wrong> {
        let mut amounts = Amounts::new("hours", 0);
        values.iter().try_for_each(|value| amounts.take(value.as_bytes()))?;
        Ok(amounts.finish())
    }

    #[test]
    fn the_most_decimals_of_the_column_are_those_of_all_its_amounts() {
        let amount = amounts(&["7", "5.6", "-0.25", "+1.", ".5"]).unwrap();
        assert_eq!((amount.decimals, amount.rows), (2, vec![700, 560, -25, 100, 50]));
    }

    #[test]
    fn what_is_no_plain_decimal_is_refused() {
        for value in ["", "-", ".", "1,5", "1e5", "1 000", "NA", "0x1", "--1", "1.2.3", "١"] {
            assert_eq!(amounts(&[value]), Err(Wrong::NotANumber), "{value}");
        }
        assert_eq!(amounts(&["0.0123456789"]), Err(Wrong::TooManyDecimals));
        assert_eq!(amounts(&["99999999999999999999"]), Err(Wrong::TooLarge));
        assert_eq!(amounts(&["4000000000000000000"]), Err(Wrong::TooLarge));
        assert_eq!(amounts(&["2000000000000000000", "0.1"]), Err(Wrong::TooLarge));
    }
}
