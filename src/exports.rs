//! Safe tables and lists as files. One file per format; all words come from the caller.
//!
//! A raw table has no way out:
//!
//! ```compile_fail
//! use jamvaxt::disclosure::{Dimension, Measure, Raw};
//! use jamvaxt::exports::{Word, csv};
//! let raw = Raw::new("J01", "persons", Measure::Count, vec![Dimension::new("sex", ["women", "men"])]);
//! csv::write(&raw, &|word: Word| format!("{word:?}"), Vec::new());
//! ```
//!
//! A protected one has:
//!
//! ```
//! use jamvaxt::disclosure::{Dimension, Measure, Raw, Rules, protect};
//! use jamvaxt::exports::{Word, csv};
//! let raw = Raw::new("J01", "persons", Measure::Count, vec![Dimension::new("sex", ["women", "men"])]);
//! let safe = protect(raw, &Rules::default(), &[7; 32]).expect("a table that stands alone");
//! csv::write(&safe, &|word: Word| format!("{word:?}"), Vec::new()).expect("memory takes everything");
//! ```

pub mod csv;
pub mod xlsx;

use crate::disclosure::Status;

/// Looks up the words of a file in the reader's language.
pub type Words<'a> = dyn Fn(Word<'_>) -> String + 'a;

/// One word or text a file needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Word<'a> {
    /// The title of a table, from its code.
    Table(&'a str),
    /// The heading of a dimension's words, such as "Kön".
    Dimension(&'a str),
    /// The heading of a dimension's codes, such as "Kön, kod".
    DimensionCode(&'a str),
    /// A category or the total of a dimension.
    Level {
        /// The dimension.
        dimension: &'a str,
        /// The level's code.
        code: &'a str,
    },
    /// What the figures count, such as "timmar".
    Unit(&'a str),
    /// Whether a figure is shown.
    Status(Status),
    /// A fixed heading.
    Heading(Heading),
}

/// The fixed headings of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// Over the figures.
    Value,
    /// Over their units.
    Unit,
    /// Over the marks for shown and hidden.
    Status,
    /// Before the period the file covers.
    Period,
    /// Before the organisation that made the file.
    Organisation,
    /// Before the time it was made.
    ProducedAt,
    /// Over the tables in the file.
    Tables,
    /// Over the codes' definitions.
    Definitions,
    /// Over the notes.
    Notes,
    /// What the mark of a hidden figure means.
    Suppressed,
}

#[cfg(test)]
mod tests {
    use super::{Heading, Word};
    use crate::disclosure::{Contribution, Dimension, Measure, Raw, Rules, Safe, Status, protect};

    /// Counties with 3, 9 and 14 persons of an hour and a half each: the first two are hidden.
    pub fn hours_by_county() -> Safe {
        let counties = Dimension::new("county", ["01", "09", "25"]);
        let hours = Measure::Sum { decimals: 2 };
        let mut raw = Raw::new("J06", "hours", hours, vec![counties]);
        let counts = [("01", 0..3), ("09", 3..12), ("25", 12..26)];
        for (county, persons) in counts {
            for person in persons {
                raw.add(&[county], Contribution { person, value: 150 }).unwrap();
            }
        }
        protect(raw, &Rules::default(), &[7; 32]).unwrap()
    }

    pub fn words(word: Word) -> String {
        match word {
            Word::Table(_) => "Rådgivningstimmar",
            Word::Dimension(_) => "Län",
            Word::DimensionCode(_) => "Län, kod",
            Word::Level { code: "01", .. } => "Stockholms län",
            Word::Level { code: "09", .. } => "Gotlands län",
            Word::Level { code: "25", .. } => "Norrbottens län",
            Word::Level { .. } => "Alla län",
            Word::Unit(_) => "timmar",
            Word::Status(Status::Ok) => "visas",
            Word::Status(Status::Suppressed) => "skyddat",
            Word::Heading(Heading::Value) => "Värde",
            Word::Heading(Heading::Unit) => "Enhet",
            Word::Heading(Heading::Status) => "Status",
            Word::Heading(_) => "Rubrik",
        }
        .to_owned()
    }
}
