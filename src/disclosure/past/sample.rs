//! Small packs and rows for tests.

use crate::disclosure::{
    micro::{Amount, Column, Micro},
    pack::{Measure, Method, Money, Pack, Rules, Table, Zeros},
};
use std::collections::BTreeMap;

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
