//! What a thief finds who has the database, its journal, the data directory and the program's log.
use super::{HERS, NUMBER, fatimas_case, intake, write_about};
use crate::{given, harness::TestApp};
use axum::http::StatusCode;
use jamvaxt::{
    clients::{Texts, entity::sealed_value, sealed::MEETING_NOTES},
    vault::Vault,
};
use sea_orm::{EntityTrait, QueryFilter, sea_query::Expr};
use secrecy::SecretString;
use std::path::Path;

/// Every file below the folder with every byte of it.
fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut all = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        match path.is_dir() {
            true => all.extend(files(&path)),
            false => all.push((path.display().to_string(), std::fs::read(&path).unwrap())),
        }
    }
    all
}

fn assert_nowhere(app: &TestApp) {
    let digits: String = NUMBER.chars().filter(char::is_ascii_digit).collect();
    let files = files(&app.data());
    assert!(!app.db.is_sqlite() || files.iter().any(|(name, _)| name.contains(".db")), "{files:?}");
    for word in HERS.iter().copied().chain([NUMBER, &digits, &digits[2..], "Skatteverket, förmedling 4711"])
    {
        for word in [word.to_owned(), word.to_lowercase()] {
            for (name, bytes) in &files {
                let found = bytes.windows(word.len()).any(|part| part == word.as_bytes());
                assert!(!found, "{name} holds {word}");
            }
        }
    }
}

#[tokio::test]
async fn nothing_of_her_is_left_once_she_is_marked() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    app.db.forget().await.unwrap();
    assert_nowhere(&app);
    // And nothing comes back with what is written from now on.
    given::a_reason(&app.alice, &case).await;
    write_about(&app, &case).await;
    assert_nowhere(&app);
    let form = intake(&[("given_name", "Fatima"), ("number_kind", "none"), ("number", "")]);
    assert_eq!(app.alice.post("/cases/1/client", &form).await.status, StatusCode::SEE_OTHER);
    assert_nowhere(&app);
    assert!(app.alice.get("/cases/1").await.body.contains("granne med Katarina"));
}

#[tokio::test]
async fn somebody_entered_as_protected_never_stands_in_clear() {
    let app = TestApp::new().await;
    let alone = app.alice.post("/cases", &intake(&[("protected", "registration")])).await;
    assert_eq!(alone.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(alone.body.contains("minst två olika"));
    // What is no kind of protection is never taken for none.
    let unclear = app.alice.post("/cases", &intake(&[("protected", "on"), ("second_member", "2")])).await;
    assert_eq!(unclear.status, StatusCode::UNPROCESSABLE_ENTITY);
    let form = intake(&[("protected", "registration"), ("second_member", "2")]);
    let page = app.alice.post("/cases", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert_nowhere(&app);
    given::a_reason(&app.bob, &given::case(&app, 1).await).await;
    let page = app.bob.get("/cases/1").await.body;
    assert!(page.contains("Fatima Norrbacka") && page.contains("870314-••••"));
}

#[tokio::test]
async fn a_sealed_text_opens_in_its_own_row_only_and_with_its_own_key() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let client = jamvaxt::clients::find(app.db.read(), app.alice.user(), 1).await.unwrap().unwrap();
    let vault = &app.parts.vault;
    let opened = jamvaxt::clients::open(app.db.read(), vault, &client).await.unwrap();
    assert!(opened.text(MEETING_NOTES, 1).unwrap().contains("Katarina"));
    let other = Vault::new(&SecretString::from("another key of more than thirty-two characters"));
    assert!(jamvaxt::clients::open(app.db.read(), &other, &client).await.is_err());
    // The same value twice is sealed differently.
    let txn = app.db.begin().await.unwrap();
    for row in [70, 71] {
        Texts::of(&client, vault).keep(&txn, MEETING_NOTES, row, Some("samma")).await.unwrap();
    }
    txn.commit().await.unwrap();
    let rows =
        sealed_value::Entity::find().filter(sealed_value::COLUMN.row_id.gt(69)).all(app.db.read()).await;
    let rows = rows.unwrap();
    assert_ne!(rows[0].value, rows[1].value);
    // Put into another row it does not open.
    sealed_value::Entity::update_many()
        .col_expr(sealed_value::COLUMN.row_id.0, Expr::value(72))
        .filter(sealed_value::COLUMN.row_id.eq(71))
        .exec(app.db.writer())
        .await
        .unwrap();
    assert!(jamvaxt::clients::open(app.db.read(), vault, &client).await.is_err());
}
