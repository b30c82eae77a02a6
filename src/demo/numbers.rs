//! Numbers with true check digits that belong to nobody: personal numbers of the series 980–999, which
//! Skatteverket keeps for test persons, and organisation numbers of a series not given out.
use super::chance::Chance;
use chrono::{Datelike, NaiveDate};
use std::collections::HashSet;

/// The numbers given so far, so that none is given twice.
#[derive(Default)]
pub struct Numbers {
    persons: HashSet<(i64, String)>,
    firms: u32,
    reserve: u32,
}

/// How many numbers of one sex the test series holds for a birth date.
const A_DAY: i64 = 10;

impl Numbers {
    /// `YYYYMMDD-NNNC` for a person of the organisation; nothing when the series of her day is used up.
    pub fn person(
        &mut self,
        chance: &mut Chance,
        organisation_id: i64,
        birth: NaiveDate,
        woman: bool,
        coordination: bool,
    ) -> Option<String> {
        let first = chance.between(0, A_DAY - 1);
        let day = birth.day() + if coordination { 60 } else { 0 };
        (0..A_DAY).find_map(|step| {
            let serial = 980 + (first + step) % A_DAY * 2 + i64::from(!woman);
            let nine = format!("{:02}{:02}{day:02}{serial}", birth.year() % 100, birth.month());
            let digit = check_digit(&nine);
            let number = format!("{}{}-{serial}{digit}", birth.year() / 100, &nine[..6]);
            self.persons.insert((organisation_id, number.clone())).then_some(number)
        })
    }

    /// The office's own number for somebody who has none.
    pub fn reserve(&mut self) -> String {
        self.reserve += 1;
        format!("RES-{:06}", self.reserve)
    }

    /// Ten digits, of a limited company (559), a partnership (969) or a cooperative (769).
    pub fn firm(&mut self, series: &str) -> String {
        self.firms += 1;
        // Neighbours in time should not be neighbours in number; 7919 shares no factor with 100 000.
        let nine = format!("{series}9{:05}", self.firms * 7919 % 100_000);
        let digit = check_digit(&nine);
        format!("{nine}{digit}")
    }
}

/// What makes the ten hold together by Luhn.
fn check_digit(nine: &str) -> u32 {
    let sum: u32 = nine
        .bytes()
        .zip([2, 1].into_iter().cycle())
        .map(|(digit, weight)| u32::from(digit - b'0') * weight)
        .map(|product| product / 10 + product % 10)
        .sum();
    (10 - sum % 10) % 10
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::codes::{IdentityKind, IdentityNumber, OrganisationNumber};

    #[test]
    fn the_numbers_are_read_as_real_ones_are() {
        let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
        let birth = NaiveDate::from_ymd_opt(1987, 3, 14).unwrap();
        let (chance, mut numbers) = (&mut Chance::of(1), Numbers::default());
        for (woman, coordination) in [(true, false), (false, false), (true, true)] {
            let text = numbers.person(chance, 1, birth, woman, coordination).unwrap();
            let number = IdentityNumber::parse(&text, today).unwrap();
            assert_eq!((number.birth_date(), number.sex_digit_is_even()), (birth, woman));
            assert_eq!(number.kind() == IdentityKind::Samordningsnummer, coordination);
        }
        for series in ["559", "969", "769"] {
            assert!(OrganisationNumber::parse(&numbers.firm(series)).is_ok(), "{series}");
        }
    }

    #[test]
    fn no_number_is_given_twice() {
        let birth = NaiveDate::from_ymd_opt(1987, 3, 14).unwrap();
        let (chance, mut numbers) = (&mut Chance::of(1), Numbers::default());
        let given: HashSet<_> =
            (0..10).map(|_| numbers.person(chance, 1, birth, true, false).unwrap()).collect();
        assert_eq!(given.len(), 10);
        assert_eq!(numbers.person(chance, 1, birth, true, false), None);
        assert!(numbers.person(chance, 2, birth, true, false).is_some());
    }
}
