//! Keeps small figures from pointing at a person or a firm: raw tables in, safe tables out. Pure arithmetic.
//!
//! A raw table cannot be shown, neither as a page nor as a file:
//!
//! ```compile_fail
//! use jamvaxt::disclosure::{Dimension, Measure, Raw};
//! let raw = Raw::new("J01", "persons", Measure::Count, vec![Dimension::new("sex", ["women", "men"])]);
//! serde_json::to_string(&raw);
//! ```
//!
//! Protected, it can:
//!
//! ```
//! use jamvaxt::disclosure::{Dimension, Measure, Raw, Rules, protect};
//! let raw = Raw::new("J01", "persons", Measure::Count, vec![Dimension::new("sex", ["women", "men"])]);
//! let safe = protect(raw, &Rules::default(), &[7; 32]).expect("a table that stands alone");
//! assert!(serde_json::to_string(&safe).is_ok());
//! ```

pub mod fault;
pub mod watch;
pub mod pack;
pub mod micro;
pub mod atoms;
pub mod cells;
pub mod figures;
pub mod primary;
pub mod secondary;
pub mod cell_key;
pub mod rounding;
pub mod ledger;
pub mod past;
pub mod fact;
pub mod reader;
pub mod draft;
pub mod audit;
pub mod hiding;
pub mod proof;
pub mod tables;
pub mod pattern;
pub mod engine;
pub mod check;

mod begun;
mod dimension;
mod grid;
mod number;
mod population;
mod raw;
mod refusal;
mod safe;

#[cfg(test)]
mod properties;

pub use dimension::{Dimension, Level, TOTAL};
pub use number::Number;
pub use raw::{Contribution, Measure, Raw};
pub use refusal::Refusal;
pub use safe::{Safe, SafeCell, Status};

use begun::Begun;
use proof::Proof;
use std::collections::BTreeMap;
use watch::{Alone, Watch};

/// When a figure is too small, or too much one contributor's own, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Fewest contributors behind a published figure above zero.
    pub threshold: u32,
    /// Largest share of a sum, in percent, that one contributor may stand for; `None` asks nothing of sums.
    pub largest_share: Option<u8>,
    /// A reader is left with at least so many possible values of a hidden count besides the true one.
    pub width: u32,
}

impl Default for Rules {
    /// Five persons; 80 percent as the second net under p percent; intervals of three (disclosure.md 5).
    fn default() -> Self {
        Self { threshold: 5, largest_share: Some(80), width: 3 }
    }
}

/// Tables fit to be shown, and why they are.
pub struct Protected {
    /// The tables, in the order of the raw ones.
    pub tables: Vec<Safe>,
    /// For each table that follows no other its proof. It is kept in the house: it tells more than the tables.
    pub proofs: Vec<(String, Proof)>,
    /// What later releases must be audited against.
    pub entries: Vec<Entry>,
}

/// What releases have in common whose tables are of the same contributors on the same occasion.
pub struct Series<'a> {
    /// Whose figures, and of when: contributors are other unknowns on another occasion.
    pub occasion: &'a str,
    /// Breaks ties, so that nobody can run the method backwards, and makes kept names unreadable.
    pub secret: &'a [u8; 32],
    /// By the table that follows no other, what was kept of earlier releases ([`Entry::content`]), in order.
    pub earlier: &'a BTreeMap<String, Vec<Vec<u8>>>,
    /// Whether the last of them was this same release, so that without a change there is nothing to make.
    pub again: bool,
}

/// What is to be kept of a release, so that no later one gives away what it hides. As secret as the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The table that follows no other.
    pub table: String,
    /// Which in its series, from one.
    pub number: u32,
    /// The file.
    pub content: Vec<u8>,
}

/// Protects a table that stands alone. The secret breaks ties, so that nobody can run the method backwards.
pub fn protect(raw: Raw, rules: &Rules, secret: &[u8; 32]) -> Result<Safe, Refusal> {
    let series = Series { occasion: "", secret, earlier: &BTreeMap::new(), again: false };
    let mut protected = protect_all(vec![raw], rules, &series, &Alone)?;
    Ok(protected.tables.remove(0))
}

/// Protects tables that are read side by side: a cell hidden in a count is hidden in the sums that follow it.
pub fn protect_all(
    raws: Vec<Raw>,
    rules: &Rules,
    series: &Series,
    watch: &dyn Watch,
) -> Result<Protected, Refusal> {
    let (populations, places) = population::of(raws)?;
    let begun: Vec<Begun> =
        populations.into_iter().map(|one| Begun::of(one, rules, series)).collect::<Result<_, _>>()?;
    if series.again && begun.iter().all(Begun::is_unchanged) {
        return Err(Refusal::Unchanged);
    }
    let (mut safe, mut proofs, mut entries) = (Vec::new(), Vec::new(), Vec::new());
    for begun in begun {
        let (tables, proof, entry) = begun.protect(series, watch)?;
        proofs.push((entry.table.clone(), proof));
        entries.push(entry);
        safe.push(tables.into_iter().map(Some).collect::<Vec<_>>());
    }
    let mut take = |(population, table): (usize, usize)| safe[population][table].take();
    let tables = places.into_iter().filter_map(&mut take).collect();
    Ok(Protected { tables, proofs, entries })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: [u8; 32] = [7; 32];

    fn by_sex(name: &str, measure: Measure, people: &[(&str, i64)]) -> Raw {
        let mut raw = Raw::new(name, "persons", measure, vec![Dimension::new("sex", ["women", "men"])]);
        let mut person = 0;
        for (sex, number) in people {
            for _ in 0..*number {
                person += 1;
                raw.add(&[sex], Contribution { person, value: 150 }).unwrap();
            }
        }
        raw
    }

    fn alone(raw: Raw) -> Safe {
        protect(raw, &Rules::default(), &SECRET).unwrap()
    }

    fn together(raws: Vec<Raw>) -> Result<Vec<Safe>, Refusal> {
        let series = Series { occasion: "", secret: &SECRET, earlier: &BTreeMap::new(), again: false };
        protect_all(raws, &Rules::default(), &series, &Alone).map(|protected| protected.tables)
    }

    #[test]
    fn a_small_cell_takes_another_with_it() {
        let safe = alone(by_sex("J01", Measure::Count, &[("women", 9), ("men", 3)]));
        assert_eq!(safe.value(&["women"]), None);
        assert_eq!(safe.value(&["men"]), None);
        assert_eq!(safe.value(&[TOTAL]).unwrap().to_string(), "12");
    }

    #[test]
    fn a_small_cell_beside_a_zero_hides_the_total() {
        let safe = alone(by_sex("J01", Measure::Count, &[("men", 3)]));
        assert_eq!(safe.value(&["women"]).unwrap().to_string(), "0");
        assert_eq!(safe.suppressed(), 2);
    }

    #[test]
    fn a_table_of_nobody_is_all_zeros() {
        let safe = alone(by_sex("J01", Measure::Count, &[]));
        assert_eq!((safe.cells().len(), safe.suppressed()), (3, 0));
        assert_eq!(safe.value(&[TOTAL]).unwrap().to_string(), "0");
    }

    #[test]
    fn hours_are_hidden_where_the_persons_are() {
        let hours = Measure::Sum { decimals: 2 };
        let tables = vec![
            by_sex("J06", hours, &[("women", 9), ("men", 2)]).counted_by("J01"),
            by_sex("J01", Measure::Count, &[("women", 9), ("men", 3)]),
            by_sex("J07", hours, &[("women", 9), ("men", 8)]),
        ];
        let safe = together(tables).unwrap();
        assert_eq!(safe.iter().map(Safe::name).collect::<Vec<_>>(), ["J06", "J01", "J07"]);
        assert_eq!((safe[0].value(&["men"]), safe[1].value(&["men"])), (None, None));
        assert_eq!(safe[0].value(&[TOTAL]).unwrap().to_string(), "16.50");
        assert_eq!(safe[2].suppressed(), 0);
    }

    #[test]
    fn a_sum_without_its_count_is_refused() {
        let hours = || by_sex("J06", Measure::Sum { decimals: 0 }, &[("men", 9)]).counted_by("J01");
        assert!(matches!(together(vec![hours()]), Err(Refusal::CountMissing { .. })));
        let count = by_sex("J01", Measure::Count, &[("men", 8)]);
        assert!(matches!(together(vec![hours(), count]), Err(Refusal::NotCounted { .. })));
    }

    #[test]
    fn somebody_counted_in_two_cells_is_refused() {
        let mut raw = by_sex("J01", Measure::Count, &[("women", 9)]);
        raw.add(&["men"], Contribution { person: 1, value: 1 }).unwrap();
        assert!(matches!(together(vec![raw]), Err(Refusal::CountedTwice { .. })));
    }

    #[test]
    fn a_sum_that_is_mostly_one_contributors_is_hidden() {
        let mut raw = by_sex("J07", Measure::Sum { decimals: 2 }, &[("women", 9), ("men", 9)]);
        raw.add(&["women"], Contribution { person: 99, value: 90_000 }).unwrap();
        let safe = alone(raw);
        assert_eq!(safe.value(&["women"]), None);
        assert_eq!(safe.value(&[TOTAL]), None);
    }

    #[test]
    fn an_unknown_level_is_refused() {
        let mut raw = by_sex("J01", Measure::Count, &[]);
        let one = Contribution { person: 1, value: 1 };
        assert!(raw.add(&["other"], one).is_err());
        assert!(raw.add(&[TOTAL], one).is_err());
        assert!(raw.add(&[], one).is_err());
    }
}
