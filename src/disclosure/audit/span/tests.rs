use super::*;
use crate::disclosure::fact::{Fact, Unknown};
use proptest::prelude::*;

fn system(rows: &[Vec<i64>]) -> System {
    let unknown = Unknown { truth: 0, lower: 0, upper: None, owner: None, whole: true };
    let unknowns = vec![unknown; rows[0].len()];
    let fact = |times: &Vec<i64>| Fact { terms: terms(times), lo: Some(0), hi: Some(0), said: 0 };
    System { unknowns, facts: rows.iter().map(fact).collect() }
}

fn terms(times: &[i64]) -> Vec<(u32, i64)> {
    (0u32..).zip(times.iter().copied()).filter(|(_, times)| *times != 0).collect()
}

/// The rank by Gauss's elimination in rationals.
fn rank(rows: &[Vec<i64>]) -> usize {
    let rational = |value: &i64| BigRational::from_integer((*value).into());
    let mut rows: Vec<Vec<BigRational>> = rows.iter().map(|row| row.iter().map(rational).collect()).collect();
    let mut rank = 0;
    for column in 0..rows[0].len() {
        let Some(found) = (rank..rows.len()).find(|&row| !rows[row][column].is_zero()) else { continue };
        rows.swap(rank, found);
        for row in rank + 1..rows.len() {
            let times = &rows[row][column] / &rows[rank][column];
            for at in 0..rows[0].len() {
                let part = &times * &rows[rank][at];
                rows[row][at] -= part;
            }
        }
        rank += 1;
    }
    rank
}

fn tables() -> impl Strategy<Value = Vec<Vec<i64>>> {
    (2usize..9).prop_flat_map(|unknowns| {
        let ones = prop::collection::vec(0i64..=1, unknowns);
        let rough = prop::collection::vec(-3i64..=3, unknowns);
        prop::collection::vec(prop_oneof![4 => ones, 1 => rough], 2..12)
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn a_target_is_a_combination_exactly_when_it_adds_no_rank(rows in tables()) {
        let (target, facts) = rows.split_last().unwrap();
        let span = Span::new(&system(facts), 1);
        prop_assert!(span.holds());
        let found = span.of(&terms(target));
        let free = rank(&rows) > rank(facts);
        prop_assert_eq!(matches!(found, Linear::Free), free);
        prop_assert_eq!(matches!(found, Linear::Combination(_)), !free);
    }
}

#[test]
fn a_changed_multiplier_is_found_out() {
    let system = system(&[vec![1, 1, 0], vec![0, 1, 1], vec![0, 0, 1]]);
    let span = Span::new(&system, 1);
    let target = [(0, 1)];
    let Linear::Combination(mut combination) = span.of(&target) else { panic!("it is one") };
    assert!(is_combination(&span.facts, &target, &combination));
    combination[0].1 += BigRational::new(1.into(), 2.into());
    assert!(!is_combination(&span.facts, &target, &combination));
}
