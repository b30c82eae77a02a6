//! What clients ask for: noted, answered in time, decided on a ground; and the extract of all that is kept.
mod erasure;
mod extract;

use crate::{
    given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    clock::Clock,
    requests::{self, Kind, Request},
};
use sea_orm::EntityTrait;

async fn a_request(app: &TestApp, kind: &str, received_on: &str) -> i64 {
    let page = app.alice.post("/cases/1/requests", &[("kind", kind), ("received_on", received_on)]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let location = page.location.unwrap();
    location.trim_start_matches("/requests/").split('?').next().unwrap().parse().unwrap()
}

async fn of_alice(app: &TestApp) {
    let client = given::a_client(app, 1, "Amina").await;
    given::a_case(app, app.alice.user(), client, "2026-000001").await;
}

async fn row(app: &TestApp, id: i64) -> Request {
    requests::entity::Entity::find_by_id(id).one(app.db.read()).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_request_is_due_a_month_after_it_came_and_is_extended_once() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let id = a_request(&app, "access", "2026-01-31").await;
    assert_eq!(row(&app, id).await.due_on, day("2026-02-28"));
    let late = app.alice.get("/requests").await;
    assert!(late.body.contains("2 dagar för sent") && !late.body.contains("Amina"), "{}", late.body);
    assert!(app.alice.get("/").await.body.contains("2 dagar för sent"));
    assert!(app.alice.get("/cases/1").await.body.contains("Registerutdrag"));

    let extension = format!("/requests/{id}/extension");
    let page = app.bob.post(&extension, &[("because", "complex")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(row(&app, id).await.due_on, day("2026-04-30"));
    assert_eq!(app.bob.post(&extension, &[("because", "many")]).await.status, StatusCode::CONFLICT);
    assert!(!app.alice.get("/").await.body.contains("för sent"));
}

#[tokio::test]
async fn it_is_refused_on_a_ground_the_law_knows_or_not_at_all() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let id = a_request(&app, "erasure", "2026-03-02").await;
    let decision = format!("/requests/{id}/decision");
    for ground in ["", "rights_of_others", "no_such"] {
        let page = app.alice.post(&decision, &[("state", "refused"), ("ground", ground)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("Ett avslag behöver en grund"), "{}", page.body);
    }
    let form = [("state", "refused"), ("ground", "public_task"), ("reason", "Ärendet granskas.")];
    assert_eq!(app.alice.post(&decision, &form).await.status, StatusCode::SEE_OTHER);
    let decided = row(&app, id).await;
    assert_eq!((decided.decided_on, decided.decided_by), (Some(day("2026-03-02")), Some(1)));
    assert_eq!(app.bob.post(&decision, &[("state", "granted")]).await.status, StatusCode::CONFLICT);
    assert!(app.alice.get(&format!("/requests/{id}")).await.body.contains("Ärendet granskas."));
}

#[tokio::test]
async fn bad_dates_and_kinds_are_told() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let page = app.alice.post("/cases/1/requests", &[("kind", ""), ("received_on", "2026-03-03")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Dagen har inte varit än."));
}

#[tokio::test]
async fn another_office_knows_of_no_request() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let id = a_request(&app, "access", "2026-03-02").await;
    for path in [format!("/requests/{id}"), "/cases/1/requests/new".into(), "/cases/1/extract".into()] {
        assert_eq!(app.charlie.get(&path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    assert!(!app.charlie.get("/requests").await.body.contains("2026-000001"));
    let form = [("kind", "access"), ("received_on", "2026-03-02")];
    assert_eq!(app.charlie.post("/cases/1/requests", &form).await.status, StatusCode::NOT_FOUND);
    let granted = [("state", "granted")];
    let decision = format!("/requests/{id}/decision");
    assert_eq!(app.charlie.post(&decision, &granted).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.rut.get("/requests").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.ulla.get(&format!("/requests/{id}")).await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_protected_clients_request_is_for_her_own_advisor() {
    let app = TestApp::new().await;
    of_alice(&app).await;
    let id = a_request(&app, "access", "2026-03-02").await;
    let case = given::case(&app, 1).await;
    given::protect(&app, &case).await;
    given::a_reason(&app.alice, &case).await;
    for path in [format!("/requests/{id}"), "/cases/1/extract".into(), "/cases/1/erasure".into()] {
        assert_eq!(app.alice.get(&path).await.status, StatusCode::OK, "{path}");
        assert_eq!(app.bob.get(&path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
}

#[tokio::test]
async fn the_most_pressing_comes_first_and_early_ones_stay_off_the_day() {
    let app = TestApp::at(Clock::reading(noon)).await;
    of_alice(&app).await;
    a_request(&app, "objection", "2026-03-01").await;
    a_request(&app, "access", "2026-02-04").await;
    let open = requests::open(app.db.read(), app.alice.user()).await.unwrap();
    assert_eq!(open.iter().map(|one| one.kind).collect::<Vec<_>>(), [Kind::Access, Kind::Objection]);
    let today = app.alice.get("/").await.body;
    assert!(
        today.contains("Registerutdrag") && today.contains("2 dagar kvar") && !today.contains("Invändning")
    );
}
