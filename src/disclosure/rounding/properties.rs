//! What holds of rounding, whatever the counts.

use proptest::prelude::*;

use super::*;
use crate::disclosure::watch::Alone;

/// A table of rows and columns with its sums, and the same counts once more by another grouping.
#[derive(Clone, Debug)]
struct Given {
    base: u32,
    inner: Vec<u32>,
    cells: Vec<Vec<u32>>,
    ties: Vec<u64>,
}

impl Given {
    fn asked<'a>(&'a self, fixed: &'a [Option<u32>]) -> Asked<'a> {
        Asked { base: self.base, inner: &self.inner, cells: &self.cells, fixed, ties: &self.ties }
    }

    fn round(&self) -> Vec<u32> {
        round(&self.asked(&vec![None; self.inner.len()]), &Alone).unwrap()
    }
}

fn given() -> impl Strategy<Value = Given> {
    (2u32..7, 1usize..7, 1usize..7).prop_flat_map(|(base, rows, columns)| {
        let size = rows * columns;
        let groups = proptest::collection::vec(0usize..4, size);
        let counts = proptest::collection::vec(0u32..9, size);
        let ties = proptest::collection::vec(any::<u64>(), size);
        (Just((base, columns)), counts, groups, ties).prop_map(|((base, columns), inner, groups, ties)| {
            let all = |keep: &dyn Fn(usize) -> bool| {
                (0..inner.len()).filter(|&at| keep(at)).map(|at| at as u32).collect()
            };
            let mut cells: Vec<Vec<u32>> = vec![all(&|_| true)];
            cells.extend((0..inner.len().div_ceil(columns)).map(|row| all(&|at| at / columns == row)));
            cells.extend((0..columns).map(|column| all(&|at| at % columns == column)));
            cells.extend((0..4).map(|group| all(&|at| groups[at] == group)));
            Given { base, inner, cells, ties }
        })
    })
}

proptest! {
    #[test]
    fn small_cells_become_zero_or_the_base_and_the_rest_stays(given in given()) {
        for (to, count) in given.round().iter().zip(&given.inner) {
            prop_assert!(rounds_to(given.base, *count, *to));
        }
    }

    #[test]
    fn sums_are_the_sums_of_their_parts(given in given()) {
        let shown = publish(&given.round(), &given.cells);
        let groups = shown.len() - 4;
        prop_assert_eq!(shown[0], shown[groups..].iter().sum::<u32>());
    }

    #[test]
    fn the_grand_total_is_off_by_half_a_base_at_most(given in given()) {
        let shown = publish(&given.round(), &given.cells)[0];
        prop_assert!(2 * shown.abs_diff(given.inner.iter().sum()) <= given.base);
    }

    #[test]
    fn the_order_of_cells_does_not_matter(given in given(), turn in any::<prop::sample::Index>()) {
        let size = given.inner.len();
        let by = turn.index(size);
        let mut turned = given.clone();
        turned.inner.rotate_left(by);
        turned.ties.rotate_left(by);
        for cell in &mut turned.cells {
            cell.iter_mut().for_each(|at| *at = (*at + (size - by) as u32) % size as u32);
            cell.reverse();
        }
        turned.cells.reverse();
        let mut expected = given.round();
        expected.rotate_left(by);
        prop_assert_eq!(turned.round(), expected);
    }

    #[test]
    fn what_was_published_stays_when_cases_are_added(given in given(), added in 1usize..9) {
        let first = given.round();
        let fixed: Vec<_> = first.iter().map(|to| Some(*to)).chain(vec![None; added]).collect();
        let mut later = given.clone();
        let size = given.inner.len();
        later.inner.extend(vec![1; added]);
        later.ties.extend(0..added as u64);
        later.cells.push((size..size + added).map(|at| at as u32).collect());
        later.cells.push((0..size + added).map(|at| at as u32).collect());
        let second = round(&later.asked(&fixed), &Alone).unwrap();
        prop_assert_eq!(&publish(&second, &later.cells)[..given.cells.len()], &publish(&first, &given.cells)[..]);
    }

    #[test]
    fn facts_and_room_contain_the_truth(given in given()) {
        let fixed = vec![None; given.inner.len()];
        let (asked, rounded) = (given.asked(&fixed), given.round());
        for reader in [Reader::CodeLists, Reader::Records] {
            for fact in facts(&asked, &rounded, reader) {
                let truth: i64 = fact.terms.iter().map(|(at, _)| i64::from(given.inner[*at as usize])).sum();
                prop_assert!(fact.lo.unwrap() <= truth && truth <= fact.hi.unwrap());
            }
            for ((lo, hi), count) in room(&asked, &rounded, reader).into_iter().zip(&given.inner) {
                prop_assert!((lo..=hi).contains(count));
            }
        }
    }

    #[test]
    fn whatever_stays_in_its_room_is_shown_the_same(given in given(), high in any::<bool>()) {
        let fixed = vec![None; given.inner.len()];
        let rounded = given.round();
        let other = room(&given.asked(&fixed), &rounded, Reader::Records);
        for ((lo, hi), to) in other.into_iter().zip(rounded) {
            let count = if high { hi } else { lo };
            prop_assert!(rounds_to(given.base, count, to));
        }
    }
}

fn plain() -> Given {
    Given { base: 5, inner: vec![3, 7], cells: vec![vec![0, 1]], ties: vec![1, 2] }
}

#[test]
fn a_count_that_left_what_was_published_of_it_is_refused() {
    let refused = |fixed: [Option<u32>; 2]| round(&plain().asked(&fixed), &Alone).unwrap_err();
    assert_eq!(refused([None, Some(6)]), Unrounded::Moved { inner: 1, published: 6 });
    assert_eq!(refused([Some(3), None]), Unrounded::Moved { inner: 0, published: 3 });
}

#[test]
fn what_is_not_a_table_is_refused() {
    let refused = |given: Given| round(&given.asked(&[None, None]), &Alone).unwrap_err();
    assert_eq!(refused(Given { base: 1, ..plain() }), Unrounded::Base(1));
    assert_eq!(refused(Given { ties: vec![1], ..plain() }), Unrounded::Lengths(2));
    assert_eq!(refused(Given { cells: vec![vec![2]], ..plain() }), Unrounded::Members { cell: 0, inner: 2 });
    assert_eq!(
        refused(Given { cells: vec![vec![1, 1]], ..plain() }),
        Unrounded::Members { cell: 0, inner: 1 }
    );
}

#[test]
fn the_difference_of_two_large_figures_is_no_small_count() {
    let given =
        Given { base: 5, inner: vec![4, 4, 3], cells: vec![vec![0, 1], vec![0, 1, 2]], ties: vec![3, 1, 2] };
    let shown = publish(&given.round(), &given.cells);
    assert_eq!((shown[1] - shown[0]) % 5, 0);
}

#[test]
fn nothing_at_all_is_rounded_to_nothing() {
    let nothing = Given { base: 5, inner: vec![], cells: vec![vec![]], ties: vec![] };
    assert_eq!(nothing.round(), Vec::<u32>::new());
}

#[test]
fn whoever_waits_may_stop_it() {
    struct Impatient;
    impl Watch for Impatient {
        fn goes_on(&self, _: Stage, _: usize, _: usize) -> bool {
            false
        }
    }
    assert_eq!(round(&plain().asked(&[None, None]), &Impatient), Err(Unrounded::Stopped));
}
