//! The commands of protection as an operator types them, with what operators get wrong.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};
use tempfile::TempDir;

const PACK: &str = r#"[rules]
threshold = 5

[hierarchies]
kommun = ["lan", "ktyp"]

[[tables]]
name = "by_place"
dimensions = [["Total", "lan", "ktyp", "kommun"], ["Total", "sex"]]
measures = ["count"]
"#;

struct Told {
    code: Option<i32>,
    out: String,
    err: String,
}

fn told(folder: &Path, words: &[&str]) -> Told {
    let mut command = Command::new(env!("CARGO_BIN_EXE_jamvaxt"));
    let output = command.arg("protect").args(words).current_dir(folder).env_clear().output().unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).unwrap();
    Told { code: output.status.code(), out: text(output.stdout), err: text(output.stderr) }
}

/// A folder with a good pack and good rows: two counties, four municipalities, some of them small.
fn folder() -> TempDir {
    let folder = TempDir::new().unwrap();
    fs::write(folder.path().join("pack.toml"), PACK).unwrap();
    fs::write(folder.path().join("cases.csv"), cases()).unwrap();
    folder
}

fn cases() -> String {
    let mut cases = String::from("case,person,kommun,lan,ktyp,sex,hours\n");
    let places =
        [("0114", "01", "T1", 9), ("0115", "01", "T2", 3), ("0380", "03", "T1", 12), ("0381", "03", "T2", 8)];
    let mut number = 0;
    for (kommun, lan, ktyp, many) in places {
        for person in 0..many {
            number += 1;
            let sex = if person % 3 == 0 { "M" } else { "K" };
            cases.push_str(&format!("C{number},Anna-{number},{kommun},{lan},{ktyp},{sex},7.5\n"));
        }
    }
    cases
}

fn everything(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path.clone());
            }
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Exit code 2, one line with all of these, nobody's name, and not a file more than before.
#[track_caller]
fn refused(folder: &Path, words: &[&str], says: &[&str]) {
    let before = everything(folder);
    let told = told(folder, words);
    assert_eq!(told.code, Some(2), "{}{}", told.out, told.err);
    assert_eq!(told.err.lines().count(), 1, "not one line: {}", told.err);
    assert!(told.err.starts_with("jamvaxt: ") && told.out.is_empty(), "{}{}", told.out, told.err);
    for word in says {
        assert!(told.err.contains(word), "{word} is not in: {}", told.err);
    }
    assert!(!told.err.contains("Anna"), "a person is named: {}", told.err);
    assert_eq!(everything(folder), before, "something was written");
}

const RUN: [&str; 6] = ["run", "pack.toml", "--data", "cases.csv", "--out", "out"];
const CHECK: [&str; 6] = ["check", "pack.toml", "--data", "cases.csv", "--pattern", "pattern.csv"];

#[test]
fn a_pack_that_is_wrong_is_refused_with_its_line() {
    let folder = folder();
    for (right, wrong, says) in [
        ("threshold = 5", "treshold = 5", ["pack.toml:2:", "treshold", "spell it"]),
        ("threshold = 5", "threshold = 0", ["pack.toml:2:", "protects nobody", "such as 5"]),
        ("[rules]", "[rules", ["pack.toml:1:", "", "TOML"]),
        (
            "\"ktyp\"]\n",
            "\"ktyp\"]\nlan = [\"kommun\"]\n",
            ["pack.toml:5:", "circle", "coarser columns only"],
        ),
        ("\"by_place\"", "\"../../by_place\"", ["pack.toml:8:", "cannot be the name", "letters, digits"]),
        ("\"count\"", "\"counts\"", ["pack.toml:10:", "\"counts\"", "\"persons\""]),
        ("[\"Total\", \"sex\"]", "[\"lan\", \"sex\"]", ["pack.toml:9:", "two dimensions", "keep it"]),
    ] {
        fs::write(folder.path().join("pack.toml"), PACK.replacen(right, wrong, 1)).unwrap();
        refused(folder.path(), &RUN, &says);
        refused(folder.path(), &CHECK, &says);
    }
    fs::write(folder.path().join("pack.toml"), b"[rules]\n# G\xe4vle\n").unwrap();
    refused(folder.path(), &RUN, &["pack.toml:2:", "UTF-8"]);
}

#[test]
fn rows_that_are_wrong_are_refused_with_their_line_and_no_name() {
    let folder = folder();
    let good = cases();
    for (right, wrong, says) in [
        ("sex,hours", "kön,hours", ["cases.csv:1:", "\"sex\"", "add the column"]),
        ("case,person", "case,personnr", ["cases.csv:1:", "\"person\"", "[rules]"]),
        (
            "C2,Anna-2,0114,01,",
            "C2,Anna-2,0114,,",
            ["cases.csv:3:", "missing from the hierarchy", "write its lan"],
        ),
        ("C2,Anna-2,0114,01,", "C2,Anna-2,0114,03,", ["cases.csv:3:", "\"01\" on line 2", "one place"]),
        ("C2,Anna-2,", "C2,,", ["cases.csv:3:", "\"person\" is empty", "write a value"]),
        ("T1,K,", "T1,Total,", ["cases.csv:3:", "code Total", "leave sums out"]),
        ("C2,Anna-2,", "C2,Anna-2,Anna,", ["cases.csv:3:", "8 values", "quote values"]),
    ] {
        assert!(good.contains(right), "{right}");
        fs::write(folder.path().join("cases.csv"), good.replacen(right, wrong, 1)).unwrap();
        refused(folder.path(), &RUN, &says);
        refused(folder.path(), &CHECK, &says);
    }
    let header = good.lines().next().unwrap();
    let counted = good.replace("hours", "count").replace("7.5", "-1");
    for (data, says) in [
        (&b""[..], ["cases.csv:1:", "is empty", "a row for each case"]),
        (header.as_bytes(), ["cases.csv:1:", "no rows", "a row for each case"]),
        (good.replace(',', ";").as_bytes(), ["cases.csv:1:", "semicolons", "commas"]),
        (counted.as_bytes(), ["cases.csv:2:", "negative", "one row for each case"]),
        (
            b"case,person,kommun,lan,ktyp,sex\nC1,P1,G\xe4vle,21,T1,K\n",
            ["cases.csv:2:", "not UTF-8", "save the file"],
        ),
    ] {
        fs::write(folder.path().join("cases.csv"), data).unwrap();
        refused(folder.path(), &RUN, &says);
    }
}

#[test]
fn a_million_codes_are_refused_at_the_first_that_is_too_many() {
    let folder = folder();
    let mut cases = String::from("person,kommun,lan,ktyp,sex\n");
    for number in 0..1_000_000 {
        cases.push_str(&format!("P{number},k{number},01,T1,K\n"));
    }
    fs::write(folder.path().join("cases.csv"), cases).unwrap();
    refused(folder.path(), &RUN, &["cases.csv:100002:", "more than 100000 codes", "coarser"]);
}

#[test]
fn a_pattern_that_is_wrong_is_refused_with_its_line() {
    let folder = folder();
    let pattern = folder.path().join("pattern.csv");
    refused(folder.path(), &CHECK, &["there is no file pattern.csv"]);
    for (text, says) in [
        (
            "kommun,sex,freq,primary,suppressed\n01,K,-8,TRUE,TRUE\n",
            ["pattern.csv:2:", "negative", "number of rows"],
        ),
        (
            "kommun,sex,freq,primary,suppressed\n1,K,8,TRUE,TRUE\n",
            ["pattern.csv:2:", "\"kommun\"", "zeros in front"],
        ),
        ("kommun,freq,primary,suppressed\n01,8,TRUE,TRUE\n", ["pattern.csv:1:", "\"sex\"", "add it"]),
        ("", ["pattern.csv:1:", "empty", "a header"]),
    ] {
        fs::write(&pattern, text).unwrap();
        refused(folder.path(), &CHECK, &says);
    }
}

#[test]
fn files_and_directories_that_cannot_be_used_are_refused() {
    let folder = folder();
    refused(
        folder.path(),
        &["run", "no.toml", "--data", "cases.csv", "--out", "out"],
        &["there is no file no.toml"],
    );
    refused(
        folder.path(),
        &["run", "pack.toml", "--data", "no.csv", "--out", "out"],
        &["there is no file no.csv"],
    );
    refused(folder.path(), &["run", "pack.toml", "--data", ".", "--out", "out"], &["directory"]);
    refused(folder.path(), &["run", "pack.toml", "--data", "cases.csv"], &["--out"]);
    refused(folder.path(), &["run", "pack.toml", "--data", "cases.csv", "--out", "."], &["--out DIR"]);
    refused(
        folder.path(),
        &["run", "pack.toml", "--data", "cases.csv", "--out", "pack.toml/out"],
        &["--out DIR"],
    );
    fs::create_dir(folder.path().join("taken")).unwrap();
    fs::write(folder.path().join("taken/thesis.csv"), "").unwrap();
    refused(
        folder.path(),
        &["run", "pack.toml", "--data", "cases.csv", "--out", "taken"],
        &["taken", "--out DIR"],
    );
    refused(folder.path(), &["audit", "nothing"], &["there is no file nothing/vars.csv"]);
    refused(folder.path(), &["audit"], &["FACTS"]);
    refused(folder.path(), &[], &["jamvaxt protect run"]);
}

#[test]
fn a_release_is_proven_written_whole_and_written_again() {
    let folder = folder();
    let run = told(folder.path(), &RUN);
    assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
    assert!(run.out.contains("Proven") && run.err.is_empty(), "{}{}", run.out, run.err);
    let out = folder.path().join("out");
    let names: Vec<_> =
        everything(&out).into_iter().map(|path| path.file_name().unwrap().to_owned()).collect();
    assert_eq!(names, ["by_place.csv", "pattern.csv", "proof.json"]);
    let table = fs::read_to_string(out.join("by_place.csv")).unwrap();
    assert!(table.starts_with("kommun,sex,value,status\n"), "{table}");
    assert!(table.contains("Total,Total,32,ok\n") && table.contains("0115,Total,,suppressed\n"), "{table}");
    let pattern = fs::read_to_string(out.join("pattern.csv")).unwrap();
    assert!(pattern.contains("\n0115,Total,3,TRUE,TRUE\n"), "{pattern}");
    let proof: serde_json::Value =
        serde_json::from_slice(&fs::read(out.join("proof.json")).unwrap()).unwrap();
    assert_eq!((&proof["verdict"], &proof["series"]), (&"pass".into(), &"pack".into()));
    assert!(proof["times"]["protecting"].is_f64() && proof["hidden"].is_array());
    assert_eq!(told(folder.path(), &RUN).code, Some(0));
    fs::copy(out.join("pattern.csv"), folder.path().join("pattern.csv")).unwrap();
    let check = told(folder.path(), &CHECK);
    assert_eq!(check.code, Some(0), "{}", check.err);
    for attacker in ["records: 0 of", "codelists: 0 of"] {
        assert!(check.out.contains(attacker), "{}", check.out);
    }
}

#[test]
fn a_release_is_remembered_and_the_ledger_is_never_written_over() {
    let folder = folder();
    for (out, ledger) in [("past", "past"), ("past/out", "past"), ("out", "out/past")] {
        let words = ["run", "pack.toml", "--data", "cases.csv", "--out", out, "--ledger", ledger];
        refused(folder.path(), &words, &["not apart", "--out DIR"]);
    }
    for (out, earlier) in [("first", 0), ("second", 1)] {
        let run = told(
            folder.path(),
            &["run", "pack.toml", "--data", "cases.csv", "--out", out, "--ledger", "past"],
        );
        assert_eq!(run.code, Some(0), "{}{}", run.out, run.err);
        let proof = fs::read(folder.path().join(out).join("proof.json")).unwrap();
        let proof: serde_json::Value = serde_json::from_slice(&proof).unwrap();
        assert_eq!(proof["earlier"], earlier);
    }
}

#[test]
fn a_pattern_that_gives_a_figure_away_is_told_of() {
    let folder = folder();
    assert_eq!(told(folder.path(), &RUN).code, Some(0));
    let ours = fs::read_to_string(folder.path().join("out/pattern.csv")).unwrap();
    let alone = ours.replace("FALSE,TRUE", "FALSE,FALSE");
    fs::write(folder.path().join("pattern.csv"), &alone).unwrap();
    let check = told(folder.path(), &CHECK);
    assert_eq!(check.code, Some(0), "{}", check.err);
    assert!(check.out.contains("records derives [kommun=0115]"), "{}", check.out);
    let one = told(folder.path(), &[&CHECK[..], &["--attacker", "codelists"]].concat());
    assert!(one.out.starts_with("codelists: ") && !one.out.contains("records"), "{}", one.out);
    fs::write(folder.path().join("pattern.csv"), alone.replace("0115,Total,3,", "0115,Total,2,")).unwrap();
    refused(folder.path(), &CHECK, &["pattern.csv", "[kommun=0115] has 3 rows", "give the data"]);
    let shorter: String =
        ours.lines().filter(|line| !line.starts_with("0115,Total")).map(|l| format!("{l}\n")).collect();
    fs::write(folder.path().join("pattern.csv"), shorter).unwrap();
    refused(folder.path(), &CHECK, &["1 cells of the pack are not listed, first [kommun=0115]"]);
}

#[test]
fn what_each_attacker_can_work_out_is_printed() {
    let folder = TempDir::new().unwrap();
    let facts = folder.path().join("facts");
    fs::create_dir(&facts).unwrap();
    fs::write(facts.join("vars.csv"), "var,label,true_value,lower,upper,owner\na,x,3,0,,\nb,y,9,0,,\n")
        .unwrap();
    fs::write(facts.join("published.csv"), "release,table,cell,expr,op,value\nR1,T1,Total,a+b,=,12\n")
        .unwrap();
    fs::write(facts.join("targets.csv"), "attacker,expr,int\noutsider,a,1\n").unwrap();
    let audit = told(folder.path(), &["audit", "facts"]);
    assert_eq!(
        (audit.code, audit.out.as_str()),
        (Some(0), "attacker,expr,lo,hi,verdict\noutsider,a,0,12,SAFE\n")
    );
    fs::write(facts.join("targets.csv"), "attacker,expr,int\noutsider,c,1\n").unwrap();
    refused(folder.path(), &["audit", "facts"], &["facts/targets.csv:2:", "\"c\"", "vars.csv"]);
}

#[test]
fn the_packs_of_the_bench_are_packs() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/bench/packs");
    for (name, tables) in [("s", 1), ("a", 1), ("l", 1), ("g", 1), ("n", 1), ("t", 1), ("p", 9)] {
        let text = fs::read_to_string(folder.join(format!("{name}.toml"))).unwrap();
        let pack = jamvaxt::disclosure::pack::Pack::read(&text, name, name).unwrap();
        assert_eq!((pack.tables.len(), pack.rules.unit.as_str(), pack.rules.threshold), (tables, "case", 5));
    }
}

#[test]
fn a_refused_release_says_why_and_leaves_nothing_behind() {
    let folder = folder();
    let run = |out: &str| {
        told(folder.path(), &["run", "pack.toml", "--data", "cases.csv", "--out", out, "--ledger", "past"])
    };
    assert_eq!(run("first").code, Some(0));
    let pack = fs::read_to_string(folder.path().join("pack.toml")).unwrap();
    let rounded = pack.replace("[rules]", "[rules]\nmethod = \"round\"");
    assert_ne!(pack, rounded);
    fs::write(folder.path().join("pack.toml"), rounded).unwrap();
    let before = everything(&folder.path().join("past"));
    let refused = run("second");
    assert_eq!(refused.code, Some(3), "{}{}", refused.out, refused.err);
    assert!(refused.err.contains("keeps its method for life"), "{}", refused.err);
    assert!(!folder.path().join("second").exists());
    assert_eq!(everything(&folder.path().join("past")), before);
}
