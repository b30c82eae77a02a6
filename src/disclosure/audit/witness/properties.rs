//! What must hold of every search and every mend, on small random systems.

use super::{Ask, Check, Found, NEVER, Witness, mend, search};
use crate::disclosure::fact::{Fact, Need, System, Target, Unknown};
use crate::disclosure::watch::{Alone, Stage, Watch};
use proptest::prelude::*;

fn system(figures: &[(i64, Option<u32>)], sums: &[Vec<u32>], lower: i64) -> System {
    let unknown =
        |&(truth, owner): &(i64, Option<u32>)| Unknown { truth, lower, upper: None, owner, whole: true };
    let fact = |(said, unknowns): (usize, &Vec<u32>)| {
        let value = Some(unknowns.iter().map(|&unknown| figures[unknown as usize].0).sum());
        let terms = unknowns.iter().map(|&unknown| (unknown, 1)).collect();
        Fact { terms, lo: value, hi: value, said: said as u32 }
    };
    System {
        unknowns: figures.iter().map(unknown).collect(),
        facts: sums.iter().enumerate().map(fact).collect(),
    }
}

fn target(unknowns: &[u32]) -> Target {
    Target { terms: unknowns.iter().map(|&unknown| (unknown, 1)).collect(), need: Need::Width(3) }
}

fn look(system: &System, targets: &[Target], insiders: bool) -> Found {
    search(system, targets, insiders, &[], &Alone)
}

fn value(target: &Target, witness: Option<&Witness>) -> i64 {
    let change = |unknown: u32| witness.and_then(|table| table.moves.iter().find(|one| one.0 == unknown));
    target.terms.iter().map(|&(unknown, c)| c * change(unknown).map_or(0, |one| one.1)).sum()
}

/// A two by two table, its rows and columns published.
fn square(corner: i64, owner: Option<u32>) -> System {
    let figures = [(corner, None), (7, owner), (7, None), (7, None)];
    system(&figures, &[vec![0, 1], vec![2, 3], vec![0, 2], vec![1, 3]], 0)
}

#[test]
fn four_hidden_corners_hide_each_other() {
    let found = look(&square(2, None), &[target(&[0])], false);
    assert!(found.open.is_empty());
    let (low, high) = found.pairs[0][0];
    let spread =
        |table: Option<u32>| value(&target(&[0]), table.map(|table| &found.witnesses[table as usize]));
    assert!(spread(high) - spread(low) >= 3);
}

#[test]
fn a_row_less_its_published_part_gives_the_rest_away() {
    let found = look(&system(&[(2, None), (7, None)], &[vec![0, 1], vec![1]], 0), &[target(&[0])], false);
    assert_eq!(found.open, [0]);
    assert!(found.witnesses.is_empty());
}

#[test]
fn a_one_that_cannot_be_none_only_goes_up() {
    let tight = system(&[(1, None), (3, None)], &[vec![0, 1]], 1);
    assert_eq!(look(&tight, &[target(&[0])], false).open, [0]);
    let roomy = system(&[(1, None), (4, None)], &[vec![0, 1]], 1);
    assert!(look(&roomy, &[target(&[0])], false).open.is_empty());
}

#[test]
fn who_stands_behind_the_only_partner_sees_through() {
    let found = look(&square(2, Some(8)), &[target(&[0])], true);
    assert_eq!((found.open.len(), found.open_insiders), (0, vec![(0, 8)]));
}

#[test]
fn her_own_figure_is_no_secret_to_its_owner() {
    let found = look(&system(&[(2, Some(8)), (7, None)], &[vec![0, 1]], 0), &[target(&[0])], true);
    assert_eq!((found.open.len(), found.open_insiders.len()), (0, 0));
}

#[test]
fn several_pairs_together_leave_no_contributor_who_knows() {
    let figures = [(2, None), (7, Some(1)), (7, Some(2))];
    let found = look(&system(&figures, &[vec![0, 1, 2]], 0), &[target(&[0])], true);
    assert!(found.open_insiders.is_empty());
    assert!(found.pairs[0].len() >= 2);
}

#[test]
fn a_hint_that_breaks_a_fact_is_not_believed() {
    let pinned = system(&[(2, None), (7, None)], &[vec![0, 1], vec![1]], 0);
    let hint = Witness { moves: vec![(0, 3), (1, -3)] };
    assert_eq!(search(&pinned, &[target(&[0])], false, &[hint], &Alone).open, [0]);
}

#[test]
fn a_forbidden_fact_stays_published() {
    let pinned = system(&[(2, None), (7, None)], &[vec![0, 1], vec![1]], 0);
    let ask = Ask { target: 0, owner: None };
    let only = |prices: [u64; 2]| mend(&pinned, &[target(&[0])], &[ask], &prices, &Alone);
    assert_eq!(only([NEVER, 1]).hide, [1]);
    assert_eq!(only([1, NEVER]).hide, [0]);
    assert_eq!(only([NEVER, NEVER]).failed, [ask]);
}

#[test]
fn a_rounded_fact_gives_only_its_room() {
    let mut rounded = system(&[(2, None), (7, None)], &[vec![0, 1], vec![1]], 0);
    (rounded.facts[1].lo, rounded.facts[1].hi) = (Some(6), Some(8));
    assert_eq!(look(&rounded, &[target(&[0])], false).open, [0]);
    (rounded.facts[1].lo, rounded.facts[1].hi) = (Some(5), Some(8));
    assert!(look(&rounded, &[target(&[0])], false).open.is_empty());
}

struct Never;

impl Watch for Never {
    fn goes_on(&self, _: Stage, _: usize, _: usize) -> bool {
        false
    }
}

#[test]
fn what_a_stopped_mend_did_not_reach_has_failed() {
    let pinned = system(&[(2, None), (7, None)], &[vec![0, 1], vec![1]], 0);
    let ask = Ask { target: 0, owner: None };
    assert_eq!(mend(&pinned, &[target(&[0])], &[ask], &[1, 1], &Never).failed, [ask]);
}

/// Figures with owners, sums over some of them, and targets.
fn small() -> impl Strategy<Value = (System, Vec<Target>)> {
    let figures = prop::collection::vec((1i64..9, prop::option::of(0u32..4)), 3..10);
    figures.prop_flat_map(|figures| {
        let some =
            prop::sample::subsequence((0..figures.len() as u32).collect::<Vec<_>>(), 1..=figures.len());
        let sums = prop::collection::vec(some, 1..8);
        let targets = prop::collection::vec(0..figures.len() as u32, 1..4);
        (Just(figures), sums, targets, 0i64..2).prop_map(|(figures, sums, targets, lower)| {
            (system(&figures, &sums, lower), targets.iter().map(|&unknown| target(&[unknown])).collect())
        })
    })
}

proptest! {
    #[test]
    fn every_pair_is_possible_and_far_enough_apart((system, targets) in small()) {
        let found = look(&system, &targets, true);
        let check = Check::new(&system);
        prop_assert!(found.witnesses.iter().all(|witness| check.is_possible(&witness.moves)));
        for (target, pairs) in targets.iter().zip(&found.pairs) {
            for &(low, high) in pairs {
                let value = |table: Option<u32>| value(target, table.map(|table| &found.witnesses[table as usize]));
                prop_assert!(value(high) - value(low) >= 3);
            }
        }
    }

    #[test]
    fn hiding_what_a_mend_names_opens_every_target((system, targets) in small()) {
        let asks: Vec<Ask> = (0..targets.len() as u32).map(|target| Ask { target, owner: None }).collect();
        let mended = mend(&system, &targets, &asks, &vec![1; system.facts.len()], &Alone);
        prop_assert!(mended.failed.is_empty());
        let mut hidden = system.clone();
        let mut at = 0;
        hidden.facts.retain(|_| {
            at += 1;
            !mended.hide.contains(&(at - 1))
        });
        prop_assert!(search(&hidden, &targets, false, &mended.witnesses, &Alone).open.is_empty());
    }

    #[test]
    fn no_contributor_is_in_all_pairs_of_a_target_but_those_said_to_be((system, targets) in small()) {
        let found = look(&system, &targets, true);
        for owner in 0..4 {
            let hers = |unknown: u32| system.unknowns[unknown as usize].owner == Some(owner);
            let apart = |table: &Option<u32>| {
                table.is_none_or(|table| found.witnesses[table as usize].moves.iter().all(|one| !hers(one.0)))
            };
            for (at, target) in (0..).zip(&targets) {
                let said = found.open.contains(&at) || found.open_insiders.contains(&(at, owner));
                let safe = found.pairs[at as usize].iter().any(|(low, high)| apart(low) && apart(high));
                prop_assert!(said || safe || hers(target.terms[0].0));
            }
        }
    }
}
