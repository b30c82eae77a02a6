//! After any sequence of releases nobody can work out a secret of any of them: checked by rational elimination over
//! the cases themselves, apart from atoms, versions of columns and the engine's arithmetic.

use super::sample::*;
use crate::disclosure::{
    ledger::Ledger,
    pack::{Measure, Pack},
};
use num_rational::BigRational;
use num_traits::Zero;
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 4] = ["kommun", "lan", "sex", "quarter"];

/// What happens between two releases.
#[derive(Clone, Debug)]
enum Event {
    /// So many new cases in the next quarter, of these kommuner and sexes.
    Quarter(Vec<(usize, usize)>),
    /// Late cases in the first quarter.
    Late(Vec<(usize, usize)>),
    /// Some cases are withdrawn.
    Withdrawn(Vec<prop::sample::Index>),
    /// Some cases are found to be in another kommun.
    Corrected(Vec<(prop::sample::Index, usize)>),
    /// A kommun is moved to another län.
    Redrawn(usize),
    /// Nothing.
    Again,
}

fn kinds(most: usize) -> impl Strategy<Value = Vec<(usize, usize)>> {
    prop::collection::vec((0..4usize, 0..2usize), 0..most)
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        kinds(20).prop_map(Event::Quarter),
        kinds(12).prop_map(Event::Late),
        prop::collection::vec(any::<prop::sample::Index>(), 0..8).prop_map(Event::Withdrawn),
        prop::collection::vec((any::<prop::sample::Index>(), 0..4usize), 0..8).prop_map(Event::Corrected),
        (0..4usize).prop_map(Event::Redrawn),
        Just(Event::Again),
    ]
}

struct World {
    /// For every case its kommun, sex and quarter.
    cases: BTreeMap<usize, (usize, usize, usize)>,
    next: usize,
    quarter: usize,
    lan: [usize; 4],
}

impl World {
    fn add(&mut self, kinds: &[(usize, usize)], quarter: usize) {
        for (kommun, sex) in kinds {
            self.cases.insert(self.next, (*kommun, *sex, quarter));
            self.next += 1;
        }
    }

    fn pass(&mut self, event: &Event) {
        let names: Vec<usize> = self.cases.keys().copied().collect();
        match event {
            Event::Quarter(kinds) => {
                self.quarter += 1;
                self.add(kinds, self.quarter);
            }
            Event::Late(kinds) => self.add(kinds, 1),
            Event::Withdrawn(which) if !names.is_empty() => which.iter().for_each(|which| {
                self.cases.remove(which.get(&names));
            }),
            Event::Corrected(which) if !names.is_empty() => which.iter().for_each(|(which, kommun)| {
                self.cases.entry(*which.get(&names)).and_modify(|case| case.0 = *kommun);
            }),
            Event::Redrawn(kommun) => self.lan[*kommun] ^= 1,
            _ => {}
        }
    }

    /// Two cases a person, but for the first few.
    fn rows(&self) -> Vec<Case> {
        let row = |(name, (kommun, sex, quarter)): (&usize, &(usize, usize, usize))| {
            let person = if *name < 30 { *name } else { name / 2 };
            let codes = [
                format!("k{kommun}"),
                format!("l{}", self.lan[*kommun]),
                format!("s{sex}"),
                format!("2025Q{quarter}"),
            ];
            case(&format!("C{name}"), &format!("P{person}"), &codes.each_ref().map(String::as_str))
        };
        self.cases.iter().map(row).collect()
    }
}

fn packs() -> [Pack; 3] {
    let tables: [&[&[&[&str]]]; 3] = [
        &[&[&["Total", "lan", "kommun"], &["Total", "sex"]]],
        &[&[&["Total", "lan"], &["Total", "quarter"]], &[&["Total", "kommun"]]],
        &[&[&["Total", "sex"], &["Total", "lan"], &["quarter"]], &[&["kommun"]]],
    ];
    tables.map(|tables| {
        let mut pack = pack(tables);
        pack.rules.threshold = 3;
        pack.hierarchies.insert("kommun".to_owned(), vec!["lan".to_owned()]);
        pack
    })
}

type Cell = BTreeMap<String, String>;

/// The cases of a cell in an accepted release.
fn members(rows: &[Case], cell: &Cell) -> BTreeMap<String, i64> {
    let fits = |case: &&Case| {
        COLUMNS.iter().zip(&case.2).all(|(name, code)| cell.get(*name).is_none_or(|c| c == code))
    };
    rows.iter().filter(fits).map(|case| (case.0.clone(), 1)).collect()
}

fn cells(columns: &[String], codes: &[String]) -> Cell {
    columns.iter().cloned().zip(codes.iter().cloned()).collect()
}

/// Every cell of a pack's tables that has rows.
fn all_cells(pack: &Pack, rows: &[Case]) -> BTreeSet<Cell> {
    let mut all = BTreeSet::new();
    for table in &pack.tables {
        for (_, _, codes) in rows {
            let mut fixed = vec![Cell::new()];
            for levels in &table.dimensions {
                fixed = fixed
                    .into_iter()
                    .flat_map(|cell| {
                        levels.iter().map(move |level| {
                            let mut cell = cell.clone();
                            if let Some(name) = level {
                                let place = COLUMNS.iter().position(|column| column == name).unwrap();
                                cell.insert(name.clone(), codes[place].clone());
                            }
                            cell
                        })
                    })
                    .collect();
            }
            all.extend(fixed);
        }
    }
    all
}

/// Rows in echelon form over rational numbers.
#[derive(Default)]
struct Span(Vec<(String, BTreeMap<String, BigRational>)>);

impl Span {
    fn reduce(&self, vector: &BTreeMap<String, i64>) -> BTreeMap<String, BigRational> {
        let whole =
            |(name, value): (&String, &i64)| (name.clone(), BigRational::from_integer((*value).into()));
        let mut left: BTreeMap<_, _> = vector.iter().map(whole).collect();
        for (pivot, row) in &self.0 {
            let Some(factor) = left.get(pivot).cloned() else { continue };
            for (name, value) in row {
                let place = left.entry(name.clone()).or_insert_with(BigRational::zero);
                *place -= &factor * value;
            }
            left.retain(|_, value| !value.is_zero());
        }
        left
    }

    fn add(&mut self, vector: &BTreeMap<String, i64>) {
        let left = self.reduce(vector);
        if let Some((pivot, first)) = left.iter().next().map(|(name, value)| (name.clone(), value.clone())) {
            self.0.push((pivot, left.into_iter().map(|(name, value)| (name, value / &first)).collect()));
        }
    }
}

struct Accepted {
    pack: Pack,
    rows: Vec<Case>,
}

fn persons(rows: &[&[Case]], cases: &BTreeMap<String, i64>) -> usize {
    let of = rows.iter().flat_map(|rows| rows.iter()).filter(|case| cases.contains_key(&case.0));
    of.map(|case| &case.1).collect::<BTreeSet<_>>().len()
}

/// Every secret of every release: small cells, and small differences between any two releases.
fn secrets(accepted: &[Accepted]) -> Vec<BTreeMap<String, i64>> {
    let mut secrets = Vec::new();
    for (later, release) in accepted.iter().enumerate() {
        let least = release.pack.rules.threshold as usize;
        let mut cells = all_cells(&release.pack, &release.rows);
        accepted[..later].iter().for_each(|earlier| cells.extend(all_cells(&release.pack, &earlier.rows)));
        for cell in &cells {
            let now = members(&release.rows, cell);
            if (1..least).contains(&persons(&[&release.rows], &now)) {
                secrets.push(now.clone());
            }
            for earlier in &accepted[..later] {
                let mut difference = now.clone();
                for (name, _) in members(&earlier.rows, cell) {
                    *difference.entry(name).or_default() -= 1;
                }
                difference.retain(|_, value| *value != 0);
                if (1..least).contains(&persons(&[&release.rows, &earlier.rows], &difference)) {
                    secrets.push(difference);
                }
            }
        }
    }
    secrets
}

fn told(ledger: &Ledger, accepted: &[Accepted]) -> Span {
    let mut span = Span::default();
    for (release, accepted) in ledger.releases().iter().zip(accepted) {
        for printed in &release.printed {
            assert_eq!(printed.measure, Measure::Count);
            for said in &printed.cells {
                let cases = members(&accepted.rows, &cells(&printed.columns, &said.0));
                assert_eq!(said.1, Some(cases.len() as i64));
                span.add(&cases);
            }
        }
    }
    span
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]
    #[test]
    fn no_secret_of_any_release_follows_from_all_that_was_printed(
        first in kinds(40),
        events in prop::collection::vec((prop::collection::vec(event(), 0..3), 0..3usize), 1..6),
    ) {
        let (_folder, mut ledger) = empty_ledger();
        let mut world = World { cases: BTreeMap::new(), next: 0, quarter: 1, lan: [0, 0, 1, 1] };
        world.add(&first, 1);
        let mut accepted: Vec<Accepted> = Vec::new();
        for (events, pack) in events {
            events.iter().for_each(|event| world.pass(event));
            let pack = packs()[pack].clone();
            let rows = world.rows();
            if publish(&mut ledger, &pack, &micro(&COLUMNS, &rows)).is_err() {
                continue;
            }
            accepted.push(Accepted { pack, rows });
            let span = told(&ledger, &accepted);
            for secret in secrets(&accepted) {
                prop_assert!(!span.reduce(&secret).is_empty(), "{:?} follows", secret);
            }
        }
    }
}
