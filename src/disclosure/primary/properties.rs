//! The rules beside their own words, row by row, on random small tables.

use super::{
    small::{self, amount, table},
    union,
};
use crate::disclosure::{
    atoms::Atoms,
    cells::{Cells, frames},
    figures::Figures,
    micro::Micro,
    pack::{Measure, Money, Pack, Zeros},
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

const COLUMNS: [&str; 5] = ["kommun", "lan", "ktyp", "sex", "outcome"];
const PLACES: [&str; 4] = ["0114 01 T1", "0180 01 T2", "0305 03 T1", "0330 03 T1"];

/// A row: place, sex, outcome, contributor, amount.
type Row = (usize, usize, usize, u32, i64);

/// Half of all times nobody owes.
fn rows() -> impl Strategy<Value = Vec<Row>> {
    let row = |least: i64| (0..4usize, 0..2usize, 0..3usize, 0..12u32, least..40);
    (any::<bool>(), 1..40usize)
        .prop_flat_map(move |(owes, rows)| prop::collection::vec(row(if owes { -9 } else { 0 }), rows))
}

fn micro(rows: &[Row]) -> Micro {
    let codes = |row: &Row| format!("{} {} {}", PLACES[row.0], ["K", "M"][row.1], ["a", "b", "c"][row.2]);
    let keys: Vec<String> = rows.iter().map(codes).collect();
    let mut micro = small::micro(&COLUMNS, &keys.iter().map(|key| (key.as_str(), 1)).collect::<Vec<_>>());
    micro.persons = rows.iter().map(|row| row.3).collect();
    micro.owners = rows.iter().map(|row| row.3 / 2).collect();
    micro.amounts = vec![amount("grant", &rows.iter().map(|row| row.4).collect::<Vec<_>>())];
    micro
}

fn pack(zeros: Zeros, money: bool) -> Pack {
    let place: &[&str] = &["Total", "lan", "ktyp", "kommun"];
    let mut pack = small::pack(vec![
        table(&[place, &["Total", "sex"]]),
        table(&[&["Total", "lan"], &["ktyp", "Total"], &["Total", "outcome"]]),
        table(&[&["kommun"], &["sex"], &["outcome"]]),
    ]);
    pack.hierarchies.insert("kommun".into(), vec!["lan".into(), "ktyp".into()]);
    (pack.rules.threshold, pack.rules.zeros) = (3, zeros);
    if money {
        pack.rules.money = Some(Money { owners: 3, p_percent: 10, largest: 80 });
        pack.tables[0].measures = vec![Measure::Sum("grant".into())];
    } else {
        pack.rules.homogeneity = vec!["outcome".into()];
    }
    pack
}

/// Rows of a cell by the codes of its columns.
type ByCell = BTreeMap<(Vec<u32>, Vec<u32>), Vec<usize>>;

/// Every cell of every table that the places allow, with its rows.
fn every_cell(pack: &Pack, micro: &Micro) -> ByCell {
    let places: BTreeSet<Vec<u32>> = (0..micro.len()).map(|row| codes(micro, &[0, 1, 2], row)).collect();
    let number = |column: usize| 0..micro.columns[column].codes.len() as u32;
    let mut all = ByCell::new();
    for frame in pack.tables.iter().flat_map(|table| frames(table, micro)) {
        for place in &places {
            for (sex, outcome) in number(3).flat_map(|sex| number(4).map(move |outcome| (sex, outcome))) {
                let whole = [place.as_slice(), &[sex, outcome]].concat();
                let codes = frame.columns.iter().map(|&column| whole[column as usize]).collect();
                all.entry((frame.columns.clone(), codes)).or_default();
            }
        }
        for row in 0..micro.len() {
            all.entry((frame.columns.clone(), codes(micro, &frame.columns, row))).or_default().push(row);
        }
    }
    all.values_mut().for_each(|rows| {
        rows.sort_unstable();
        rows.dedup();
    });
    all
}

fn codes(micro: &Micro, columns: &[u32], row: usize) -> Vec<u32> {
    columns.iter().map(|&column| micro.columns[column as usize].rows[row]).collect()
}

fn distinct<'a>(of: &[u32], rows: impl IntoIterator<Item = &'a usize>) -> usize {
    rows.into_iter().map(|&row| of[row]).collect::<BTreeSet<_>>().len()
}

fn is_dominated(micro: &Micro, rows: &[usize]) -> bool {
    let mut owners: BTreeMap<u32, i64> = BTreeMap::new();
    rows.iter().for_each(|&row| *owners.entry(micro.owners[row]).or_default() += micro.amounts[0].rows[row]);
    let mut amounts: Vec<f64> = owners.values().map(|amount| amount.abs() as f64).collect();
    amounts.sort_by(|a, b| b.total_cmp(a));
    let (total, first): (f64, f64) = (amounts.iter().sum(), amounts.first().copied().unwrap_or(0.0));
    let rest: f64 = amounts.iter().skip(2).sum();
    (1..3).contains(&amounts.len()) || 10.0 * rest < first || 10.0 * first > 8.0 * total
}

/// Whether everyone in the cell's group, or all but one, has one outcome.
fn is_homogeneous(micro: &Micro, columns: &[u32], cell: &[u32]) -> bool {
    let group = |row: usize| {
        let pairs = columns.iter().zip(cell).filter(|(column, _)| **column != 4);
        pairs.into_iter().all(|(column, code)| micro.columns[*column as usize].rows[row] == *code)
    };
    let members: Vec<usize> = (0..micro.len()).filter(|&row| group(row)).collect();
    let everyone = distinct(&micro.persons, &members);
    let with = |code: u32| members.iter().filter(move |row| micro.columns[4].rows[**row] == code);
    let most = (0..3).map(|code| distinct(&micro.persons, with(code))).max().unwrap_or(0);
    columns.contains(&4) && everyone > 0 && everyone - most <= 1
}

proptest! {
    #[test]
    fn secrets_are_those_the_rules_name(rows in rows(), protect in any::<bool>(), money in any::<bool>()) {
        let micro = micro(&rows);
        let zeros = if protect { Zeros::Protect } else { Zeros::Publish };
        let pack = pack(zeros, money);
        let (cells, figures, primary) = small::protect(&pack, &micro);
        let least = usize::from(!protect);
        for ((columns, codes), rows) in every_cell(&pack, &micro) {
            let number = cells.number(&crate::disclosure::cells::Frame::new(columns.clone()), &codes, 0);
            let persons = distinct(&micro.persons, &rows);
            if let Some(cell) = number {
                prop_assert_eq!(figures.persons[cell as usize] as usize, persons);
            }
            let printed_sum = money && !columns.contains(&4) && !(columns.contains(&1) && columns.contains(&2));
            let no_money = printed_sum && protect && rows.iter().all(|&row| micro.amounts[0].rows[row] == 0);
            let named = (least..3).contains(&persons)
                || printed_sum && is_dominated(&micro, &rows)
                || no_money
                || !money && is_homogeneous(&micro, &columns, &codes);
            let found = number.is_some_and(|cell| primary.is_secret(cell as usize));
            // A zero may also be secret because it adds up a secret one.
            let adds_up = !protect && persons == 0;
            prop_assert!(found == named || found && adds_up, "{columns:?} {codes:?} {persons} {found} {named}");
        }
    }

    #[test]
    fn every_sum_that_holds_for_rows_holds_with_empty_combinations(rows in rows(), protect in any::<bool>()) {
        let micro = micro(&rows);
        let pack = pack(if protect { Zeros::Protect } else { Zeros::Publish }, false);
        let (cells, _, _) = small::protect(&pack, &micro);
        for above in 0..cells.len() {
            let upper = &cells.frames[cells.cells[above].frame as usize].columns;
            for frame in &cells.frames {
                let is_finer = upper.iter().all(|column| {
                    frame.columns.contains(column) || [1, 2].contains(column) && frame.columns.contains(&0)
                });
                if is_finer {
                    let of_frame = (0..cells.len()).filter(|&cell| cells.frames[cells.cells[cell].frame as usize] == *frame);
                    let within = of_frame.filter(|&cell| cells.atoms.get(above).contains(&cells.atoms.get(cell)[0]));
                    let mut parts: Vec<u32> = within.flat_map(|cell| cells.atoms.get(cell)).copied().collect();
                    parts.sort_unstable();
                    prop_assert_eq!(parts, cells.atoms.get(above));
                }
            }
        }
    }

    #[test]
    fn hidden_parts_are_judged_by_their_rows(rows in rows(), money in any::<bool>(), hidden in any::<u64>()) {
        let micro = micro(&rows);
        let pack = pack(Zeros::Publish, money);
        let atoms = Atoms::of(&micro);
        let cells = Cells::of(&pack, &micro, &atoms);
        let figures = Figures::of(&pack, &micro, &atoms, &cells);
        let printed: Vec<bool> = (0..cells.len()).map(|cell| hidden >> (cell % 61) & 1 == 0).collect();
        let found = union::small(&pack, &micro, &atoms, &cells, &figures, &printed);
        let found: BTreeSet<(u32, Vec<u32>)> = found.into_iter().map(|union| (union.parent, union.children)).collect();
        let columns = |cell: usize| &cells.frames[cells.cells[cell].frame as usize].columns;
        let all: Vec<Vec<usize>> = (0..cells.len())
            .map(|cell| {
                let own = &cells.cells[cell].codes;
                (0..micro.len()).filter(|&row| codes(&micro, columns(cell), row) == *own).collect()
            })
            .collect();
        let mut named = BTreeSet::new();
        for parent in (0..cells.len()).filter(|&cell| printed[cell]) {
            for (number, frame) in cells.frames.iter().enumerate() {
                let new: Vec<u32> = frame.columns.iter().filter(|at| !columns(parent).contains(at)).copied().collect();
                let gone: Vec<u32> = columns(parent).iter().filter(|at| !frame.columns.contains(at)).copied().collect();
                let splits = new.len() == 1 && (gone.is_empty() || new == [0] && (gone == [1] || gone == [2]));
                let of_frame = (0..cells.len()).filter(|&cell| cells.cells[cell].frame == number as u32);
                let within = of_frame.filter(|&cell| !printed[cell] && all[parent].contains(&all[cell][0]));
                let children: Vec<u32> = within.map(|cell| cell as u32).collect();
                let rows: Vec<usize> = children.iter().flat_map(|&cell| all[cell as usize].clone()).collect();
                let sums = |columns: &[u32]| money && !columns.contains(&4) && !(columns.contains(&1) && columns.contains(&2));
                let small = distinct(&micro.persons, &rows) < 3
                    || sums(columns(parent)) && sums(&frame.columns) && is_dominated(&micro, &rows);
                if splits && !children.is_empty() && small {
                    named.insert((parent as u32, children));
                }
            }
        }
        prop_assert_eq!(found, named);
    }
}
