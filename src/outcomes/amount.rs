//! A value as people write it, in the unit its kind asks for.
use super::Unit;

/// What is known, in hundredths of the unit; nothing where it is not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Amount {
    /// Asked, and not known.
    Unknown,
    /// A value.
    Known(i64),
}

/// Why a text is no such value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// Nothing was written.
    #[error("nothing was written")]
    Missing,
    /// Not a number.
    #[error("not a number")]
    NotANumber,
    /// Below zero.
    #[error("below zero")]
    Negative,
    /// More decimals than the unit has.
    #[error("too many decimals")]
    Decimals,
    /// More than can be meant.
    #[error("too large")]
    TooLarge,
}

const LARGEST_FTE: i64 = 100_000 * 100;
const LARGEST_SEK: i64 = 1_000_000_000_000 * 100;

impl Amount {
    /// Yes or no.
    pub const fn yes(yes: bool) -> Self {
        Self::Known(if yes { 100 } else { 0 })
    }

    /// Reads `1,5`, `1.5`, `12 000` and `12 000 kr`, or `yes` and `no`.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, AmountFault> {
        let (decimals, largest) = match unit {
            Unit::YesNo => return yes_or_no(text),
            Unit::Fte => (2, LARGEST_FTE),
            Unit::Sek => (0, LARGEST_SEK),
        };
        let hundredths = hundredths(text, decimals)?;
        if hundredths > largest {
            return Err(AmountFault::TooLarge);
        }
        Ok(Self::Known(hundredths))
    }

    /// Whether a checked value fits the unit: whoever made it without `parse` is held to the same rules.
    pub fn fits(self, unit: Unit) -> Result<(), AmountFault> {
        match (self, unit) {
            (Self::Unknown, _) => Ok(()),
            (Self::Known(value), _) if value < 0 => Err(AmountFault::Negative),
            (Self::Known(0 | 100), Unit::YesNo) => Ok(()),
            (Self::Known(_), Unit::YesNo) => Err(AmountFault::NotANumber),
            (Self::Known(value), Unit::Sek) if value % 100 != 0 => Err(AmountFault::Decimals),
            (Self::Known(value), Unit::Sek) if value > LARGEST_SEK => Err(AmountFault::TooLarge),
            (Self::Known(value), Unit::Fte) if value > LARGEST_FTE => Err(AmountFault::TooLarge),
            (Self::Known(_), _) => Ok(()),
        }
    }

    /// As it is stored.
    pub const fn hundredths(self) -> Option<i64> {
        match self {
            Self::Unknown => None,
            Self::Known(value) => Some(value),
        }
    }
}

fn yes_or_no(text: &str) -> Result<Amount, AmountFault> {
    match text.trim() {
        "" => Err(AmountFault::Missing),
        "yes" => Ok(Amount::yes(true)),
        "no" => Ok(Amount::yes(false)),
        _ => Err(AmountFault::NotANumber),
    }
}

fn hundredths(text: &str, decimals: usize) -> Result<i64, AmountFault> {
    let text = text.trim();
    let text = text.strip_suffix("kr").or_else(|| text.strip_suffix("SEK")).unwrap_or(text);
    let tidy: String = text.chars().filter(|sign| !sign.is_whitespace()).collect();
    if tidy.is_empty() {
        return Err(AmountFault::Missing);
    }
    let (negative, tidy) = match tidy.strip_prefix(['-', '−']) {
        Some(rest) => (true, rest),
        None => (false, tidy.as_str()),
    };
    let (whole, rest) = tidy.split_once([',', '.']).unwrap_or((tidy, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if whole.is_empty() || !digits(whole) || !digits(rest) || (rest.is_empty() && whole.len() != tidy.len()) {
        return Err(AmountFault::NotANumber);
    }
    let rest = rest.trim_end_matches('0');
    if rest.len() > decimals {
        return Err(AmountFault::Decimals);
    }
    let value: i64 = format!("{whole}{rest:0<2}").parse().map_err(|_| AmountFault::TooLarge)?;
    if negative && value != 0 {
        return Err(AmountFault::Negative);
    }
    Ok(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_read_as_people_write_them() {
        for (text, unit, value) in [
            ("1,5", Unit::Fte, 150),
            ("0.25", Unit::Fte, 25),
            (" 2 ", Unit::Fte, 200),
            ("1,50", Unit::Fte, 150),
            ("0", Unit::Fte, 0),
            ("12 000", Unit::Sek, 1_200_000),
            ("12\u{a0}000 kr", Unit::Sek, 1_200_000),
            ("12000,00", Unit::Sek, 1_200_000),
            ("yes", Unit::YesNo, 100),
            ("no", Unit::YesNo, 0),
        ] {
            assert_eq!(Amount::parse(text, unit), Ok(Amount::Known(value)), "{text}");
        }
    }

    #[test]
    fn what_is_no_value_says_why() {
        use AmountFault::*;
        for (text, unit, fault) in [
            ("", Unit::Fte, Missing),
            ("", Unit::YesNo, Missing),
            ("-1", Unit::Fte, Negative),
            ("−0,5", Unit::Fte, Negative),
            ("1,555", Unit::Fte, Decimals),
            ("1,", Unit::Fte, NotANumber),
            (",5", Unit::Fte, NotANumber),
            ("1,5,5", Unit::Fte, NotANumber),
            ("en", Unit::Fte, NotANumber),
            ("ja", Unit::YesNo, NotANumber),
            ("99,50", Unit::Sek, Decimals),
            ("1000000000000000", Unit::Sek, TooLarge),
            ("99999999999999999999999", Unit::Sek, TooLarge),
        ] {
            assert_eq!(Amount::parse(text, unit), Err(fault), "{text}");
        }
    }
}
