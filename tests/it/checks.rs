//! The nightly checks: made once a night, told on the page, and failing where something is wrong.
use crate::{
    books::{self, AMAL},
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    audit::chain,
    checks::{self, Check, Finding, Ground, entity::State},
    clock::Clock,
    database::Database,
    indicators::Period,
    jobs,
    locales::Locale,
    releases::{self, Done, NewDefinition, Waiting},
};
use sea_orm::ConnectionTrait;
use std::{fs, path::PathBuf};

async fn checked(app: &TestApp, check: Check) -> Finding {
    let releases = app.data().join("releases");
    let ground = Ground { releases: &releases, heads: &[], now: noon() };
    checks::run(check, &app.db, &ground).await.unwrap()
}

/// A release of twelve persons, and the folder it lies in.
async fn released(app: &TestApp) -> PathBuf {
    let txn = app.db.begin().await.unwrap();
    for _ in 0..12 {
        let client = books::client(&txn, AMAL).await;
        let case = books::case(&txn, client, 1, None).await;
        books::meeting(&txn, case, "2025-02-01", 90).await;
    }
    releases::define(&txn, Some(app.lena.user()), NewDefinition::new("halvar", 1, 3), noon()).await.unwrap();
    txn.commit().await.unwrap();
    let definition = releases::named(app.db.read(), "halvar").await.unwrap().unwrap();
    let period = Period::Half { year: 2025, second: false };
    let waiting = Waiting::at_most_ten_minutes();
    let folder = app.data().join("releases");
    match releases::run(&app.db, &definition, period, noon(), &folder, &waiting).await.unwrap() {
        Done::Frozen(_, path) => path,
        _ => panic!("not frozen"),
    }
}

#[tokio::test]
async fn all_is_well_where_nobody_meddled() {
    let app = TestApp::new().await;
    released(&app).await;
    chain::seal(&app.db, noon()).await.unwrap();
    for check in Check::ALL {
        let found = checked(&app, *check).await;
        assert!(found.passed, "{found:?}");
        for locale in [Locale::Swedish, Locale::English] {
            assert!(!found.worded(locale).contains("checks-found"), "{found:?} has no words");
        }
    }
    // Thirteen lines and one without a list, for the whole programme and each of its half-years.
    let figures = checked(&app, Check::Figures).await;
    assert!(figures.worded(Locale::English).starts_with(char::is_numeric), "{figures:?}");
}

#[tokio::test]
async fn a_release_that_was_tampered_with_is_found() {
    let app = TestApp::new().await;
    let path = released(&app).await;
    let csv = path.join("J01.csv");
    let frozen = fs::read(&csv).unwrap();
    fs::write(&csv, b"other").unwrap();
    assert_eq!(checked(&app, Check::Releases).await.code, "releases-put-out");
    fs::remove_file(&csv).unwrap();
    assert_eq!(checked(&app, Check::Releases).await.code, "releases-put-out");
    fs::write(&csv, frozen).unwrap();
    assert!(checked(&app, Check::Releases).await.passed);

    let db = app.db.writer();
    db.execute_unprepared("UPDATE release_cells SET value_hundredths = value_hundredths + 100 WHERE id = 1")
        .await
        .unwrap();
    assert_eq!(checked(&app, Check::Releases).await.code, "releases-cells");
    db.execute_unprepared("UPDATE release_files SET sha256 = 'other' WHERE name = 'J05.csv'").await.unwrap();
    let found = checked(&app, Check::Releases).await;
    assert_eq!((found.passed, found.code.as_str()), (false, "releases-file"));
    assert!(found.worded(Locale::English).contains("J05.csv"));
    db.execute_unprepared("UPDATE release_ledger SET number = 7 WHERE id = 1").await.unwrap();
    assert!(checked(&app, Check::Ledger).await.passed, "the number is the file's own");
    db.execute_unprepared("DELETE FROM release_ledger WHERE id = 2").await.unwrap();
    let emptied = match app.db.is_sqlite() {
        true => "UPDATE release_ledger SET content = x'00'",
        false => "UPDATE release_ledger SET content = '\\x00'",
    };
    db.execute_unprepared(emptied).await.unwrap();
    assert_eq!(checked(&app, Check::Ledger).await.code, "ledger-broken");
}

#[tokio::test]
async fn a_lost_reference_is_found() {
    let app = TestApp::new().await;
    released(&app).await;
    // With the keys switched off, as whoever restores half a backup by hand does.
    let lost = "UPDATE cases SET client_id = 4711 WHERE id = 3";
    match app.db.is_sqlite() {
        true => {
            let sql = format!("PRAGMA foreign_keys = OFF; {lost}; PRAGMA foreign_keys = ON");
            app.db.writer().execute_unprepared(&sql).await.unwrap();
        }
        false => {
            let txn = app.db.begin().await.unwrap();
            txn.execute_unprepared("SET LOCAL session_replication_role = replica").await.unwrap();
            txn.execute_unprepared(lost).await.unwrap();
            txn.commit().await.unwrap();
        }
    }
    let found = checked(&app, Check::Rows).await;
    assert_eq!((found.passed, found.code.as_str()), (false, "rows-lost"));
    assert!(found.worded(Locale::English).contains("cases"), "{found:?}");
}

#[tokio::test]
async fn each_is_made_once_a_night_and_shown() {
    let app = TestApp::new().await;
    chain::seal(&app.db, noon()).await.unwrap();
    assert!(app.adam.get("/checks").await.body.contains("Den första görs i natt"));
    let evening = Clock::reading(|| noon() - chrono::TimeDelta::hours(10));
    let releases = app.data().join("releases");
    assert!(checks::run_due(&app.db, evening, &releases).await.unwrap().is_empty(), "half past midnight");

    let other = Database::connect(&app.url(), 2).await.unwrap();
    let (one, two) = tokio::join!(
        checks::run_due(&app.db, app.parts.clock, &releases),
        checks::run_due(&other, app.parts.clock, &releases)
    );
    assert_eq!(one.unwrap().len() + two.unwrap().len(), Check::ALL.len(), "each by one server");
    other.close().await.unwrap();
    assert!(jobs::check(&app.parts).await.unwrap().is_empty());
    let kept = checks::latest(app.db.read(), 3).await.unwrap();
    assert_eq!(kept.len(), Check::ALL.len());
    assert!(kept.iter().all(|done| done.state == State::Passed && done.night == day("2026-03-02")));

    let page = app.adam.get("/checks").await.body;
    assert_eq!(page.matches("Godkänd").count(), Check::ALL.len(), "{page}");
    for browser in [&app.alice, &app.lena, &app.tove] {
        assert_eq!(browser.get("/checks").await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn the_next_night_misses_an_end_that_was_cut_off() {
    let app = TestApp::new().await;
    chain::seal(&app.db, noon()).await.unwrap();
    jobs::check(&app.parts).await.unwrap();
    crate::audit::behind_our_back(&app, "DELETE FROM audit_seals").await;
    crate::audit::behind_our_back(&app, "DELETE FROM audit_events WHERE id > 3").await;
    chain::seal(&app.db, noon()).await.unwrap();
    assert!(checked(&app, Check::Log).await.passed, "by itself it is a whole log");

    let tomorrow = Clock::reading(|| noon() + chrono::TimeDelta::days(1));
    let found = checks::run_due(&app.db, tomorrow, &app.data()).await.unwrap();
    let (_, log) = found.into_iter().find(|(check, _)| *check == Check::Log).unwrap();
    assert_eq!(log.unwrap().code, "log-head");
    let page = app.adam.get("/checks").await.body;
    assert!(page.contains("Underkänd") && page.contains("klippts av"), "{page}");
}
