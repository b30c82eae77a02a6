//! How a typed name is compared with a listed one: what people vary without meaning anything by it.

use unicode_normalization::UnicodeNormalization;

/// The name as it is compared: composed letters, lower case, single spaces, straight apostrophes and hyphens.
pub fn fold(text: &str) -> String {
    text.split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .nfc()
        .flat_map(char::to_lowercase)
        .map(|letter| match letter {
            '’' | '‘' | '´' => '\'',
            '‐' | '‑' | '–' => '-',
            other => other,
        })
        .collect()
}

/// A key that sorts as the Swedish alphabet does: å, ä, ö after z, in that order.
pub fn swedish_order(name: &str) -> String {
    fold(name)
        .chars()
        .map(|letter| match letter {
            'å' => '{',
            'ä' => '|',
            'ö' => '}',
            'é' => 'e',
            other => other,
        })
        .collect()
}

/// A number as typed, without spaces, in upper case, with the dashes of word processors made plain.
pub fn tidy_number(text: &str) -> String {
    text.chars()
        .filter(|letter| !letter.is_whitespace())
        .map(|letter| match letter {
            '‐' | '‑' | '–' | '—' | '−' => '-',
            other => other.to_ascii_uppercase(),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_spaces_and_decomposed_letters_mean_nothing() {
        assert_eq!(fold("  UPPLANDS\u{a0} Va\u{308}sby "), "upplands väsby");
    }

    #[test]
    fn the_swedish_alphabet_ends_in_å_ä_ö() {
        let mut names = ["Örebro", "Ängelholm", "Åre", "Ystad"];
        names.sort_by_key(|name| swedish_order(name));
        assert_eq!(names, ["Ystad", "Åre", "Ängelholm", "Örebro"]);
    }

    #[test]
    fn pasted_dashes_and_spaces_are_made_plain() {
        assert_eq!(tidy_number(" 870314\u{a0}– 1234"), "870314-1234");
    }
}
