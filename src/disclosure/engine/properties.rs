//! What is released is held against every whole table that says the same.

use super::{Release, run};
use crate::disclosure::{
    check::{self, Attacker},
    micro::Micro,
    pack::Pack,
    watch::Alone,
};
use proptest::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

type Row = (usize, usize, usize);

fn pack(width: u32, insiders: bool, tables: &str) -> Pack {
    let text = format!(
        "[rules]\nthreshold = 5\nunit = \"case\"\nwidth = {width}\ninsiders = {insiders}\n\
         [hierarchies]\nkommun = [\"lan\", \"type\"]\n{tables}"
    );
    Pack::read(&text, "pack.toml", "test").unwrap()
}

fn table(name: &str, dimensions: &str) -> String {
    format!("[[tables]]\nname = \"{name}\"\ndimensions = [{dimensions}]\nmeasures = [\"count\"]\n")
}

fn one_table() -> String {
    table("places", "[\"Total\", \"lan\", \"type\", \"kommun\"], [\"Total\", \"sex\"]")
}

fn linked_tables() -> [String; 3] {
    [
        table("places", "[\"Total\", \"kommun\"], [\"Total\", \"sex\"]"),
        table("ages", "[\"Total\", \"lan\"], [\"Total\", \"age\"]"),
        table("types", "[\"Total\", \"type\"], [\"Total\", \"sex\"], [\"Total\", \"age\"]"),
    ]
}

fn linked() -> String {
    linked_tables().concat()
}

/// Cases of a few kommuner, each in one of two län and one of two types.
fn micro(pack: &Pack, rows: &[Row]) -> Micro {
    let mut text = "case,kommun,lan,type,sex,age\n".to_owned();
    for (number, (kommun, sex, age)) in rows.iter().enumerate() {
        let (lan, kind) = (kommun / 2, kommun % 2);
        text += &format!("{number},k{kommun},l{lan},t{kind},s{sex},a{age}\n");
    }
    Micro::read(pack, text.as_bytes(), "cases.csv").unwrap()
}

fn rows() -> impl Strategy<Value = Vec<Row>> {
    prop::collection::vec((0..4usize, 0..2usize, 0..2usize), 1..40)
}

fn release(pack: &Pack, micro: &Micro) -> Option<Release> {
    run(pack, micro, None, &[7; 32], &Alone).ok()
}

/// For every hidden-for-its-own-sake cell of a release of one table the values it has in some whole table that says
/// the same: non-negative whole numbers, at least one where something is hidden that is not a printed zero.
fn possible(release: &Release, rows: &[Row]) -> BTreeMap<Vec<String>, BTreeSet<i64>> {
    let inner: BTreeSet<(usize, usize)> = rows.iter().map(|row| (row.0, row.1)).collect();
    let inner: Vec<(usize, usize)> = inner.into_iter().collect();
    let holds = |codes: &[String], (kommun, sex): (usize, usize)| {
        let place = [
            "Total".to_owned(),
            format!("l{}", kommun / 2),
            format!("t{}", kommun % 2),
            format!("k{kommun}"),
        ];
        place.contains(&codes[0]) && ["Total".to_owned(), format!("s{sex}")].contains(&codes[1])
    };
    let mut facts = Vec::new();
    let mut secrets = Vec::new();
    for (row, of_pattern) in release.tables[0].rows().iter().zip(in_order(release)) {
        let members: Vec<usize> = (0..inner.len()).filter(|&at| holds(row.codes(), inner[at])).collect();
        match row.values() {
            Some(values) => facts.push((members, values[0].units())),
            None if of_pattern => secrets.push((row.codes().to_vec(), members)),
            None => {}
        }
    }
    let mut found = BTreeMap::new();
    let mut table = vec![1; inner.len()];
    tables(0, &mut table, rows.len() as i64, &facts, &mut |table| {
        for (codes, members) in &secrets {
            let value = members.iter().map(|&at| table[at]).sum();
            found.entry(codes.clone()).or_insert_with(BTreeSet::new).insert(value);
        }
    });
    found
}

/// For every row of the table whether it is secret.
fn in_order(release: &Release) -> Vec<bool> {
    let secret = |codes: &[String]| {
        let named: BTreeSet<&String> = codes.iter().filter(|code| *code != "Total").collect();
        release
            .secrets
            .iter()
            .any(|hidden| hidden.cells.iter().any(|cell| cell.iter().collect::<BTreeSet<_>>() == named))
    };
    release.tables[0].rows().iter().map(|row| secret(row.codes())).collect()
}

fn tables(
    at: usize,
    table: &mut Vec<i64>,
    most: i64,
    facts: &[(Vec<usize>, i64)],
    found: &mut dyn FnMut(&[i64]),
) {
    let sum = |members: &[usize], table: &[i64]| members.iter().map(|&at| table[at]).sum::<i64>();
    if at == table.len() {
        if facts.iter().all(|(members, value)| sum(members, table) == *value) {
            found(table);
        }
        return;
    }
    for value in 1..=most {
        table[at] = value;
        // Those behind are at their least: what is too much now stays so.
        if facts.iter().any(|(members, value)| sum(members, table) > *value) {
            break;
        }
        tables(at + 1, table, most, facts, found);
    }
    table[at] = 1;
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]

    #[test]
    fn every_secret_keeps_its_values_in_tables_that_say_the_same(
        rows in prop::collection::vec((0..3usize, 0..2usize, 0..1usize), 1..16),
    ) {
        let pack = pack(3, false, &one_table());
        if let Some(release) = release(&pack, &micro(&pack, &rows)) {
            let total = release.tables[0].rows().iter().any(|row| {
                row.codes().iter().all(|code| code == "Total") && row.values().is_some()
            });
            // Without a printed total there are too many tables to list.
            prop_assume!(total);
            for (cell, values) in possible(&release, &rows) {
                let width = values.last().unwrap() - values.first().unwrap();
                prop_assert!(width >= 3, "{cell:?} may only be {values:?}");
            }
        }
    }

    #[test]
    fn nobody_works_a_secret_out_of_linked_tables(rows in rows(), width in 0..4u32, insiders: bool) {
        let pack = pack(width, insiders, &linked());
        let micro = micro(&pack, &rows);
        if let Some(release) = release(&pack, &micro) {
            for attacker in [Attacker::Records, Attacker::Codelists] {
                let derivable = check::exact(&pack, &micro, &release.pattern, attacker, &Alone);
                prop_assert_eq!(derivable.cells, 0);
            }
            prop_assert_eq!(check::intervals(&pack, &micro, &release.pattern, &Alone).narrow, 0);
        }
    }

    #[test]
    fn no_secondary_cell_of_an_exact_pattern_is_needless(rows in rows(), one: prop::sample::Index) {
        let pack = pack(0, false, &linked());
        let micro = micro(&pack, &rows);
        let mut pattern = release(&pack, &micro).expect("an exact pattern always exists").pattern;
        let secondary: Vec<usize> =
            (0..pattern.rows.len()).filter(|&at| pattern.rows[at].suppressed && !pattern.rows[at].primary).collect();
        prop_assume!(!secondary.is_empty());
        pattern.rows[secondary[one.index(secondary.len())]].suppressed = false;
        let derivable = check::exact(&pack, &micro, &pattern, Attacker::Records, &Alone);
        prop_assert!(derivable.cells > 0);
    }

    #[test]
    fn the_order_of_rows_and_tables_does_not_matter(rows in rows(), turn in 0..40usize) {
        let mut back = linked_tables();
        back.reverse();
        let mut turned = rows.clone();
        turned.rotate_left(turn % rows.len());
        turned.reverse();
        let hidden = |tables: &str, rows: &[Row]| {
            let pack = pack(0, false, tables);
            let micro = micro(&pack, rows);
            let release = release(&pack, &micro).expect("an exact pattern always exists");
            release.proof.hidden.into_iter().map(|hidden| hidden.cell).collect::<BTreeSet<_>>()
        };
        prop_assert_eq!(hidden(&linked(), &rows), hidden(&back.concat(), &turned));
    }
}
