//! The words of a release's files.
use crate::{
    codes::places::{self, RegionType},
    disclosure::TOTAL,
    exports::{Heading, Word},
    indicators::Axis,
    locales::Locale,
};
use std::collections::BTreeMap;

/// The words in the reader's language.
pub fn word(locale: Locale, word: Word) -> String {
    match word {
        Word::Table(code) => locale.say(&format!("indicators-name-{code}")),
        Word::Dimension(name) => locale.say(&format!("indicators-axis-{name}")),
        Word::DimensionCode(name) => {
            let axis = locale.say(&format!("indicators-axis-{name}"));
            format!("{axis}, {}", locale.say("releases-code"))
        }
        Word::Level { dimension, code } => level(locale, dimension, code),
        Word::Unit(unit) => locale.say(&format!("indicators-unit-{unit}")),
        Word::Status(status) => locale.say(&format!("releases-cell-{}", status.code())),
        Word::Heading(heading) => locale.say(&format!("releases-heading-{}", heading_code(heading))),
    }
}

/// The words of a level of a split.
pub fn level(locale: Locale, dimension: &str, code: &str) -> String {
    let region = RegionType::from_code(code).map(RegionType::word);
    match (Axis::from_code(dimension), places::lan(code), region) {
        _ if code == TOTAL => locale.say("indicators-total"),
        (Some(Axis::Lan), Some(lan), _) => lan.name.to_owned(),
        (Some(Axis::RegionType), _, Some(word)) => locale.say(word),
        (Some(Axis::Lan | Axis::RegionType), _, _) => locale.say("indicators-unknown"),
        _ => locale.say(&format!("indicators-{dimension}-{code}")),
    }
}

/// A cell by what it fixes, such as "Kön: Kvinna, Län: Gotlands län"; everybody where it fixes nothing.
pub fn cell_words(locale: Locale, fixed: &BTreeMap<String, String>) -> String {
    let one = |(dimension, code): (&String, &String)| {
        let axis = locale.say(&format!("indicators-axis-{dimension}"));
        format!("{axis}: {}", level(locale, dimension, code))
    };
    match fixed.is_empty() {
        true => locale.say("indicators-total"),
        false => fixed.iter().map(one).collect::<Vec<_>>().join(", "),
    }
}

fn heading_code(heading: Heading) -> &'static str {
    match heading {
        Heading::Value => "value",
        Heading::Unit => "unit",
        Heading::Status => "status",
        Heading::Period => "period",
        Heading::Organisation => "organisation",
        Heading::ProducedAt => "produced-at",
        Heading::Tables => "tables",
        Heading::Definitions => "definitions",
        Heading::Notes => "notes",
        Heading::Suppressed => "suppressed",
    }
}
