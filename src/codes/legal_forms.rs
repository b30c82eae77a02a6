//! Legal forms of enterprises, as Skatteverket lists them.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::list;

/// A legal form.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LegalForm {
    /// Two digits.
    #[serde(rename(deserialize = "kod"))]
    pub code: &'static str,
    /// In Swedish.
    #[serde(rename(deserialize = "namn_sv"))]
    pub name_sv: &'static str,
    /// In English.
    pub name_en: &'static str,
    /// Whether someone who starts a business may choose it; the others are banks, authorities and the like.
    #[serde(deserialize_with = "list::flag")]
    pub relevant: bool,
}

static LEGAL_FORMS: LazyLock<Vec<LegalForm>> =
    LazyLock::new(|| list::rows(include_str!("../../config/codes/juridisk_form.csv")));

/// All legal forms, by code.
pub fn legal_forms() -> &'static [LegalForm] {
    &LEGAL_FORMS
}

/// The legal form with this code.
pub fn legal_form(code: &str) -> Option<&'static LegalForm> {
    legal_forms().iter().find(|form| form.code == code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limited_company_is_offered_and_a_bank_is_not() {
        assert_eq!(legal_forms().len(), 35);
        assert!(legal_form("49").unwrap().relevant);
        assert!(!legal_form("41").unwrap().relevant);
        assert_eq!(legal_form("00"), None);
    }
}
