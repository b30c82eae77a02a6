//! Countries of birth, found by code or by the name people write.

use std::{collections::HashMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{
    list,
    spelling::{fold, swedish_order},
};

pub use super::birth_region::{BirthRegion, EU_EFTA_EDITION};

/// A country.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Country {
    /// Two letters, ISO 3166-1.
    #[serde(rename(deserialize = "alpha2"))]
    pub code: &'static str,
    /// Three letters, ISO 3166-1.
    pub alpha3: &'static str,
    /// In Swedish.
    #[serde(rename(deserialize = "namn_sv"))]
    pub name_sv: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// The group of continents and unions in SCB's manner.
    #[serde(rename(deserialize = "scb_liknande_grupp"))]
    pub group: &'static str,
}

static COUNTRIES: LazyLock<Vec<Country>> = LazyLock::new(|| {
    let mut countries: Vec<Country> = list::rows(include_str!("../../config/codes/lander_cldr.csv"));
    // Places without a three-letter code (the Canary Islands, Sark) are parts of countries: nobody's country of birth.
    countries.retain(|country| !country.alpha3.is_empty());
    countries.sort_by_cached_key(|country| swedish_order(country.name_sv));
    countries
});

static BY_NAME: LazyLock<HashMap<String, &'static Country>> = LazyLock::new(|| {
    let aliases: Vec<list::Alias> = list::rows(include_str!("../../config/codes/country_aliases.csv"));
    let aliases = aliases.iter().filter_map(|alias| Some((fold(alias.name), country(alias.code)?)));
    aliases.chain(countries().iter().flat_map(own_names)).collect()
});

fn own_names(country: &'static Country) -> impl Iterator<Item = (String, &'static Country)> {
    let spelled_out = country.name_en.replace('&', "and");
    [country.name_sv, country.name_en, &spelled_out, country.code, country.alpha3]
        .map(|name| (fold(name), country))
        .into_iter()
}

/// All countries, in the order of the Swedish alphabet.
pub fn countries() -> &'static [Country] {
    &COUNTRIES
}

/// The country with this two-letter code.
pub fn country(code: &str) -> Option<&'static Country> {
    countries().iter().find(|country| country.code == code)
}

/// The country people mean: its Swedish or English name, either code, or an everyday name. Never a guess;
/// a state that is gone is no country.
pub fn country_named(text: &str) -> Option<&'static Country> {
    BY_NAME.get(&fold(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<&'static str> {
        country_named(text).map(|country| country.code)
    }

    #[test]
    fn every_country_is_found_by_its_names_and_codes() {
        assert_eq!(countries().len(), 249);
        for place in countries() {
            assert_eq!(country(place.code), Some(place));
            for text in [place.name_sv, place.name_en, place.code, place.alpha3] {
                assert_eq!(country_named(&text.to_uppercase()), Some(place), "{text}");
            }
        }
    }

    #[test]
    fn names_are_read_as_offices_write_them() {
        for (text, code) in [
            (" sverige ", "SE"),
            ("Elfenbenskusten", "CI"),
            ("Cote d’Ivoire", "CI"),
            ("England", "GB"),
            ("USA", "US"),
            ("Bosnien", "BA"),
            ("bosnia and herzegovina", "BA"),
            ("Makedonien", "MK"),
            ("Kongo", "CD"),
            ("Burma", "MM"),
        ] {
            assert_eq!(named(text), Some(code), "{text}");
        }
    }

    #[test]
    fn what_is_no_country_of_today_is_not_found() {
        for text in ["", "Jugoslavien", "Sovjetunionen", "Kurdistan", "Kanarieöarna", "Korea", "Sverge"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn every_everyday_name_leads_to_its_own_country() {
        let aliases: Vec<list::Alias> = list::rows(include_str!("../../config/codes/country_aliases.csv"));
        for alias in aliases {
            assert_eq!(named(alias.name), Some(alias.code), "{}", alias.name);
        }
    }
}
