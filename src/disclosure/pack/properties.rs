//! What a pack may be, what is told of one that is wrong, and that nothing makes the reader panic.

use super::*;
use crate::disclosure::fault::Fault;
use proptest::prelude::*;

const GOOD: &str = r#"series = "half-year"

[rules]
method = "suppress"
threshold = 5
unit = "person"
zeros = "publish"
width = 3
insiders = true
homogeneity = ["outcome"]
money = { owners = 3, p_percent = 10, largest = 80 }

[hierarchies]
kommun = ["lan", "ktyp"]
sni2 = ["sni1"]
quarter = ["half", "year"]

[[tables]]
name = "by_place"
dimensions = [["Total", "lan", "ktyp", "kommun"], ["Total", "sex"]]
measures = ["count", "persons", "sum:hours"]

[[tables]]
name = "by_period"
dimensions = [["half", "quarter"], ["Total", "sex"]]
measures = ["count"]
"#;

fn read(text: &str) -> Result<Pack, Fault> {
    Pack::read(text, "pack.toml", "pack")
}

fn names(family: &Family) -> (&str, Vec<&str>) {
    (&family.name, family.columns.iter().map(String::as_str).collect())
}

#[test]
fn a_pack_is_read_as_it_is_written() {
    let pack = read(GOOD).unwrap();
    assert_eq!(pack.series, "half-year");
    assert_eq!(pack.rules.money, Some(Money { owners: 3, p_percent: 10, largest: 80 }));
    assert_eq!(pack.tables[0].measures[2], Measure::Sum("hours".into()));
    assert_eq!(pack.tables[0].dimensions[1], [None, Some("sex".into())]);
    let families = pack.families();
    let families: Vec<_> = families.iter().map(names).collect();
    let expected = [
        ("kommun", vec!["lan", "ktyp", "kommun"]),
        ("sex", vec!["sex"]),
        ("quarter", vec!["half", "quarter"]),
    ];
    assert_eq!(families, expected);
}

#[test]
fn what_is_left_out_has_a_default() {
    let pack = read("[[tables]]\nname = \"a\"\ndimensions = [[\"sex\"]]\nmeasures = [\"count\"]").unwrap();
    let expected = Rules {
        method: Method::Suppress,
        threshold: 5,
        unit: "person".into(),
        zeros: Zeros::Publish,
        width: 3,
        insiders: true,
        homogeneity: vec![],
        money: None,
    };
    assert_eq!((pack.rules, pack.series.as_str()), (expected, "pack"));
    let sum = read("[[tables]]\nname = \"a\"\ndimensions = [[\"sex\"]]\nmeasures = [\"sum:grant\"]").unwrap();
    assert_eq!(sum.rules.money, Some(Money { owners: 3, p_percent: 10, largest: 80 }));
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_how_to_mend_it() {
    for (right, wrong, line, says) in [
        ("threshold = 5", "treshold = 5", 5, "treshold"),
        ("threshold = 5", "threshold = 0", 5, "protects nobody"),
        ("threshold = 5", "threshold = -1", 5, "-1"),
        ("threshold = 5", "threshold = \"5\"", 5, "string"),
        ("threshold = 5", "threshold = 5 5", 5, "TOML"),
        ("threshold = 5", "threshold = 5\nthreshold = 6", 6, "duplicate"),
        ("\"suppress\"", "\"supress\"", 4, "supress"),
        ("zeros = \"publish\"", "zeros = \"hide\"", 7, "hide"),
        ("largest = 80", "largest = 180", 11, "largest"),
        ("owners = 3", "owners = 0", 11, "nobody"),
        ("[\"outcome\"]", "[\"Total\"]", 10, "Total"),
        ("\"half-year\"", "\" \"", 1, "series"),
        ("kommun = [\"lan\", \"ktyp\"]", "kommun = [\"lan\", \"kommun\"]", 14, "circle"),
        ("sni2 = [\"sni1\"]", "sni2 = [\"sni1\"]\nsni1 = [\"sni2\"]", 16, "circle"),
        ("[\"half\", \"year\"]", "[\"half\", \"half\"]", 16, "twice"),
        ("\"by_place\"", "\"../by_place\"", 19, "file"),
        ("\"by_place\"", "\"pattern\"", 19, "pattern.csv"),
        ("\"by_period\"", "\"By_place\"", 24, "more than one"),
        ("\"lan\", \"ktyp\", \"kommun\"", "\"lan\", \"sni1\"", 20, "no hierarchy"),
        (
            "[\"Total\", \"sex\"]]\nmeasures = [\"count\", ",
            "[\"lan\"]]\nmeasures = [\"count\", ",
            20,
            "two dimensions",
        ),
        ("[\"half\", \"quarter\"]", "[\"half\", \"half\"]", 25, "twice"),
        ("[\"half\", \"quarter\"]", "[]", 25, "no column"),
        ("[\"half\", \"quarter\"]", "[\"person\"]", 25, "contributor"),
        ("[\"half\", \"quarter\"]", "[\"freq\"]", 25, "freq"),
        ("[[\"half\", \"quarter\"], [\"Total\", \"sex\"]]", "[]", 24, "no dimensions"),
        ("measures = [\"count\"]", "", 24, "no measures"),
        ("measures = [\"count\"]", "measures = [\"counts\"]", 26, "counts"),
        ("measures = [\"count\"]", "measures = [\"sum:\"]", 26, "sum:"),
        ("measures = [\"count\"]", "measures = [\"count\", \"count\"]", 26, "twice"),
        ("name = \"by_period\"", "", 23, "name"),
    ] {
        assert!(GOOD.contains(right), "{right}");
        let at = GOOD.rfind(right).unwrap();
        let at = if right.contains("\"sex\"]]\n") { GOOD.find(right).unwrap() } else { at };
        let text = format!("{}{wrong}{}", &GOOD[..at], &GOOD[at + right.len()..]);
        let fault = read(&text).unwrap_err();
        assert_eq!(fault.line, Some(line), "{wrong}: {fault}");
        assert!(fault.to_string().contains(says) && !fault.mend.is_empty(), "{wrong}: {fault}");
    }
    assert_eq!(
        read("").unwrap_err().to_string().split(';').next(),
        Some("pack.toml:1: the pack has no tables")
    );
}

#[test]
fn columns_that_one_cell_needs_both_of_stand_apart() {
    let text = GOOD.replace("[\"Total\", \"sex\"]", "[\"Total\", \"sni2\"]");
    let crossed = text.replace("[[\"half\", \"quarter\"], ", "[[\"lan\"], [\"ktyp\"], ");
    let pack = read(&crossed).unwrap();
    let names: Vec<_> = pack.families().into_iter().map(|family| family.name).collect();
    assert_eq!(names, ["lan", "ktyp", "kommun", "sni2"]);
}

#[test]
fn a_column_that_ties_two_others_together_is_read_too() {
    let text = "[hierarchies]\nweek = [\"year\"]\nmonth = [\"year\"]\n[[tables]]\nname = \"a\"\n\
        dimensions = [[\"week\"]]\nmeasures = [\"count\"]\n[[tables]]\nname = \"b\"\n\
        dimensions = [[\"month\"]]\nmeasures = [\"count\"]";
    let pack = read(text).unwrap();
    assert_eq!(pack.columns(), ["week", "month", "year"]);
    assert_eq!(pack.families().len(), 2);
}

proptest! {
    #[test]
    fn no_text_makes_the_reader_panic(text in any::<String>()) {
        let _ = read(&text);
    }

    #[test]
    fn no_change_to_a_pack_makes_the_reader_panic(
        from in 0..GOOD.len(),
        len in 0..40_usize,
        piece in prop_oneof!["\\PC{0,5}", "[\\[\\]{}=,.\"0-9\n]{0,6}", Just("Total".to_owned()), Just("kommun".to_owned())],
    ) {
        let text = format!("{}{piece}{}", &GOOD[..from], &GOOD[(from + len).min(GOOD.len())..]);
        if let Err(fault) = read(&text) {
            prop_assert!(fault.line.is_some() && !fault.what.is_empty() && !fault.mend.is_empty());
        }
    }
}
