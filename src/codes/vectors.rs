//! The checked examples of personal and organisation numbers, row by row.

use chrono::NaiveDate;
use serde::Deserialize;

use super::{IdentityKind, IdentityNumber, OrganisationNumber, list};

#[derive(Deserialize)]
struct Vector {
    #[serde(rename = "indata")]
    typed: &'static str,
    #[serde(rename = "typ")]
    kind: &'static str,
    #[serde(rename = "giltig", deserialize_with = "list::flag")]
    valid: bool,
    #[serde(rename = "normaliserad12")]
    twelve: &'static str,
    #[serde(rename = "kon")]
    sex: &'static str,
}

fn vectors() -> Vec<Vector> {
    let vectors: Vec<Vector> = list::rows(include_str!("../../tests/data/personnummer_testvektorer.csv"));
    assert_eq!(vectors.len(), 14);
    vectors
}

fn is_of_an_organisation(vector: &Vector) -> bool {
    matches!(vector.kind, "organisationsnummer" | "vat")
}

#[test]
fn personal_numbers_are_read_as_the_examples_say() {
    let today = NaiveDate::from_ymd_opt(2026, 11, 24).unwrap();
    for vector in vectors().into_iter().filter(|vector| !is_of_an_organisation(vector)) {
        let number = IdentityNumber::parse(vector.typed, today);
        assert_eq!(number.is_ok(), vector.valid, "{}", vector.typed);
        let Ok(number) = number else { continue };
        let kind = match vector.kind {
            "personnummer" => IdentityKind::Personnummer,
            "samordningsnummer" => IdentityKind::Samordningsnummer,
            _ => IdentityKind::Interim,
        };
        assert_eq!((number.kind(), number.digits()), (kind, vector.twelve));
        match vector.sex {
            "F" => assert!(number.sex_digit_is_even(), "{}", vector.typed),
            "M" => assert!(!number.sex_digit_is_even(), "{}", vector.typed),
            _ => {}
        }
    }
}

#[test]
fn organisation_numbers_are_read_as_the_examples_say() {
    for vector in vectors().into_iter().filter(is_of_an_organisation) {
        let number = OrganisationNumber::parse(vector.typed);
        assert_eq!(number.is_ok(), vector.valid, "{}", vector.typed);
        if let (Ok(number), [_, ..]) = (number, vector.twelve.as_bytes()) {
            assert_eq!(format!("16{}", number.digits()), vector.twelve);
        }
    }
}
