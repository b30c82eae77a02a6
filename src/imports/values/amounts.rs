//! Amounts of money and of anything else.

use super::{Reading, meaning};
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// An amount: "1,5", "480 000", "75 000 kr", "1,2 mkr". "75,000" could be either and is not read.
pub fn amount(cell: &Cell) -> Reading<f64> {
    match cell {
        Cell::Number(number) if number.is_finite() && *number >= 0.0 => Ok(Some(*number)),
        Cell::Number(_) | Cell::Date(_) | Cell::DateTime(_) | Cell::Clock(_) | Cell::Bool(_) => {
            Err(NoteKind::NotANumber)
        }
        Cell::Empty | Cell::Text(_) => {
            let Some(text) = meaning(cell)? else {
                return Ok(None);
            };
            let units = [
                (":-", 1.0),
                ("tkr", 1e3),
                ("kkr", 1e3),
                ("tsek", 1e3),
                ("mkr", 1e6),
                ("msek", 1e6),
                ("miljoner kr", 1e6),
                ("miljoner", 1e6),
                ("kronor", 1.0),
                ("kr", 1.0),
                ("sek", 1.0),
                ("åa", 1.0),
                ("årsarbetskrafter", 1.0),
                ("st", 1.0),
            ];
            let unit =
                units.iter().find_map(|(unit, factor)| Some((text.strip_suffix(unit)?.trim(), *factor)));
            let (number, factor) = unit.unwrap_or((&text, 1.0));
            let looks_like_thousands = number.split_once(',').is_some_and(|(_, after)| after.len() == 3);
            match decimal(&without_thousand_dots(number)) {
                Some(number) if !looks_like_thousands && number >= 0.0 => Ok(Some(number * factor)),
                _ => Err(NoteKind::NotANumber),
            }
        }
    }
}

/// "75.000" and "1.250.000" use the dot between thousands; "1.5" does not.
fn without_thousand_dots(text: &str) -> String {
    let mut groups = text.split('.');
    let first = groups.next().unwrap_or_default();
    let whole = |group: &str| group.len() == 3 && group.bytes().all(|c| c.is_ascii_digit());
    let is_thousands =
        text.contains('.') && first != "0" && (1..=3).contains(&first.len()) && groups.all(whole);
    if is_thousands { text.replace('.', "") } else { text.to_owned() }
}

/// A number with decimal comma or point and blanks between thousands; nothing else beside it.
pub(super) fn decimal(text: &str) -> Option<f64> {
    if text.len() > 20 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return match text {
            "½" => Some(0.5),
            _ => None,
        };
    }
    if let Some(whole) = text.strip_suffix('½') {
        return decimal(whole.trim()).map(|whole| whole + 0.5);
    }
    let mut groups = text.split([' ', '\'']);
    let first = groups.next()?;
    let grouped = text.contains([' ', '\'']);
    let well_grouped =
        groups.all(|group| group.split([',', '.']).next().is_some_and(|digits| digits.len() == 3));
    if grouped && !(first.len() <= 3 && well_grouped) {
        return None;
    }
    let bare: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\'')).map(|c| if c == ',' { '.' } else { c }).collect();
    bare.bytes().all(|c| c.is_ascii_digit() || c == b'.').then(|| bare.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_swedish() {
        let said = |text: &str| amount(&Cell::from_text(text));
        for (text, expected) in [
            ("1,5", 1.5),
            ("480 000", 480_000.0),
            ("75\u{a0}000 kr", 75_000.0),
            ("75.000 kr", 75_000.0),
            ("1.250.000", 1_250_000.0),
            ("1.5", 1.5),
            ("480 tkr", 480_000.0),
            ("1,2 mkr", 1_200_000.0),
            ("500:-", 500.0),
            ("12 345,50", 12_345.5),
            ("0.125", 0.125),
            ("75000 SEK", 75_000.0),
        ] {
            assert_eq!(said(text), Ok(Some(expected)), "{text}");
        }
        for text in ["75,000", "-5", "1 2", "mycket", "1,5 h", "1e9", "10 000 eller 20 000", "inf", "nan"] {
            assert_eq!(said(text), Err(NoteKind::NotANumber), "{text}");
        }
    }
}
