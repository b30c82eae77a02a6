//! Both methods from rows to tables.

mod later;

use super::{Refused, Release, run};
use crate::disclosure::{
    micro::Micro,
    pack::{Measure, Method, Pack},
    past::sample::{Case, cases, micro, pack},
    tables::SafeRow,
    watch::Alone,
};

const SECRET: [u8; 32] = [3; 32];
const CROSSED: &[&[&str]] = &[&["Total", "lan"], &["Total", "sex"]];

/// So many cases of each county and sex, the first one by this number.
fn numbered(first: u32, counts: &[(&str, &str, u32)]) -> Vec<Case> {
    let mut all = Vec::new();
    for &(lan, sex, count) in counts {
        all.extend(cases(first + all.len() as u32, count, &[lan, sex]));
    }
    all
}

fn rows(counts: &[(&str, &str, u32)]) -> Micro {
    micro(&["lan", "sex"], &numbered(0, counts))
}

const SMALL: [(&str, &str, u32); 6] =
    [("01", "K", 3), ("01", "M", 9), ("03", "K", 12), ("03", "M", 1), ("04", "K", 2), ("04", "M", 30)];

fn by(method: Method, tables: &[&[&[&str]]]) -> Pack {
    let mut pack = pack(tables);
    (pack.rules.method, pack.rules.width, pack.rules.insiders) = (method, 3, true);
    pack
}

fn release(pack: &Pack, micro: &Micro) -> Result<Release, Refused> {
    run(pack, micro, None, &SECRET, &Alone)
}

/// Every row of a table: its codes and its figures.
fn figures(release: &Release, table: usize) -> Vec<(String, Vec<i64>)> {
    let row = |row: &SafeRow| {
        (row.codes().join(" "), row.values().unwrap().iter().map(|figure| figure.units()).collect())
    };
    release.tables[table].rows().iter().map(row).collect()
}

fn figure(release: &Release, table: usize, codes: &str) -> i64 {
    figures(release, table).iter().find(|row| row.0 == codes).map_or(0, |row| row.1[0])
}

#[test]
fn rounded_tables_add_up_and_show_no_small_figure() {
    let release = release(&by(Method::Round, &[CROSSED]), &rows(&SMALL)).unwrap();
    let of = |codes: &str| figure(&release, 0, codes);
    for lan in ["01", "03", "04", "Total"] {
        assert_eq!(of(&format!("{lan} Total")), of(&format!("{lan} K")) + of(&format!("{lan} M")));
    }
    assert_eq!(of("Total Total"), of("01 Total") + of("03 Total") + of("04 Total"));
    assert_eq!([of("01 M"), of("03 K"), of("04 M")], [9, 12, 30]);
    assert!(figures(&release, 0).iter().all(|row| row.1[0] >= 5));
    assert!(release.pattern.rows.iter().all(|row| !row.suppressed));
    let proof = &release.proof;
    assert_eq!((proof.method, proof.verdict, proof.primary, proof.secondary), ("round", "pass", 3, 0));
    let widths = proof.hidden.iter().flat_map(|hidden| hidden.possible.values());
    assert!(widths.map(|possible| possible.highest - possible.lowest).all(|width| width >= 3.0));
    assert_eq!(proof.readers, ["records", "codelists"]);
}

#[test]
fn a_small_figure_that_becomes_zero_has_no_row_like_an_empty_one() {
    for method in [Method::Round, Method::CellKey] {
        let counts: Vec<(String, u32)> = (10..60).map(|lan| (lan.to_string(), 1 + lan % 9)).collect();
        let counts: Vec<(&str, &str, u32)> =
            counts.iter().map(|(lan, count)| (lan.as_str(), "K", *count)).collect();
        let release = release(&by(method, &[&[&["Total", "lan"]]]), &rows(&counts)).unwrap();
        let shown = figures(&release, 0);
        let least = if method == Method::Round { 5 } else { 3 };
        assert!(shown.len() < 51 && shown.iter().all(|row| row.1[0] >= least), "{shown:?}");
    }
}

#[test]
fn the_same_cases_have_the_same_noise_in_two_packs() {
    let one = release(&by(Method::CellKey, &[CROSSED]), &rows(&SMALL)).unwrap();
    let other = release(&by(Method::CellKey, &[&[&["lan"]], &[&["sex"]]]), &rows(&SMALL)).unwrap();
    for lan in ["01", "03", "04"] {
        assert_eq!(figure(&one, 0, &format!("{lan} Total")), figure(&other, 0, lan));
    }
    for sex in ["K", "M"] {
        assert_eq!(figure(&one, 0, &format!("Total {sex}")), figure(&other, 1, sex));
    }
}

#[test]
fn rows_without_names_have_the_same_noise_in_another_order() {
    let pack = by(Method::CellKey, &[CROSSED]);
    let mut ordered = numbered(0, &SMALL);
    let mut one = micro(&["lan", "sex"], &ordered);
    ordered.reverse();
    let mut other = micro(&["lan", "sex"], &ordered);
    (one.cases, other.cases) = (Vec::new(), Vec::new());
    assert_eq!(release(&pack, &one).unwrap().tables, release(&pack, &other).unwrap().tables);
}

#[test]
fn persons_have_a_noise_of_their_own() {
    let mut pack = by(Method::CellKey, &[&[&["Total", "lan"]]]);
    pack.tables[0].measures = vec![Measure::Count, Measure::Persons];
    let mut micro = rows(&[("01", "K", 40), ("03", "K", 60)]);
    (0..10).for_each(|row| micro.persons[row] = 0);
    micro.owners.clone_from(&micro.persons);
    let release = release(&pack, &micro).unwrap();
    let of_lan = &figures(&release, 0).into_iter().find(|row| row.0 == "01").unwrap().1;
    assert!((of_lan[0] - 40).abs() <= 5 && (of_lan[1] - 31).abs() <= 5, "{of_lan:?}");
}

#[test]
fn a_small_cell_in_too_many_crossings_is_refused() {
    let columns = ["a", "b", "c", "d"];
    let mut all = cases(0, 40, &["1", "1", "1", "1"]);
    for (number, codes) in
        [["1", "1", "1"], ["1", "2", "1"], ["2", "1", "1"], ["2", "2", "2"]].iter().enumerate()
    {
        all.extend(cases(100 + number as u32, 1, &["2", codes[0], codes[1], codes[2]]));
    }
    let rows = micro(&columns, &all);
    let crossed: &[&[&str]] = &[&["a"], &["Total", "b"], &["Total", "c"], &["Total", "d"]];
    let Err(Refused::Method(why)) = release(&by(Method::CellKey, &[crossed]), &rows) else { panic!() };
    assert!(why.contains("\"a = 2\"") && why.contains("publish fewer crossings"), "{why}");
    assert!(release(&by(Method::CellKey, &[&[&["a"], &["Total", "b"]]]), &rows).is_ok());
}

#[test]
fn sums_are_refused_and_so_are_rounded_persons_with_several_cases() {
    let mut pack = by(Method::CellKey, &[CROSSED]);
    pack.tables[0].measures = vec![Measure::Sum("grant".to_owned())];
    let Err(Refused::Method(why)) = release(&pack, &rows(&SMALL)) else { panic!() };
    assert!(why.contains("grant") && why.contains("suppression"), "{why}");
    pack.rules.method = Method::Round;
    pack.tables[0].measures = vec![Measure::Persons];
    let mut micro = rows(&SMALL);
    assert!(release(&pack, &micro).is_ok());
    micro.persons[4] = micro.persons[5];
    let Err(Refused::Method(why)) = release(&pack, &micro) else { panic!() };
    assert!(why.contains("several cases"), "{why}");
}

#[test]
fn many_cases_of_few_persons_are_not_rounded_away() {
    let mut micro = rows(&SMALL);
    // The nine men of the first county are one man.
    (3..12).for_each(|row| micro.persons[row] = micro.persons[3]);
    let Err(Refused::Leaks(leaks)) = release(&by(Method::Round, &[CROSSED]), &micro) else { panic!() };
    assert!(leaks.iter().any(|leak| leak.cell["lan"] == "01" && leak.cell.contains_key("sex")));
}
