//! A figure: its contributions added up, with those that could not be counted told beside it.
use super::{Contribution, Indicator, Part, State, Unit};
use crate::disclosure::Number;

/// An indicator's lines, the main one first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// Which.
    pub indicator: Indicator,
    /// Its lines. J06 has hours with one person and hours in groups, J08 one line a year.
    pub lines: Vec<Line>,
}

/// One line of a figure and its honest denominators.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// Which line.
    pub part: Part,
    /// How much; nothing where nothing is known.
    pub value: Option<Number>,
    /// What was gained, where gains and losses are told apart (J07).
    pub gains: Option<Number>,
    /// What was lost, as a figure of zero or more (J07).
    pub losses: Option<Number>,
    /// In a share: how many it holds for.
    pub holds_for: i64,
    /// How many are known.
    pub known: i64,
    /// Of how many it is not known.
    pub unknown: i64,
    /// How many were lost: not reached, declined or moved away.
    pub lost: i64,
    /// For how many the day has not come.
    pub not_yet_due: i64,
}

impl Figure {
    /// Adds the contributions up.
    pub fn of(indicator: Indicator, contributions: &[Contribution]) -> Self {
        let lines = parts(indicator).iter().map(|&part| line(indicator, part, contributions)).collect();
        Self { indicator, lines }
    }

    /// The main line.
    pub fn main(&self) -> &Line {
        &self.lines[0]
    }
}

impl Indicator {
    /// The lines of its figure, the main one first.
    pub fn parts(self) -> &'static [Part] {
        parts(self)
    }
}

fn parts(indicator: Indicator) -> &'static [Part] {
    match indicator {
        Indicator::J06 => &[Part::Main, Part::InGroup],
        Indicator::J08 => &[Part::YearOne, Part::YearTwo, Part::YearThree],
        Indicator::J13 => &[Part::OutsideMetropolitan, Part::BornAbroad],
        _ => &[Part::Main],
    }
}

fn line(indicator: Indicator, part: Part, contributions: &[Contribution]) -> Line {
    let of_part = || contributions.iter().filter(|one| one.part == part);
    let count = |state| of_part().filter(|one| one.state == state).count() as i64;
    let values = || of_part().filter(|one| one.is_known()).map(|one| one.value);
    let known = count(State::Known);
    let holds_for = values().filter(|&value| value > 0).count() as i64;
    let (value, gains, losses) = match indicator.unit() {
        Unit::Persons | Unit::Enterprises => (Some(Number::new(known, 0)), None, None),
        Unit::Hours => (Some(Number::new(values().sum(), 2)), None, None),
        // Where nothing is known there is no figure, and no zero.
        Unit::Fte if known == 0 => (None, None, None),
        Unit::Fte => {
            let gains = values().filter(|&value| value > 0).sum();
            let losses: i64 = values().filter(|&value| value < 0).sum();
            let net = Number::new(gains + losses, 2);
            (Some(net), Some(Number::new(gains, 2)), Some(Number::new(-losses, 2)))
        }
        Unit::Percent => (share(holds_for, known), None, None),
    };
    Line {
        part,
        value,
        gains,
        losses,
        holds_for,
        known,
        unknown: count(State::Unknown),
        lost: count(State::Lost),
        not_yet_due: count(State::NotYetDue),
    }
}

/// A share in per cent with one decimal, rounded half up; of nobody there is none.
fn share(part: i64, whole: i64) -> Option<Number> {
    (whole > 0).then(|| Number::new((2000 * part + whole) / (2 * whole), 1))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_share_of_nobody_is_no_share() {
        assert_eq!(share(0, 0), None);
        assert_eq!(share(1, 3).unwrap().to_string(), "33.3");
        assert_eq!(share(2, 3).unwrap().to_string(), "66.7");
        assert_eq!(share(5, 5).unwrap().to_string(), "100.0");
    }

    proptest! {
        #[test]
        fn a_share_lies_between_nothing_and_all(part in 0i64..5_000, rest in 0i64..5_000) {
            let whole = part + rest;
            match share(part, whole) {
                None => prop_assert_eq!(whole, 0),
                Some(number) => {
                    let exact = part as f64 * 100.0 / whole as f64;
                    prop_assert!((number.to_f64() - exact).abs() <= 0.05 + 1e-9);
                    prop_assert!((0..=1000).contains(&number.units()));
                }
            }
        }
    }
}
