//! Reviews: each selection holds what it says and nothing else, shows no name, and is signed off row by row.
use crate::{
    given::{a_case, a_client, protect_in},
    harness::{Browser, TestApp, day, noon},
};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{
    audit::{self, Act},
    identity::{self, Role, User, accounts::NewUser},
    locales::Locale,
    reviews::{self, Kind, Scope, entity::review},
};
use sea_orm::{ConnectionTrait, EntityTrait};

fn march() -> Scope {
    Scope::of(day("2026-03-15"))
}

/// She sees the client at that moment.
async fn sees(app: &TestApp, user: &User, client: i64, at: DateTime<Utc>) {
    app.parts.views.record(user, Act::new("view", "client", client).on_client(client), at).await.unwrap();
}

async fn clients_in(app: &TestApp, kind: Kind) -> Vec<i64> {
    let rows = reviews::rows(app.db.read(), kind, &march(), None, 100).await.unwrap();
    let mut clients: Vec<i64> = rows.iter().filter_map(|row| row.client_id).collect();
    clients.sort_unstable();
    // The number on the overview is that of the list.
    let counted = reviews::overview(app.db.read(), &march()).await.unwrap();
    let (_, told) = counted.into_iter().find(|(one, _)| *one == kind).unwrap();
    assert_eq!(told, rows.len() as u64, "{kind:?}");
    clients
}

async fn a_user(app: &TestApp, name: &str, email: &str) -> User {
    let new = NewUser {
        organisation_id: 1,
        name: name.into(),
        email: email.into(),
        password_hash: "x".into(),
        locale: Locale::Swedish,
        roles: vec![Role::Advisor.into()],
    };
    let txn = app.db.begin().await.unwrap();
    let id = identity::accounts::create(&txn, None, new, noon()).await.unwrap();
    txn.commit().await.unwrap();
    identity::find(app.db.read(), id, day("2026-03-02")).await.unwrap().unwrap()
}

#[tokio::test]
async fn a_client_with_her_surname_or_of_her_house_is_asked_about() {
    let app = TestApp::new().await;
    // The harness's clients are all called Öberg.
    let oberg = a_user(&app, "Berit von Oberg", "berit@example.org").await;
    let (amal, berit, carin) =
        (a_client(&app, 1, "Amal").await, a_client(&app, 1, "Berit").await, a_client(&app, 1, "Carin").await);
    let namesake = a_user(&app, "Carin Öberg", "carin@example.org").await;
    let db = app.db.writer();
    db.execute_unprepared(&format!(
        "UPDATE clients SET family_name = 'Lind', email = ' Bob@Example.org' WHERE id = {berit}"
    ))
    .await
    .unwrap();
    for client in [amal, berit, carin] {
        sees(&app, app.alice.user(), client, noon()).await;
    }
    sees(&app, &oberg, amal, noon()).await;
    sees(&app, &oberg, berit, noon()).await;
    sees(&app, &namesake, carin, noon()).await;
    assert_eq!(clients_in(&app, Kind::Surname).await, [amal, carin]);
    assert_eq!(clients_in(&app, Kind::Colleagues).await, [berit, berit, carin, carin]);

    // In another house the same name is another person.
    let elsewhere = a_client(&app, 2, "Carin").await;
    sees(&app, app.charlie.user(), elsewhere, noon()).await;
    assert_eq!(clients_in(&app, Kind::Colleagues).await.len(), 4);
}

#[tokio::test]
async fn a_client_whose_case_she_neither_has_nor_opened_is_asked_about() {
    let app = TestApp::new().await;
    let (hers, handed, foreign) =
        (a_client(&app, 1, "Amal").await, a_client(&app, 1, "Berit").await, a_client(&app, 1, "Carin").await);
    a_case(&app, app.alice.user(), hers, "2026-000001").await;
    a_case(&app, app.bob.user(), handed, "2026-000002").await;
    let last = a_case(&app, app.bob.user(), foreign, "2026-000003").await;
    // Alice opened it; now Bob has it.
    let txn = app.db.begin().await.unwrap();
    let act = Act::new("open", "case", 2).in_case(2).on_client(handed);
    audit::record(&txn, app.alice.user(), act, noon()).await.unwrap();
    txn.commit().await.unwrap();
    for client in [hers, handed, foreign] {
        sees(&app, app.alice.user(), client, noon()).await;
        sees(&app, app.bob.user(), client, noon() + TimeDelta::hours(1)).await;
    }
    assert_eq!(
        clients_in(&app, Kind::NoCase).await,
        [hers, foreign],
        "Bob's look at hers, Alice's at the foreign one"
    );
    assert!(clients_in(&app, Kind::Protected).await.is_empty());
    protect_in(&app.bob, &app, &last).await;
    assert_eq!(clients_in(&app, Kind::Protected).await, [foreign, foreign]);
}

#[tokio::test]
async fn nights_and_days_off_are_asked_about() {
    let app = TestApp::new().await;
    // Monday noon, Monday 22.30 in Sweden, Saturday noon, and the last night of February, which is another month.
    for (client, at) in [
        (1, "2026-03-02T11:00:00Z"),
        (2, "2026-03-02T21:30:00Z"),
        (3, "2026-03-07T11:00:00Z"),
        (4, "2026-02-28T22:59:59Z"),
    ] {
        sees(&app, app.alice.user(), client, at.parse().unwrap()).await;
    }
    assert_eq!(clients_in(&app, Kind::Night).await, [2, 3]);
}

#[tokio::test]
async fn many_clients_in_a_day_are_asked_about() {
    let app = TestApp::new().await;
    for client in 1..=8 {
        sees(&app, app.alice.user(), client, noon()).await;
        sees(&app, app.alice.user(), client, noon()).await;
        // As many, on two days.
        sees(&app, app.bob.user(), client, noon() + TimeDelta::days(client % 2)).await;
    }
    let scope = Scope { most: 7, ..march() };
    let busy = reviews::busy(app.db.read(), &scope).await.unwrap();
    assert_eq!(
        busy.iter().map(|busy| (busy.user_id, busy.clients, busy.rows)).collect::<Vec<_>>(),
        [(1, 8, 16)]
    );
    let rows = reviews::rows(app.db.read(), Kind::Mass, &scope, None, 100).await.unwrap();
    assert_eq!(rows.len(), 16);
    let scope = Scope { most: 8, ..march() };
    assert!(reviews::busy(app.db.read(), &scope).await.unwrap().is_empty(), "eight are not more than eight");
    let page = app.ludvig.get("/audit/review/mass?month=2026-03&most=7").await.body;
    assert!(page.contains("<td class=\"number\">8</td>"), "{page}");
}

#[tokio::test]
async fn the_same_seed_draws_the_same_rows_while_the_log_grows() {
    let app = TestApp::new().await;
    super::views(&app, 400).await;
    let up_to = reviews::last_row(app.db.read(), &march()).await.unwrap();
    let drawn = async |seed| {
        let scope = Scope { seed, up_to, ..march() };
        let rows = reviews::rows(app.db.read(), Kind::Sample, &scope, None, 100).await.unwrap();
        rows.into_iter().map(|row| row.id).collect::<Vec<_>>()
    };
    let (one, other) = (drawn(7).await, drawn(8).await);
    assert_eq!(one.len(), reviews::SAMPLE);
    assert_ne!(one, other);
    super::views(&app, 100).await;
    assert_eq!(drawn(7).await, one);
}

/// The other way of drawing, for logs too long to be read.
#[tokio::test]
async fn a_long_log_is_drawn_from_without_reading_it() {
    let app = TestApp::new().await;
    super::views(&app, 24_000).await;
    let scope = Scope { seed: 3, ..march() };
    let rows = reviews::rows(app.db.read(), Kind::Sample, &scope, None, 100).await.unwrap();
    assert_eq!(rows.len(), reviews::SAMPLE);
    assert!(rows.is_sorted_by(|one, next| one.id > next.id), "none twice");
    let middle = rows.iter().filter(|row| row.client_id.unwrap() < 12_000).count();
    assert!((10..=40).contains(&middle), "{middle} of fifty from the first half");
    assert_eq!(reviews::rows(app.db.read(), Kind::Sample, &scope, None, 100).await.unwrap(), rows);
}

#[tokio::test]
async fn what_is_asked_for_in_vain_is_logged_and_asked_about() {
    let app = TestApp::new().await;
    let client = a_client(&app, 1, "Amal").await;
    let case = a_case(&app, app.alice.user(), client, "2026-000001").await;
    assert_eq!(app.charlie.get(&format!("/cases/{}", case.id)).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.alice.get("/audit").await.status, StatusCode::FORBIDDEN);
    app.stranger().get("/cases/1").await;
    app.alice.get("/cases/199003043286").await;
    let rows = reviews::rows(app.db.read(), Kind::Refused, &march(), None, 100).await.unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            (row.user_id, row.object_id, row.detail.as_deref().unwrap(), row.result.as_deref().unwrap())
        })
        .collect();
    let (alice, charlie) = (Some(app.alice.user().id), Some(app.charlie.user().id));
    assert_eq!(
        told,
        [
            (alice, None, "GET /cases/{id}", "refused"),
            (alice, None, "GET /audit", "refused"),
            (charlie, Some(case.id), "GET /cases/{id}", "refused"),
        ]
    );
    let page = app.ludvig.get("/audit/review/refused?month=2026-03").await.body;
    assert!(page.contains("Charlie") && page.contains("Nekades"), "{page}");
}

async fn the_rows_on(browser: &Browser, path: &str) -> String {
    let body = browser.get(path).await.body;
    let rows = body.split_once("name=\"rows\" value=\"").unwrap().1;
    rows.split('"').next().unwrap().to_owned()
}

#[tokio::test]
async fn rows_are_signed_off_with_a_remark_and_no_page_shows_a_name() {
    let app = TestApp::new().await;
    let client = a_client(&app, 1, "Amal").await;
    let case = a_case(&app, app.alice.user(), client, "2026-000001").await;
    app.bob.get(&format!("/cases/{}", case.id)).await;
    let path = "/audit/review/no_case?month=2026-03";
    let page = app.ludvig.get(path).await.body;
    assert!(page.contains("Bob") && page.contains("2026-000001"), "{page}");
    for shown in [&page, &app.ludvig.get("/audit/review?month=2026-03").await.body] {
        assert!(!shown.contains("Öberg") && !shown.contains("Amal"), "{shown}");
    }
    let rows = the_rows_on(&app.ludvig, path).await;
    let form = |remark: &'static str| {
        [("month", "2026-03".to_owned()), ("rows", rows.clone()), ("remark", remark.to_owned())]
    };
    let post = async |browser: &Browser, form: [(&str, String); 3]| {
        let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
        browser.post("/audit/review/no_case", &form).await
    };
    let long = [("month", "2026-03".to_owned()), ("rows", rows.clone()), ("remark", "x".repeat(1_001))];
    let refused = post(&app.ludvig, long).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(refused.body.contains("högst 1 000 tecken") && refused.body.contains(&"x".repeat(1_001)));

    let saved = post(&app.ludvig, form("Frågat Bob: vikarierade.")).await;
    assert_eq!(
        saved.location.as_deref(),
        Some("/audit/review?month=2026-03&said=review-saved"),
        "{}",
        saved.body
    );
    let overview = app.ludvig.get("/audit/review?month=2026-03").await.body;
    assert!(overview.contains("Frågat Bob: vikarierade.") && overview.contains("Ludvig"), "{overview}");
    assert!(app.ludvig.get(path).await.body.contains("<td>Ludvig</td>"));
    let kept = review::Entity::find().all(app.db.read()).await.unwrap();
    assert_eq!((kept.len(), kept[0].rows), (1, 1));
    let log = audit::entity::Entity::find().all(app.db.read()).await.unwrap();
    let signed = log.iter().find(|row| row.action == "review").unwrap();
    assert_eq!((signed.object_id, signed.detail.as_deref()), (Some(kept[0].id), Some("no_case")));

    // Rows of another month, or none, are nobody's to sign.
    let nothing = [("month", "2026-02".to_owned()), ("rows", rows.clone()), ("remark", String::new())];
    assert_eq!(post(&app.ludvig, nothing).await.status, StatusCode::BAD_REQUEST);
    for browser in [&app.alice, &app.charlie, &app.lena, &app.tove, &app.adam] {
        for path in ["/audit/review", path] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        assert_eq!(post(browser, form("")).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.ludvig.get("/audit/review/rubbish").await.status, StatusCode::NOT_FOUND);
    assert_eq!(
        app.ludvig.get("/audit/review/mass?month=x&most=-1&seed=x&before=x").await.status,
        StatusCode::OK
    );
}
