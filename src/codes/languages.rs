//! Languages people want to be met in, found by code or by the name people write.

use std::{collections::HashMap, sync::LazyLock};

use serde::{Deserialize, Deserializer, Serialize};

use super::{
    list,
    spelling::{fold, swedish_order},
};

/// A language.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Language {
    /// The BCP 47 tag.
    #[serde(rename(deserialize = "bcp47"))]
    pub code: &'static str,
    /// In Swedish.
    #[serde(rename(deserialize = "namn_sv"))]
    pub name_sv: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// What its speakers call it.
    pub autonym: &'static str,
    /// Written from right to left.
    #[serde(rename(deserialize = "dir"), deserialize_with = "right_to_left")]
    pub rtl: bool,
}

fn right_to_left<'de, D: Deserializer<'de>>(column: D) -> Result<bool, D::Error> {
    Ok(<&str>::deserialize(column)? == "rtl")
}

static LANGUAGES: LazyLock<Vec<Language>> = LazyLock::new(|| {
    let mut languages: Vec<Language> = list::rows(include_str!("../../config/codes/sprak_cldr.csv"));
    for language in &mut languages {
        // The source has no autonym for romani and meänkieli; their Swedish names are close to their own.
        if language.autonym.is_empty() {
            language.autonym = language.name_sv;
        }
    }
    languages.sort_by_cached_key(|language| swedish_order(language.name_sv));
    languages
});

static BY_NAME: LazyLock<HashMap<String, &'static Language>> = LazyLock::new(|| {
    let aliases: Vec<list::Alias> = list::rows(include_str!("../../config/codes/language_aliases.csv"));
    let aliases = aliases.iter().filter_map(|alias| Some((fold(alias.name), language(alias.code)?)));
    let own = languages().iter().flat_map(|language| {
        [language.autonym, language.name_en, language.name_sv].map(|name| (fold(name), language))
    });
    aliases.chain(own).collect()
});

/// All languages, in the order of the Swedish alphabet.
pub fn languages() -> &'static [Language] {
    &LANGUAGES
}

/// The language with this tag.
pub fn language(code: &str) -> Option<&'static Language> {
    languages().iter().find(|language| language.code == code)
}

/// The language people mean: its Swedish, English or own name, or an everyday name. Never a guess. Tags are
/// not names: `se` would be Northern Sami to the list and Swedish to the office.
pub fn language_named(text: &str) -> Option<&'static Language> {
    BY_NAME.get(&fold(text)).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Option<&'static str> {
        language_named(text).map(|language| language.code)
    }

    #[test]
    fn every_language_is_found_by_its_names() {
        assert_eq!(languages().len(), 52);
        for spoken in languages() {
            assert_eq!(language(spoken.code), Some(spoken));
            for text in [spoken.name_sv, spoken.name_en, spoken.autonym] {
                assert_eq!(language_named(&text.to_uppercase()), Some(spoken), "{text}");
            }
        }
    }

    #[test]
    fn names_are_read_as_offices_write_them() {
        for (text, code) in [
            ("Svenska", "sv"),
            ("tigrinja", "ti"),
            ("tigrinska", "ti"),
            ("Farsi", "fa"),
            ("dari", "fa-AF"),
            ("sorani", "ckb"),
            ("العربية", "ar"),
        ] {
            assert_eq!(named(text), Some(code), "{text}");
        }
        for text in ["", "se", "afghanska", "klingonska"] {
            assert_eq!(named(text), None, "{text}");
        }
    }

    #[test]
    fn every_everyday_name_leads_to_its_own_language() {
        let aliases: Vec<list::Alias> = list::rows(include_str!("../../config/codes/language_aliases.csv"));
        for alias in aliases {
            assert_eq!(named(alias.name), Some(alias.code), "{}", alias.name);
        }
    }

    #[test]
    fn arabic_runs_from_right_to_left_and_somali_does_not() {
        assert!(language("ar").unwrap().rtl);
        assert!(!language("so").unwrap().rtl);
    }
}
