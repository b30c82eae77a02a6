//! What rows may be, what is told of those that are wrong, and that nothing makes the reader panic.

use super::*;
use crate::disclosure::{fault::Fault, pack::Pack};
use proptest::prelude::*;

const PACK: &str = r#"
[hierarchies]
kommun = ["lan", "ktyp"]
[[tables]]
name = "by_place"
dimensions = [["Total", "lan", "kommun"], ["sex"]]
measures = ["count", "sum:hours"]
"#;

const GOOD: &str = "\
case,person,org,kommun,lan,ktyp,sex,hours,note
C1,Anna-19790101,O1,0114,01,T1,K,7.5,x
C2,Bea-19800202,O2,0115,01,T1,M,12,\"a, b\"
C3,Anna-19790101,O3,0380,03,T2,K,-0.25,y
C4,Ceci-19810303,O2,0114,01,T1,K,1,z
";

fn pack() -> Pack {
    Pack::read(PACK, "pack.toml", "pack").unwrap()
}

fn read(data: &[u8]) -> Result<Micro, Fault> {
    Micro::read(&pack(), data, "data.csv")
}

#[test]
fn rows_become_numbers_of_sorted_codes() {
    let micro = read(GOOD.as_bytes()).unwrap();
    let column = |name: &str| &micro.columns[micro.column(name).unwrap()];
    assert_eq!(
        micro.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>(),
        ["lan", "kommun", "sex"]
    );
    assert_eq!(column("kommun").codes, ["0114", "0115", "0380"]);
    assert_eq!(column("kommun").rows, [0, 1, 2, 0]);
    assert_eq!((micro.persons, micro.owners), (vec![0, 1, 0, 2], vec![0, 1, 0, 1]));
    assert_eq!((micro.amounts[0].decimals, &micro.amounts[0].rows), (2, &vec![750, 1200, -25, 100]));
    assert_eq!(micro.cases, ["C1", "C2", "C3", "C4"]);
}

#[test]
fn what_is_wrong_is_told_with_its_line_and_no_person() {
    for (right, wrong, line, says) in [
        ("case,person", "case,personnr", 1, "\"person\""),
        ("kommun,lan", "komun,lan", 1, "\"kommun\""),
        ("lan,ktyp", "lan,kt", 1, "\"ktyp\""),
        ("hours,note", "hrs,note", 1, "\"hours\""),
        ("hours,note", "hours,sex", 1, "two columns"),
        ("C2,Bea-19800202", "C2,", 3, "\"person\" is empty"),
        ("C2,Bea-19800202", ",Bea-19800202", 3, "\"case\" is empty"),
        ("T1,M,12", "T1,,12", 3, "\"sex\" is empty"),
        ("0115,01,T1", "0115,,T1", 3, "missing from the hierarchy"),
        ("0115,01,T1", "0115,01,", 3, "missing from the hierarchy"),
        ("0114,01,T1,K,1,", "0114,03,T1,K,1,", 5, "\"01\" on line 2"),
        ("0114,01,T1,K,1,", "0114,01,T2,K,1,", 5, "ktyp \"T2\" here"),
        ("0115,01,T1,M", "0115,01,T1,Total", 3, "code Total"),
        ("0380,03,T2", "0380,0115,T2", 4, "\"0115\" is a code"),
        ("M,12", "M,\"12,5\"", 3, "not a number"),
        ("M,12", "M,", 3, "\"hours\" is empty"),
        ("M,12", "M,99999999999999999999", 3, "too large"),
        (",\"a, b\"", "", 3, "8 values"),
        ("y\n", "y,,\n", 4, "11 values"),
    ] {
        assert!(GOOD.contains(right), "{right}");
        let fault = read(GOOD.replacen(right, wrong, 1).as_bytes()).unwrap_err();
        assert_eq!(fault.line, Some(line), "{wrong}: {fault}");
        assert!(fault.to_string().contains(says) && !fault.mend.is_empty(), "{wrong}: {fault}");
        assert!(!fault.to_string().contains("19"), "a person is named: {fault}");
    }
}

#[test]
fn a_file_that_is_no_such_table_is_told_so() {
    let semicolons = GOOD.replace(',', ";");
    let tabs = GOOD.replace(',', "\t");
    let latin =
        [&b"case,person,org,kommun,lan,ktyp,sex,hours,note\nC1,P,O,G\xe4vle,01,T1,K,1,x\n"[..]].concat();
    let header = GOOD.lines().next().unwrap();
    let counted = GOOD.replace("hours,note", "hours,count").replace(",x\n", ",-1\n");
    for (data, line, says) in [
        (&b""[..], 1, "empty"),
        (header.as_bytes(), 1, "no rows"),
        (semicolons.as_bytes(), 1, "semicolons"),
        (tabs.as_bytes(), 1, "tabs"),
        (&latin, 2, "UTF-8"),
        (b"\xff\xfec\0a\0s\0e\0", 1, "UTF-8"),
        (counted.as_bytes(), 2, "negative"),
    ] {
        let fault = read(data).unwrap_err();
        assert_eq!(fault.line, Some(line), "{fault}");
        assert!(fault.to_string().contains(says), "{fault}");
    }
}

#[test]
fn a_byte_order_mark_and_spaces_around_codes_are_no_matter() {
    let data = format!("\u{feff}{}", GOOD.replace("0114", " 0114 "));
    assert_eq!(read(data.as_bytes()).unwrap().columns[1].codes[0], "0114");
}

#[test]
fn more_codes_or_cells_than_anybody_reads_are_refused() {
    let mut data = String::from("person,kommun,lan,ktyp,sex,hours\n");
    for row in 0..=MOST_CODES {
        data.push_str(&format!("P,{row},L{row},T,K,1\n"));
    }
    let fault = read(data.as_bytes()).unwrap_err();
    assert_eq!(fault.line, Some(MOST_CODES as u64 + 2));
    assert!(fault.what.contains("100000 codes"), "{fault}");
    let mut data = String::from("person,kommun,lan,ktyp,sex,hours\n");
    for row in 0..2_000 {
        data.push_str(&format!("P,{row},L,T,S{row},1\n"));
    }
    let fault = read(data.as_bytes()).unwrap_err();
    assert!(fault.what.contains("2000000 cells") && fault.line == Some(1415), "{fault}");
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(data in any::<Vec<u8>>()) {
        let _ = read(&data);
    }

    #[test]
    fn no_change_to_the_rows_makes_the_reader_panic_or_name_a_person(
        from in 0..GOOD.len(),
        len in 0..30_usize,
        piece in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..6),
            "[,;\"\n0-9T.-]{0,6}".prop_map(String::into_bytes),
            Just(b"Total".to_vec()),
        ],
    ) {
        let data = [&GOOD.as_bytes()[..from], &piece, &GOOD.as_bytes()[(from + len).min(GOOD.len())..]].concat();
        match read(&data) {
            Ok(micro) => {
                prop_assert!(micro.columns.iter().all(|column| column.rows.len() == micro.len()));
                prop_assert!(micro.owners.len() == micro.len() && [0, micro.len()].contains(&micro.cases.len()));
            }
            Err(fault) => prop_assert!(fault.line.is_some() && !fault.what.is_empty() && !fault.mend.is_empty()),
        }
    }
}
