//! Any text where a parser of outside input expects a certain one: it is read or refused, and what is read reads the same
//! again. Books are fuzzed in `imports`, packs, rows, patterns and proofs in `disclosure`, forms and addresses in `crawl`.
use jamvaxt::{
    codes::{self, IdentityNumber, OrganisationNumber},
    config::Config,
    indicators::Period,
    web::form,
};
use proptest::prelude::*;
use std::fs;
use tempfile::TempDir;

use crate::harness::day;

/// Rubbish, and things nearly right.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[0-9]{4,12}[-+]?[0-9A-ZÅÄÖ]{0,4}",
        "(16)?[0-9]{6}-?[0-9]{4}",
        "[0-9]{4}(H|h)?[0-9]{1,2}",
        "[+-]?[0-9]{1,6}-[0-9]{1,2}-[0-9]{1,2}",
        "[\\PC]{0,40}",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn numbers_periods_and_days_are_read_or_refused(text in text()) {
        let today = day("2026-03-02");
        if let Ok(number) = IdentityNumber::parse(&text, today) {
            let again = IdentityNumber::parse(&number.formatted(), today).unwrap();
            prop_assert_eq!(again.digits(), number.digits());
            prop_assert!(number.birth_date() <= today);
            prop_assert!(!number.masked().contains(&number.digits()[8..]));
        }
        if let Ok(number) = OrganisationNumber::parse(&text) {
            let again = OrganisationNumber::parse(&number.formatted()).unwrap();
            prop_assert_eq!(again.digits(), number.digits());
        }
        if let Some(number) = codes::reserve_number(&text) {
            prop_assert_eq!(codes::reserve_number(&number), Some(number.clone()));
        }
        if let Ok(period) = text.parse::<Period>() {
            prop_assert_eq!(period.to_string().parse::<Period>().unwrap(), period);
        }
        if let Some(day) = form::day(&text) {
            prop_assert_eq!(form::day(&day.to_string()), Some(day));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a_broken_configuration_is_refused_in_words(before in any::<String>(), at in 0..2_000usize, byte in any::<u8>()) {
        let folder = TempDir::new().unwrap();
        let file = folder.path().join("settings.toml");
        let mut bytes = fs::read("config/default.toml").unwrap();
        let at = at % bytes.len();
        bytes[at] = byte;
        fs::write(&file, bytes).unwrap();
        if let Err(unusable) = Config::demo(Some(&file)) {
            prop_assert!(!unusable.to_string().is_empty());
        }
        fs::write(&file, before).unwrap();
        let _ = Config::production(Some(&file)).map_err(|unusable| unusable.to_string());
    }
}
