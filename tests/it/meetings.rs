//! Meetings: the short form, its mistakes, and what was agreed.
use crate::{cases::intake, harness::TestApp};
use axum::http::StatusCode;
use jamvaxt::meetings::entity as meeting;
use sea_orm::{EntityTrait, PaginatorTrait};

const MEETING: [(&str, &str); 8] = [
    ("day", "2026-03-02"),
    ("time", "13.30"),
    ("minutes", "90"),
    ("channel", "phone"),
    ("topic", "permits"),
    ("language", "ar"),
    ("interpreter", "on"),
    ("notes", "Gick igenom tillstånd <för> livsmedelslokal."),
];

#[tokio::test]
async fn a_meeting_is_logged_and_the_next_form_begins_as_the_last_ended() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let page = app.bob.post("/cases/1/meetings", &MEETING).await;
    assert_eq!(page.location.as_deref(), Some("/cases/1?said=meeting-saved"), "{}", page.body);
    let row = meeting::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(row.held_at.to_rfc3339(), "2026-03-02T12:30:00+00:00");
    assert_eq!((row.advisor_id, row.minutes, row.next_step_by), (2, 90, None));
    let page = app.alice.get("/cases/1").await.body;
    assert!(page.contains("&lt;för&gt;") && page.contains("value=\"90\""));
    assert!(page.contains("<option value=\"phone\" selected>"));
}

#[tokio::test]
async fn nothing_typed_is_lost_when_something_is_wrong() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let wrong = [
        ("day", "2026-02-30"),
        ("time", "i morse"),
        ("minutes", "0"),
        ("channel", "rök"),
        ("topic", "idea"),
        ("notes", "det viktiga"),
        ("next_step_due_on", "2026-03-09"),
    ];
    let page = app.alice.post("/cases/1/meetings", &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("det viktiga") && page.body.contains("i morse"));
    assert_eq!(page.body.matches("aria-invalid=\"true\"").count(), 5, "{}", page.body);
    assert_eq!(meeting::Entity::find().count(app.db.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_meeting_is_not_before_its_case() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let mut form = MEETING;
    form[0] = ("day", "2026-03-01");
    assert_eq!(app.alice.post("/cases/1/meetings", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
}

#[tokio::test]
async fn what_was_agreed_is_ticked_off_once_and_only_by_the_office() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let form =
        [&MEETING[..], &[("next_step", "ansök hos miljökontoret"), ("next_step_due_on", "2026-03-02")]]
            .concat();
    assert_eq!(app.alice.post("/cases/1/meetings", &form).await.status, StatusCode::SEE_OTHER);
    assert!(app.alice.get("/").await.body.contains("miljökontoret"));
    for outsider in [&app.charlie, &app.lena, &app.tove] {
        assert!(outsider.post("/meetings/1/step", &[]).await.is_closed());
    }
    assert_eq!(
        app.bob.post("/meetings/1/step", &[("case", "1")]).await.location.as_deref(),
        Some("/cases/1?said=step-done")
    );
    assert_eq!(app.bob.post("/meetings/1/step", &[]).await.status, StatusCode::NOT_FOUND);
    assert!(!app.alice.get("/").await.body.contains("miljökontoret"));
}
