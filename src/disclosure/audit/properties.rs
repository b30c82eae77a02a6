//! The auditor against brute force: every whole table of small random systems.

use super::bounds::{self, Depth};
use super::check::rational;
use super::*;
use crate::disclosure::fact::{Fact, Unknown};
use crate::disclosure::watch::Alone;
use num_traits::Zero;
use proptest::prelude::*;

/// Up to eight unknowns that can be told apart by hand, facts that the truth satisfies, and a target.
fn systems() -> impl Strategy<Value = (System, Target)> {
    (2usize..=8).prop_flat_map(|unknowns| {
        let most = if unknowns > 6 { 2i64 } else { 4 };
        let unknown = (0..=most, 0..=most, 0..=most, 0u32..4).prop_map(|(a, b, c, owner)| {
            let mut three = [a, b, c];
            three.sort_unstable();
            let owner = (owner < 3).then_some(owner);
            Unknown { truth: three[1], lower: three[0], upper: Some(three[2]), owner, whole: true }
        });
        let row = || prop::collection::vec((-1i64..=2).prop_map(|times| times.max(0)), unknowns);
        let rough = || prop::collection::vec(-2i64..=3, unknowns);
        let times = prop_oneof![3 => row(), 1 => rough()];
        let fact = (times, 0i64..=2, 0i64..=2, 0u8..4);
        (
            prop::collection::vec(unknown, unknowns),
            prop::collection::vec(fact, 1..6),
            row(),
            prop_oneof![
                (1i64..6).prop_map(Need::Width),
                (0i64..3, 0i64..3).prop_map(|(below, above)| Need::Around { below, above })
            ],
        )
            .prop_map(|(unknowns, facts, target, need)| {
                let facts = facts.into_iter().zip(0u32..).map(|((times, below, above, kind), said)| {
                    let terms = terms(&times);
                    let value: i64 =
                        terms.iter().map(|&(at, times)| times * unknowns[at as usize].truth).sum();
                    let (lo, hi) = match kind {
                        0 => (Some(value - below), Some(value + above)),
                        1 => (None, Some(value + above)),
                        _ => (Some(value), Some(value)),
                    };
                    Fact { terms, lo, hi, said }
                });
                let facts = facts.collect();
                (System { unknowns, facts }, Target { terms: terms(&target), need })
            })
    })
}

fn terms(times: &[i64]) -> Vec<(u32, i64)> {
    (0u32..).zip(times.iter().copied()).filter(|(_, times)| *times != 0).collect()
}

/// The least and the largest value of the target over every whole table that agrees with all facts.
fn by_hand(system: &System, target: &Target, fixed: &FixedUnknowns) -> (i64, i64) {
    let ends = |at: usize| {
        let unknown = &system.unknowns[at];
        match fixed.is(at as u32) {
            true => (unknown.truth, unknown.truth),
            false => (unknown.lower, unknown.upper.unwrap()),
        }
    };
    let mut values: Vec<i64> = (0..system.unknowns.len()).map(|at| ends(at).0).collect();
    let sum = |values: &[i64], terms: &[(u32, i64)]| -> i64 {
        terms.iter().map(|&(at, times)| times * values[at as usize]).sum()
    };
    let mut found: Option<(i64, i64)> = None;
    loop {
        let agrees = system.facts.iter().all(|fact| {
            let value = sum(&values, &fact.terms);
            fact.lo.is_none_or(|lo| value >= lo) && fact.hi.is_none_or(|hi| value <= hi)
        });
        if agrees {
            let value = sum(&values, &target.terms);
            let (lo, hi) = found.unwrap_or((value, value));
            found = Some((lo.min(value), hi.max(value)));
        }
        let Some(at) = (0..values.len()).find(|&at| values[at] < ends(at).1) else {
            return found.expect("the truth agrees");
        };
        (0..at).for_each(|below| values[below] = ends(below).0);
        values[at] += 1;
    }
}

fn expected(target: &Target, truth: i64, (lo, hi): (i64, i64)) -> &'static str {
    match target.need.is_met(truth - lo, hi - truth) {
        true => "safe",
        false if lo == hi => "exact",
        false => "narrow",
    }
}

fn said(finding: &Finding) -> &'static str {
    match finding.verdict {
        Verdict::Safe { .. } | Verdict::SafeInParts => "safe",
        Verdict::LeakExact => "exact",
        Verdict::LeakNarrow => "narrow",
        Verdict::Undecided => "undecided",
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn the_ends_are_those_of_every_whole_table((system, target) in systems()) {
        let fixed = FixedUnknowns::none(system.unknowns.len());
        let (lo, hi) = by_hand(&system, &target, &fixed);
        let found = bounds::all(&system, &fixed, std::slice::from_ref(&target), Depth::Ends, &Alone);
        prop_assert!(found[0].exact_bounds);
        prop_assert_eq!(&found[0].lo, &Some(rational(lo.into())));
        prop_assert_eq!(&found[0].hi, &Some(rational(hi.into())));
    }

    #[test]
    fn a_target_is_safe_exactly_when_enough_whole_tables_agree((system, target) in systems()) {
        let fixed = FixedUnknowns::none(system.unknowns.len());
        let ends = by_hand(&system, &target, &fixed);
        let truth = target.terms.iter().map(|&(at, times)| times * system.unknowns[at as usize].truth).sum();
        let found = audit(&system, std::slice::from_ref(&target), false, &[], &Alone);
        prop_assert_eq!(said(&found.findings[0]), expected(&target, truth, ends));
    }

    #[test]
    fn of_what_need_not_be_whole_the_ends_are_those_of_the_exact_simplex((mut system, target) in systems()) {
        system.unknowns.iter_mut().for_each(|unknown| unknown.whole = false);
        let fixed = FixedUnknowns::none(system.unknowns.len());
        let ends = bounds::all(&system, &fixed, std::slice::from_ref(&target), Depth::Ends, &Alone).remove(0);
        prop_assert!(ends.exact_bounds);
        let truth = bounds::truth(&system, &target);
        let (below, above) = (&truth - ends.lo.unwrap(), ends.hi.unwrap() - &truth);
        let expected = match target.need.is_met_by(Some(&below), Some(&above)) {
            true => "safe",
            false if (&below + &above).is_zero() => "exact",
            false => "narrow",
        };
        let found = audit(&system, std::slice::from_ref(&target), false, &[], &Alone);
        prop_assert_eq!(said(&found.findings[0]), expected);
    }

    #[test]
    fn who_knows_her_own_is_answered_as_by_every_whole_table((system, target) in systems()) {
        let found = audit(&system, std::slice::from_ref(&target), true, &[], &Alone);
        for owner in (0..3).filter(|_| found.findings[0].is_safe()) {
            let fixed = FixedUnknowns::of_owner(&system, owner);
            let rest = Target {
                terms: target.terms.iter().filter(|term| !fixed.is(term.0)).copied().collect(),
                need: target.need,
            };
            let others = bounds::all(&system, &FixedUnknowns::none(system.unknowns.len()), std::slice::from_ref(&rest), Depth::Ends, &Alone);
            let insider = found.insiders.iter().find(|insider| insider.owner == owner);
            let ends = by_hand(&system, &rest, &fixed);
            let truth = rest.terms.iter().map(|&(at, times)| times * system.unknowns[at as usize].truth).sum();
            if others[0].verdict != Verdict::LeakExact {
                prop_assert_eq!(insider.map_or("safe", |insider| said(&insider.finding)), expected(&rest, truth, ends));
            }
        }
    }
}
