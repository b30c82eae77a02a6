use super::*;
use crate::disclosure::watch::Alone;

fn case(name: &str) -> [String; 3] {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/attacks").join(name);
    ["vars.csv", "published.csv", "targets.csv"]
        .map(|file| std::fs::read_to_string(folder.join(file)).unwrap())
}

fn worked_out(vars: &str, published: &str, targets: &str) -> Result<Vec<Line>, Fault> {
    audit(Files { vars, published, targets }, &Alone)
}

#[test]
fn every_attack_case_is_worked_out_exactly() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/attacks");
    let mut cases = 0;
    for entry in std::fs::read_dir(folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        let [vars, published, targets] = case(&name);
        let lines = worked_out(&vars, &published, &targets).unwrap();
        let mut expected = csv::Reader::from_reader(targets.as_bytes());
        let expected: Vec<csv::StringRecord> = expected.records().map(Result::unwrap).collect();
        assert_eq!(lines.len(), expected.len(), "{name}");
        for (line, expected) in lines.iter().zip(&expected) {
            let line = [&line.attacker, &line.expr, &line.lo, &line.hi, line.verdict];
            assert_eq!(
                line,
                [&expected[0], &expected[1], &expected[3], &expected[4], &expected[5]],
                "{name}"
            );
        }
        cases += 1;
    }
    assert!(cases >= 19);
}
