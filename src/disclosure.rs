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
//! let safe = protect(raw, &Rules::default()).expect("a table that stands alone");
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

mod dimension;
mod grid;
mod number;
mod raw;
mod refusal;
mod safe;
mod suppression;

#[cfg(test)]
mod properties;

pub use dimension::{Dimension, Level, TOTAL};
pub use number::Number;
pub use raw::{Contribution, Measure, Raw};
pub use refusal::Refusal;
pub use safe::{Safe, SafeCell, Status};

use raw::Table;

/// When a figure is too small, or too much one contributor's own, to be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rules {
    /// Fewest contributors behind a published figure above zero.
    pub threshold: u32,
    /// Largest share of a sum, in percent, that one contributor may stand for; `None` asks nothing.
    pub largest_share: Option<u8>,
}

impl Default for Rules {
    fn default() -> Self {
        Self { threshold: 5, largest_share: None }
    }
}

/// Protects a table that stands alone.
pub fn protect(raw: Raw, rules: &Rules) -> Result<Safe, Refusal> {
    let table = raw.roll_up();
    let hidden = pattern(&table, std::slice::from_ref(&table), rules)?;
    Ok(Safe::new(table, &hidden))
}

/// Protects tables that are read side by side: a cell hidden in a count is hidden in the sums that follow it.
pub fn protect_all(raws: Vec<Raw>, rules: &Rules) -> Result<Vec<Safe>, Refusal> {
    let tables: Vec<Table> = raws.into_iter().map(Raw::roll_up).collect();
    let patterns =
        tables.iter().map(|table| pattern(table, &tables, rules)).collect::<Result<Vec<_>, _>>()?;
    Ok(tables.into_iter().zip(patterns).map(|(table, hidden)| Safe::new(table, &hidden)).collect())
}

fn pattern(table: &Table, beside: &[Table], rules: &Rules) -> Result<Vec<bool>, Refusal> {
    match &table.counted_by {
        None => Ok(suppression::hide(table, rules, &[])),
        Some(count) => {
            let followed = followed(table, count, beside)?;
            let hidden = suppression::hide(followed, rules, &[]);
            Ok(suppression::hide(table, rules, &hidden))
        }
    }
}

fn followed<'a>(table: &Table, count: &str, beside: &'a [Table]) -> Result<&'a Table, Refusal> {
    let found = beside.iter().find(|other| other.name == count && other.counted_by.is_none());
    match found {
        None => Err(Refusal::CountMissing { table: table.name.clone(), count: count.to_owned() }),
        Some(other) if other.dimensions != table.dimensions => {
            Err(Refusal::OtherDimensions { table: table.name.clone(), count: count.to_owned() })
        }
        Some(other) => Ok(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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

    #[test]
    fn a_small_cell_takes_another_with_it() {
        let raw = by_sex("J01", Measure::Count, &[("women", 9), ("men", 3)]);
        let safe = protect(raw, &Rules::default()).unwrap();
        assert_eq!(safe.value(&["women"]), None);
        assert_eq!(safe.value(&["men"]), None);
        assert_eq!(safe.value(&[TOTAL]).unwrap().to_string(), "12");
    }

    #[test]
    fn a_small_cell_beside_a_zero_hides_the_total() {
        let raw = by_sex("J01", Measure::Count, &[("men", 3)]);
        let safe = protect(raw, &Rules::default()).unwrap();
        assert_eq!(safe.value(&["women"]).unwrap().to_string(), "0");
        assert_eq!(safe.suppressed(), 2);
    }

    #[test]
    fn hours_are_hidden_where_the_persons_are() {
        let hours = Measure::Sum { decimals: 2 };
        let tables = vec![
            by_sex("J01", Measure::Count, &[("women", 9), ("men", 3)]),
            by_sex("J06", hours, &[("women", 9), ("men", 8)]).counted_by("J01"),
            by_sex("J07", hours, &[("women", 9), ("men", 8)]),
        ];
        let safe = protect_all(tables, &Rules::default()).unwrap();
        assert_eq!(safe[1].value(&["men"]), None);
        assert_eq!(safe[1].value(&[TOTAL]).unwrap().to_string(), "25.50");
        assert_eq!(safe[2].suppressed(), 0);
    }

    #[test]
    fn a_sum_without_its_count_is_refused() {
        let raw = by_sex("J06", Measure::Sum { decimals: 0 }, &[]).counted_by("J01");
        assert!(matches!(protect(raw, &Rules::default()), Err(Refusal::CountMissing { .. })));
    }

    #[test]
    fn a_sum_that_is_mostly_one_contributors_is_hidden() {
        let mut raw = by_sex("J07", Measure::Sum { decimals: 2 }, &[("women", 9), ("men", 9)]);
        let giant = Contribution { person: 99, value: 90_000 };
        raw.add(&["women"], giant).unwrap();
        let rules = Rules { largest_share: Some(80), ..Rules::default() };
        let safe = protect(raw, &rules).unwrap();
        assert_eq!(safe.value(&["women"]), None);
        assert_eq!(safe.value(&[TOTAL]), None);
        assert_eq!(safe.value(&["men"]).unwrap().to_string(), "13.50");
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
