//! Attacks 22 and 29: bounds that together leave one value, at the level of facts.

use crate::disclosure::{
    audit::{Verdict, audit},
    cell_key::{Noise, PTable},
    fact::{Fact, Need, System, Target, Unknown},
    watch::Alone,
};

/// Children of 2 each, known to be within `child`, with a parent known to be within `parent`.
fn pinned(child: (i64, i64), parent: (i64, i64), truths: [i64; 4]) -> Verdict {
    let unknown = |truth| Unknown { truth, lower: 0, upper: None, owner: None, whole: true };
    let fact = |terms, (lo, hi): (i64, i64)| Fact { terms, lo: Some(lo), hi: Some(hi), said: 0 };
    let mut facts: Vec<Fact> = (0..4).map(|at| fact(vec![(at, 1)], child)).collect();
    facts.push(fact((0..4).map(|at| (at, 1)).collect(), parent));
    let system = System { unknowns: truths.map(unknown).to_vec(), facts };
    let target = Target { terms: vec![(0, 1)], need: Need::Width(3) };
    audit(&system, &[target], false, &[], &Alone).findings[0].verdict
}

#[test]
fn attack_22_rounded_children_under_a_rounded_parent_are_pinned() {
    assert_eq!(pinned((0, 2), (8, 12), [2; 4]), Verdict::LeakExact);
    assert!(matches!(pinned((0, 4), (4, 12), [2; 4]), Verdict::Safe { .. }));
}

#[test]
fn attack_29_extreme_noise_of_both_signs_pins_every_child() {
    let table = PTable::new(Noise::default()).unwrap();
    let bounds = |published| table.bounds(published).map(|(lo, hi)| (i64::from(lo), i64::from(hi))).unwrap();
    // Four children of 10 published as 5, their parent of 40 as 45.
    let (child, parent) = (bounds(5), bounds(45));
    assert_eq!((child, parent), ((1, 10), (40, 50)));
    assert_eq!(pinned(child, parent, [10; 4]), Verdict::LeakExact);
    assert!(matches!(pinned(child, bounds(38), [10; 4]), Verdict::Safe { .. }));
}
