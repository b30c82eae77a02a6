//! The four coarse regions of birth in SCB's integration statistics.

use serde::Serialize;

use super::countries;

/// The edition of the membership list below: EU of 27 since the United Kingdom left.
pub const EU_EFTA_EDITION: &str = "2020-02-01";

/// Members of the EU or EFTA that are not Nordic.
const EU_EFTA_OUTSIDE_THE_NORDICS: [&str; 26] = [
    "AT", "BE", "BG", "CH", "CY", "CZ", "DE", "EE", "ES", "FR", "GR", "HR", "HU", "IE", "IT", "LI", "LT",
    "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SI", "SK",
];

/// The Nordic countries without Sweden, with the islands that belong to them.
const NORDIC: [&str; 8] = ["AX", "DK", "FI", "FO", "GL", "IS", "NO", "SJ"];

/// Where a person was born, as coarsely as statistics need it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum BirthRegion {
    /// Sweden.
    Sweden,
    /// The Nordic countries without Sweden.
    Nordic,
    /// The EU and EFTA without the Nordic countries.
    EuEfta,
    /// Everywhere else.
    World,
}

impl BirthRegion {
    /// All of them, nearest first.
    pub const ALL: [Self; 4] = [Self::Sweden, Self::Nordic, Self::EuEfta, Self::World];

    /// The region of a country; nothing for a code that is no country's.
    pub fn of(country_code: &str) -> Option<Self> {
        let code = countries::country(country_code)?.code;
        Some(match code {
            "SE" => Self::Sweden,
            code if NORDIC.contains(&code) => Self::Nordic,
            code if EU_EFTA_OUTSIDE_THE_NORDICS.contains(&code) => Self::EuEfta,
            _ => Self::World,
        })
    }

    /// The region with this stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code() == code)
    }

    /// The code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Sweden => "sweden",
            Self::Nordic => "nordic",
            Self::EuEfta => "eu_efta",
            Self::World => "world",
        }
    }

    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Sweden => "codes-birth-region-sweden",
            Self::Nordic => "codes-birth-region-nordic",
            Self::EuEfta => "codes-birth-region-eu-efta",
            Self::World => "codes-birth-region-world",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_agree_with_the_groups_of_the_country_list() {
        for country in countries::countries() {
            let expected = match country.group {
                "SE" => BirthRegion::Sweden,
                "NORDEN" => BirthRegion::Nordic,
                "EU27_EJ_NORDEN" => BirthRegion::EuEfta,
                _ if ["CH", "LI"].contains(&country.code) => BirthRegion::EuEfta,
                _ => BirthRegion::World,
            };
            assert_eq!(BirthRegion::of(country.code), Some(expected), "{}", country.code);
        }
    }

    #[test]
    fn an_unknown_code_lies_nowhere_and_stored_codes_come_back() {
        assert_eq!(BirthRegion::of("QQ"), None);
        assert_eq!(BirthRegion::of("GB"), Some(BirthRegion::World));
        for region in BirthRegion::ALL {
            assert_eq!(BirthRegion::from_code(region.code()), Some(region));
        }
    }
}
