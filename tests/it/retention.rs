//! What has been kept long enough goes, by the longest rule, by two persons, with a protocol.
use crate::{
    cli::{migrated, told},
    given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    cases::{Case, entity as cases},
    clients,
    measures::{self, Kind, NewMeasure},
    programmes::entity::programme,
    requests::hold,
    retention::{self, Class},
};
use sea_orm::{ActiveValue::Set, EntityTrait};

/// A case that closed that day, in a programme that ended in 2016.
async fn closed(app: &TestApp, name: &str, number: &str, closed_on: &str) -> Case {
    let ended = programme::ActiveModel {
        id: Set(1),
        starts_on: Set(day("2010-01-01")),
        ends_on: Set(day("2016-06-30")),
        ..Default::default()
    };
    programme::Entity::update(ended).exec(app.db.writer()).await.unwrap();
    let client = given::a_client(app, 1, name).await;
    let case = given::a_case(app, app.alice.user(), client, number).await;
    let row = cases::ActiveModel {
        id: Set(case.id),
        status: Set(cases::Status::Closed),
        opened_on: Set(day("2010-02-01")),
        closed_on: Set(Some(day(closed_on))),
        ..Default::default()
    };
    cases::Entity::update(row).exec(app.db.writer()).await.unwrap();
    given::case(app, case.id).await
}

async fn due(app: &TestApp, on: &str) -> Vec<(String, Class, String)> {
    let due = retention::due(app.db.read(), Some(1), day(on)).await.unwrap();
    due.into_iter().map(|one| (one.numbers.join(" "), one.class, one.kept_until.to_string())).collect()
}

#[tokio::test]
async fn the_longest_rule_wins() {
    let app = TestApp::new().await;
    let case = closed(&app, "Amina", "2010-000001", "2014-03-01").await;
    // Five years after closing is 2019, but the programme's papers last to the end of 2020.
    assert!(due(&app, "2020-12-31").await.is_empty());
    let papers = ("2010-000001".to_owned(), Class::ProgrammePaper, "2020-12-31".to_owned());
    assert_eq!(due(&app, "2021-01-01").await, [papers]);

    let txn = app.db.begin().await.unwrap();
    for (kind, on, cost_ore) in
        [(Kind::Coaching, "2014-02-01", Some(50_000)), (Kind::Grant, "2013-05-10", None)]
    {
        let new = NewMeasure {
            kind,
            title: None,
            provider: None,
            starts_on: day(on),
            ends_on: None,
            minutes: 60,
            cost_ore,
        };
        measures::record(&txn, app.alice.user(), new, &[case.id], noon()).await.unwrap();
    }
    txn.commit().await.unwrap();
    // The voucher would last to the end of 2021; the grant lasts ten years.
    assert!(due(&app, "2023-05-10").await.is_empty());
    let aid = ("2010-000001".to_owned(), Class::Aid, "2023-05-10".to_owned());
    assert_eq!(due(&app, "2023-05-11").await, [aid]);
}

#[tokio::test]
async fn one_open_or_held_case_keeps_the_others() {
    let app = TestApp::new().await;
    let case = closed(&app, "Amina", "2010-000001", "2014-03-01").await;
    let txn = app.db.begin().await.unwrap();
    hold::place(&txn, app.alice.user(), &case, "revision".into(), noon()).await.unwrap();
    txn.commit().await.unwrap();
    assert!(due(&app, "2026-03-02").await.is_empty());
    assert_eq!(app.alice.post("/cases/1/hold/lifting", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(due(&app, "2026-03-02").await.len(), 1);
    given::a_case(&app, app.alice.user(), case.client_id, "2026-000001").await;
    assert!(due(&app, "2026-03-02").await.is_empty());
}

#[tokio::test]
async fn two_persons_dispose_and_the_protocol_stays() {
    let app = TestApp::new().await;
    let case = closed(&app, "Amina", "2010-000001", "2014-03-01").await;
    closed(&app, "Beata", "2010-000002", "2025-03-01").await;
    assert!(app.alice.get("/retention").await.body.contains("2010-000001"));
    assert!(!app.charlie.get("/retention").await.body.contains("2010-000001"));
    assert_eq!(app.lena.get("/retention").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.adam.post("/retention", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.charlie.post("/retention", &[]).await.status, StatusCode::CONFLICT);

    assert_eq!(app.ulla.post("/retention", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.ulla.post("/disposals/1/confirmation", &[]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.charlie.get("/disposals/1").await.status, StatusCode::NOT_FOUND);
    let client =
        async || clients::find(app.db.read(), app.alice.user(), case.client_id).await.unwrap().unwrap();
    assert_eq!(client().await.given_name, "Amina");
    let list = app.adam.get("/retention").await.body;
    assert!(!list.contains("Amina"));
    let done = app.adam.post("/disposals/1/confirmation", &[]).await;
    assert_eq!(done.location.as_deref(), Some("/disposals/1?said=disposal-done"));
    assert_eq!(client().await.given_name, "Raderad");
    let protocol = app.alice.get("/disposals/1").await.body;
    for word in ["2010-000001", "Ulla", "Adam", "Gallringsprotokoll"] {
        assert!(protocol.contains(word), "{word}: {protocol}");
    }
    assert!(!protocol.contains("2010-000002"));
    assert!(due(&app, "2026-03-02").await.is_empty());
}

#[tokio::test]
async fn a_hold_placed_after_the_proposal_stops_the_whole_round() {
    let app = TestApp::new().await;
    closed(&app, "Amina", "2010-000001", "2014-03-01").await;
    closed(&app, "Beata", "2010-000002", "2014-03-01").await;
    app.alice.post("/retention", &[]).await;
    let bare = app.alice.post("/cases/2/hold", &[("reason", " ")]).await;
    assert_eq!(bare.location.as_deref(), Some("/cases/2/erasure?said=hold-needs-reason"));
    app.alice.post("/cases/2/hold", &[("reason", "tvist")]).await;
    let held = app.ulla.post("/disposals/1/confirmation", &[]).await;
    assert_eq!(held.location.as_deref(), Some("/retention?said=disposal-held"));
    for id in [1, 2] {
        let client = clients::find(app.db.read(), app.alice.user(), id).await.unwrap().unwrap();
        assert_ne!(client.given_name, "Raderad");
    }
    assert_eq!(app.ulla.post("/disposals/1/withdrawal", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(due(&app, "2026-03-02").await.len(), 1);
}

#[test]
fn the_plan_is_a_dry_run() {
    let data = migrated();
    let plan = told(data.path(), &["retention", "plan"], &[]);
    assert_eq!((plan.code, plan.out.as_str()), (Some(0), "0 clients are due.\n"), "{}", plan.err);
}
