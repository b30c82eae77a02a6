//! The lead sees a release before it is frozen, and why it is safe after; nobody else does.
use crate::{
    books::{self, AMAL, Person},
    harness::{Browser, Page, TestApp, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    clients::entity::client::Sex,
    releases::{self, NewDefinition, Waiting, entity},
};
use sea_orm::{EntityTrait, PaginatorTrait};
use std::time::Duration;
use tempfile::TempDir;

const PREVIEW: &str = "/releases/preview";
const OF_2025: [(&str, &str); 2] = [("definition", "1"), ("period", "2025H1")];

/// Nine women and three men in the first half of 2025, and a release promised to Tillväxtverket.
async fn promised(app: &TestApp) {
    let txn = app.db.begin().await.unwrap();
    for number in 0..12 {
        let sex = if number < 9 { Sex::Woman } else { Sex::Man };
        let client = books::client(&txn, Person { sex, ..AMAL }).await;
        let case = books::case(&txn, client, 1, None).await;
        books::meeting(&txn, case, "2025-02-01", 90).await;
    }
    let new = NewDefinition::new("halvar", 1, 3);
    releases::define(&txn, Some(app.lena.user()), new, noon()).await.unwrap();
    txn.commit().await.unwrap();
}

/// The page once nothing is under way.
async fn done(browser: &Browser) -> Page {
    loop {
        let page = browser.get(PREVIEW).await;
        if page.headers.get("refresh").is_none() {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn the_lead_sees_which_figures_will_be_hidden_and_nothing_is_kept() {
    let app = TestApp::new().await;
    assert!(app.lena.get(PREVIEW).await.body.contains("Det finns ingen rapport att förhandsgranska"));
    promised(&app).await;
    let page = app.lena.post(PREVIEW, &OF_2025).await;
    assert_eq!((page.status, page.location.as_deref()), (StatusCode::SEE_OTHER, Some(PREVIEW)));
    let page = done(&app.lena).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("halvar, 2025H1") && page.body.contains("hidden-cell"), "{}", page.body);
    assert!(page.body.contains("kan inte räkna ut något dolt tal"));
    assert!(page.body.contains("<td class=\"number\">12</td>"));
    let db = app.db.read();
    assert_eq!(entity::release::Entity::find().count(db).await.unwrap(), 0);
    assert_eq!(entity::told::Entity::find().count(db).await.unwrap(), 0);
}

#[tokio::test]
async fn nobody_else_previews() {
    let app = TestApp::new().await;
    promised(&app).await;
    for browser in [&app.alice, &app.charlie, &app.adam, &app.tove] {
        assert_eq!(browser.get(PREVIEW).await.status, StatusCode::FORBIDDEN, "{}", browser.user().name);
        assert_eq!(browser.post(PREVIEW, &OF_2025).await.status, StatusCode::FORBIDDEN);
        let stop = browser.post("/releases/preview/cancellation", &[]).await;
        assert_eq!(stop.status, StatusCode::FORBIDDEN);
    }
    // Lars leads another programme.
    assert_eq!(app.lars.post(PREVIEW, &OF_2025).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.stranger().get(PREVIEW).await.location.as_deref(), Some("/sign-in"));
    app.lena.post(PREVIEW, &OF_2025).await;
    assert!(!app.lars.get(PREVIEW).await.body.contains("2025H1, "));
    for period in ["2026H1", "whole", "x"] {
        let asked = [("definition", "1"), ("period", period)];
        assert_eq!(app.lena.post(PREVIEW, &asked).await.status, StatusCode::BAD_REQUEST, "{period}");
    }
}

#[tokio::test]
async fn a_preview_may_be_cancelled() {
    let app = TestApp::new().await;
    promised(&app).await;
    let stopped = app.lena.post("/releases/preview/cancellation", &[]).await;
    assert_eq!(stopped.location.as_deref(), Some(PREVIEW));
    app.lena.post(PREVIEW, &OF_2025).await;
    app.lena.post("/releases/preview/cancellation", &[]).await;
    assert_eq!(done(&app.lena).await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_nobody_waits_for_is_not_released() {
    let app = TestApp::new().await;
    promised(&app).await;
    let definition = releases::named(app.db.read(), "halvar").await.unwrap().unwrap();
    let folder = TempDir::new().unwrap();
    let waiting = Waiting::at_most_ten_minutes();
    waiting.stop();
    let period = "2025H1".parse().unwrap();
    let run = releases::run(&app.db, &definition, period, noon(), folder.path(), &waiting).await;
    assert!(matches!(run, Err(releases::NotRun::Refused(_))), "{run:?}");
    assert_eq!(entity::release::Entity::find().count(app.db.read()).await.unwrap(), 0);
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[tokio::test]
async fn the_proof_stays_in_the_house() {
    let app = TestApp::new().await;
    promised(&app).await;
    let definition = releases::named(app.db.read(), "halvar").await.unwrap().unwrap();
    let folder = TempDir::new().unwrap();
    let waiting = Waiting::at_most_ten_minutes();
    let period = "2025H1".parse().unwrap();
    let done = releases::run(&app.db, &definition, period, noon(), folder.path(), &waiting).await.unwrap();
    let releases::Done::Frozen(_, path) = done else { panic!("{done:?}") };
    assert!(!path.join("proof.json").exists());
    let proof = "/releases/1/proof.json";
    assert!(app.lena.get("/releases/1").await.body.contains(proof));
    let page = app.lena.get(proof).await;
    let told: serde_json::Value = serde_json::from_slice(&page.bytes).unwrap();
    assert_eq!(told["tables"]["J01"]["verdict"], "pass");
    assert!(told["tables"]["J01"]["primary"].as_u64().unwrap() > 0);
    assert!(!app.tove.get("/releases/1").await.body.contains(proof));
    for browser in [&app.tove, &app.charlie, &app.alice, &app.lars, &app.adam] {
        assert!(browser.get(proof).await.is_closed(), "{}", browser.user().name);
    }
    assert_eq!(app.tove.get("/releases/1/files/proof.json").await.status, StatusCode::NOT_FOUND);
    let told = entity::told::Entity::find().all(app.db.read()).await.unwrap();
    assert_eq!(told.iter().map(|one| one.number).collect::<Vec<_>>(), [1; 4]);
}

#[tokio::test]
async fn a_changed_byte_of_what_was_told_stops_all_later_releases() {
    use sea_orm::{ActiveModelTrait, ActiveValue::Set, IntoActiveModel};
    let app = TestApp::new().await;
    promised(&app).await;
    let definition = releases::named(app.db.read(), "halvar").await.unwrap().unwrap();
    let folder = TempDir::new().unwrap();
    let waiting = Waiting::at_most_ten_minutes();
    let period = "2025H1".parse().unwrap();
    releases::run(&app.db, &definition, period, noon(), folder.path(), &waiting).await.unwrap();
    let told = entity::told::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    let mut content = told.content.clone();
    content[100] ^= 1;
    let mut changed = told.into_active_model();
    changed.content = Set(content);
    changed.update(app.db.writer()).await.unwrap();
    let run = releases::run(&app.db, &definition, period, noon(), folder.path(), &waiting).await;
    assert!(run.unwrap_err().to_string().contains("cannot be trusted"));
}
