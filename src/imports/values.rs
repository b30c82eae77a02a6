//! What a cell means. A blank is nothing; what cannot be read is nothing with a note, never a guess.

pub mod amounts;
pub mod dates;
pub mod durations;
mod months;
pub mod times;
pub mod words;

use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::book::Cell;
use super::report::NoteKind;

/// A value, nothing, or why what stands there could not be used.
pub type Reading<T> = Result<Option<T>, NoteKind>;

/// The cell as text, as it stands; a formula is text too.
pub fn text(cell: &Cell) -> Option<String> {
    match cell {
        Cell::Empty => None,
        Cell::Text(text) if is_nfc_quick(text.chars()) == IsNormalized::Yes => Some(text.clone()),
        other => Some(other.to_string().nfc().collect()),
    }
}

/// Words in one shape for comparing: lower case, single ordinary blanks, no full stop at the end.
pub fn plain(text: &str) -> String {
    let lower: String = text.nfc().flat_map(char::to_lowercase).collect();
    let words: Vec<&str> = lower.split_whitespace().collect();
    words.join(" ").trim_end_matches(['.', ':']).trim_end().to_owned()
}

/// A cell that is to be understood: formulas are not, and "okänd" says that nothing is known.
fn meaning(cell: &Cell) -> Reading<String> {
    if cell.is_formula() {
        return Err(NoteKind::Formula);
    }
    let word = plain(&cell.to_string());
    Ok((!says_unknown(&word)).then_some(word))
}

/// Whether the office wrote that it does not know.
pub fn says_unknown(word: &str) -> bool {
    matches!(
        word,
        "" | "-"
            | "–"
            | "—"
            | "?"
            | "??"
            | "okänd"
            | "okänt"
            | "saknas"
            | "uppgift saknas"
            | "vet ej"
            | "vet inte"
            | "ej känt"
            | "ej angivet"
            | "ej angiven"
            | "ej uppgett"
            | "n/a"
            | "na"
            | "unknown"
            | "n.a"
            | "#n/a"
    )
}
