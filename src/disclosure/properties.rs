//! What must hold for any table: checked on random ones.

use super::{
    Contribution, Dimension, Measure, Raw, Rules, Safe, SafeCell, Series, Status, TOTAL, protect,
    protect_all, watch::Alone,
};
use proptest::prelude::*;
use std::collections::BTreeMap;

const SEX: [&str; 2] = ["women", "men"];
const AGE: [&str; 3] = ["young", "middle", "old"];
const COUNTY: [&str; 3] = ["01", "09", "25"];

/// Who contributes what to which cell: person, sex, age, county, amount.
type Told = (i64, usize, usize, usize, i64);

fn told() -> impl Strategy<Value = Vec<Told>> {
    prop::collection::vec((0..90i64, 0..2usize, 0..3usize, 0..3usize, 0..400i64), 0..120)
}

/// The same, but everybody once: a count has its contributors in one cell.
fn once(told: &[Told]) -> Vec<Told> {
    let people: BTreeMap<i64, Told> = told.iter().map(|&one| (one.0, one)).collect();
    people.into_values().collect()
}

fn of(measure: Measure, told: Vec<Told>) -> Vec<Told> {
    match measure {
        Measure::Count => once(&told),
        Measure::Sum { .. } => told,
    }
}

fn table(name: &str, measure: Measure, told: &[Told]) -> Raw {
    let dimensions =
        vec![Dimension::new("sex", SEX), Dimension::new("age", AGE), Dimension::new("county", COUNTY)];
    let mut raw = Raw::new(name, "persons", measure, dimensions);
    for &(person, sex, age, county, value) in told {
        let codes = [SEX[sex], AGE[age], COUNTY[county]];
        raw.add(&codes, Contribution { person, value }).unwrap();
    }
    raw
}

const SECRET: [u8; 32] = [7; 32];

/// Of counts and exact figures only: what else is secret is told by the rules' own tests.
fn rules() -> Rules {
    Rules { largest_share: None, width: 0, ..Rules::default() }
}

fn safe(measure: Measure, told: &[Told]) -> Safe {
    protect(table("J", measure, told), &rules(), &SECRET).unwrap()
}

/// Each cell's amount by person, worked out the slow way.
fn truth(safe: &Safe, told: &[Told]) -> Vec<BTreeMap<i64, i64>> {
    let within = |codes: &[String], own: [&str; 3]| {
        codes.iter().zip(own).all(|(code, own)| code == "total" || code == own)
    };
    safe.cells()
        .iter()
        .map(|cell| {
            let mut amounts = BTreeMap::new();
            for &(person, sex, age, county, value) in told {
                if within(cell.coordinates(), [SEX[sex], AGE[age], COUNTY[county]]) {
                    *amounts.entry(person).or_default() += value;
                }
            }
            amounts
        })
        .collect()
}

fn measures() -> impl Strategy<Value = Measure> {
    prop_oneof![Just(Measure::Count), Just(Measure::Sum { decimals: 2 })]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn small_cells_are_hidden_and_others_true(told in told(), measure in measures()) {
        let told = of(measure, told);
        let safe = safe(measure, &told);
        for (cell, truth) in safe.cells().iter().zip(truth(&safe, &told)) {
            let expected = match measure {
                Measure::Count => truth.len() as i64,
                Measure::Sum { .. } => truth.values().sum(),
            };
            match cell.value() {
                Some(value) => {
                    prop_assert!(truth.is_empty() || truth.len() >= 5);
                    prop_assert_eq!(value.units(), expected);
                    prop_assert_eq!(cell.status(), Status::Ok);
                }
                None => {
                    prop_assert!(!truth.is_empty(), "a hidden zero protects nobody");
                    prop_assert_eq!(cell.status(), Status::Suppressed);
                }
            }
        }
    }

    #[test]
    fn nothing_is_hidden_where_nothing_is_small(told in told(), measure in measures()) {
        let crowd: Vec<Told> = of(measure, told).iter()
            .flat_map(|&(person, sex, age, county, value)| {
                (0..5).map(move |twin| (person * 5 + twin, sex, age, county, value))
            })
            .collect();
        prop_assert_eq!(safe(measure, &crowd).suppressed(), 0);
    }

    #[test]
    fn the_order_of_contributions_changes_nothing(told in told(), measure in measures(), turn in 0..160usize) {
        let told = of(measure, told);
        let mut turned = told.clone();
        turned.rotate_left(turn.min(told.len()));
        turned.reverse();
        prop_assert_eq!(safe(measure, &told), safe(measure, &turned));
    }

    #[test]
    fn smaller_tables_side_by_side_hide_what_is_small_and_nothing_else_is_lost(told in told()) {
        let told = once(&told);
        let one = protect(table("J01", Measure::Count, &told).crossing(&[&["sex", "age"], &["sex", "county"]]).unwrap(), &rules(), &SECRET).unwrap();
        let split = |cell: &SafeCell| (cell.coordinates()[1] != TOTAL, cell.coordinates()[2] != TOTAL);
        prop_assert!(one.cells().iter().all(|cell| split(cell) != (true, true)));
        let whole = safe(Measure::Count, &told);
        prop_assert_eq!(one.cells().len(), whole.cells().iter().filter(|cell| split(cell) != (true, true)).count());
        for (cell, truth) in one.cells().iter().zip(truth(&one, &told)) {
            match cell.value() {
                Some(value) => prop_assert!(value.units() == truth.len() as i64 && (truth.is_empty() || truth.len() >= 5)),
                None => prop_assert!(!truth.is_empty()),
            }
        }
    }

    #[test]
    fn a_sum_and_its_count_have_one_status(told in told()) {
        let told = once(&told);
        let sum = Measure::Sum { decimals: 2 };
        let tables =
            vec![table("J06", sum, &told).counted_by("J01"), table("J01", Measure::Count, &told)];
        let rules = Rules { largest_share: Some(80), ..rules() };
        let series = Series { occasion: "", secret: &SECRET, earlier: &BTreeMap::new(), again: false };
        let safe = protect_all(tables, &rules, &series, &Alone).unwrap().tables;
        for (hours, persons) in safe[0].cells().iter().zip(safe[1].cells()) {
            prop_assert_eq!(hours.status(), persons.status());
        }
    }
}
