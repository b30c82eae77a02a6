//! From a first visit to a closed case: Alice's client, Bob in her office, Charlie in another.
use crate::harness::{Browser, Page, TestApp, day};
use axum::http::StatusCode;
use jamvaxt::{audit, cases, clients, followups};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};

pub const INTAKE: [(&str, &str); 13] = [
    ("number_kind", "personal"),
    ("number", "19701063-2391"),
    ("given_name", "Fatima"),
    ("family_name", "Haddad"),
    ("sex", "woman"),
    ("birth_background", "foreign_born"),
    ("education", "upper_secondary"),
    ("programme", "1"),
    ("opened_on", "2026-03-02"),
    ("phase", "idea"),
    ("employment_at_entry", "unemployed"),
    ("legal_basis", "public_task"),
    ("kommun", "botkyrka"),
];

pub async fn intake(browser: &Browser, changes: &[(&str, &str)]) -> Page {
    let advisor = browser.user().id.to_string();
    let mut form: Vec<(&str, &str)> = INTAKE.to_vec();
    form.push(("advisor", &advisor));
    form.retain(|(name, _)| !changes.iter().any(|(changed, _)| changed == name));
    form.extend(changes);
    browser.post("/cases", &form).await
}

#[tokio::test]
async fn an_advisor_registers_a_client_and_her_office_sees_the_case() {
    let app = TestApp::new().await;
    let page = intake(&app.alice, &[]).await;
    assert_eq!(page.location.as_deref(), Some("/cases/1?said=case-opened"), "{}", page.body);
    for colleague in [&app.alice, &app.bob] {
        let page = colleague.get("/cases/1").await;
        assert_eq!(page.status, StatusCode::OK, "{}", page.body);
        assert!(page.body.contains("Fatima Haddad") && page.body.contains("2026-000001"));
        assert!(colleague.get("/cases").await.body.contains("Fatima Haddad"));
    }
    let client = clients::entity::client::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(client.kommun_code.as_deref(), Some("0127"));
    assert_eq!(client.birth_date, Some(day("1970-10-03")));
}

#[tokio::test]
async fn nobody_else_sees_the_case_or_learns_that_it_is_there() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    for outsider in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        for path in ["/cases/1", "/cases/1/closure", "/cases/1/client"] {
            assert!(outsider.get(path).await.is_closed(), "{path}");
        }
        for path in ["/cases/1/closure", "/cases/1/reopening", "/cases/1/meetings", "/cases/1/client/numbers"]
        {
            assert!(outsider.post(path, &[]).await.is_closed(), "{path}");
        }
    }
    assert!(!app.charlie.get("/cases").await.body.contains("Haddad"));
    assert!(!app.charlie.post("/cases/search", &[("q", "Fatima")]).await.body.contains("Haddad"));
    for without in [&app.lena, &app.adam, &app.tove] {
        assert_eq!(without.get("/cases").await.status, StatusCode::FORBIDDEN);
        assert_eq!(without.get("/cases/new").await.status, StatusCode::FORBIDDEN);
        assert_eq!(intake(without, &[]).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.stranger().get("/cases/1").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn a_number_is_sealed_masked_and_shown_only_on_purpose() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let page = app.alice.get("/cases/1").await;
    assert!(page.body.contains("701063-••••") && !page.body.contains("2391"));
    let file = std::fs::read(app.data().join("jamvaxt.db")).unwrap_or_default();
    assert!(!file.windows(12).any(|bytes| bytes == b"197010632391"));
    let shown = app.alice.post("/cases/1/client/numbers", &[]).await;
    assert!(shown.body.contains("19701063-2391"), "{}", shown.body);
    let revealed = audit::entity::Entity::find()
        .filter(audit::entity::COLUMN.action.eq("reveal"))
        .one(app.db.read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!((revealed.user_id, revealed.client_id), (Some(1), Some(1)));
}

#[tokio::test]
async fn the_same_person_met_again_is_shown_before_a_second_client_is_made() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let again = intake(&app.bob, &[]).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("name=\"same_as\" value=\"1\""), "{}", again.body);
    // The number is hers: there is no such answer as "another person".
    assert_eq!(intake(&app.bob, &[("same_as", "new")]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        intake(&app.bob, &[("same_as", "1")]).await.location.as_deref(),
        Some("/cases/2?said=case-opened")
    );
    assert_eq!(clients::entity::client::Entity::find().count(app.db.read()).await.unwrap(), 1);
    // Another office does not learn that she is a client elsewhere.
    assert_eq!(intake(&app.charlie, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_namesake_may_be_another_person() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let unknown = [("number_kind", "none"), ("number", "")];
    let asked = intake(&app.alice, &unknown).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    let answered = intake(&app.alice, &[unknown[0], unknown[1], ("same_as", "new")]).await;
    assert_eq!(answered.status, StatusCode::SEE_OTHER);
    assert_eq!(clients::entity::client::Entity::find().count(app.db.read()).await.unwrap(), 2);
}

#[tokio::test]
async fn mistakes_come_back_with_what_was_typed_and_nothing_is_written() {
    let app = TestApp::new().await;
    let wrong = [
        ("number", "900101-0018"),
        ("given_name", "<b>Fatima</b>"),
        ("kommun", "Atlantis"),
        ("opened_on", "2026-03-03"),
        ("sex", "maybe"),
        ("employment_at_entry", ""),
        ("in_sweden_since", "snart"),
        ("email", "inte-en-adress"),
        ("programme", "2"),
    ];
    let page = intake(&app.alice, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    for words in [
        "Sista siffran stämmer inte",
        "Det finns ingen kommun",
        "Dagen har inte varit än",
        "Fyll i uppgiften",
        "Skriv ett årtal",
    ] {
        assert!(page.body.contains(words), "{words} in {}", page.body);
    }
    assert!(page.body.contains("&lt;b&gt;Fatima&lt;") && !page.body.contains("<b>Fatima"));
    assert_eq!(clients::entity::client::Entity::find().count(app.db.read()).await.unwrap(), 0);
    assert_eq!(cases::entity::Entity::find().count(app.db.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_case_closes_once_plans_its_follow_ups_and_opens_again() {
    let app = TestApp::new().await;
    intake(&app.alice, &[("opened_on", "2026-02-02")]).await;
    let closing = [
        ("closed_on", "2026-03-01"),
        ("close_reason", "goal_reached"),
        ("employment_at_exit", "self_employed"),
    ];
    let early = [("closed_on", "2026-02-01"), closing[1], closing[2]];
    assert_eq!(app.alice.post("/cases/1/closure", &early).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(app.bob.post("/cases/1/closure", &closing).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.alice.post("/cases/1/closure", &closing).await.status, StatusCode::CONFLICT);
    let planned = followups::entity::Entity::find().all(app.db.read()).await.unwrap();
    let days: Vec<_> = planned.iter().map(|row| row.due_on.to_string()).collect();
    assert_eq!(days, ["2026-03-29", "2026-09-01"]);
    let page = app.alice.get("/cases/1").await;
    assert!(page.body.contains("Egen företagare") && page.body.contains("29 mars 2026"), "{}", page.body);

    assert_eq!(app.alice.post("/cases/1/reopening", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.alice.post("/cases/1/reopening", &[]).await.status, StatusCode::CONFLICT);
    let left = followups::entity::Entity::find()
        .filter(followups::entity::COLUMN.state.eq(followups::State::Planned))
        .count(app.db.read())
        .await
        .unwrap();
    assert_eq!(left, 0);
}

#[tokio::test]
async fn the_list_is_filtered_searched_and_turned_page_by_page() {
    let app = TestApp::new().await;
    for number in 0..60 {
        let name = format!("Ängla{number:02}");
        let day = format!("2026-01-{:02}", 1 + number % 28);
        let page = intake(
            &app.alice,
            &[("number_kind", "none"), ("number", ""), ("given_name", &name), ("opened_on", &day)],
        )
        .await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
    }
    let numbers = |body: &str| -> Vec<String> {
        body.split("<td class=\"nowrap\" data-label=\"Ärende\">")
            .skip(1)
            .map(|rest| rest[..11].to_owned())
            .collect()
    };
    let link = |body: &str, rel: &str| {
        let rest = body.split(&format!("rel=\"{rel}\" href=\"")).nth(1)?;
        Some(rest.split('"').next()?.replace("&amp;", "&").replace("&#x2f;", "/"))
    };
    let mut seen = Vec::new();
    let mut path = "/cases?status=open".to_owned();
    let mut pages = Vec::new();
    loop {
        let body = app.bob.get(&path).await.body;
        seen.extend(numbers(&body));
        pages.push(body.clone());
        match link(&body, "next") {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!((seen.len(), pages.len()), (60, 3));
    let unique: std::collections::BTreeSet<_> = seen.iter().collect();
    assert_eq!(unique.len(), 60);
    let back = app.bob.get(&link(&pages[2], "prev").unwrap()).await.body;
    assert_eq!(numbers(&back), numbers(&pages[1]));
    let first = app.bob.get(&link(&back, "prev").unwrap()).await.body;
    assert_eq!(numbers(&first), numbers(&pages[0]));
    assert_eq!(link(&first, "prev"), None);

    let found = app.bob.post("/cases/search", &[("q", "angla07")]).await.body;
    assert!(found.contains("Ängla07 Haddad") && !found.contains("Ängla08"));
    let found = app.bob.post("/cases/search", &[("q", "2026-7")]).await.body;
    assert_eq!(numbers(&found), ["2026-000007"]);
    assert!(app.bob.get("/cases?status=closed").await.body.contains("Inga ärenden passar"));
    let rubbish = app
        .bob
        .get("/cases?status=%22%3E%3Cb&turn=older&opened_on=x&id=y&programme=9999999999999999999")
        .await;
    assert_eq!(rubbish.status, StatusCode::OK);
}

#[tokio::test]
async fn a_case_goes_to_a_colleague_with_what_is_planned_but_not_to_another_office() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let meeting = [
        ("day", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("channel", "video"),
        ("topic", "idea"),
        ("next_step", "skicka mall"),
        ("next_step_due_on", "2026-03-02"),
    ];
    assert_eq!(app.alice.post("/cases/1/meetings", &meeting).await.status, StatusCode::SEE_OTHER);
    assert!(app.alice.get("/").await.body.contains("skicka mall"));
    let charlie = app.alice.post("/cases/1/assignment", &[("phase", "idea"), ("advisor", "3")]).await;
    assert_eq!(charlie.status, StatusCode::BAD_REQUEST);
    let bob = app.alice.post("/cases/1/assignment", &[("phase", "start"), ("advisor", "2")]).await;
    assert_eq!(bob.status, StatusCode::SEE_OTHER);
    assert!(app.bob.get("/").await.body.contains("skicka mall"));
    assert!(!app.alice.get("/").await.body.contains("skicka mall"));
    let case = cases::entity::Entity::find().one(app.db.read()).await.unwrap().unwrap();
    assert_eq!((case.advisor_id, case.phase), (2, cases::Phase::Start));
}

#[tokio::test]
async fn every_view_and_change_is_in_the_log_and_no_name_is() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    app.bob.get("/cases/1").await;
    let rows = audit::entity::Entity::find().all(app.db.read()).await.unwrap();
    let acts: Vec<_> =
        rows.iter().map(|row| (row.user_id, row.action.as_str(), row.object.as_str(), row.case_id)).collect();
    for act in [
        (Some(1), "enter", "client", None),
        (Some(1), "open", "case", Some(1)),
        (Some(2), "view", "case", Some(1)),
    ] {
        assert!(acts.contains(&act), "{act:?} in {acts:?}");
    }
    assert!(!format!("{rows:?}").contains("Fatima"));
}

#[tokio::test]
async fn a_page_that_comes_back_with_mistakes_is_a_view_like_any_other() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let views = async |user: i64| {
        let viewed = audit::entity::Entity::find()
            .filter(audit::entity::COLUMN.action.eq("view"))
            .filter(audit::entity::COLUMN.client_id.eq(1))
            .filter(audit::entity::COLUMN.user_id.eq(user));
        viewed.count(app.db.read()).await.unwrap()
    };
    let page = app.bob.post("/cases/1/meetings", &[("minutes", "0")]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.contains("Fatima"));
    assert_eq!(views(2).await, 1);
    let page = intake(&app.bob, &[]).await;
    assert!(page.status == StatusCode::UNPROCESSABLE_ENTITY && page.body.contains("Fatima"));
    assert_eq!(views(2).await, 2);
}

#[tokio::test]
async fn what_is_known_of_a_client_is_corrected_and_another_number_becomes_history() {
    let app = TestApp::new().await;
    intake(&app.alice, &[]).await;
    let mut form: Vec<_> =
        INTAKE.iter().copied().filter(|(name, _)| !["number", "given_name"].contains(name)).collect();
    form.extend([("given_name", "Fatma"), ("number", "900101-0017"), ("birth_date", "1970-10-03")]);
    let page = app.bob.post("/cases/1/client", &form).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert!(app.alice.get("/cases/1").await.body.contains("Fatma Haddad"));
    assert!(app.alice.post("/cases/search", &[("q", "fatma")]).await.body.contains("Fatma Haddad"));
    let shown = app.alice.post("/cases/1/client/numbers", &[]).await.body;
    assert!(shown.contains("19900101-0017") && shown.contains("19701063-2391"));
    let corrected = audit::entity::Entity::find()
        .filter(audit::entity::COLUMN.action.eq("correct"))
        .one(app.db.read())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(corrected.detail.as_deref(), Some("given_name"));
}
