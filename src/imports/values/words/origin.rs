//! Words for where someone comes from and what she speaks.

use super::word;
use crate::codes::{countries, languages};
use crate::imports::book::Cell;
use crate::imports::values::Reading;

/// Where someone was born: the country if it is one of today's, and whether that is Sweden.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Birthplace {
    /// ISO 3166-1, two letters.
    pub country: Option<&'static str>,
    /// Born in Sweden or not.
    pub in_sweden: bool,
}

/// Reads a country, a state that is no more, or a word for "abroad".
pub fn birthplace(cell: &Cell) -> Reading<Birthplace> {
    word(cell, |word| {
        if let Some(country) = countries::country_named(word) {
            return Some(Birthplace { country: Some(country.code), in_sweden: country.code == "SE" });
        }
        match word.trim_start_matches("f.d. ").trim_start_matches("fd ").trim_start_matches("före detta ") {
            "svensk" | "inrikes" | "inrikes född" => {
                Some(Birthplace { country: Some("SE"), in_sweden: true })
            }
            "jugoslavien"
            | "sovjetunionen"
            | "sovjet"
            | "tjeckoslovakien"
            | "serbien och montenegro"
            | "kurdistan"
            | "utrikes"
            | "utrikes född"
            | "utomlands"
            | "utlandet"
            | "annat land"
            | "afrika"
            | "asien"
            | "mellanöstern"
            | "sydamerika"
            | "latinamerika" => Some(Birthplace { country: None, in_sweden: false }),
            _ => None,
        }
    })
}

/// The code of a language.
pub fn language(cell: &Cell) -> Reading<&'static str> {
    word(cell, |word| languages::language_named(word).map(|language| language.code))
}
