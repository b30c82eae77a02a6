//! Marking, the group's two, and lifting by two.
use super::{HERS, NUMBER, fatimas_case, intake, is_open, notices};
use crate::{
    given,
    harness::{TestApp, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    clients::entity::{client, name},
    meetings::entity as meeting,
    protection::entity::{member, notice},
};
use sea_orm::{ActiveValue::Set, EntityTrait, PaginatorTrait, QueryFilter, sea_query::Expr};

async fn row(app: &TestApp) -> client::Model {
    client::Entity::find_by_id(1).one(app.db.read()).await.unwrap().unwrap()
}

async fn group(app: &TestApp) -> Vec<i64> {
    let rows = member::Entity::find().all(app.db.read()).await.unwrap();
    rows.into_iter().map(|row| row.user_id).collect()
}

fn mark(second: &str) -> [(&str, &str); 4] {
    [("kind", "marking"), ("second", second), ("reason", "contact"), ("why", "hon visade beslutet")]
}

#[tokio::test]
async fn is_done_by_whoever_has_the_case_or_an_officer_with_a_second_of_the_office() {
    let app = TestApp::new().await;
    fatimas_case(&app).await;
    let path = "/cases/1/protection";
    for who in [&app.bob, &app.ulla, &app.rut, &app.lena, &app.adam] {
        assert_eq!(who.get(path).await.status, StatusCode::FORBIDDEN);
        assert_eq!(who.post(path, &mark("2")).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.charlie.post(path, &mark("2")).await.status, StatusCode::NOT_FOUND);
    // Alone, herself twice, somebody of another office, somebody who is no advisor.
    for second in ["", "1", "3", "8"] {
        let page = app.alice.post(path, &mark(second)).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{second}");
    }
    assert!(!row(&app).await.protected);
    assert_eq!(app.sara.post(path, &mark("2")).await.status, StatusCode::SEE_OTHER);
    assert!(row(&app).await.protected);
    assert_eq!(group(&app).await, [1, 2]);
    assert!(notices(&app).await.iter().any(|one| one.kind == notice::Kind::Marked && one.user_id == 9));
    assert_eq!(app.alice.post(path, &mark("2")).await.status, StatusCode::CONFLICT);
    given::a_reason(&app.bob, &given::case(&app, 1).await).await;
    assert!(is_open(&app.bob).await);
}

#[tokio::test]
async fn the_row_keeps_nothing_and_the_database_lets_nothing_back() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let row = row(&app).await;
    assert_eq!((row.given_name.as_str(), row.family_name.as_str()), ("", ""));
    assert_eq!((row.kommun_code, row.email, row.phone, row.postal_address), (None, None, None, None));
    assert_eq!(row.birth_date.unwrap().to_string(), "1987-07-01");
    let words = name::Entity::find().filter(name::COLUMN.client_id.eq(1)).count(app.db.read()).await;
    assert_eq!(words.unwrap(), 0);
    let met = meeting::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!((met.notes, met.next_step.as_deref()), (None, Some("")));
    // In clear nothing is written about her any more, whoever tries.
    let again = meeting::ActiveModel {
        case_id: Set(1),
        advisor_id: Set(1),
        held_at: Set(noon()),
        minutes: Set(60),
        channel: Set(meeting::Channel::Phone),
        interpreter: Set(false),
        topic: Set(meeting::Topic::Idea),
        notes: Set(Some("Fatima".into())),
        created_at: Set(noon()),
        ..Default::default()
    };
    let error = meeting::Entity::insert(again).exec_without_returning(app.db.writer()).await.unwrap_err();
    assert!(error.to_string().contains("is sealed"), "{error}");
    let word = name::ActiveModel { client_id: Set(1), word: Set("fatima".into()), organisation_id: Set(1) };
    let error = name::Entity::insert(word).exec_without_returning(app.db.writer()).await.unwrap_err();
    assert!(error.to_string().contains("not found by her name"), "{error}");
    // The step can be ticked off by her group without it being told what it was.
    assert_eq!(app.alice.post("/meetings/1/step", &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_correction_by_a_member_stays_sealed() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let form: Vec<_> = intake(&[("given_name", "Faduma"), ("number_kind", "none"), ("number", "")]);
    assert_eq!(app.alice.post("/cases/1/client", &form).await.location.as_deref(), Some("/cases/1"));
    given::a_reason(&app.alice, &case).await;
    let page = app.alice.post("/cases/1/client", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let row = row(&app).await;
    assert!(row.protected && row.given_name.is_empty() && row.kommun_code.is_none() && row.email.is_none());
    let page = app.alice.get("/cases/1").await.body;
    assert!(page.contains("Faduma Norrbacka") && page.contains("förmedling 4711"));
}

#[tokio::test]
async fn a_group_never_falls_under_two() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    let doris = given::protect(&app, &case).await;
    let path = "/cases/1/protection/group";
    for who in [&app.alice, &app.bob, &app.ulla, &app.adam] {
        assert_eq!(who.post(path, &[("members", "1"), ("members", "2")]).await.status, StatusCode::FORBIDDEN);
    }
    for members in [vec![], vec!["1"], vec!["1", "1"], vec!["1", "3"], vec!["1", "9"]] {
        let form: Vec<_> = members.iter().map(|id| ("members", *id)).collect();
        assert_eq!(app.sara.post(path, &form).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{members:?}");
    }
    assert_eq!(group(&app).await, [1, doris]);
    assert_eq!(
        app.sara.post(path, &[("members", "1"), ("members", "2")]).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(group(&app).await, [1, 2]);
    // The database refuses what the page would not ask for.
    let leave =
        member::Entity::delete_many().filter(member::COLUMN.user_id.eq(2)).exec(app.db.writer()).await;
    assert!(leave.unwrap_err().to_string().contains("group of two"));
    let foreign = member::ActiveModel {
        client_id: Set(1),
        user_id: Set(3),
        added_by: Set(None),
        added_at: Set(noon()),
    };
    let foreign = member::Entity::insert(foreign).exec_without_returning(app.db.writer()).await;
    assert!(foreign.unwrap_err().to_string().contains("client's organisation"));
    let other = given::a_client(&app, 1, "Amina").await;
    let alone = client::Entity::update_many()
        .col_expr(client::COLUMN.protected.0, Expr::value(true))
        .filter(client::COLUMN.id.eq(other))
        .exec(app.db.writer())
        .await;
    assert!(alone.unwrap_err().to_string().contains("group of two"));
}

#[tokio::test]
async fn only_her_group_can_take_the_case_over() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    let doris = given::protect(&app, &case).await.to_string();
    let to = |id: &str| vec![("phase".to_owned(), "idea".to_owned()), ("advisor".to_owned(), id.to_owned())];
    for (id, status) in [("2", StatusCode::BAD_REQUEST), (&doris, StatusCode::SEE_OTHER)] {
        let form = to(id);
        let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        assert_eq!(app.ulla.post("/cases/1/assignment", &form).await.status, status, "{id}");
    }
}

#[tokio::test]
async fn it_takes_an_officer_and_the_advisor_to_lift() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    let doris = app.browser(given::protect(&app, &case).await).await;
    let path = "/cases/1/protection/lifting";
    let why = [("reason", "rights"), ("why", "Skatteverket har upphävt den")];
    for who in [&app.bob, &doris, &app.ulla, &app.adam] {
        assert_eq!(who.post(path, &why).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.sara.post(path, &why).await.status, StatusCode::SEE_OTHER);
    assert!(row(&app).await.protected);
    // One person is one, however often she says it.
    assert_eq!(app.sara.post(path, &why).await.status, StatusCode::CONFLICT);
    assert!(row(&app).await.protected);
    assert_eq!(app.alice.post(path, &why).await.status, StatusCode::SEE_OTHER);
    let row = row(&app).await;
    assert_eq!(
        (row.protected, row.given_name.as_str(), row.family_name.as_str()),
        (false, "Fatima", "Norrbacka")
    );
    assert_eq!(row.birth_date.unwrap().to_string(), "1987-03-14");
    let page = app.bob.get("/cases/1").await;
    assert!(page.body.contains("Fatima Norrbacka") && page.body.contains(HERS[7]));
    assert!(app.bob.post("/cases/search", &[("q", "Norrb")]).await.body.contains("2026-000001"));
    assert!(
        app.bob.post("/cases", &intake(&[])).await.body.contains("met-before")
            || group(&app).await.is_empty()
    );
    assert_eq!(group(&app).await, Vec::<i64>::new());
    assert!(app.bob.post("/cases/1/client/numbers", &[]).await.body.contains(NUMBER));
}
