//! A published figure: exact, with a fixed number of decimals.

use serde::{Serialize, Serializer};
use std::fmt;

/// A figure as a whole number of its smallest unit, so that sums are exact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Number {
    units: i64,
    decimals: u8,
}

impl Number {
    /// `Number::new(150, 2)` is 1.50.
    pub fn new(units: i64, decimals: u8) -> Self {
        Self { units, decimals }
    }

    /// The figure counted in its smallest unit.
    pub fn units(&self) -> i64 {
        self.units
    }

    /// How many digits follow the decimal mark.
    pub fn decimals(&self) -> u8 {
        self.decimals
    }

    /// The figure for a chart or a spreadsheet cell.
    pub fn to_f64(&self) -> f64 {
        self.units as f64 / self.scale() as f64
    }

    fn scale(&self) -> u64 {
        10u64.pow(self.decimals.into())
    }
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.units < 0 { "-" } else { "" };
        let whole = self.units.unsigned_abs() / self.scale();
        match self.decimals {
            0 => write!(f, "{sign}{whole}"),
            decimals => {
                let rest = self.units.unsigned_abs() % self.scale();
                write!(f, "{sign}{whole}.{rest:0width$}", width = decimals.into())
            }
        }
    }
}

impl Serialize for Number {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.decimals {
            0 => serializer.serialize_i64(self.units),
            _ => serializer.serialize_f64(self.to_f64()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimals_keep_their_zeros_and_sign() {
        assert_eq!(Number::new(150, 2).to_string(), "1.50");
        assert_eq!(Number::new(-5, 2).to_string(), "-0.05");
        assert_eq!(Number::new(12, 0).to_string(), "12");
        assert_eq!(serde_json::to_string(&[Number::new(150, 2), Number::new(3, 0)]).unwrap(), "[1.5,3]");
    }
}
