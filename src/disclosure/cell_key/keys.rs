//! Keys: a number that is always the same for the same case or person, and that nobody without the secret can tell.

use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// Makes the keys of cases and persons from a secret that lives as long as the series.
pub struct Keys {
    cases: Hmac<Sha256>,
    persons: Hmac<Sha256>,
}

impl Keys {
    /// The keys under a secret. Persons have their own, derived from it: a person called like a case is not that case.
    pub fn new(secret: &[u8]) -> Self {
        let cases = keyed(secret);
        let persons = keyed(&digest(&cases, b"persons"));
        Self { cases, persons }
    }

    /// The key of a case: HMAC-SHA256 of its name, as a number modulo 2^64.
    pub fn case(&self, name: &str) -> u64 {
        remainder(&digest(&self.cases, name.as_bytes()))
    }

    /// The key of a person, for counts of distinct persons: the same in every cell, however many cases she has there.
    pub fn person(&self, name: &str) -> u64 {
        remainder(&digest(&self.persons, name.as_bytes()))
    }
}

fn keyed(secret: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(secret).expect("any length of secret will do")
}

fn digest(keyed: &Hmac<Sha256>, name: &[u8]) -> [u8; 32] {
    keyed.clone().chain_update(name).finalize().into_bytes().into()
}

fn remainder(digest: &[u8; 32]) -> u64 {
    digest[24..].iter().fold(0, |number, byte| number << 8 | u64::from(*byte))
}

/// How many stand in a cell, and the sum of their keys modulo 2^64. Those of disjoint cells add up.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tally {
    /// The true count.
    pub n: u32,
    /// The cell key.
    pub key: u64,
}

impl Tally {
    /// Of cases, each counted once.
    pub fn of_cases(keys: impl IntoIterator<Item = u64>) -> Self {
        keys.into_iter().map(|key| Self { n: 1, key }).sum()
    }

    /// Of the distinct persons among the given numbers; `keys` has a key for each number. Not additive over cells.
    pub fn of_persons(persons: impl IntoIterator<Item = u32>, keys: &[u64]) -> Self {
        let mut persons: Vec<u32> = persons.into_iter().collect();
        persons.sort_unstable();
        persons.dedup();
        Self::of_cases(persons.into_iter().map(|person| keys[person as usize]))
    }
}

impl std::ops::Add for Tally {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        Self { n: self.n + other.n, key: self.key.wrapping_add(other.key) }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| sum + tally)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_end_of_the_digest() {
        // RFC 4231, test case 2: …ec3843 ends in 9d ec 58 b9 64 ec 38 43.
        assert_eq!(Keys::new(b"Jefe").case("what do ya want for nothing?"), 0x9dec_58b9_64ec_3843);
    }

    #[test]
    fn a_person_called_like_a_case_has_another_key() {
        let keys = Keys::new(b"secret");
        assert_ne!(keys.case("17"), keys.person("17"));
    }

    #[test]
    fn a_person_with_two_cases_counts_once() {
        assert_eq!(Tally::of_persons([1, 0, 1], &[5, u64::MAX]), Tally { n: 2, key: 4 });
    }
}
