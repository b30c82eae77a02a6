//! Outcomes: known or unknown, never a zero that nobody said.
use crate::{
    given,
    harness::{TestApp, day},
};
use axum::http::StatusCode;
use jamvaxt::{
    audit,
    enterprises::Status,
    followups,
    outcomes::{self, Kind, Outcome, State},
};
use sea_orm::EntityTrait;

async fn alices_case(app: &TestApp) -> i64 {
    let client = given::a_client(app, 1, "Amina").await;
    given::a_case(app, app.alice.user(), client, "2026-000001").await.id
}

async fn all(app: &TestApp) -> Vec<Outcome> {
    outcomes::entity::Entity::find().all(app.db.read()).await.unwrap()
}

const FTE: [(&str, &str); 5] = [
    ("kind", "fte"),
    ("value", "1,5"),
    ("reference_date", "2026-02-28"),
    ("source", "client"),
    ("evidence", "seen"),
];

#[tokio::test]
async fn an_outcome_is_recorded_corrected_and_removed() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    assert!(app.alice.get(&format!("/cases/{case}/outcomes/new")).await.body.contains("Årsarbetskrafter"));
    assert!(app.alice.get(&format!("/cases/{case}/outcomes/new?kind=fte")).await.body.contains("heltid"));

    let page = app.alice.post(&format!("/cases/{case}/outcomes"), &FTE).await;
    assert_eq!(page.location, Some(format!("/cases/{case}?said=outcome-saved")));
    let outcome = &all(&app).await[0];
    assert_eq!((outcome.kind, outcome.value_hundredths), (Kind::Fte, Some(150)));
    assert!(app.alice.get(&format!("/cases/{case}")).await.body.contains("1,5 årsarbetskrafter"));

    assert!(app.bob.get("/outcomes/1").await.body.contains("value=\"1,5\""));
    let unknown =
        [("unknown", "on"), ("reference_date", "2026-02-28"), ("source", "client"), ("evidence", "told")];
    assert_eq!(app.bob.post("/outcomes/1", &unknown).await.status, StatusCode::SEE_OTHER);
    let outcome = &all(&app).await[0];
    assert_eq!((outcome.state, outcome.value_hundredths), (State::Unknown, None));
    let log = audit::entity::Entity::find().all(app.db.read()).await.unwrap();
    let correction = log.iter().find(|event| event.action == "correct").unwrap();
    assert_eq!(correction.detail.as_deref(), Some("value evidence"));

    assert_eq!(app.alice.post("/outcomes/1/removal", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(all(&app).await.is_empty());
}

#[tokio::test]
async fn outsiders_find_nothing() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    app.alice.post(&format!("/cases/{case}/outcomes"), &FTE).await;
    for who in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        assert!(who.post(&format!("/cases/{case}/outcomes"), &FTE).await.is_closed());
        assert!(who.get("/outcomes/1").await.is_closed());
        assert!(who.post("/outcomes/1", &FTE).await.is_closed());
        assert!(who.post("/outcomes/1/removal", &[]).await.is_closed());
    }
    assert_eq!(all(&app).await.len(), 1);
    assert_eq!(app.stranger().get("/outcomes/1").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn mistakes_come_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    for (field, value, words) in [
        ("value", "", "Skriv ett svar"),
        ("value", "-1", "mindre än noll"),
        ("value", "1,555", "för många decimaler"),
        ("value", "en halv", "Skriv ett tal"),
        ("reference_date", "2026-03-03", "har inte varit än"),
        ("reference_date", "1989-12-31", "från 1990"),
        ("reference_date", "i går", "Skriv en dag"),
        ("source", "", "Fyll i uppgiften"),
        ("evidence", "nonsense", "Välj ett av alternativen"),
    ] {
        let form: Vec<_> =
            FTE.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect();
        let page = app.alice.post(&format!("/cases/{case}/outcomes"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(page.body.contains(words), "{field} {value}: {}", page.body);
    }
    let page = app.alice.post(&format!("/cases/{case}/outcomes"), &[("kind", "nothing")]).await;
    assert_eq!(page.status, StatusCode::BAD_REQUEST);
    assert!(all(&app).await.is_empty());
}

#[tokio::test]
async fn a_start_that_is_told_starts_the_enterprise_and_its_followups() {
    let app = TestApp::new().await;
    let case = alices_case(&app).await;
    let firm = [("name", "Aminas Kök"), ("status", "planned"), ("sole_trader", "on")];
    app.alice.post(&format!("/cases/{case}/enterprise"), &firm).await;
    let started = [
        ("kind", "enterprise_started"),
        ("value", "yes"),
        ("reference_date", "2026-02-01"),
        ("source", "client"),
        ("evidence", "told"),
    ];
    let page = app.alice.post(&format!("/cases/{case}/outcomes"), &started).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let firm = jamvaxt::enterprises::find(app.db.read(), app.alice.user(), 1).await.unwrap().unwrap();
    assert_eq!((firm.started_on, firm.status), (Some(day("2026-02-01")), Status::Active));
    let asked = followups::of(app.db.read(), &given::case(&app, case).await).await.unwrap();
    assert_eq!(asked.iter().map(|row| row.due_on).collect::<Vec<_>>(), [day("2027-02-01")]);
    assert!(
        app.alice
            .get(&format!("/cases/{case}/outcomes/new?kind=enterprise_started"))
            .await
            .body
            .contains("2026-02-01")
    );
}
