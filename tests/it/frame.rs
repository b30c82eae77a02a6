//! What is around every answer, whoever asks and whatever comes of it.
use crate::harness::{TestApp, noon};
use axum::http::{Method, StatusCode};
use jamvaxt::clock::Clock;

const WANTED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), microphone=(), geolocation=()"),
];

#[tokio::test]
async fn every_answer_says_what_a_browser_may_do_with_it() {
    let app = TestApp::new().await;
    for (browser, path) in [
        (&app.alice, "/cases"),
        (&app.alice, "/cases/77"),
        (&app.adam, "/cases"),
        (&app.stranger(), "/sign-in"),
        (&app.stranger(), "/nowhere"),
    ] {
        let page = browser.get(path).await;
        for (name, value) in WANTED {
            assert_eq!(page.headers[name], value, "{path}");
        }
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && policy.contains("frame-ancestors 'none'"),
            "{policy}"
        );
        assert!(!policy.contains("unsafe"), "{policy}");
        assert!(
            !page.body.contains("<style")
                && !page.body.contains(" style=\"")
                && !page.body.contains("onclick=")
        );
        assert!(!page.body.contains("<script>"), "inline script at {path}");
    }
}

#[tokio::test]
async fn behind_tls_the_browser_is_told_to_stay_there() {
    let app = TestApp::new().await;
    let plain = app.stranger().get("/sign-in").await;
    assert!(!plain.headers.contains_key("strict-transport-security"));
    let behind_tls = app.elsewhere(&app.stranger(), Clock::reading(noon), |config| {
        config.server.public_url = "https://jamvaxt.example.se".into();
    });
    let page = behind_tls.get("/sign-in").await;
    assert_eq!(page.headers["strict-transport-security"], "max-age=31536000");
    let page = behind_tls
        .post("/sign-in", &[("email", "alice@example.org"), ("password", crate::harness::PASSWORD)])
        .await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let cookies: Vec<_> =
        page.headers.get_all("set-cookie").iter().map(|cookie| cookie.to_str().unwrap()).collect();
    assert!(cookies.iter().any(|cookie| cookie.starts_with("__Host-session=")), "{cookies:?}");
    for cookie in cookies {
        assert!(
            cookie.contains("HttpOnly") && cookie.contains("Secure") && cookie.contains("SameSite=Lax"),
            "{cookie}"
        );
    }
}

#[tokio::test]
async fn forms_of_other_sites_and_methods_nobody_serves_change_nothing() {
    let app = TestApp::new().await;
    for door in jamvaxt::web::routes(app.parts.clone()).iter().filter(|door| door.method == Method::POST) {
        let path = door.path.replace("{id}", "1").replace("{kind}", "sample").replace("{token}", "x");
        let page = app.alice.send(Method::POST, &path, &[], "cross-site").await;
        assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
    }
    for method in [Method::PUT, Method::DELETE, Method::PATCH, Method::TRACE] {
        let page = app.alice.send(method.clone(), "/cases/1", &[], "same-origin").await;
        assert!(page.status.is_client_error(), "{method}: {}", page.status);
    }
}
