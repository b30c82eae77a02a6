//! `jamvaxt audit` and `jamvaxt verify`, as an operator types them, also before and after a backup.
use crate::cli::{Told, migrated, refused, told};
use jamvaxt::database::Database;
use sea_orm::ConnectionTrait;
use std::path::Path;
use tempfile::TempDir;

const SETTINGS: [(&str, &str); 1] = [("JAMVAXT__SECRETS__KEY", "a key for tests that is long enough")];

fn done(data: &Path, words: &[&str]) -> Told {
    let told = told(data, words, &SETTINGS);
    assert_eq!(told.code, Some(0), "{words:?}: {}{}", told.out, told.err);
    told
}

/// A database with a few rows in its log, sealed.
fn sealed() -> TempDir {
    let data = migrated();
    for name in ["Nyföretagarcentrum", "Region Väst", "Tillväxtverket"] {
        done(data.path(), &["organisation", "add", name, "--kind", "foundation"]);
    }
    assert!(done(data.path(), &["job", "seal-log"]).out.starts_with("3 rows"));
    data
}

async fn change(data: &Path, sql: &str) {
    let db = Database::connect(&format!("sqlite://{}", data.join("jamvaxt.db").display()), 1).await.unwrap();
    db.writer().execute_unprepared(sql).await.unwrap();
    db.close().await.unwrap();
}

#[test]
fn every_check_has_a_line() {
    let data = sealed();
    let told = done(data.path(), &["verify"]);
    let names = ["rows", "log", "releases", "ledger", "figures"];
    let lines: Vec<_> = told.out.lines().collect();
    assert_eq!(lines.len(), names.len(), "{}", told.out);
    for (line, name) in lines.iter().zip(names) {
        assert!(line.starts_with(&format!("ok     {name}: ")), "{line}");
    }
}

#[tokio::test]
async fn the_first_that_fails_ends_it() {
    let data = sealed();
    let guard = "CREATE TRIGGER audit_events_no_update BEFORE UPDATE ON audit_events \
                 BEGIN SELECT RAISE(ABORT, 'the log is only ever added to'); END";
    change(
        data.path(),
        "DROP TRIGGER audit_events_no_update; UPDATE audit_events SET object_id = 9 WHERE id = 2",
    )
    .await;
    let told_of = |words: &[&str]| told(data.path(), words, &SETTINGS);
    let missing = told_of(&["verify"]);
    assert_eq!(missing.code, Some(1));
    assert!(missing.out.contains("FAILED log: The guard audit_events_no_update"), "{}", missing.out);
    change(data.path(), guard).await;
    for words in [&["verify"][..], &["audit", "verify"]] {
        let failed = told_of(words);
        assert_eq!(failed.code, Some(1));
        assert!(failed.out.contains("FAILED log: Row 2 of the log was changed"), "{}", failed.out);
        assert!(!failed.out.contains("figures"), "it went on: {}", failed.out);
        assert_eq!(failed.err.lines().count(), 1, "{}", failed.err);
    }
}

#[test]
fn a_backup_keeps_the_chain_and_its_end_can_be_written_down() {
    let data = sealed();
    let head = done(data.path(), &["audit", "head"]).out;
    let (row, hash) = head.trim().split_once(' ').unwrap();
    assert_eq!((row, hash.len()), ("3", 64));
    let copy = data.path().join("copy.db");
    done(data.path(), &["backup", copy.to_str().unwrap()]);
    let other = TempDir::new().unwrap();
    done(other.path(), &["restore", copy.to_str().unwrap()]);
    assert!(done(other.path(), &["audit", "verify", "--head", hash]).out.starts_with("ok     log: 3 rows"));
    // And the restored log goes on where it was.
    done(other.path(), &["organisation", "add", "Ny", "--kind", "region"]);
    done(other.path(), &["job", "seal-log"]);
    assert!(done(other.path(), &["audit", "verify", "--head", hash]).out.starts_with("ok     log: 4 rows"));
    let fresh = done(other.path(), &["audit", "head"]).out;
    let fresh = fresh.trim().split_once(' ').unwrap().1;
    let missing = told(data.path(), &["audit", "verify", "--head", fresh], &SETTINGS);
    assert_eq!(missing.code, Some(1), "the older state does not have the newer end");
    assert!(missing.out.contains("cut off or made anew"), "{}", missing.out);
    refused(&told(data.path(), &["audit", "verify", "--head", "x"], &SETTINGS), &["64 hexadecimal digits"]);
}

#[test]
fn nothing_sealed_has_no_end() {
    let data = migrated();
    let told = told(data.path(), &["audit", "head"], &SETTINGS);
    assert_eq!(told.code, Some(1));
    assert!(told.err.contains("jamvaxt job seal-log"), "{}", told.err);
}
