//! Reserve numbers: what an office gives a person who has no number of the authorities yet.

use unicode_normalization::UnicodeNormalization;

/// The number as it is kept, or nothing when it is no such number: 4 to 20 letters, digits and hyphens, upper case.
/// Each office has its own pattern, so there is no check digit to check.
pub fn reserve_number(text: &str) -> Option<String> {
    let number = text.trim().nfc().collect::<String>().to_uppercase();
    let fits = (4..=20).contains(&number.chars().count())
        && number.chars().all(|letter| letter.is_alphanumeric() || letter == '-');
    fits.then_some(number)
}

#[cfg(test)]
mod tests {
    use super::reserve_number;

    #[test]
    fn an_offices_own_number_is_kept_in_upper_case() {
        assert_eq!(reserve_number(" tf-2026-åk1 ").as_deref(), Some("TF-2026-ÅK1"));
        assert_eq!(reserve_number("TF1"), None);
        assert_eq!(reserve_number("TF 2026/1"), None);
        assert_eq!(reserve_number(&"1".repeat(21)), None);
    }
}
