//! `kill -9` while a release is entered into a folder's ledger: the ledger is whole, and the next release goes on.
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};
use tempfile::TempDir;

const KILLS: u64 = 20;

const PACK: &str = r#"series = "persons"

[rules]
method = "suppress"
threshold = 5
unit = "person"
zeros = "publish"
width = 0
insiders = false

[[tables]]
name = "by_sex_and_county"
dimensions = [["Total", "sex"], ["Total", "county"]]
measures = ["count"]
"#;

/// Sixty persons more with every round, so that each release has something to tell and to protect.
fn rows(round: u64) -> String {
    let mut text = "case,person,sex,county\n".to_owned();
    for person in 0..60 * (round + 1) {
        let (sex, county) = (["w", "m"][person as usize % 2], ["01", "09", "25"][(person / 7) as usize % 3]);
        text.push_str(&format!("{person},{person},{sex},{county}\n"));
    }
    text
}

fn run(folder: &Path, out: &str) -> Child {
    let binary = env!("CARGO_BIN_EXE_jamvaxt");
    Command::new(binary)
        .current_dir(folder)
        .args(["protect", "run", "pack.toml", "--data", "rows.csv", "--ledger", "ledger", "--out", out])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap()
}

fn releases(folder: &Path) -> usize {
    fs::read_dir(folder.join("ledger")).map_or(0, Iterator::count)
}

#[test]
fn a_ledger_outlives_kill_9() {
    let folder = TempDir::new().unwrap();
    let folder = folder.path();
    fs::write(folder.join("pack.toml"), PACK).unwrap();
    fs::write(folder.join("rows.csv"), rows(0)).unwrap();
    let began = Instant::now();
    let first = run(folder, "out-first").wait_with_output().unwrap();
    assert!(first.status.success(), "{}", String::from_utf8_lossy(&first.stderr));
    let takes = began.elapsed();
    assert!(releases(folder) > 0);
    let mut killed = 0;
    for round in 1..=KILLS {
        fs::write(folder.join("rows.csv"), rows(round)).unwrap();
        let mut child = run(folder, &format!("out-{round}"));
        std::thread::sleep(takes.mul_f64(round as f64 / KILLS as f64) + Duration::from_millis(round % 5));
        if child.try_wait().unwrap().is_none() {
            child.kill().unwrap();
            killed += 1;
        }
        child.wait().unwrap();
    }
    assert!(killed > 0, "every run was over before it could be killed");
    fs::write(folder.join("rows.csv"), rows(KILLS + 1)).unwrap();
    let last = run(folder, "out-last").wait_with_output().unwrap();
    assert!(last.status.success(), "{}", String::from_utf8_lossy(&last.stderr));
}
