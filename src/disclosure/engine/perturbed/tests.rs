use super::{Refused, Release, run};
use crate::disclosure::{
    micro::Micro,
    pack::{Measure, Method, Pack},
    past::sample::{case, cases, micro, pack},
    watch::Alone,
};

const SECRET: [u8; 32] = [3; 32];

/// So many cases in each county, by sex.
fn rows(counts: &[(&str, &str, u32)]) -> Micro {
    let mut all = Vec::new();
    for &(lan, sex, count) in counts {
        all.extend(cases(all.len() as u32, count, &[lan, sex]));
    }
    micro(&["lan", "sex"], &all)
}

fn small() -> Micro {
    rows(&[("01", "K", 3), ("01", "M", 9), ("03", "K", 12), ("03", "M", 1), ("04", "K", 2), ("04", "M", 30)])
}

fn by(method: Method, tables: &[&[&[&str]]]) -> Pack {
    let mut pack = pack(tables);
    (pack.rules.method, pack.rules.width, pack.rules.insiders) = (method, 3, true);
    pack
}

fn release(pack: &Pack, micro: &Micro) -> Result<Release, Refused> {
    run(pack, micro, None, &SECRET, &Alone)
}

/// Every row of a table: its codes and its first figure.
fn figures(release: &Release, table: usize) -> Vec<(String, i64)> {
    let row =
        |row: &crate::disclosure::tables::SafeRow| (row.codes().join(" "), row.values().unwrap()[0].units());
    release.tables[table].rows().iter().map(row).collect()
}

const CROSSED: &[&[&str]] = &[&["Total", "lan"], &["Total", "sex"]];

#[test]
fn rounded_tables_add_up_and_show_no_small_figure() {
    let release = release(&by(Method::Round, &[CROSSED]), &small()).unwrap();
    let figures = figures(&release, 0);
    let of = |name: &str| figures.iter().find(|(codes, _)| codes == name).map_or(0, |one| one.1);
    for lan in ["01", "03", "04"] {
        assert_eq!(of(&format!("{lan} Total")), of(&format!("{lan} K")) + of(&format!("{lan} M")));
    }
    assert_eq!(of("Total Total"), of("01 Total") + of("03 Total") + of("04 Total"));
    assert!(figures.iter().all(|(_, figure)| *figure >= 5));
    assert!(release.pattern.rows.iter().all(|row| !row.suppressed));
    assert_eq!((release.proof.method, release.proof.verdict, release.proof.primary), ("round", "pass", 3));
    assert!(release.proof.hidden.iter().all(|hidden| {
        hidden.possible.values().all(|possible| possible.highest - possible.lowest >= 3.0)
    }));
}
#[test]
fn the_same_cases_have_the_same_noise_in_two_packs() {
    let one = release(&by(Method::CellKey, &[CROSSED]), &small()).unwrap();
    let other = release(&by(Method::CellKey, &[&[&["lan"]], &[&["Total", "sex"]]]), &small()).unwrap();
    let crossed = figures(&one, 0);
    for (codes, figure) in figures(&other, 0) {
        assert!(crossed.contains(&(format!("{codes} Total"), figure)), "{codes}");
    }
    for (codes, figure) in figures(&other, 1) {
        assert!(crossed.contains(&(format!("Total {codes}"), figure)), "{codes}");
    }
}
