//! One-time links: an invitation, a way back; each once, for a time, and for nobody to be found out by.
use super::{letter, letters, link};
use crate::harness::{PASSWORD, TestApp, noon};
use axum::http::{Method, StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{
    clock::Clock,
    identity::{directory, links},
    vault::sha256_hex,
};

const NINA: [(&str, &str); 4] =
    [("name", "Nina Ny"), ("email", " Nina@Example.org "), ("organisation", "2"), ("roles", "advisor")];
const NEW: &str = "fyra gröna paraplyer dansar";

#[tokio::test]
async fn an_invited_user_chooses_her_password_and_signs_in() {
    let app = TestApp::new().await;
    let page = app.adam.post("/users", &NINA).await;
    assert_eq!(page.location.as_deref(), Some("/users/12?said=user-invited"), "{}", page.body);
    assert!(app.adam.get("/users/12").await.body.contains("Länken gäller till 9 mars 2026 kl. 10.30"));
    assert!(app.adam.get("/users").await.body.contains("Inbjuden"));

    let letter = letter(&app, "nina@example.org", 1).await;
    let path = link(&letter);
    for _ in 0..2 {
        let page = app.stranger().get(&path).await;
        assert!(page.status == StatusCode::OK && page.body.contains("Nina Ny, Resurscentrum Syd"));
        assert_eq!(page.headers[header::REFERRER_POLICY], "no-referrer");
    }
    let page = app.stranger().post(&path, &[("password", NEW)]).await;
    assert_eq!(page.location.as_deref(), Some("/sign-in?said=password-set"), "{}", page.body);
    let form = [("email", "nina@example.org"), ("password", NEW)];
    assert_eq!(app.stranger().post("/sign-in", &form).await.location.as_deref(), Some("/"));

    for page in [app.stranger().get(&path).await, app.stranger().post(&path, &[("password", NEW)]).await] {
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.body.contains("Länken gäller inte längre"));
    }
}

#[tokio::test]
async fn nobody_signs_in_to_an_account_without_a_password() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    for password in ["", "nobody has this password"] {
        let form = [("email", "nina@example.org"), ("password", password)];
        let page = app.stranger().post("/sign-in", &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn the_database_holds_no_link_that_works() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    let path = link(&letter(&app, "nina@example.org", 1).await);
    let token = path.trim_start_matches("/links/");
    assert_eq!(token.len(), 64);
    let stored = links::invitation_of(app.db.read(), 12).await.unwrap().unwrap();
    assert_eq!(stored.token_sha256, sha256_hex(token.as_bytes()));
    assert_eq!(app.stranger().get(&format!("/links/{}", stored.token_sha256)).await.status, StatusCode::GONE);
}

#[tokio::test]
async fn a_new_link_or_a_closed_account_ends_the_old_one() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    let first = link(&letter(&app, "nina@example.org", 1).await);
    let page = app.adam.post("/users/12/link", &[]).await;
    assert_eq!(page.location.as_deref(), Some("/users/12?said=user-invited"));
    let second = link(&letter(&app, "nina@example.org", 2).await);
    let second = if second == first { link(&letters(&app, "nina@example.org")[0]) } else { second };
    assert_eq!(app.stranger().get(&first).await.status, StatusCode::GONE);
    assert_eq!(app.stranger().get(&second).await.status, StatusCode::OK);

    app.adam.post("/users/12/closure", &[]).await;
    assert_eq!(app.stranger().get(&second).await.status, StatusCode::GONE);
    assert_eq!(app.adam.post("/users/12/link", &[]).await.status, StatusCode::CONFLICT);
    app.adam.post("/users/12/reopening", &[]).await;
    assert_eq!(app.stranger().get(&second).await.status, StatusCode::GONE);
    assert!(app.adam.get("/users/12").await.body.contains("Det finns ingen inbjudan som gäller"));
}

fn after_seven_days() -> DateTime<Utc> {
    noon() + TimeDelta::days(7)
}

#[tokio::test]
async fn a_link_lasts_its_time_and_no_longer() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    let path = link(&letter(&app, "nina@example.org", 1).await);
    app.stranger().post("/forgotten-password", &[("email", "alice@example.org")]).await;
    let back = link(&letter(&app, "alice@example.org", 1).await);
    let token = |path: &str| path.trim_start_matches("/links/").to_owned();
    let works = async |path: &str, minutes| {
        let then = noon() + TimeDelta::minutes(minutes);
        links::find(app.db.read(), &token(path), then).await.unwrap().is_some()
    };
    assert!(works(&path, 7 * 24 * 60 - 1).await && !works(&path, 7 * 24 * 60).await);
    assert!(works(&back, 59).await && !works(&back, 60).await);
    let later = app.later(&app.stranger(), Clock::reading(after_seven_days));
    let page = later.post(&path, &[("password", NEW)]).await;
    assert_eq!(page.status, StatusCode::GONE);
}

#[tokio::test]
async fn of_two_who_use_a_link_at_once_one_gets_in() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    let path = link(&letter(&app, "nina@example.org", 1).await);
    let (one, other) = (app.stranger(), app.stranger());
    let form = [("password", NEW)];
    let (one, other) = tokio::join!(one.post(&path, &form), other.post(&path, &form));
    let mut answers = [one.status, other.status];
    answers.sort();
    assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::GONE]);
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_every_session_ends() {
    let app = TestApp::new().await;
    let page = app.stranger().post("/forgotten-password", &[("email", "Alice@example.org")]).await;
    assert_eq!(page.location.as_deref(), Some("/forgotten-password?said=recovery-sent"));
    let path = link(&letter(&app, "alice@example.org", 1).await);
    let old = [("email", "alice@example.org"), ("password", PASSWORD)];
    assert_eq!(app.stranger().post("/sign-in", &old).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.alice.get("/account").await.status, StatusCode::OK);

    assert_eq!(app.stranger().post(&path, &[("password", NEW)]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.alice.get("/account").await.location.as_deref(), Some("/sign-in"));
    assert_eq!(app.stranger().post("/sign-in", &old).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = [("email", "alice@example.org"), ("password", NEW)];
    assert_eq!(app.stranger().post("/sign-in", &new).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn whether_an_address_has_an_account_is_not_told() {
    let app = TestApp::new().await;
    let mut answers = Vec::new();
    for email in ["alice@example.org", "nobody@example.org", "rubbish", ""] {
        let page = app.stranger().post("/forgotten-password", &[("email", email)]).await;
        answers.push((page.status, page.location, page.body));
    }
    assert!(answers.windows(2).all(|pair| pair[0] == pair[1]), "{answers:?}");
    letter(&app, "alice@example.org", 1).await;
    assert_eq!(std::fs::read_dir(app.data().join("mail")).unwrap().count(), 1);
}

#[tokio::test]
async fn a_weak_password_is_refused_with_what_to_do_and_the_link_still_works() {
    let app = TestApp::new().await;
    app.adam.post("/users", &NINA).await;
    let path = link(&letter(&app, "nina@example.org", 1).await);
    for (password, says) in [
        ("abc123", "minst 12 tecken"),
        ("nina.ny.2026", "för lätt att gissa"),
        (&"x".repeat(129), "högst 128"),
    ] {
        let page = app.stranger().post(&path, &[("password", password)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains(says) && !page.body.contains(password), "{}", page.body);
    }
    assert_eq!(app.stranger().post(&path, &[("password", NEW)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn only_administrators_invite_and_another_site_takes_no_link() {
    let app = TestApp::new().await;
    for browser in [&app.alice, &app.lena, &app.tove] {
        assert_eq!(browser.post("/users/1/link", &[]).await.status, StatusCode::FORBIDDEN);
    }
    app.adam.post("/users", &NINA).await;
    let path = link(&letter(&app, "nina@example.org", 1).await);
    let page = app.stranger().send(Method::POST, &path, &[("password", NEW)], "cross-site").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(!directory::find(app.db.read(), 12).await.unwrap().unwrap().has_password);
}
