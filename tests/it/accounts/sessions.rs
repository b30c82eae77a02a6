//! Where one is signed in: seen, ended, and never kept alive.
use super::{between, enter, form};
use crate::harness::{Browser, PASSWORD, TestApp, noon};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{
    clock::Clock,
    identity::sessions::{self, entity},
};
use sea_orm::EntityTrait;

fn out(page: &crate::harness::Page) -> bool {
    page.location.as_deref() == Some("/sign-in")
}

async fn signed_in(app: &TestApp, name: &str) -> Browser {
    app.stranger().with_cookie_of(&enter(&app.stranger(), name).await)
}

#[tokio::test]
async fn she_sees_where_she_is_signed_in_and_ends_one_or_all_others() {
    let app = TestApp::new().await;
    let (one, two, three) = (signed_in(&app, "alice").await, signed_in(&app, "alice").await, &app.alice);
    let page = one.get("/account/sessions").await;
    assert_eq!(page.body.matches("<tr>").count(), 1 + 3, "{}", page.body);
    assert_eq!(page.body.matches("class=\"tag ok\"").count(), 1);

    let mut ids: Vec<_> = page.body.split("name=\"session\" value=\"").skip(1).collect();
    ids.iter_mut().for_each(|rest| *rest = rest.split('"').next().unwrap());
    assert_eq!(ids.len(), 2, "this one cannot be ended here");
    let page = one.post("/account/sessions/closure", &[("session", ids[0])]).await;
    assert_eq!(page.location.as_deref(), Some("/account/sessions?said=sessions-ended"));
    assert_eq!(
        [out(&two.get("/account").await), out(&three.get("/account").await)]
            .iter()
            .filter(|out| **out)
            .count(),
        1
    );
    let again = one.post("/account/sessions/closure", &[("session", ids[0])]).await;
    assert_eq!(again.status, StatusCode::NOT_FOUND);

    one.post("/account/sessions/closure", &[]).await;
    assert!(out(&two.get("/account").await) && out(&three.get("/account").await));
    assert_eq!(one.get("/account").await.status, StatusCode::OK);
    assert_eq!(app.bob.get("/account").await.status, StatusCode::OK);
}

#[tokio::test]
async fn nobody_ends_anothers_session_nor_finds_a_secret_on_the_page() {
    let app = TestApp::new().await;
    signed_in(&app, "alice").await;
    let page = app.alice.get("/account/sessions").await;
    let id = between(&page.body, "name=\"session\" value=\"", "\"");
    for browser in [&app.bob, &app.charlie, &app.adam] {
        let page = browser.post("/account/sessions/closure", &[("session", id)]).await;
        assert_eq!(page.status, StatusCode::NOT_FOUND);
    }
    let rows = entity::Entity::find().all(app.db.read()).await.unwrap();
    assert!(rows.iter().all(|row| row.id.len() == 64) && rows.iter().any(|row| row.id == id));
    let cookie = format!("session={id}");
    assert!(out(&app.stranger().with_cookie(&cookie).get("/account").await), "the row is no secret");
}

#[tokio::test]
async fn signing_in_changes_the_session_id() {
    let app = TestApp::new().await;
    let planted = signed_in(&app, "bob").await;
    let page = enter(&planted, "alice").await;
    let alice = planted.with_cookie_of(&page);
    assert_ne!(alice.session_cookie(), planted.session_cookie());
    assert!(out(&planted.get("/account").await));
    assert!(alice.get("/account/sessions").await.body.contains("Alice"));
}

fn in_eleven_hours() -> DateTime<Utc> {
    noon() + TimeDelta::hours(12) - TimeDelta::seconds(1)
}

fn in_twelve_hours() -> DateTime<Utc> {
    noon() + TimeDelta::hours(12)
}

#[tokio::test]
async fn nobody_stays_longer_than_twelve_hours_however_busy() {
    let app = TestApp::new().await;
    assert_eq!(
        app.later(&app.alice, Clock::reading(in_eleven_hours)).get("/account").await.status,
        StatusCode::OK
    );
    assert!(out(&app.later(&app.alice, Clock::reading(in_twelve_hours)).get("/account").await));
    assert!(out(&app.alice.get("/account").await), "the session is gone for good");
}

#[tokio::test]
async fn a_new_password_a_new_role_and_a_closed_account_end_sessions() {
    let app = TestApp::new().await;
    let here = signed_in(&app, "alice").await;
    let form = [("old", PASSWORD), ("new", "fyra gröna paraplyer dansar")];
    let page = here.post("/account/password", &form).await;
    assert_eq!(page.location.as_deref(), Some("/account?said=password-changed"), "{}", page.body);
    assert!(out(&app.alice.get("/account").await) && out(&here.get("/account").await));
    assert_eq!(here.with_cookie_of(&page).get("/account").await.status, StatusCode::OK);

    app.adam.post("/users/2/roles", &[("roles", "advisor"), ("roles", "lead")]).await;
    assert!(out(&app.bob.get("/account").await));
    app.adam.post("/users/3/closure", &[]).await;
    assert!(out(&app.charlie.get("/account").await));
    assert_eq!(sessions::of(app.db.read(), 3, noon()).await.unwrap().len(), 0);
}

#[tokio::test]
async fn giving_oneself_a_role_keeps_the_session_it_was_done_in() {
    let app = TestApp::new().await;
    let elsewhere = app.signed_in(6).await;
    let page = app.adam.post("/users/6/roles", &[("roles", "administrator"), ("roles", "lead")]).await;
    assert!(out(&elsewhere.get("/account").await));
    assert_eq!(app.adam.with_cookie_of(&page).get("/users").await.status, StatusCode::OK);
}

#[tokio::test]
async fn an_administrator_signs_somebody_out_and_nobody_else_does() {
    let app = TestApp::new().await;
    for browser in [&app.bob, &app.lena, &app.tove] {
        assert_eq!(browser.post("/users/1/sessions/closure", &[]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.alice.get("/account").await.status, StatusCode::OK);
    let page = app.adam.post("/users/1/sessions/closure", &[]).await;
    assert_eq!(page.location.as_deref(), Some("/users/1?said=user-sessions-ended"));
    assert!(out(&app.alice.get("/account").await));
}

#[tokio::test]
async fn a_session_ended_while_a_request_of_it_is_under_way_stays_ended() {
    use tower_sessions::SessionStore;
    let app = TestApp::new().await;
    let store = jamvaxt::web::session::Store(app.db.clone());
    let id = app.alice.session_cookie().trim_start_matches("session=").parse().unwrap();
    let record = store.load(&id).await.unwrap().unwrap();
    app.adam.post("/users/1/sessions/closure", &[]).await;
    store.save(&record).await.unwrap();
    assert!(store.load(&id).await.unwrap().is_none());
}

#[tokio::test]
async fn the_browser_is_told_in_words() {
    let app = TestApp::new().await;
    let form = form("alice");
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let firefox =
        app.stranger().with_agent("Mozilla/5.0 (Windows NT 10.0; rv:140.0) Gecko/20100101 Firefox/140.0");
    firefox.post("/sign-in", &form).await;
    let page = app.alice.get("/account/sessions").await;
    assert!(page.body.contains("Firefox, Windows") && page.body.contains("Okänd webbläsare"));
}
