//! The rules beside those of GaussSuppression on Statistics Norway's example tables, where both have the rule.

use super::small::{self, amount, table};
use crate::disclosure::{
    cells::Frame,
    pack::{Measure, Money, Pack, Zeros},
};
use std::collections::BTreeSet;

macro_rules! data {
    ($name:literal) => {
        include_str!(concat!("../../../tests/data/disclosure/", $name, ".csv"))
    };
}

type Rows = Vec<Vec<String>>;

fn read(text: &str) -> (Vec<String>, Rows) {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let head = reader.headers().unwrap().iter().map(str::to_owned).collect();
    let rows = reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect());
    (head, rows.collect())
}

/// The peer's codes of every cell that is secret by itself, and all its cells.
fn answer(text: &str, dimensions: usize) -> (BTreeSet<Vec<String>>, Rows) {
    let (head, rows) = read(text);
    let at = head.iter().position(|name| name == "primary").unwrap();
    let codes = |row: &Vec<String>| row[..dimensions].to_vec();
    let secret = rows.iter().filter(|row| row[at] == "TRUE").map(codes).collect();
    (secret, rows.iter().map(codes).collect())
}

/// The same of ours: those of `asked` that are secret.
fn ours(pack: &Pack, micro: &super::Micro, asked: &[Vec<String>]) -> BTreeSet<Vec<String>> {
    let (cells, _, primary) = small::protect(pack, micro);
    let is_secret = |codes: &&Vec<String>| {
        let columns = codes.iter().filter(|code| *code != "Total").map(|code| {
            let with = micro.columns.iter().enumerate();
            let mut places = with.filter_map(|(at, column)| {
                let number = column.codes.iter().position(|other| other == code)?;
                Some((at as u32, number as u32))
            });
            places.next().unwrap()
        });
        let mut columns: Vec<(u32, u32)> = columns.collect();
        columns.sort_unstable();
        let frame = Frame::new(columns.iter().map(|(column, _)| *column).collect());
        let codes: Vec<u32> = columns.iter().map(|(_, code)| *code).collect();
        cells.number(&frame, &codes, 0).is_some_and(|cell| primary.is_secret(cell as usize))
    };
    asked.iter().filter(is_secret).cloned().collect()
}

/// A table of counts as rows: each count so many.
fn counted(text: &str) -> super::Micro {
    let (head, rows) = read(text);
    let columns: Vec<&str> = head[..head.len() - 1].iter().map(String::as_str).collect();
    let rows: Vec<(String, u32)> = rows
        .into_iter()
        .map(|row| (row[..columns.len()].join(" "), row[columns.len()].parse().unwrap()))
        .collect();
    let rows: Vec<(&str, u32)> = rows.iter().map(|(codes, count)| (codes.as_str(), *count)).collect();
    small::micro(&columns, &rows)
}

fn frequencies(dimensions: &[&[&str]], zeros: Zeros) -> Pack {
    let mut pack = small::pack(vec![table(dimensions)]);
    pack.hierarchies.insert("region".into(), vec!["fylke".into(), "kostragr".into()]);
    pack.hierarchies.insert("mnd".into(), vec!["mnd2".into()]);
    (pack.rules.threshold, pack.rules.zeros) = (4, zeros);
    pack
}

#[test]
fn small_counts_of_two_dimensions_are_the_peers() {
    let pack = frequencies(&[&["Total", "region"], &["Total", "hovedint"]], Zeros::Publish);
    let (theirs, asked) = answer(data!("gs_z1_maxN3"), 2);
    assert_eq!(theirs.len(), 3);
    assert_eq!(ours(&pack, &counted(data!("ssbtools_z1")), &asked), theirs);
}

const PLACES: &[&str] = &["Total", "fylke", "kostragr", "region"];

#[test]
fn small_counts_are_the_peers_with_zeros_published_and_protected() {
    let micro = counted(data!("ssbtools_z2"));
    let (open, asked) = answer(data!("gs_z2_maxN3_zerosPublished"), 2);
    let dimensions: &[&[&str]] = &[PLACES, &["Total", "hovedint"]];
    assert_eq!(ours(&frequencies(dimensions, Zeros::Publish), &micro, &asked), open);
    let (closed, asked) = answer(data!("gs_z2_maxN3_protectZeros"), 2);
    assert!(closed.len() > open.len());
    assert_eq!(ours(&frequencies(dimensions, Zeros::Protect), &micro, &asked), closed);
}

#[test]
fn small_counts_and_zeros_of_three_dimensions_are_the_peers() {
    let pack = frequencies(&[PLACES, &["Total", "hovedint"], &["Total", "mnd2", "mnd"]], Zeros::Protect);
    let (theirs, asked) = answer(data!("gs_z3_maxN3"), 3);
    assert_eq!(ours(&pack, &counted(data!("ssbtools_z3")), &asked), theirs);
}

fn magnitudes() -> (Pack, super::Micro) {
    let (head, rows) = read(data!("ssbtools_magnitude1"));
    let columns: Vec<&str> = head[..4].iter().map(String::as_str).collect();
    let keys: Vec<String> = rows.iter().map(|row| row[..4].join(" ")).collect();
    let mut micro = small::micro(&columns, &keys.iter().map(|key| (key.as_str(), 1)).collect::<Vec<_>>());
    micro.owners = rows.iter().map(|row| u32::from(row[4].as_bytes()[0])).collect();
    let tenths = |value: &String| (value.parse::<f64>().unwrap() * 10.0).round() as i64;
    micro.amounts = vec![amount("value", &rows.iter().map(|row| tenths(&row[5])).collect::<Vec<_>>())];
    let mut pack = small::pack(vec![
        table(&[&["Total", "geo", "eu"], &["Total", "sector2"]]),
        table(&[&["Total", "sector4"]]),
    ]);
    pack.rules.threshold = 1;
    for table in &mut pack.tables {
        table.measures = vec![Measure::Sum("value".into())];
    }
    (pack, micro)
}

#[test]
fn sums_that_one_can_tell_to_ten_percent_are_the_peers() {
    let (mut pack, micro) = magnitudes();
    pack.rules.money = Some(Money { owners: 0, p_percent: 10, largest: 100 });
    let (theirs, asked) = answer(data!("gs_magnitude1_p10"), 2);
    assert_eq!(ours(&pack, &micro, &asked), theirs);
}

#[test]
fn sums_of_few_owners_are_the_peers() {
    let (mut pack, micro) = magnitudes();
    pack.rules.money = Some(Money { owners: 4, p_percent: 0, largest: 100 });
    let (theirs, asked) = answer(data!("gs_magnitude1_fewcontrib_maxN3"), 2);
    assert_eq!(ours(&pack, &micro, &asked), theirs);
}

/// The peer's second half of the rule, two owners with ninety percent, we do not have: with it ours are the peer's.
#[test]
fn sums_mostly_one_owners_are_the_peers() {
    let (mut pack, micro) = magnitudes();
    pack.rules.money = Some(Money { owners: 0, p_percent: 0, largest: 80 });
    let (theirs, asked) = answer(data!("gs_magnitude1_nk_1_80_2_90"), 2);
    let one = ours(&pack, &micro, &asked);
    assert!(!one.is_empty() && one.is_subset(&theirs));
    let (cells, figures, _) = small::protect(&pack, &micro);
    for codes in theirs.difference(&one) {
        let codes: Vec<&String> = codes.iter().filter(|code| *code != "Total").collect();
        let cell = (0..cells.len()).find(|&cell| {
            let label = small::label(&cells, &micro, cell);
            let parts: Vec<&str> = label.split(' ').collect();
            parts.len() == codes.len() && codes.iter().all(|code| parts.contains(&code.as_str()))
        });
        let holdings = figures.money[0].holdings[cell.unwrap()].unwrap();
        assert!(10 * (holdings.largest + holdings.second) > 9 * holdings.total);
    }
}
