//! Coming and going.
use crate::harness::{PASSWORD, TestApp};
use axum::http::{Method, StatusCode, header};

#[tokio::test]
async fn a_user_signs_in_and_out() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let page = stranger.post("/sign-in", &[("email", " Alice@Example.org "), ("password", PASSWORD)]).await;
    assert_eq!((page.status, page.location.as_deref()), (StatusCode::SEE_OTHER, Some("/")));
    let cookie = page.session_cookie();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax"), "{cookie}");

    let alice = stranger.with_cookie_of(&page);
    assert_eq!(alice.get("/account").await.status, StatusCode::OK);
    assert_eq!(alice.post("/sign-out", &[]).await.location.as_deref(), Some("/sign-in"));
    assert_eq!(alice.get("/account").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn a_wrong_password_and_an_unknown_user_get_the_same_answer() {
    let app = TestApp::new().await;
    let wrong = app.stranger().post("/sign-in", &[("email", "alice@example.org"), ("password", "fel")]).await;
    let unknown =
        app.stranger().post("/sign-in", &[("email", "nobody@example.org"), ("password", "fel")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(wrong.status, unknown.status);
    assert_eq!(wrong.body.replace("alice", "nobody"), unknown.body);
    assert!(!wrong.body.contains("value=\"fel\""));
}

#[tokio::test]
async fn a_form_on_another_site_is_refused() {
    let app = TestApp::new().await;
    let page = app.alice.send(Method::POST, "/sign-out", &[], "cross-site").await;
    assert_eq!(page.status, StatusCode::FORBIDDEN);
    assert!(page.body.contains("<h1>"), "{}", page.body);
}

#[tokio::test]
async fn the_language_is_remembered_and_another_site_is_never_returned_to() {
    let app = TestApp::new().await;
    let page = app.alice.post("/locale", &[("locale", "en"), ("return_to", "/account")]).await;
    assert_eq!(page.location.as_deref(), Some("/account"));
    assert!(app.alice.get("/account").await.body.contains("My account"));
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example"] {
        let page = app.alice.post("/locale", &[("locale", "sv"), ("return_to", elsewhere)]).await;
        assert_eq!(page.location.as_deref(), Some("/"));
    }
}

#[tokio::test]
async fn a_password_is_changed_only_by_whoever_knows_the_old_one() {
    let app = TestApp::new().await;
    let new = "ett alldeles nytt lösenord";
    let page = app.alice.post("/account/password", &[("old", "fel"), ("new", new)]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = app.alice.post("/account/password", &[("old", PASSWORD), ("new", "kort")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = app.alice.post("/account/password", &[("old", PASSWORD), ("new", new)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    let page = app.stranger().post("/sign-in", &[("email", "alice@example.org"), ("password", new)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn strangers_are_sent_to_the_door_and_lost_visitors_get_a_page() {
    let app = TestApp::new().await;
    assert_eq!(app.stranger().get("/account").await.location.as_deref(), Some("/sign-in"));
    let lost = app.alice.get("/no/such/page").await;
    assert_eq!(lost.status, StatusCode::NOT_FOUND);
    assert!(lost.body.contains("Sidan finns inte"));
    assert!(lost.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("script-src 'self'"));
}
