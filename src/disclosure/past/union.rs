//! Rows of several releases as one set of rows, each with the releases it is in.

use super::{
    lives::Lives,
    sums::{Spell, Sum},
    versions::Versions,
};
use crate::disclosure::{
    atoms::Atoms,
    ledger::{Name, Snapshot},
    micro::{Amount, Column, Micro},
};
use rustc_hash::FxHashMap;

/// Rows, and in which releases each is.
#[derive(Clone, Debug, Default)]
pub struct Union {
    /// The rows; those of the present release first and in their order. Contributors and owners are numbered anew.
    pub micro: Micro,
    /// For every row a number into [`Union::presences`].
    pub presence: Vec<u32>,
    /// Every set of releases that some rows share.
    pub presences: Vec<Vec<u32>>,
}

impl Union {
    /// The atoms of the rows, for the release now being made.
    pub fn atoms(&self, now: u32) -> Atoms {
        Atoms::over(&self.micro, &self.presence, self.presences.clone(), now)
    }

    pub(super) fn of(
        snapshots: &[&Snapshot],
        lives: &Lives,
        versions: &Versions,
        sums: &[Sum],
        present: &Micro,
    ) -> Self {
        let sets = (0..lives.len()).map(|case| lives.releases(case).map(|release| release as u32).collect());
        let (presence, presences) = numbered(sets);
        let last = |case: usize| lives.releases(case).next_back().unwrap_or_default();
        let amounts = sums.iter().map(|sum| {
            let latest =
                |case| lives.releases(case).rev().find_map(|release| sum.amount(lives, release, case));
            Amount {
                name: sum.name.clone(),
                decimals: sum.decimals,
                rows: (0..lives.len()).map(|case| latest(case).unwrap_or_default()).collect(),
            }
        });
        let person = |case| {
            let release = last(case);
            snapshots[release].persons[lives.at[release][case] as usize]
        };
        let name = |case: usize| match (present.cases.get(case), lives.row(last(case), case)) {
            (Some(name), _) => name.clone(),
            (None, Some(row)) => {
                snapshots[last(case)].cases.get(row).map(Name::to_string).unwrap_or_default()
            }
            (None, None) => String::new(),
        };
        let micro = Micro {
            columns: versions.columns.clone(),
            persons: numbered((0..lives.len()).map(person)).0,
            owners: owners(snapshots, lives),
            amounts: amounts.collect(),
            cases: (0..lives.len()).map(name).collect(),
            ..Micro::default()
        };
        Self { micro, presence, presences }
    }

    /// The same cases, each in as many rows as it has spells, with one summed column.
    pub(super) fn split(&self, spells: Vec<Spell>, amount: Amount) -> Self {
        let cases: Vec<usize> = spells.iter().map(|spell| spell.0).collect();
        let rows = spells.iter().map(|spell| spell.2).collect();
        let (presence, presences) = numbered(spells.into_iter().map(|spell| spell.1));
        let column = |column: &Column| Column { rows: pick(&column.rows, &cases), ..column.clone() };
        let micro = Micro {
            columns: self.micro.columns.iter().map(column).collect(),
            persons: pick(&self.micro.persons, &cases),
            owners: pick(&self.micro.owners, &cases),
            amounts: vec![Amount { rows, ..amount }],
            cases: pick(&self.micro.cases, &cases),
            names: self.micro.names.clone(),
        };
        Self { micro, presence, presences }
    }
}

fn pick<T: Clone>(values: &[T], places: &[usize]) -> Vec<T> {
    places.iter().map(|place| values[*place].clone()).collect()
}

/// Numbers things in the order they are met: for each its number, and the things.
fn numbered<T: std::hash::Hash + Eq + Clone>(things: impl Iterator<Item = T>) -> (Vec<u32>, Vec<T>) {
    let mut known: FxHashMap<T, u32> = FxHashMap::default();
    let mut all = Vec::new();
    let numbers = things
        .map(|thing| {
            let next = all.len() as u32;
            *known.entry(thing).or_insert_with_key(|thing| {
                all.push(thing.clone());
                next
            })
        })
        .collect();
    (numbers, all)
}

/// Owners that any release took for one are one, and so are all who ever had one case or are one contributor.
fn owners(snapshots: &[&Snapshot], lives: &Lives) -> Vec<u32> {
    let mut first = Vec::with_capacity(snapshots.len());
    let mut owners = 0;
    for snapshot in snapshots {
        first.push(owners);
        owners += snapshot.owners.iter().max().map_or(0, |most| most + 1);
    }
    let mut parents: Vec<u32> = (0..owners).collect();
    let mut of_person: FxHashMap<Name, u32> = FxHashMap::default();
    let mut of_case = Vec::with_capacity(lives.len());
    for case in 0..lives.len() {
        let mut one = None;
        for release in lives.releases(case) {
            let row = lives.at[release][case] as usize;
            let owner = first[release] + snapshots[release].owners[row];
            let same = *of_person.entry(snapshots[release].persons[row]).or_insert(owner);
            join(&mut parents, owner, same);
            join(&mut parents, owner, *one.get_or_insert(owner));
        }
        of_case.push(one.unwrap_or_default());
    }
    numbered(of_case.into_iter().map(|owner| root(&mut parents, owner))).0
}

fn join(parents: &mut [u32], one: u32, other: u32) {
    let (one, other) = (root(parents, one), root(parents, other));
    parents[one.max(other) as usize] = one.min(other);
}

fn root(parents: &mut [u32], mut place: u32) -> u32 {
    while parents[place as usize] != place {
        parents[place as usize] = parents[parents[place as usize] as usize];
        place = parents[place as usize];
    }
    place
}
