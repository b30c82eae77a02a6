//! What a pattern file may be, what is told of one that is wrong, and that nothing makes the reader panic.

use super::*;
use crate::disclosure::{fault::Fault, micro::Micro, pack::Pack};
use proptest::prelude::*;

const PACK: &str = r#"
[hierarchies]
kommun = ["lan", "ktyp"]
[[tables]]
name = "by_place"
dimensions = [["Total", "lan", "ktyp", "kommun"], ["Total", "sex"]]
measures = ["count"]
"#;

const DATA: &str = "person,kommun,lan,ktyp,sex\nP1,0114,01,T1,K\nP2,0115,01,T1,M\nP3,0380,03,T2,K\n";

const GOOD: &str = "\
\"kommun\",\"sex\",\"freq\",\"lo\",\"primary\",\"suppressed\"
\"Total\",\"Total\",3,NA,FALSE,FALSE
\"01\",\"K\",1,0.5,TRUE,TRUE
\"T1\",\"Total\",2,NA,false,true
0380,M,0,NA,0,1
";

fn parts() -> (Pack, Micro) {
    let pack = Pack::read(PACK, "pack.toml", "pack").unwrap();
    let micro = Micro::read(&pack, DATA.as_bytes(), "data.csv").unwrap();
    (pack, micro)
}

fn read(text: &[u8]) -> Result<Pattern, Fault> {
    let (pack, micro) = parts();
    Pattern::read(&pack, &micro, text, "pattern.csv")
}

#[test]
fn nested_codes_share_a_column_and_total_fixes_nothing() {
    let pattern = read(GOOD.as_bytes()).unwrap();
    let codes: Vec<_> = pattern.rows.iter().map(|row| row.codes.as_slice()).collect();
    assert_eq!(codes, [&[][..], &[(0, 0), (3, 0)], &[(1, 0)], &[(2, 2), (3, 1)]]);
    assert_eq!(
        pattern.rows[3],
        Row { codes: vec![(2, 2), (3, 1)], freq: 0, primary: false, suppressed: true }
    );
}

#[test]
fn a_pattern_is_written_as_it_is_read() {
    let (pack, micro) = parts();
    let pattern = read(GOOD.as_bytes()).unwrap();
    let mut out = Vec::new();
    pattern.write(&pack, &micro, &mut out).unwrap();
    let text = "kommun,sex,freq,primary,suppressed\nTotal,Total,3,FALSE,FALSE\n01,K,1,TRUE,TRUE\n\
        T1,Total,2,FALSE,TRUE\n0380,M,0,FALSE,TRUE\n";
    assert_eq!(String::from_utf8_lossy(&out), text);
    assert_eq!(read(&out).unwrap(), pattern);
}

#[test]
fn nested_codes_may_stand_in_columns_of_their_own() {
    let text =
        "kommun,lan,ktyp,sex,freq,primary,suppressed\nTotal,01,Total,K,1,1,1\n0380,Total,Total,M,0,0,1\n";
    let rows = read(text.as_bytes()).unwrap().rows;
    assert_eq!(
        (rows[0].codes.as_slice(), rows[1].codes.as_slice()),
        (&[(0, 0), (3, 0)][..], &[(2, 2), (3, 1)][..])
    );
}

#[test]
fn what_is_wrong_is_told_with_its_line() {
    for (right, wrong, line, says) in [
        ("\"kommun\"", "\"county\"", 1, "\"kommun\""),
        ("\"freq\"", "\"n\"", 1, "\"freq\""),
        ("\"primary\"", "\"p\"", 1, "\"primary\""),
        ("\"suppressed\"", "\"s\"", 1, "\"suppressed\""),
        ("\"01\"", "\"1\"", 3, "zeros in front"),
        ("\"K\",1", "\"K\",-1", 3, "negative"),
        ("\"K\",1", "\"K\",1.5", 3, "whole number"),
        ("\"K\",1", "\"K\",", 3, "whole number"),
        ("\"K\",1", "\"\",1", 3, "\"sex\" is empty"),
        ("TRUE,TRUE", "yes,TRUE", 3, "neither true nor false"),
        ("\"T1\",\"Total\"", "\"Total\",\"Total\"", 4, "line 2"),
        ("\"01\",\"K\",1,0.5,TRUE", "\"01\",\"K\",1,TRUE", 3, "5 values"),
    ] {
        assert!(GOOD.contains(right), "{right}");
        let fault = read(GOOD.replacen(right, wrong, 1).as_bytes()).unwrap_err();
        assert_eq!(fault.line, Some(line), "{wrong}: {fault}");
        assert!(fault.to_string().contains(says) && !fault.mend.is_empty(), "{wrong}: {fault}");
    }
    let twice = "kommun,lan,sex,freq,primary,suppressed\n01,03,K,1,1,1\n";
    assert!(read(twice.as_bytes()).unwrap_err().what.contains("two ways"));
    assert!(read(GOOD.lines().next().unwrap().as_bytes()).unwrap_err().what.contains("no cells"));
}

proptest! {
    #[test]
    fn no_bytes_make_the_reader_panic(data in any::<Vec<u8>>()) {
        let _ = read(&data);
    }

    #[test]
    fn no_change_to_a_pattern_makes_the_reader_panic(
        from in 0..GOOD.len(),
        len in 0..30_usize,
        piece in prop_oneof![
            prop::collection::vec(any::<u8>(), 0..6),
            "[,;\"\n0-9T.-]{0,6}".prop_map(String::into_bytes),
            Just(b"Total".to_vec()),
        ],
    ) {
        let text = [&GOOD.as_bytes()[..from], &piece, &GOOD.as_bytes()[(from + len).min(GOOD.len())..]].concat();
        if let Err(fault) = read(&text) {
            prop_assert!(fault.line.is_some() && !fault.what.is_empty() && !fault.mend.is_empty());
        }
    }
}
