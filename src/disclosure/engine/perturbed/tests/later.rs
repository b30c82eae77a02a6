//! Releases after earlier ones.

use super::*;
use crate::disclosure::{
    ledger::Ledger,
    past::{Past, sample::empty_ledger},
};

/// Makes a release after the earlier ones of a folder and accepts it.
fn publish(ledger: &mut Ledger, pack: &Pack, micro: &Micro) -> Result<Release, String> {
    let past = Past::over(ledger, pack, micro).map_err(|barred| barred.to_string())?;
    let secret = *ledger.secret().bytes();
    let release = run(pack, micro, Some(&past), &secret, &Alone).map_err(|refused| format!("{refused:?}"))?;
    let mut entry = ledger.next(pack, micro);
    release.enter(&mut entry);
    ledger.append(entry).map_err(|fault| fault.to_string())?;
    Ok(release)
}

#[test]
fn a_later_release_agrees_with_an_earlier_one() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = by(Method::Round, &[&[&["Total", "lan"], &["quarter"]]]);
    let columns = ["lan", "quarter"];
    let mut all = numbered(0, &[("01", "Q1", 3), ("03", "Q1", 2), ("04", "Q1", 9), ("05", "Q1", 30)]);
    let first = publish(&mut ledger, &pack, &micro(&columns, &all)).unwrap();
    let rounded = ledger.releases()[0].rounded.as_ref().unwrap();
    assert_eq!((rounded.base, rounded.cells.len()), (5, 4));
    all.extend(numbered(100, &[("01", "Q2", 1), ("03", "Q2", 14), ("04", "Q2", 4)]));
    let second = publish(&mut ledger, &pack, &micro(&columns, &all)).unwrap();
    for lan in ["01", "03", "04", "05", "Total"] {
        let of = |release| figure(release, 0, &format!("{lan} Q1"));
        assert_eq!(of(&first), of(&second), "{lan}");
    }
    let again = Ledger::open(_folder.path(), || [0; 32]).unwrap();
    assert_eq!(again.releases(), ledger.releases());
}

#[test]
fn a_late_case_stays_within_what_was_rounded_or_is_refused() {
    for late in ["01", "04"] {
        let (_folder, mut ledger) = empty_ledger();
        let pack = by(Method::Round, &[&[&["Total", "lan"], &["quarter"]]]);
        let columns = ["lan", "quarter"];
        let mut all = numbered(0, &[("01", "Q1", 3), ("03", "Q1", 2), ("04", "Q1", 9)]);
        let first = publish(&mut ledger, &pack, &micro(&columns, &all)).unwrap();
        all.extend(numbered(100, &[(late, "Q1", 1), ("02", "Q1", 10), ("03", "Q2", 14)]));
        match (late, publish(&mut ledger, &pack, &micro(&columns, &all))) {
            ("01", Ok(second)) => assert_eq!(figure(&first, 0, "01 Q1"), figure(&second, 0, "01 Q1")),
            ("04", Err(why)) => assert!(why.contains("book late cases") && why.contains("lan = 04"), "{why}"),
            (_, other) => panic!("{late}: {:?}", other.err()),
        }
    }
}

#[test]
fn a_rounded_series_keeps_its_columns() {
    let (_folder, mut ledger) = empty_ledger();
    let first = by(Method::Round, &[&[&["lan"]]]);
    publish(&mut ledger, &first, &micro(&["lan"], &cases(0, 9, &["01"]))).unwrap();
    let second = by(Method::Round, &[CROSSED]);
    let why =
        publish(&mut ledger, &second, &micro(&["lan", "sex"], &cases(0, 19, &["01", "K"]))).err().unwrap();
    assert!(why.contains("rounded to 5 over the columns lan"), "{why}");
}

#[test]
fn attack_28_a_series_does_not_change_its_method() {
    for (one, other) in [(Method::CellKey, Method::Round), (Method::Round, Method::CellKey)] {
        let (_folder, mut ledger) = empty_ledger();
        publish(&mut ledger, &by(one, &[CROSSED]), &rows(&SMALL)).unwrap();
        let why = publish(&mut ledger, &by(other, &[CROSSED]), &rows(&SMALL)).err().unwrap();
        assert!(why.contains(one.code()) && why.contains("keeps its method for life"), "{why}");
        let mut elsewhere = by(other, &[CROSSED]);
        elsewhere.series = "another".to_owned();
        let why = publish(&mut ledger, &elsewhere, &rows(&SMALL)).err().unwrap();
        assert!(why.contains("undo its protection"), "{why}");
    }
}

#[test]
fn a_second_release_by_cell_keys_keeps_the_figures_of_the_first() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = by(Method::CellKey, &[&[&["Total", "lan"], &["quarter"]]]);
    let columns = ["lan", "quarter"];
    let mut all = numbered(0, &[("01", "Q1", 3), ("03", "Q1", 12), ("04", "Q1", 9)]);
    let first = publish(&mut ledger, &pack, &micro(&columns, &all)).unwrap();
    all.extend(numbered(100, &[("01", "Q2", 8), ("03", "Q2", 14)]));
    let second = publish(&mut ledger, &pack, &micro(&columns, &all)).unwrap();
    for lan in ["01", "03", "04", "Total"] {
        let of = |release| figure(release, 0, &format!("{lan} Q1"));
        assert_eq!(of(&first), of(&second), "{lan}");
    }
}
