//! Before what is sensitive she proves again who she is.
use super::Telephone;
use crate::harness::{Browser, PASSWORD, TestApp, noon};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{clock::Clock, identity::directory};

fn after_nine() -> DateTime<Utc> {
    noon() + TimeDelta::minutes(9)
}

fn after_ten() -> DateTime<Utc> {
    noon() + TimeDelta::minutes(10)
}

fn stale(app: &TestApp, browser: &Browser) -> Browser {
    app.later(browser, Clock::reading(after_ten))
}

/// What is sensitive, and where she comes back to.
const ACTS: [(&str, &str); 7] = [
    ("/users", "/users/new"),
    ("/users/1/roles", "/users/1"),
    ("/users/1/link", "/users/1"),
    ("/users/1/closure", "/users/1"),
    ("/users/1/reopening", "/users/1"),
    ("/users/1/second-factor/removal", "/users/1"),
    ("/users/1/sessions/closure", "/users/1"),
];

#[tokio::test]
async fn ten_minutes_after_the_last_proof_nothing_sensitive_is_done() {
    let app = TestApp::new().await;
    let adam = stale(&app, &app.adam);
    for (path, back) in ACTS {
        let page = adam.post(path, &[("roles", "lead")]).await;
        assert_eq!(page.location, Some(format!("/account/proof?next={back}")), "{path}");
    }
    let alice = directory::find(app.db.read(), 1).await.unwrap().unwrap();
    assert!(alice.active && alice.roles.len() == 1);
    assert_eq!(app.alice.get("/account").await.status, StatusCode::OK);
    for path in ["/users/new", "/account/second-factor"] {
        assert_eq!(adam.get(path).await.location, Some(format!("/account/proof?next={path}")));
    }
    for path in ["/account/second-factor/codes", "/account/second-factor/app/removal"] {
        let page = adam.post(path, &[]).await;
        assert_eq!(page.location.as_deref(), Some("/account/proof?next=/account/second-factor"));
    }
    let in_time = app.later(&app.adam, Clock::reading(after_nine));
    assert_eq!(in_time.get("/users/new").await.status, StatusCode::OK);
}

#[tokio::test]
async fn the_password_or_a_code_proves_it_and_she_goes_on() {
    let app = TestApp::new().await;
    let (telephone, page) = Telephone::enrol(&app.adam).await;
    let adam = stale(&app, &app.adam.with_cookie_of(&page));
    let form = adam.get("/account/proof?next=/users/new").await;
    assert!(form.body.contains("name=\"next\" value=\"&#x2f;users&#x2f;new\""), "{}", form.body);
    let wrong = adam.post("/account/proof", &[("next", "/users/new"), ("password", "fel")]).await;
    assert!(wrong.status == StatusCode::UNPROCESSABLE_ENTITY && wrong.body.contains("x2f;users"));
    let mut before = adam;
    for proof in [("password", PASSWORD), ("code", &telephone.code(20)), ("code", &telephone.codes[0])] {
        let page = before.post("/account/proof", &[("next", "/users/new"), proof]).await;
        assert_eq!(page.location.as_deref(), Some("/users/new"), "{}", page.body);
        let after = before.with_cookie_of(&page);
        assert_eq!(after.get("/users/new").await.status, StatusCode::OK);
        assert_eq!(before.get("/account").await.location.as_deref(), Some("/sign-in"), "the old session id");
        before = after;
    }
    let again = before.post("/account/proof", &[("code", &telephone.codes[0])]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn no_other_site_is_ever_gone_on_to() {
    let app = TestApp::new().await;
    for elsewhere in ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)", ""]
    {
        let page = app.alice.get(&format!("/account/proof?next={}", elsewhere.replace('\\', "%5C"))).await;
        assert!(page.body.contains("name=\"next\" value=\"&#x2f;\""), "{elsewhere}: {}", page.body);
        let browser = app.signed_in(1).await;
        let page = browser.post("/account/proof", &[("next", elsewhere), ("password", PASSWORD)]).await;
        assert_eq!(page.location.as_deref(), Some("/"), "{elsewhere}");
    }
}
