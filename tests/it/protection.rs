//! Protected identity: who knows, what it takes to look, who is told, and what a thief of the database finds.
mod commands;
mod emergencies;
mod keys;
mod marking;
mod sealing;

use crate::{
    given,
    harness::{Browser, TestApp, noon},
};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{
    audit::entity as log,
    cases::Case,
    clock::Clock,
    protection::entity::{notice, opening},
};
use sea_orm::{EntityTrait, QueryFilter, sea_query::Expr};

const NUMBER: &str = "19870314-2383";
const SAYS: &str = "hon bor granne med Katarina";
/// All that is hers.
const HERS: [&str; 8] = [
    "Fatima",
    "Norrbacka",
    "870314",
    "1987-03-14",
    "fatima@example.org",
    "070-1740699",
    "Storgatan 7",
    "granne med Katarina",
];

/// Fatima, entered through the form, with a meeting, a follow-up and a firm, before anybody marks her.
async fn fatimas_case(app: &TestApp) -> Case {
    let page = app.alice.post("/cases", &intake(&[])).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let case = given::case(app, 1).await;
    write_about(app, &case).await;
    given::case(app, 1).await
}

async fn write_about(app: &TestApp, case: &Case) {
    let meeting = [
        ("day", "2026-03-02"),
        ("time", "09:00"),
        ("minutes", "60"),
        ("channel", "phone"),
        ("topic", "idea"),
        ("language", "so"),
        ("notes", SAYS),
        ("next_step", "ring Fatima om granne med Katarina"),
        ("next_step_due_on", "2026-03-02"),
    ];
    let page = app.alice.post(&format!("/cases/{}/meetings", case.id), &meeting).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let outcome = [
        ("kind", "business_plan"),
        ("value", "yes"),
        ("reference_date", "2026-03-01"),
        ("source", "client"),
        ("evidence", "told"),
        ("note", SAYS),
    ];
    let page = app.alice.post(&format!("/cases/{}/outcomes", case.id), &outcome).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let followup = given::a_followup(app, case, "2026-03-01").await;
    let not_reached = [("answer", "not_reached"), ("tried", "0"), ("on", "2026-03-02"), ("note", SAYS)];
    let page = app.alice.post(&format!("/followups/{}", followup.id), &not_reached).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
}

fn intake<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let all = [
        ("number_kind", "personal"),
        ("number", NUMBER),
        ("given_name", "Fatima"),
        ("family_name", "Norrbacka"),
        ("sex", "woman"),
        ("birth_background", "foreign_born"),
        ("birth_country", "SO"),
        ("in_sweden_since", "2019"),
        ("education", "unknown"),
        ("kommun", "Umeå"),
        ("contact_language", "so"),
        ("email", "fatima@example.org"),
        ("phone", "070-1740699"),
        ("postal_address", "Storgatan 7"),
        ("programme", "1"),
        ("advisor", "1"),
        ("opened_on", "2026-02-02"),
        ("phase", "idea"),
        ("employment_at_entry", "unknown"),
        ("legal_basis", "public_task"),
    ];
    let kept = all.into_iter().filter(|(name, _)| more.iter().all(|(other, _)| other != name));
    kept.chain(more.iter().copied()).collect()
}

/// Pages on which a client of Alice's might be seen.
const PAGES: [&str; 10] = [
    "/",
    "/cases",
    "/cases?advisor=1",
    "/followups",
    "/followups?scope=office",
    "/measures",
    "/measures/new",
    "/cases/1",
    "/followups/1",
    "/outcomes/1",
];

fn assert_nothing_of_her(body: &str, what: &str) {
    for word in HERS.iter().chain(&["Umeå", "Somalia", "somaliska", "2019"]) {
        assert!(!body.contains(word), "{what} tells {word}");
    }
}

async fn notices(app: &TestApp) -> Vec<notice::Model> {
    notice::Entity::find().all(app.db.read()).await.unwrap()
}

#[tokio::test]
async fn nobody_outside_the_group_learns_anything_of_her_anywhere() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    assert!(app.bob.get("/cases").await.body.contains("Norrbacka"));
    let doris = given::protect(&app, &case).await;
    let doris = app.browser(doris).await;
    let outside = [&app.bob, &app.charlie, &app.ulla, &app.rut, &app.lena, &app.adam, &app.sara, &app.ludvig];
    // Her own group learns nothing either before it has said why.
    for who in outside.into_iter().chain([&app.alice, &doris]) {
        for path in PAGES {
            let name = &who.user().name;
            assert_nothing_of_her(&who.get(path).await.body, &format!("{path} to {name}"));
        }
        for text in ["Fatima", "Norrbacka", NUMBER, "870314-2383"] {
            let found = who.post("/cases/search", &[("q", text)]).await;
            assert!(!found.body.contains("2026-000001"), "{text}");
        }
    }
    // By number the case is there for those who read cases.
    for who in [&app.bob, &app.ulla, &app.rut] {
        let page = who.get("/cases/1").await;
        assert!(page.body.contains("Skyddad person 2026-000001"));
        assert!(who.get("/cases").await.body.contains("2026-000001"));
    }
    assert_eq!(app.charlie.get("/cases/1").await.status, StatusCode::NOT_FOUND);
    // What belongs to her group is refused to Bob, who works in the same office.
    for path in ["/cases/1/client", "/cases/1/enterprise", "/followups/1", "/outcomes/1", "/cases/1/closure"]
    {
        assert_eq!(app.bob.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    for path in ["/cases/1/client/numbers", "/meetings/1/step", "/cases/1/meetings", "/cases/1/reopening"] {
        assert_eq!(app.bob.post(path, &[]).await.status, StatusCode::FORBIDDEN, "{path}");
    }
    // What was refused is in the log for its reviewer.
    let refused =
        log::Entity::find().filter(log::COLUMN.result.eq("refused")).all(app.db.read()).await.unwrap();
    assert!(refused.iter().any(|row| (row.user_id, row.client_id) == (Some(2), Some(case.client_id))));
    let opening = [("reason", "cover"), ("why", "jag vill se")];
    assert_eq!(app.bob.post("/cases/1/protection/opening", &opening).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.charlie.post("/cases/1/protection/opening", &opening).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_name_or_number_of_hers_is_answered_as_one_that_nobody_has() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let hers = app.bob.post("/cases/search", &[("q", "Fatima")]).await;
    let nobodys = app.bob.post("/cases/search", &[("q", "Nobody")]).await;
    assert_eq!(hers.body.replace("Fatima", ""), nobodys.body.replace("Nobody", ""));
    // A second entry with her number is taken in like any other; the officers are told.
    let page = app.bob.post("/cases", &intake(&[("advisor", "2")])).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let told = notices(&app).await;
    let double = told.iter().find(|row| row.kind == notice::Kind::Double).unwrap();
    assert_eq!((double.client_id, double.user_id, double.case_id), (case.client_id, 2, Some(2)));
}

#[tokio::test]
async fn a_member_says_why_and_sees_her_for_half_an_hour_in_that_session() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    let doris = app.browser(given::protect(&app, &case).await).await;
    assert!(app.alice.get("/cases/1").await.body.contains("Ange varför"));
    for (reason, why) in [("", "hon ringde"), ("contact", " "), ("nothing", "hon ringde")] {
        let page = app.alice.post("/cases/1/protection/opening", &[("reason", reason), ("why", why)]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{reason} {why}");
    }
    given::a_reason(&app.alice, &case).await;
    // Loading the page anew asks and tells nothing new.
    for _ in 0..2 {
        let page = app.alice.get("/cases/1").await;
        for word in [
            "Fatima Norrbacka",
            "granne med Katarina",
            "Skatteverket, förmedling 4711",
            "870314-••••",
            "38 år",
        ] {
            assert!(page.body.contains(word), "{word}");
        }
        for gone in ["fatima@example.org", "070-1740699", "Storgatan", "Umeå"] {
            assert!(!page.body.contains(gone), "{gone}");
        }
        assert!(!page.body.contains("data-draft=\"meeting-1\""));
        assert!(page.body.contains("skrivs inte ut"));
    }
    assert!(app.alice.get("/outcomes/1").await.body.contains(SAYS));
    assert!(app.alice.post("/cases/1/client/numbers", &[]).await.body.contains(NUMBER));
    // Doris has said nothing; nor has Alice in another browser.
    assert_nothing_of_her(&doris.get("/cases/1").await.body, "to Doris");
    assert_nothing_of_her(&app.browser(1).await.get("/cases/1").await.body, "in another browser");
    let views: Vec<_> =
        notices(&app).await.into_iter().filter(|row| row.kind == notice::Kind::View).collect();
    assert_eq!(views.len(), 1);
    assert_eq!((views[0].user_id, views[0].reason.as_deref()), (1, Some("contact")));
    let logged =
        log::Entity::find().filter(log::COLUMN.reason.eq("contact")).all(app.db.read()).await.unwrap();
    assert!(logged.iter().any(|row| (row.action.as_str(), row.case_id) == ("view", Some(1))));
    // Half an hour ago is too long ago.
    move_openings(&app, TimeDelta::minutes(31)).await;
    assert_nothing_of_her(&app.alice.get("/cases/1").await.body, "after half an hour");
    assert_eq!(app.alice.get("/cases/1/client").await.location.as_deref(), Some("/cases/1"));
}

async fn move_openings(app: &TestApp, by: TimeDelta) {
    for row in opening::Entity::find().all(app.db.read()).await.unwrap() {
        opening::Entity::update_many()
            .col_expr(opening::COLUMN.since.0, Expr::value(row.since - by))
            .col_expr(opening::COLUMN.until.0, Expr::value(row.until - by))
            .filter(opening::COLUMN.id.eq(row.id))
            .exec(app.db.writer())
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn officers_see_every_look_and_nothing_of_her() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    given::a_reason(&app.alice, &case).await;
    let page = app.sara.get("/protection").await;
    for word in ["Alice", "hon ringde", "Klienten har hört av sig", "2026-000001", "Doris"] {
        assert!(page.body.contains(word), "{word}");
    }
    assert_nothing_of_her(&page.body, "/protection");
    let view = notices(&app).await.into_iter().find(|row| row.kind == notice::Kind::View).unwrap();
    let path = format!("/protection/notices/{}", view.id);
    assert_eq!(app.sara.post(&path, &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.sara.post(&path, &[]).await.status, StatusCode::NOT_FOUND);
    assert_eq!(notices(&app).await.iter().find(|row| row.id == view.id).unwrap().seen_by, Some(9));
    for who in [&app.alice, &app.bob, &app.charlie, &app.ulla, &app.rut, &app.lena, &app.adam] {
        assert_eq!(who.get("/protection").await.status, StatusCode::FORBIDDEN);
    }
}

#[tokio::test]
async fn officers_are_told_once_a_day_how_many_and_no_more() {
    fn tomorrow() -> DateTime<Utc> {
        noon() + TimeDelta::days(1)
    }
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    given::a_reason(&app.alice, &case).await;
    let mut parts = app.parts.clone();
    assert_eq!(jamvaxt::jobs::tell_protection_officers(&parts).await.unwrap(), 0);
    parts.clock = Clock::reading(tomorrow);
    assert_eq!(jamvaxt::jobs::tell_protection_officers(&parts).await.unwrap(), 1);
    assert_eq!(jamvaxt::jobs::tell_protection_officers(&parts).await.unwrap(), 0);
    let letters = letters(&app);
    assert_eq!(letters.len(), 1);
    assert!(letters[0].contains("sara@example.org"));
    for word in ["2026-000001", "Alice", "hon ringde"].iter().chain(&HERS) {
        assert!(!letters[0].contains(word), "{word}");
    }
}

fn letters(app: &TestApp) -> Vec<String> {
    let folder = app.data().join("mail");
    let files = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path());
    files
        .filter(|path| path.extension().is_some_and(|ending| ending == "eml"))
        .map(|path| std::fs::read_to_string(path).unwrap())
        .collect()
}

/// Whoever leads the programme sees the case among the others, and not that its client is protected.
#[tokio::test]
async fn a_leads_list_tells_neither_flag_nor_place() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    let other = given::a_client(&app, 1, "Amina").await;
    given::a_case(&app, app.alice.user(), other, "2026-000900").await;
    let path = "/programmes/1/indicators/J01";
    let rows = |body: &str| body.matches("<tr").count();
    let before = app.lena.get(path).await;
    assert!(before.body.contains("2026-000001"), "{}", before.body);
    given::protect(&app, &case).await;
    let after = app.lena.get(path).await;
    assert_eq!(rows(&before.body), rows(&after.body));
    for word in ["kyddad", "Umeå"] {
        assert!(!after.body.contains(word), "{word}");
    }
    // The office's list has as many rows for Bob as before: hers is one of them, by number.
    let list = app.bob.get("/cases").await.body;
    assert_eq!(rows(&list), 3);
}

async fn is_open(browser: &Browser) -> bool {
    browser.get("/cases/1").await.body.contains("Fatima")
}
