//! Organisation numbers of companies, associations and authorities. They are public.

use thiserror::Error;

use super::{check_digit, spelling::tidy_number};

/// A checked organisation number.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationNumber(String);

/// Why a text is no organisation number. Never carries the text, which may be someone's personal number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum OrganisationNumberFault {
    /// Not ten digits of which the third is at least 2, nor their twelve-digit or VAT form.
    #[error("not the shape of an organisation number")]
    Shape,
    /// The last digit does not fit the others.
    #[error("the check digit of the organisation number is wrong")]
    CheckDigit,
    /// A sole trader trades under her personal number, which is never kept as an organisation number.
    #[error("a personal identity number, as sole traders have")]
    SoleTrader,
}

impl OrganisationNumber {
    /// Reads `559123-4567`, `5591234567`, `165591234567` or the VAT form `SE559123456701`.
    pub fn parse(text: &str) -> Result<Self, OrganisationNumberFault> {
        let tidy = tidy_number(text);
        let ten = ten_digits(&tidy).ok_or(OrganisationNumberFault::Shape)?;
        if is_dated(&ten) {
            return Err(OrganisationNumberFault::SoleTrader);
        }
        if ten.as_bytes()[2] < b'2' {
            return Err(OrganisationNumberFault::Shape);
        }
        if !check_digit::holds(&ten) {
            return Err(OrganisationNumberFault::CheckDigit);
        }
        Ok(Self(ten))
    }

    /// The ten digits that are stored.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// As people write it: `559123-4567`.
    pub fn formatted(&self) -> String {
        format!("{}-{}", &self.0[..6], &self.0[6..])
    }
}

impl OrganisationNumberFault {
    /// The key of the words that say what is wrong and how to mend it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shape => "codes-organisation-fault-shape",
            Self::CheckDigit => "codes-organisation-fault-check-digit",
            Self::SoleTrader => "codes-organisation-fault-sole-trader",
        }
    }
}

/// The ten digits inside whichever form was written.
fn ten_digits(tidy: &str) -> Option<String> {
    let without_vat = match tidy.strip_prefix("SE") {
        Some(vat) => vat.strip_suffix("01")?,
        None => tidy,
    };
    let digits = match without_vat.split_once(['-', '+']) {
        Some((first, last_four)) if last_four.len() == 4 => [first, last_four].concat(),
        Some(_) => return None,
        None => without_vat.to_owned(),
    };
    if !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    match (digits.len(), digits.get(..2)?) {
        (10, _) => Some(digits),
        (12, "16") => Some(digits[2..].to_owned()),
        (12, "18" | "19" | "20") if is_dated(&digits[2..]) => Some(digits[2..].to_owned()),
        _ => None,
    }
}

/// Whether month and day stand where a personal number has them (a samordningsnummer adds 60 to the day).
fn is_dated(ten: &str) -> bool {
    let month = ten[2..4].parse().unwrap_or(0u32);
    let day = ten[4..6].parse().unwrap_or(0u32);
    (1..=12).contains(&month) && matches!(day, 1..=31 | 61..=91)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_writing_it_is_the_same_number() {
        for text in [
            "556703-7485",
            "5567037485",
            "16556703-7485",
            "165567037485",
            "SE556703748501",
            " se 556703-7485 01 ",
        ] {
            let number = OrganisationNumber::parse(text).unwrap();
            assert_eq!(
                (number.digits(), number.formatted().as_str()),
                ("5567037485", "556703-7485"),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_no_number_says_why() {
        use OrganisationNumberFault::*;
        for (text, fault) in [
            ("", Shape),
            ("å", Shape),
            ("556703-748", Shape),
            ("55670-37485", Shape),
            ("SE556703748502", Shape),
            ("0012345674", Shape),
            ("175567037485", Shape),
            ("556703-7486", CheckDigit),
            ("900101-0017", SoleTrader),
            ("19900101-0017", SoleTrader),
            ("701063-2391", SoleTrader),
            ("SE900101001701", SoleTrader),
        ] {
            assert_eq!(OrganisationNumber::parse(text).unwrap_err(), fault, "{text}");
        }
    }
}
