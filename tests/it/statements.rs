//! What anybody may read: why data are kept, how accessible the pages are, and whom to tell of a hole.
use crate::harness::TestApp;
use axum::http::StatusCode;
use jamvaxt::{fault_reports, purposes::FIELDS};
use sea_orm::EntityTrait;

#[tokio::test]
async fn strangers_read_why_every_field_is_kept() {
    let app = TestApp::new().await;
    for browser in [app.stranger(), app.alice.clone()] {
        let page = browser.get("/privacy").await;
        assert_eq!(page.status, StatusCode::OK);
        assert_eq!(page.body.matches("<th scope=\"row\">").count(), FIELDS.len());
        assert!(page.body.contains("dataskydd@example.org") && page.body.contains("artikel 9.2 g"));
    }
    for path in ["/sign-in", "/privacy"] {
        let page = app.stranger().get(path).await.body;
        assert!(page.contains("href=\"/privacy\"") && page.contains("href=\"/accessibility\""), "{path}");
    }
}

#[tokio::test]
async fn anybody_reports_an_obstacle_and_an_administrator_reads_it() {
    let app = TestApp::new().await;
    let statement = app.stranger().get("/accessibility").await;
    assert!(statement.body.contains("2018:1937") && statement.body.contains("Digg"));
    let empty = app.stranger().post("/accessibility", &[("page", " "), ("fault", "")]).await;
    assert_eq!(empty.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(fault_reports::open(app.db.read()).await.unwrap().is_empty());

    let form =
        [("page", "/cases"), ("fault", "Tabellen <läses> inte upp."), ("answer_to", "eva@example.org")];
    let sent = app.stranger().post("/accessibility", &form).await;
    assert_eq!(sent.location.as_deref(), Some("/accessibility?said=fault-reported"));
    assert_eq!(app.alice.get("/faults").await.status, StatusCode::FORBIDDEN);
    let list = app.adam.get("/faults").await.body;
    assert!(list.contains("Tabellen &lt;läses&gt; inte upp.") && list.contains("eva@example.org"), "{list}");
    assert_eq!(app.adam.post("/faults/1/mended", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.adam.post("/faults/1/mended", &[]).await.status, StatusCode::NOT_FOUND);
    let row = fault_reports::entity::Entity::find_by_id(1);
    let row = row.one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(row.answer_to, None, "an address nobody needs any more is not kept");
}

#[tokio::test]
async fn a_flood_of_reports_is_turned_away() {
    let app = TestApp::new().await;
    for _ in 0..20 {
        let sent = app.stranger().post("/accessibility", &[("page", "x"), ("fault", "y")]).await;
        assert_eq!(sent.status, StatusCode::SEE_OTHER);
    }
    let more = app.stranger().post("/accessibility", &[("page", "x"), ("fault", "y")]).await;
    assert_eq!(more.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(more.body.contains("Försök igen senare"));
}

#[tokio::test]
async fn security_txt_says_whom_to_tell_and_until_when() {
    let app = TestApp::new().await;
    let file = app.stranger().get("/.well-known/security.txt").await;
    assert_eq!(file.headers["content-type"], "text/plain; charset=utf-8");
    let lines: Vec<_> = file.body.lines().collect();
    assert_eq!(
        lines,
        [
            "Contact: mailto:sakerhet@example.org",
            "Expires: 2026-08-29T00:00:00Z",
            "Preferred-Languages: sv, en",
            "Canonical: http://127.0.0.1:3000/.well-known/security.txt",
        ]
    );
}
