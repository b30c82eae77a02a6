//! The words offices use, and the codes they stand for. A word that is not here stays unread; none is guessed.

mod meetings;
mod origin;
mod outcomes;
mod work;

pub use meetings::{channel, topics};
pub use origin::{Birthplace, birthplace, language};
pub use outcomes::{evidence, outcome, source};
pub use work::{education, employment, phase};

use super::{Reading, meaning};
use crate::clients::entity::client::Sex;
use crate::imports::book::Cell;
use crate::imports::report::NoteKind;

/// Yes or no; a cross or a tick is a yes.
pub fn yes_or_no(cell: &Cell) -> Reading<bool> {
    match cell {
        Cell::Bool(yes) => Ok(Some(*yes)),
        Cell::Number(number) if *number == 1.0 => Ok(Some(true)),
        Cell::Number(number) if *number == 0.0 => Ok(Some(false)),
        other => word(other, |word| {
            Some(match word {
                "j" | "ja" | "x" | "y" | "yes" | "sant" | "true" | "1" | "✓" | "✔" | "v" => true,
                "n" | "nej" | "no" | "falskt" | "false" | "0" => false,
                _ => return None,
            })
        }),
    }
}

/// Woman or man.
pub fn sex(cell: &Cell) -> Reading<Sex> {
    word(cell, |word| {
        Some(match word {
            "k" | "kv" | "kvinna" | "kvinnor" | "kvinnlig" | "f" | "female" | "woman" | "w" => Sex::Woman,
            "m" | "man" | "män" | "manlig" | "male" => Sex::Man,
            _ => return None,
        })
    })
}

/// Whether the identity is protected. Any answer but a no is a yes: a mistake here may cost someone her safety.
/// The second half of the answer is whether it was clear.
pub fn protected(cell: &Cell) -> (bool, bool) {
    match yes_or_no(cell) {
        Ok(answer) => (answer.unwrap_or(false), true),
        Err(_) => (true, false),
    }
}

fn word<T>(cell: &Cell, code: impl Fn(&str) -> Option<T>) -> Reading<T> {
    match meaning(cell)? {
        None => Ok(None),
        Some(word) => code(&word).map(Some).ok_or(NoteKind::UnknownWord),
    }
}
