//! Industries: the sections of SNI 2007.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::list;

/// The version of SNI the sections belong to; kept beside an enterprise.
pub const SNI_VERSION: &str = "SNI2007";

/// A section of SNI.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Industry {
    /// One letter.
    #[serde(rename(deserialize = "kod"))]
    pub code: &'static str,
    /// In Swedish.
    #[serde(rename(deserialize = "namn_sv"))]
    pub name_sv: &'static str,
    /// In English.
    pub name_en: &'static str,
}

static INDUSTRIES: LazyLock<Vec<Industry>> =
    LazyLock::new(|| list::rows(include_str!("../../config/codes/sni_avdelningar.csv")));

/// All sections, A to U.
pub fn industries() -> &'static [Industry] {
    &INDUSTRIES
}

/// The section with this letter.
pub fn industry(code: &str) -> Option<&'static Industry> {
    industries().iter().find(|industry| industry.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sections_run_from_a_to_u() {
        let letters: String = industries().iter().map(|industry| industry.code).collect();
        assert_eq!(letters, "ABCDEFGHIJKLMNOPQRSTU");
        assert_eq!(industry("A").unwrap().name_sv, "Jordbruk, skogsbruk och fiske");
        assert_eq!(industry("Z"), None);
    }
}
