//! A release is protected, sealed, written whole and once, and given to its recipient only.
use crate::{
    books::{self, AMAL, Person},
    harness::{TestApp, noon},
};
use axum::http::StatusCode;
use chrono::{DateTime, Utc};
use jamvaxt::{
    clients::entity::client::Sex,
    disclosure::Refusal,
    releases::{self, Definition, Done, NewDefinition, NotRun, Refused, Waiting, entity},
};
use sea_orm::{DatabaseTransaction, EntityTrait};
use sha2::{Digest, Sha256};
use std::{fs, path::Path};
use tempfile::TempDir;

const PERIOD: jamvaxt::indicators::Period = jamvaxt::indicators::Period::Half { year: 2025, second: false };

async fn person(txn: &DatabaseTransaction, sex: Sex) {
    let client = books::client(txn, Person { sex, ..AMAL }).await;
    let case = books::case(txn, client, 1, None).await;
    books::meeting(txn, case, "2025-02-01", 90).await;
}

/// Nine women and three men, and a release promised to Tillväxtverket.
async fn promised(app: &TestApp) -> Definition {
    let txn = app.db.begin().await.unwrap();
    for number in 0..12 {
        person(&txn, if number < 9 { Sex::Woman } else { Sex::Man }).await;
    }
    let new = NewDefinition::new("tillvaxtverket-halvar", 1, 3);
    releases::define(&txn, Some(app.lena.user()), new, noon()).await.unwrap();
    txn.commit().await.unwrap();
    releases::named(app.db.read(), "tillvaxtverket-halvar").await.unwrap().unwrap()
}

fn sha256(path: &Path) -> String {
    Sha256::digest(fs::read(path).unwrap()).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn frozen(app: &TestApp, definition: &Definition, at: DateTime<Utc>, to: &Path) -> Done {
    releases::run(&app.db, definition, PERIOD, at, to, &Waiting::at_most_ten_minutes()).await.unwrap()
}

#[tokio::test]
async fn small_figures_never_reach_a_file() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    let Done::Frozen(release, path) = frozen(&app, &definition, noon(), folder.path()).await else {
        panic!("not frozen")
    };
    assert!(path.ends_with("tillvaxtverket-halvar/2025H1-v1"));
    let csv = fs::read_to_string(path.join("J01.csv")).unwrap();
    let row = |start: &str| csv.lines().find(|line| line.starts_with(start)).unwrap().to_owned();
    let total = "total;Totalt;total;Totalt;total;Totalt;total;Totalt;";
    assert_eq!(row(&format!("total;Totalt;{total}")), format!("total;Totalt;{total}12;personer;visas"));
    assert_eq!(row(&format!("man;Man;{total}")), format!("man;Man;{total};personer;dold"));
    assert_eq!(row(&format!("woman;Kvinna;{total}")), format!("woman;Kvinna;{total};personer;dold"));
    let hours = fs::read_to_string(path.join("J06.csv")).unwrap();
    assert!(hours.contains(&format!("total;Totalt;{total}18,00;timmar;visas")));
    assert!(hours.contains(&format!("man;Man;{total};timmar;dold")));

    // The manifest lists every file with its checksum, and its own checksum seals the release.
    let manifest = path.join("manifest.json");
    assert_eq!(sha256(&manifest), release.sha256);
    let listed: serde_json::Value = serde_json::from_slice(&fs::read(&manifest).unwrap()).unwrap();
    let files = listed["files"].as_array().unwrap();
    assert_eq!(files.len(), releases::TABLES.len() + 1);
    for file in files {
        assert_eq!(sha256(&path.join(file["name"].as_str().unwrap())), file["sha256"].as_str().unwrap());
    }
    let left_over = fs::read_dir(path.parent().unwrap()).unwrap().count();
    assert_eq!(left_over, 1, "nothing but the release lies in its folder");
}

#[tokio::test]
async fn run_again_it_changes_nothing_until_something_changed() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    let Done::Frozen(first, path) = frozen(&app, &definition, noon(), folder.path()).await else {
        panic!("not frozen")
    };
    let before = sha256(&path.join("J01.csv"));
    let later = noon() + chrono::TimeDelta::days(1);
    let again = frozen(&app, &definition, later, folder.path()).await;
    assert_eq!(again, Done::Unchanged(first.clone(), path.clone()));

    // One late case would be the difference between the two versions: it waits for more.
    let txn = app.db.begin().await.unwrap();
    person(&txn, Sex::Woman).await;
    txn.commit().await.unwrap();
    let waiting = Waiting::at_most_ten_minutes();
    let run = releases::run(&app.db, &definition, PERIOD, later, folder.path(), &waiting).await;
    assert!(matches!(run, Err(NotRun::Refused(Refusal::Past { .. }))), "{run:?}");
    assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);

    let txn = app.db.begin().await.unwrap();
    for _ in 0..11 {
        person(&txn, Sex::Woman).await;
    }
    txn.commit().await.unwrap();
    let Done::Frozen(second, corrected) = frozen(&app, &definition, later, folder.path()).await else {
        panic!("not frozen")
    };
    assert_eq!((second.version, second.predecessor_id), (2, Some(first.id)));
    assert!(corrected.ends_with("2025H1-v2"));
    assert_eq!(sha256(&path.join("J01.csv")), before);

    // A lost folder is put out again from what was frozen, byte for byte.
    fs::remove_dir_all(&path).unwrap();
    releases::put_out_missing(app.db.read(), folder.path()).await.unwrap();
    assert_eq!(sha256(&path.join("manifest.json")), first.sha256);
}

#[tokio::test]
async fn two_ticks_freeze_it_once() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    assert!(releases::due(app.db.read(), noon()).await.unwrap().is_empty());
    let morning: DateTime<Utc> = "2026-07-15T04:00:00Z".parse().unwrap();
    let due = releases::due(app.db.read(), morning).await.unwrap();
    assert_eq!(due, std::slice::from_ref(&definition));
    let (one, two) = tokio::join!(
        releases::run_due(&app.db, &due[0], morning, folder.path()),
        releases::run_due(&app.db, &due[0], morning, folder.path()),
    );
    let done = [one.unwrap(), two.unwrap()];
    assert_eq!(done.iter().filter(|done| matches!(done, Done::Frozen(..))).count(), 1);
    assert!(done.contains(&Done::TakenByAnother));
    assert!(releases::due(app.db.read(), morning).await.unwrap().is_empty());
    let all = entity::release::Entity::find().all(app.db.read()).await.unwrap();
    assert_eq!(all.iter().map(|release| release.period.as_str()).collect::<Vec<_>>(), ["2026H1"]);
}

#[tokio::test]
async fn a_half_year_that_is_not_over_cannot_be_frozen() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    for period in ["2026H1", "whole"] {
        let period = period.parse().unwrap();
        let waiting = Waiting::at_most_ten_minutes();
        assert!(releases::run(&app.db, &definition, period, noon(), folder.path(), &waiting).await.is_err());
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_leaves_nothing_half_done() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("in the way");
    fs::write(&file, "").unwrap();
    let waiting = Waiting::at_most_ten_minutes();
    assert!(releases::run(&app.db, &definition, PERIOD, noon(), &file, &waiting).await.is_err());
    // It is frozen all the same: once the folder can be written, the same files are put out.
    let again = frozen(&app, &definition, noon(), folder.path()).await;
    assert!(matches!(again, Done::Unchanged(_, path) if path.join("manifest.json").exists()));
}

#[tokio::test]
async fn the_recipient_and_the_lead_see_it_and_nobody_else() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    frozen(&app, &definition, noon(), folder.path()).await;
    let db = app.db.read();
    for (browser, sees) in [
        (&app.tove, true),
        (&app.lena, true),
        (&app.lars, false),
        (&app.alice, false),
        (&app.charlie, false),
        (&app.adam, false),
    ] {
        let seen = releases::find(db, browser.user(), 1).await.unwrap();
        assert_eq!(seen.is_some(), sees, "{}", browser.user().name);
    }
    let seen = releases::find(db, app.tove.user(), 1).await.unwrap().unwrap();
    assert_eq!((seen.recipient.as_str(), seen.period.as_str()), ("Tillväxtverket", "2025H1"));
    let names = releases::file_names(db, &seen).await.unwrap();
    assert_eq!(names.len(), releases::TABLES.len() + 2);
    let txn = app.db.begin().await.unwrap();
    let file = releases::deliver(&txn, app.tove.user(), &seen, "J01.csv", noon()).await.unwrap().unwrap();
    assert!(file.content.starts_with("\u{feff}".as_bytes()));
    assert!(releases::deliver(&txn, app.tove.user(), &seen, "../x", noon()).await.unwrap().is_none());
    txn.commit().await.unwrap();
    let fetched = entity::delivery::Entity::find().all(db).await.unwrap();
    assert_eq!((fetched.len(), fetched[0].user_id), (1, app.tove.user().id));
}

#[tokio::test]
async fn a_release_is_meant_by_its_name_or_its_programmes() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    for (name, found) in [
        ("tillvaxtverket-halvar", true),
        ("kvinnors företagande i LÄNET", true),
        ("Nya vägar in", false),
        ("något annat", false),
    ] {
        let meant = releases::meant(app.db.read(), name).await.unwrap();
        assert_eq!(meant.as_ref() == Some(&definition), found, "{name}");
    }
}

#[tokio::test]
async fn who_may_promise_a_release() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    let define = |browser: &crate::harness::Browser, name: &str, threshold| {
        let user = browser.user().clone();
        let new = NewDefinition { threshold, ..NewDefinition::new(name, 1, 3) };
        let txn = &txn;
        async move { releases::define(txn, Some(&user), new, noon()).await }
    };
    for browser in [&app.lars, &app.alice, &app.tove] {
        assert!(matches!(define(browser, "a", 5).await, Err(Refused::NotAllowed)));
    }
    assert!(matches!(define(&app.adam, "Å/..", 5).await, Err(Refused::NotAName)));
    assert!(matches!(define(&app.adam, "a", 4).await, Err(Refused::ThresholdTooLow)));
    assert!(define(&app.adam, "a", 5).await.is_ok());
    assert!(matches!(define(&app.lena, "a", 5).await, Err(Refused::NameTaken)));
}

#[tokio::test]
async fn the_recipient_downloads_what_was_frozen() {
    let app = TestApp::new().await;
    let definition = promised(&app).await;
    let folder = TempDir::new().unwrap();
    assert!(app.tove.get("/releases").await.body.contains("Inga rapporter än"));
    let Done::Frozen(_, path) = frozen(&app, &definition, noon(), folder.path()).await else {
        panic!("not frozen")
    };
    assert!(app.tove.get("/releases").await.body.contains("2025H1"));
    let page = app.tove.get("/releases/1").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("hidden-cell") && page.body.contains("Därför kan även stora tal vara dolda"));
    assert!(page.body.contains(&sha256(&path.join("J01.csv"))));
    let file = app.tove.get("/releases/1/files/J01.csv").await;
    assert_eq!(file.bytes, fs::read(path.join("J01.csv")).unwrap());
    let workbook = app.lena.get("/releases/1/files/tillvaxtverket-halvar-2025H1-v1.xlsx").await;
    assert!(workbook.bytes.starts_with(b"PK"));
    assert_eq!(entity::delivery::Entity::find().all(app.db.read()).await.unwrap().len(), 2);

    for path in ["/releases/1", "/releases/1/files/J01.csv"] {
        for browser in [&app.alice, &app.charlie, &app.lars, &app.adam] {
            assert!(browser.get(path).await.is_closed(), "{}", browser.user().name);
        }
        assert_eq!(app.stranger().get(path).await.location.as_deref(), Some("/sign-in"));
    }
    assert_eq!(app.alice.get("/releases").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.tove.get("/releases/1/files/x").await.status, StatusCode::NOT_FOUND);
}
