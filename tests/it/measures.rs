//! Measures: entered once for everybody who took part.
use crate::{
    given,
    harness::{TestApp, day},
};
use axum::http::StatusCode;
use jamvaxt::{
    audit,
    cases::Case,
    measures::{self, Kind, Taken, entity::measure},
};
use sea_orm::{EntityTrait, PaginatorTrait};

async fn taken(app: &TestApp, case: &Case) -> Vec<Taken> {
    measures::of(app.db.read(), case).await.unwrap()
}

async fn count(app: &TestApp) -> u64 {
    measure::Entity::find().count(app.db.read()).await.unwrap()
}

const COURSE: [(&str, &str); 6] = [
    ("kind", "course"),
    ("title", "Bokföring för nystartade"),
    ("starts_on", "2026-02-09"),
    ("ends_on", "2026-02-11"),
    ("hours", "12,5"),
    ("cost", "9 000"),
];

async fn three_cases(app: &TestApp) -> [Case; 3] {
    let mut cases = Vec::new();
    for (number, name) in [("2026-000001", "Amina"), ("2026-000002", "Beata"), ("2026-000003", "Cilla")] {
        let client = given::a_client(app, 1, name).await;
        cases.push(given::a_case(app, app.alice.user(), client, number).await);
    }
    cases.try_into().unwrap()
}

#[tokio::test]
async fn a_measure_is_entered_in_one_case() {
    let app = TestApp::new().await;
    let [case, other, _] = three_cases(&app).await;
    assert_eq!(app.alice.get(&format!("/cases/{}/measures/new", case.id)).await.status, StatusCode::OK);
    let page = app.alice.post(&format!("/cases/{}/measures", case.id), &COURSE).await;
    assert_eq!(page.location, Some(format!("/cases/{}?said=measure-saved", case.id)));
    let [one] = taken(&app, &case).await.try_into().unwrap();
    assert_eq!((one.measure.kind, one.measure.minutes, one.participants), (Kind::Course, 750, 1));
    assert_eq!((one.measure.cost_ore, one.measure.programme_id), (Some(900_000), 1));
    assert!(taken(&app, &other).await.is_empty());
    assert!(app.bob.get(&format!("/cases/{}", case.id)).await.body.contains("Bokföring för nystartade"));
}

#[tokio::test]
async fn a_group_event_stands_in_every_case_and_can_be_changed_and_removed() {
    let app = TestApp::new().await;
    let [one, two, three] = three_cases(&app).await;
    let page = app.alice.get("/measures/new").await;
    assert!(page.body.contains("Amina Öberg") && page.body.contains("2026-000003"), "{}", page.body);
    let ticked = one.id.to_string();
    let form = [&COURSE[..], &[("case_ids", ticked.as_str()), ("participants", "2026-000002\n2026-000003")]]
        .concat();
    let page = app.alice.post("/measures/new", &form).await;
    assert_eq!(page.location.as_deref(), Some("/measures?said=measure-saved"), "{}", page.body);
    for case in [&one, &two, &three] {
        assert_eq!(taken(&app, case).await[0].participants, 3);
    }
    assert!(app.bob.get("/measures").await.body.contains("3 deltagare"));

    assert!(app.bob.get("/measures/1").await.body.contains("Beata Öberg"));
    let form = [&COURSE[..], &[("case_ids", ticked.as_str())]].concat();
    let page = app.bob.post("/measures/1", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert_eq!(taken(&app, &one).await[0].participants, 1);
    assert!(taken(&app, &two).await.is_empty());
    let log = audit::entity::Entity::find().all(app.db.read()).await.unwrap();
    assert_eq!(log.iter().filter(|event| event.action == "leave" && event.object == "measure").count(), 2);

    assert_eq!(app.bob.post("/measures/1/removal", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn outsiders_neither_see_nor_touch() {
    let app = TestApp::new().await;
    let [case, ..] = three_cases(&app).await;
    app.alice.post(&format!("/cases/{}/measures", case.id), &COURSE).await;
    let ticked = case.id.to_string();
    let theirs = [&COURSE[..], &[("case_ids", ticked.as_str())]].concat();
    for who in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        assert!(who.post(&format!("/cases/{}/measures", case.id), &COURSE).await.is_closed());
        assert!(who.get("/measures/1").await.is_closed());
        assert!(who.post("/measures/1", &theirs).await.is_closed());
        assert!(who.post("/measures/1/removal", &[]).await.is_closed());
    }
    // Charlie cannot draw Alice's case into an event of his.
    let page = app.charlie.post("/measures/new", &theirs).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let pasted = [&COURSE[..], &[("participants", "2026-000001")]].concat();
    assert_eq!(app.charlie.post("/measures/new", &pasted).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.lena.get("/measures/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(count(&app).await, 1);
}

#[tokio::test]
async fn mistakes_say_what_is_wrong() {
    let app = TestApp::new().await;
    let [case, ..] = three_cases(&app).await;
    for (field, value, words) in [
        ("kind", "", "Fyll i uppgiften"),
        ("starts_on", "2026-01-11", "före den dag ärendet öppnades"),
        ("starts_on", "2026-03-03", "har inte varit än"),
        ("ends_on", "2026-02-08", "före den första"),
        ("hours", "", "Skriv ett svar"),
        ("hours", "tolv", "Skriv ett tal"),
        ("cost", "-5", "mindre än noll"),
    ] {
        let form: Vec<_> =
            COURSE.iter().map(|(name, old)| (*name, if *name == field { value } else { *old })).collect();
        let page = app.alice.post(&format!("/cases/{}/measures", case.id), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(page.body.contains(words), "{field} {value}: {}", page.body);
    }
    let page = app.alice.post("/measures/new", &COURSE).await;
    assert!(page.body.contains("minst en deltagare"), "{}", page.body);
    let pasted = [&COURSE[..], &[("participants", "2026-000001, 2026-999999")]].concat();
    let page = app.alice.post("/measures/new", &pasted).await;
    assert!(page.body.contains("2026-999999") && page.status == StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(count(&app).await, 0);
}

#[tokio::test]
async fn an_event_belongs_to_one_programme() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 2, "Dina").await;
    let one = given::a_case(&app, app.charlie.user(), client, "2026-000001").await;
    let two = given::a_case_in(&app, app.charlie.user(), client, "2026-000002", 2).await;
    let pasted = [&COURSE[..], &[("participants", "2026-000001\n2026-000002")]].concat();
    let page = app.charlie.post("/measures/new", &pasted).await;
    assert!(page.body.contains("olika program"), "{}", page.body);
    assert!(taken(&app, &one).await.is_empty() && taken(&app, &two).await.is_empty());
    assert_eq!(one.opened_on, day("2026-01-12"));
}
