//! Small packs and rows for tests.

use super::Past;
use crate::disclosure::{
    cells::{Cell, Cells, Frame, Merged},
    ledger::Ledger,
    micro::{Amount, Column, Micro},
    pack::{Measure, Method, Money, Pack, Rules, Table, Zeros},
    secondary::{Candidate, Standing, suppress},
};
use std::collections::{BTreeMap, BTreeSet};

/// A case: its name, its contributor's and its codes.
pub(crate) type Case = (String, String, Vec<String>);

pub(crate) fn case(name: &str, person: &str, codes: &[&str]) -> Case {
    (name.to_owned(), person.to_owned(), codes.iter().map(|code| (*code).to_owned()).collect())
}

/// So many cases of one kind, each of a person of her own.
pub(crate) fn cases(first: u32, how_many: u32, codes: &[&str]) -> Vec<Case> {
    (first..first + how_many)
        .map(|number| case(&format!("C{number}"), &format!("P{number}"), codes))
        .collect()
}

pub(crate) fn micro(columns: &[&str], cases: &[Case]) -> Micro {
    let column = |(place, name): (usize, &&str)| {
        let (codes, rows) = numbers(cases.iter().map(|case| case.2[place].clone()).collect());
        Column { name: (*name).to_owned(), codes, rows }
    };
    let (names, persons) = numbers(cases.iter().map(|case| case.1.clone()).collect());
    Micro {
        columns: columns.iter().enumerate().map(column).collect(),
        owners: persons.clone(),
        persons,
        names,
        amounts: Vec::new(),
        cases: cases.iter().map(|case| case.0.clone()).collect(),
    }
}

pub(crate) fn with_amount(mut micro: Micro, name: &str, decimals: u8, rows: Vec<i64>) -> Micro {
    micro.amounts.push(Amount { name: name.to_owned(), decimals, rows });
    micro
}

fn numbers(values: Vec<String>) -> (Vec<String>, Vec<u32>) {
    let mut codes = values.clone();
    codes.sort_unstable();
    codes.dedup();
    let rows = values.iter().map(|value| codes.binary_search(value).unwrap() as u32).collect();
    (codes, rows)
}

/// A pack that counts; a table's dimensions are its columns, each with its total.
pub(crate) fn pack(tables: &[&[&[&str]]]) -> Pack {
    let table = |(number, dimensions): (usize, &&[&[&str]])| Table {
        name: format!("t{number}"),
        dimensions: dimensions
            .iter()
            .map(|levels| {
                let level = |name: &&str| (*name != "Total").then(|| (*name).to_owned());
                levels.iter().map(level).collect()
            })
            .collect(),
        measures: vec![Measure::Count],
    };
    Pack {
        rules: Rules {
            method: Method::Suppress,
            threshold: 5,
            unit: "person".to_owned(),
            zeros: Zeros::Publish,
            width: 0,
            insiders: false,
            homogeneity: Vec::new(),
            money: Some(Money { owners: 3, p_percent: 10, largest: 80 }),
        },
        hierarchies: BTreeMap::new(),
        tables: tables.iter().enumerate().map(table).collect(),
        series: "half-year".to_owned(),
    }
}

/// Protects and accepts a release as the engine does, but for counts alone and with the threshold as only rule.
pub(crate) fn publish(ledger: &mut Ledger, pack: &Pack, micro: &Micro) -> Result<Past, String> {
    let past = Past::over(ledger, pack, micro).map_err(|barred| barred.to_string())?;
    let rows = &past.rows;
    let atoms = rows.atoms(past.now);
    let mut cells = Cells::of(pack, &rows.micro, &atoms);
    let own = cells.len();
    let told = past.printed.iter().map(|cell| (&cell.frame, &cell.codes, cell.release));
    let secret = past.secrets.iter().map(|cell| (&cell.frame, &cell.codes, cell.release));
    let mut number = |(frame, codes, release): (&Frame, &Vec<u32>, u32)| {
        cells.add(frame, release, &rows.micro, &atoms);
        cells.number(frame, codes, release).unwrap()
    };
    let told: Vec<u32> = told.map(&mut number).collect();
    let mut secrets: Vec<u32> = secret.map(&mut number).collect();
    secrets.extend((0..own as u32).filter(|cell| {
        let persons: BTreeSet<u32> = (0..rows.micro.len())
            .filter(|row| cells.atoms.get(*cell as usize).contains(&atoms.of_row[*row]))
            .map(|row| rows.micro.persons[row])
            .collect();
        persons.len() < pack.rules.threshold as usize
    }));
    let merged = Merged::of(&cells);
    let mut candidates: Vec<Candidate> = (0..merged.len())
        .map(|group| Candidate { atoms: merged.atoms(group, &cells), standing: Standing::Withheld })
        .collect();
    let mut stand = |cells: &mut dyn Iterator<Item = u32>, standing| {
        cells.for_each(|cell| candidates[merged.of[cell as usize] as usize].standing = standing);
    };
    stand(&mut (0..own as u32), Standing::Open);
    stand(&mut told.iter().copied(), Standing::Known);
    stand(&mut secrets.iter().copied(), Standing::Secret);
    if told.iter().any(|cell| candidates[merged.of[*cell as usize] as usize].standing == Standing::Secret) {
        return Err("an earlier release printed a secret cell".to_owned());
    }
    let mut order: Vec<u32> = (0..merged.len() as u32).collect();
    order.sort_by_key(|group| {
        let candidate = &candidates[*group as usize];
        (candidate.standing != Standing::Known, usize::MAX - candidate.atoms.len())
    });
    let more: Vec<_> =
        past.differences(&Measure::Count, &atoms).into_iter().map(|difference| difference.terms).collect();
    let pattern = suppress(atoms.len(), &candidates, &order, &more, &mut |_, _| true).unwrap();
    if !pattern.given_away.is_empty() {
        return Err("earlier releases give a secret away".to_owned());
    }
    let mut release = ledger.next(pack, micro);
    for cell in 0..own {
        let Cell { frame, codes, .. } = &cells.cells[cell];
        let frame = &cells.frames[*frame as usize];
        let count = cells.atoms.get(cell).iter().map(|atom| i64::from(atoms.count[*atom as usize])).sum();
        if pattern.printed[merged.of[cell] as usize] {
            release.print(&rows.micro, (frame, codes), &Measure::Count, (Some(count), Some(count)));
        }
        if secrets.contains(&(cell as u32)) {
            release.hide(&rows.micro, frame, codes);
        }
    }
    ledger.append(release).map_err(|fault| fault.to_string())?;
    Ok(past)
}

/// What the last release printed in a cell, `column=code` by column.
pub(crate) fn said(ledger: &Ledger, cell: &[(&str, &str)]) -> Option<i64> {
    let release = ledger.releases().last()?;
    let mut wanted = cell.to_vec();
    wanted.sort_unstable();
    release.printed.iter().find_map(|printed| {
        printed.cells.iter().find_map(|said| {
            let columns = printed.columns.iter().map(String::as_str);
            let mut fixed: Vec<_> = columns.zip(said.0.iter().map(String::as_str)).collect();
            fixed.sort_unstable();
            (fixed == wanted).then_some(said.1).flatten()
        })
    })
}

pub(crate) fn empty_ledger() -> (tempfile::TempDir, Ledger) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::open(folder.path(), || [7; 32]).unwrap();
    (folder, ledger)
}
