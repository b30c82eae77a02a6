//! The same decisions as by elimination in fractions, one candidate after the other.

use super::{Candidate, Pattern, Standing, suppress};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;

const ATOMS: usize = 7;

type Vector = Vec<BigRational>;

/// Vectors in echelon form, each with the place of its first number.
#[derive(Clone, Default)]
struct Echelon(Vec<(usize, Vector)>);

impl Echelon {
    fn left(&self, mut vector: Vector) -> Vector {
        for (first, row) in &self.0 {
            let times = &vector[*first] / &row[*first];
            vector.iter_mut().zip(row).for_each(|(number, other)| *number -= &times * other);
        }
        vector
    }

    fn spans(&self, vector: &Vector) -> bool {
        self.left(vector.clone()).iter().all(Zero::is_zero)
    }

    fn with(&self, vector: &Vector) -> Self {
        let mut more = self.clone();
        let left = self.left(vector.clone());
        more.0.extend(left.iter().position(|number| !number.is_zero()).map(|first| (first, left)));
        more
    }
}

fn vector(terms: impl IntoIterator<Item = (u32, i64)>) -> Vector {
    let mut vector = vec![BigRational::zero(); ATOMS];
    terms
        .into_iter()
        .for_each(|(atom, times)| vector[atom as usize] = BigRational::from_integer(times.into()));
    vector
}

fn standing() -> impl Strategy<Value = Standing> {
    prop_oneof![
        2 => Just(Standing::Known),
        4 => Just(Standing::Open),
        1 => Just(Standing::Withheld),
        2 => Just(Standing::Secret),
    ]
}

fn atoms() -> impl Strategy<Value = Vec<u32>> {
    prop::sample::subsequence((0..ATOMS as u32).collect::<Vec<_>>(), 1..=ATOMS)
}

fn terms() -> impl Strategy<Value = Vec<(u32, i64)>> {
    atoms().prop_flat_map(|atoms| {
        let times = prop::collection::vec(prop_oneof![Just(1i64), Just(-1i64)], atoms.len());
        times.prop_map(move |times| atoms.iter().copied().zip(times).collect())
    })
}

/// What is printed, and of every known candidate which secrets it gives away.
fn slowly(candidates: &[Candidate], more: &[Vec<(u32, i64)>]) -> (Vec<bool>, Vec<Vec<u32>>) {
    let of = |candidate: &Candidate| vector(candidate.atoms.iter().map(|&atom| (atom, 1)));
    let secret = |one: &(usize, &Candidate)| one.1.standing == Standing::Secret;
    let mut secrets: Vec<(u32, Vector)> =
        candidates.iter().enumerate().filter(secret).map(|(at, one)| (at as u32, of(one))).collect();
    secrets.extend((candidates.len() as u32..).zip(more.iter().map(|terms| vector(terms.clone()))));
    let mut told = Echelon::default();
    let (mut printed, mut given) = (vec![false; candidates.len()], vec![Vec::new(); candidates.len()]);
    for (at, candidate) in candidates.iter().enumerate() {
        let after = told.with(&of(candidate));
        let gives = |secret: &&(u32, Vector)| after.spans(&secret.1) && !told.spans(&secret.1);
        let gives: Vec<u32> = secrets.iter().filter(gives).map(|secret| secret.0).collect();
        printed[at] = match candidate.standing {
            Standing::Known => true,
            Standing::Open => gives.is_empty(),
            Standing::Withheld | Standing::Secret => false,
        };
        if printed[at] {
            (told, given[at]) = (after, gives);
        }
    }
    (printed, given)
}

proptest! {
    #[test]
    fn what_is_printed_gives_no_secret_away_and_nothing_else_is_hidden(
        cells in prop::collection::vec((atoms(), standing()), 1..14),
        more in prop::collection::vec(terms(), 0..4),
    ) {
        let candidates: Vec<Candidate> =
            cells.iter().map(|(atoms, standing)| Candidate { atoms, standing: *standing }).collect();
        let order: Vec<u32> = (0..candidates.len() as u32).collect();
        let Pattern { printed, given_away, .. } =
            suppress(ATOMS, &candidates, &order, &more, &mut |_, _| true).unwrap();
        let (expected, given) = slowly(&candidates, &more);
        prop_assert_eq!(printed, expected);
        let giving: Vec<u32> = (0u32..).zip(&given).filter(|one| !one.1.is_empty()).map(|one| one.0).collect();
        prop_assert_eq!(given_away.iter().map(|pair| pair.0).collect::<Vec<_>>(), giving);
        for (known, secret) in given_away {
            prop_assert!(given[known as usize].contains(&secret));
        }
    }
}
