//! The attacks that need a memory, as rows and packs.

use super::sample::*;
use super::*;
use crate::disclosure::pack::Zeros;

fn both(one: Vec<sample::Case>, other: Vec<sample::Case>) -> Vec<sample::Case> {
    one.into_iter().chain(other).collect()
}

#[test]
fn attack_13_a_hidden_quarter_does_not_follow_from_the_half_year() {
    let (_folder, mut ledger) = empty_ledger();
    let columns = ["quarter", "half"];
    let first = cases(0, 3, &["2025Q1", "2025H1"]);
    publish(&mut ledger, &pack(&[&[&["quarter"]]]), &micro(&columns, &first)).unwrap();
    assert_eq!(said(&ledger, &[("quarter", "2025Q1")]), None);
    let second = both(first, cases(10, 11, &["2025Q2", "2025H1"]));
    publish(&mut ledger, &pack(&[&[&["quarter", "half"]]]), &micro(&columns, &second)).unwrap();
    let shown = [("quarter", "2025Q2"), ("half", "2025H1")].map(|cell| said(&ledger, &[cell]));
    assert_eq!(said(&ledger, &[("quarter", "2025Q1")]), None);
    assert_eq!(shown.iter().flatten().count(), 1, "{shown:?}");
}

#[test]
fn attack_13_stays_foiled_when_the_second_half_of_it_comes_a_release_later() {
    let (_folder, mut ledger) = empty_ledger();
    let columns = ["quarter", "half"];
    let all = both(cases(0, 3, &["2025Q1", "2025H1"]), cases(10, 11, &["2025Q2", "2025H1"]));
    let rows = micro(&columns, &all);
    publish(&mut ledger, &pack(&[&[&["quarter"]]]), &rows).unwrap();
    assert_eq!(said(&ledger, &[("quarter", "2025Q2")]), Some(11));
    publish(&mut ledger, &pack(&[&[&["half"]]]), &rows).unwrap();
    assert_eq!(said(&ledger, &[("half", "2025H1")]), None);
}

#[test]
fn attack_14_one_late_case_in_a_published_period_is_refused() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = pack(&[&[&["Total", "outcome"]]]);
    let before = both(cases(0, 14, &["start"]), cases(20, 9, &["vaxt"]));
    publish(&mut ledger, &pack, &micro(&["outcome"], &before)).unwrap();
    let after = both(before, cases(90, 1, &["vaxt"]));
    let refused = publish(&mut ledger, &pack, &micro(&["outcome"], &after)).unwrap_err();
    assert!(refused.contains("fewer than 10 persons") && refused.contains("next open period"), "{refused}");
    assert_eq!(ledger.releases().len(), 1);
}

#[test]
fn attack_14_among_many_late_cases_the_one_of_its_kind_is_hidden() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = pack(&[&[&["Total", "outcome"]]]);
    let before = both(cases(0, 14, &["start"]), cases(20, 9, &["vaxt"]));
    publish(&mut ledger, &pack, &micro(&["outcome"], &before)).unwrap();
    let late = both(cases(90, 1, &["vaxt"]), cases(100, 9, &["start"]));
    publish(&mut ledger, &pack, &micro(&["outcome"], &both(before, late))).unwrap();
    let shown = ["start", "vaxt"].map(|code| said(&ledger, &[("outcome", code)]));
    assert_eq!(shown[1], None);
    assert_eq!([shown[0], said(&ledger, &[])].iter().flatten().count(), 1);
}

#[test]
fn attack_14_one_case_that_is_withdrawn_or_corrected_is_refused() {
    for code in [None, Some("vaxt")] {
        let (_folder, mut ledger) = empty_ledger();
        let pack = pack(&[&[&["Total", "outcome"]]]);
        let mut rows = both(cases(0, 14, &["start"]), cases(20, 9, &["vaxt"]));
        publish(&mut ledger, &pack, &micro(&["outcome"], &rows)).unwrap();
        match code {
            None => drop(rows.remove(3)),
            Some(code) => rows[3].2 = vec![code.to_owned()],
        }
        let refused = publish(&mut ledger, &pack, &micro(&["outcome"], &rows)).unwrap_err();
        assert!(refused.contains("fewer than 10 persons"), "{refused}");
    }
}

#[test]
fn attack_15_two_consecutive_years_to_date_do_not_give_the_month_between() {
    let (_folder, mut ledger) = empty_ledger();
    let columns = ["month", "year"];
    let pack = pack(&[&[&["year"]]]);
    let march = cases(0, 12, &["2025-03", "2025"]);
    publish(&mut ledger, &pack, &micro(&columns, &march)).unwrap();
    let april = both(march, cases(20, 2, &["2025-04", "2025"]));
    publish(&mut ledger, &pack, &micro(&columns, &april)).unwrap();
    assert_eq!(said(&ledger, &[("year", "2025")]), None);
    let june = both(april, cases(30, 10, &["2025-06", "2025"]));
    publish(&mut ledger, &pack, &micro(&columns, &june)).unwrap();
    assert_eq!(said(&ledger, &[("year", "2025")]), Some(24));
}

#[test]
fn attack_15_without_a_column_of_time_a_cumulative_table_grows_by_many_or_not_at_all() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = pack(&[&[&["year"]]]);
    let march = cases(0, 12, &["2025"]);
    publish(&mut ledger, &pack, &micro(&["year"], &march)).unwrap();
    let april = both(march, cases(20, 2, &["2025"]));
    assert!(publish(&mut ledger, &pack, &micro(&["year"], &april)).is_err());
    let june = both(april, cases(30, 10, &["2025"]));
    publish(&mut ledger, &pack, &micro(&["year"], &june)).unwrap();
    assert_eq!(said(&ledger, &[("year", "2025")]), Some(24));
}

/// Kommun c, of three, is moved from län A to B.
fn moved(lan: &str) -> Vec<sample::Case> {
    let others = both(cases(0, 20, &["a", "A"]), cases(30, 20, &["b", "B"]));
    both(others, cases(60, 3, &["c", lan]))
}

#[test]
fn attack_16_slivers_of_two_classifications_are_seen() {
    let (_folder, mut ledger) = empty_ledger();
    let columns = ["kommun", "lan"];
    let mut pack = pack(&[&[&["lan", "kommun"]]]);
    pack.hierarchies.insert("kommun".to_owned(), vec!["lan".to_owned()]);
    publish(&mut ledger, &pack, &micro(&columns, &moved("B"))).unwrap();
    let lan = |ledger: &Ledger| ["A", "B"].map(|code| said(ledger, &[("lan", code)]));
    assert_eq!(lan(&ledger), [Some(20), Some(23)]);
    let past = publish(&mut ledger, &pack, &micro(&columns, &moved("A"))).unwrap();
    assert_eq!(lan(&ledger), [None, None]);
    let names: Vec<_> = past.rows.micro.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!(names, ["kommun", "lan", "lan@1"]);
    assert_ne!(ledger.releases()[0].code_lists, ledger.releases()[1].code_lists);
}

#[test]
fn attack_16_is_seen_without_names_of_cases_too() {
    let (_folder, mut ledger) = empty_ledger();
    let mut pack = pack(&[&[&["lan"]], &[&["kommun"]]]);
    pack.hierarchies.insert("kommun".to_owned(), vec!["lan".to_owned()]);
    let rows = |lan| Micro { cases: Vec::new(), ..micro(&["kommun", "lan"], &moved(lan)) };
    publish(&mut ledger, &pack, &rows("B")).unwrap();
    let past = publish(&mut ledger, &pack, &rows("A")).unwrap();
    assert_eq!(past.rows.micro.len(), 43);
    let lan = |code| said(&ledger, &[("lan", code)]);
    assert_eq!((lan("A"), lan("B")), (None, None));
}

#[test]
fn attack_16_is_refused_where_nothing_shows_that_it_was_the_code_list_that_changed() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = pack(&[&[&["lan"]]]);
    let rows = |lan| {
        let rows = moved(lan).into_iter().map(|(name, person, codes)| (name, person, codes[1..].to_vec()));
        micro(&["lan"], &rows.collect::<Vec<_>>())
    };
    publish(&mut ledger, &pack, &rows("A")).unwrap();
    assert!(publish(&mut ledger, &pack, &rows("B")).is_err());
}

#[test]
fn attack_28_a_series_keeps_its_method_and_cases_keep_theirs() {
    let (_folder, mut ledger) = empty_ledger();
    let mut pack = pack(&[&[&["Total", "sex"]]]);
    let rows = micro(&["sex"], &both(cases(0, 7, &["K"]), cases(10, 8, &["M"])));
    publish(&mut ledger, &pack, &rows).unwrap();
    pack.rules.method = Method::CellKey;
    let barred = Past::over(&ledger, &pack, &rows).unwrap_err();
    assert!(matches!(barred, Barred::OtherMethod { release: 1, .. }), "{barred}");
    pack.series = "another".to_owned();
    let barred = Past::over(&ledger, &pack, &rows).unwrap_err();
    assert!(matches!(barred, Barred::CasesOfOtherMethod { release: 1, .. }), "{barred}");
    let new = micro(&["sex"], &cases(100, 7, &["K"]));
    assert!(Past::over(&ledger, &pack, &new).is_ok());
}

#[test]
fn the_same_release_again_says_the_same() {
    let (_folder, mut ledger) = empty_ledger();
    let mut pack = pack(&[&[&["Total", "sex"], &["Total", "bg"]]]);
    pack.rules.zeros = Zeros::Protect;
    let kinds = [("K", "SE", 9), ("K", "UT", 3), ("M", "SE", 8), ("M", "UT", 7)];
    let rows: Vec<_> =
        kinds.iter().zip(0..).flat_map(|(kind, n)| cases(n * 20, kind.2, &[kind.0, kind.1])).collect();
    let rows = micro(&["sex", "bg"], &rows);
    let past = publish(&mut ledger, &pack, &rows).unwrap();
    assert!(past.printed.is_empty());
    for _ in 0..3 {
        let past = publish(&mut ledger, &pack, &rows).unwrap();
        assert_eq!(past.rows.micro.columns, rows.columns);
        assert_eq!(past.rows.presences, [(0..=past.now).collect::<Vec<_>>()]);
        let printed = |place: usize| ledger.releases()[place].printed.clone();
        assert_eq!(printed(past.now as usize), printed(0));
    }
}

#[test]
fn rows_and_codes_of_earlier_releases_are_there_after_those_of_this_one() {
    let (_folder, mut ledger) = empty_ledger();
    let before = both(cases(0, 12, &["K", "SE"]), cases(20, 11, &["M", "SE"]));
    publish(&mut ledger, &pack(&[&[&["sex"], &["bg"]]]), &micro(&["sex", "bg"], &before)).unwrap();
    let now = both(cases(40, 10, &["X", "16-29"]), cases(0, 1, &["K", "30-44"]));
    let past = Past::over(&ledger, &pack(&[&[&["sex"], &["age"]]]), &micro(&["sex", "age"], &now)).unwrap();
    let rows = &past.rows.micro;
    let names: Vec<_> = rows.columns.iter().map(|column| column.name.as_str()).collect();
    assert_eq!((rows.len(), names), (33, vec!["sex", "age", "bg"]));
    assert_eq!(rows.columns[0].codes, ["K", "M", "X"]);
    let sets = |row: usize| past.rows.presences[past.rows.presence[row] as usize].clone();
    assert_eq!((sets(0), sets(10), sets(11)), (vec![1], vec![0, 1], vec![0]));
    assert_eq!(past.printed.len(), 2);
    assert_eq!(rows.columns[1].rows[11], crate::disclosure::cells::BLANK);
}

#[test]
fn a_corrected_amount_is_another_figure_in_its_own_sums_only() {
    let (_folder, mut ledger) = empty_ledger();
    let mut pack = pack(&[&[&["Total", "sex"]]]);
    pack.tables[0].measures = vec![Measure::Count, Measure::Sum("hours".to_owned())];
    let all = both(cases(0, 12, &["K"]), cases(20, 11, &["M"]));
    let rows = |decimals, hours: Vec<i64>| {
        let rows = with_amount(micro(&["sex"], &all), "hours", decimals, hours);
        with_amount(rows, "grant", 0, vec![50; 23])
    };
    let mut release = ledger.next(&pack, &rows(0, vec![4; 23]));
    let sum = Measure::Sum("hours".to_owned());
    let total = crate::disclosure::cells::Frame::new(Vec::new());
    release.print(&rows(0, vec![4; 23]), (&total, &[]), &sum, (Some(92), Some(92)));
    ledger.append(release).unwrap();
    let mut hours = vec![400; 23];
    hours[20] = 425;
    let past = Past::over(&ledger, &pack, &rows(2, hours)).unwrap();
    assert_eq!((past.printed[0].lo, past.rows.micro.amounts[0].rows[20]), (Some(9200), 425));
    assert!(past.differences(&Measure::Count, &past.rows.atoms(1)).is_empty());
    assert_eq!(past.rows_of(&Measure::Sum("grant".to_owned())).micro.len(), 23);
    let of_hours = past.rows_of(&sum);
    assert_eq!((of_hours.micro.len(), of_hours.micro.amounts[0].rows[23]), (24, 400));
    let differences = past.differences(&sum, &of_hours.atoms(1));
    assert_eq!(differences.len(), 1, "Total and M gain and lose the same");
    assert_eq!(differences[0].terms.iter().map(|term| term.1).sum::<i64>(), 0);
}

#[test]
fn growth_of_a_sum_that_is_mostly_one_owners_is_a_secret_however_many_persons_it_has() {
    let (_folder, mut ledger) = empty_ledger();
    let mut pack = pack(&[&[&["Total"]]]);
    let sum = Measure::Sum("grant".to_owned());
    pack.tables[0].measures = vec![sum.clone()];
    let first = cases(0, 12, &["2025Q1"]);
    ledger
        .append(ledger.next(&pack, &with_amount(micro(&["quarter"], &first), "grant", 0, vec![5; 12])))
        .unwrap();
    let second = both(first, cases(20, 12, &["2025Q2"]));
    let secret = |largest: i64| {
        let grants = (0..24).map(|row| if row == 23 { largest } else { 5 }).collect();
        let past = Past::over(&ledger, &pack, &with_amount(micro(&["quarter"], &second), "grant", 0, grants));
        let past = past.unwrap();
        past.differences(&sum, &past.rows_of(&sum).atoms(1)).len()
    };
    assert_eq!((secret(5), secret(900)), (0, 1));
}

#[test]
fn rows_without_names_are_matched_as_many_times_as_they_are_there() {
    let (_folder, mut ledger) = empty_ledger();
    let pack = pack(&[&[&["Total", "support"]]]);
    let rows = |counselling: usize, loans: usize| {
        let persons = (0..12).flat_map(|person| {
            let of = |code| case("", &format!("P{person}"), &[code]);
            std::iter::repeat_n(of("counselling"), counselling).chain(std::iter::repeat_n(of("loan"), loans))
        });
        Micro { cases: Vec::new(), ..micro(&["support"], &persons.collect::<Vec<_>>()) }
    };
    publish(&mut ledger, &pack, &rows(3, 1)).unwrap();
    let past = Past::over(&ledger, &pack, &rows(2, 3)).unwrap();
    let with = |presence: &[u32]| {
        let set = past.rows.presences.iter().position(|set| set == presence).unwrap() as u32;
        past.rows.presence.iter().filter(|presence| **presence == set).count()
    };
    assert_eq!((with(&[0, 1]), with(&[0]), with(&[1])), (36, 12, 24));
    let named = micro(&["support"], &cases(0, 12, &["loan"]));
    assert!(matches!(Past::over(&ledger, &pack, &named), Err(Barred::Unnamed { .. })));
}
