//! How urban a kommun's labour market is.

use serde::{Deserialize, Serialize};

/// Metropolitan, intermediate or rural, by the functional region (FA) a kommun lies in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all(serialize = "snake_case"))]
pub enum RegionType {
    /// Stockholm, Göteborg and Malmö with their surroundings.
    #[serde(rename(deserialize = "1"))]
    Metropolitan,
    /// Regions around other larger towns.
    #[serde(rename(deserialize = "2"))]
    Intermediate,
    /// Regions without a larger town.
    #[serde(rename(deserialize = "3"))]
    Rural,
}

impl RegionType {
    /// All of them, most urban first.
    pub const ALL: [Self; 3] = [Self::Metropolitan, Self::Intermediate, Self::Rural];

    /// The region type with this stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.code() == code)
    }

    /// The code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Metropolitan => "metropolitan",
            Self::Intermediate => "intermediate",
            Self::Rural => "rural",
        }
    }

    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Metropolitan => "codes-region-type-metropolitan",
            Self::Intermediate => "codes-region-type-intermediate",
            Self::Rural => "codes-region-type-rural",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_codes_come_back() {
        for region in RegionType::ALL {
            assert_eq!(RegionType::from_code(region.code()), Some(region));
        }
    }
}
