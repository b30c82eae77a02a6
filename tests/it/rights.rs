//! Who may do what: every route with every role, and every route with two organisations.
use crate::{
    given,
    harness::{Browser, Page, TestApp},
};
use axum::http::{Method, StatusCode};
use jamvaxt::{
    identity::{Right, Role},
    web::{self, Access, Door},
};

fn people(app: &TestApp) -> [(Role, &Browser); 8] {
    [
        (Role::Advisor, &app.alice),
        (Role::UnitLead, &app.ulla),
        (Role::Lead, &app.lena),
        (Role::ProtectionOfficer, &app.sara),
        (Role::LogReviewer, &app.ludvig),
        (Role::Administrator, &app.adam),
        (Role::Recipient, &app.tove),
        (Role::Auditor, &app.rut),
    ]
}

/// The address with something of Alice's in its variable parts.
fn address(door: &Door, ids: i64) -> String {
    // Bob may be signed out and closed; the others are still needed.
    let id = if door.path.starts_with("/users") && ids == 1 { "2".into() } else { ids.to_string() };
    door.path
        .replace("{id}", &id)
        .replace("{code}", "J01")
        .replace("{name}", "J01.csv")
        .replace("{number}", "2026-1")
}

async fn ask(browser: &Browser, door: &Door, ids: i64) -> Page {
    browser.send(door.method.clone(), &address(door, ids), &[], "same-origin").await
}

fn is_for_people(door: &&Door) -> bool {
    !door.path.starts_with("/static") && !door.path.starts_with("/sign-")
}

#[tokio::test]
async fn every_route_opens_to_those_who_have_its_right_and_to_nobody_else() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Amina").await;
    given::a_case(&app, app.alice.user(), client, "2026-1").await;
    for door in web::routes(app.parts.clone()).iter().filter(is_for_people) {
        let Access::With(rights) = &door.access else { continue };
        for (role, browser) in people(&app) {
            let page = ask(browser, door, 1).await;
            let may = rights.iter().any(|right| right.roles().contains(&role));
            let what = format!("{} {} as {role:?}: {}", door.method, door.path, page.status);
            match may {
                false => assert_eq!(page.status, StatusCode::FORBIDDEN, "{what}"),
                true => {
                    assert!(page.status != StatusCode::FORBIDDEN && !page.status.is_server_error(), "{what}")
                }
            }
        }
    }
}

#[tokio::test]
async fn strangers_are_sent_to_sign_in_from_every_route_but_the_open_ones() {
    let app = TestApp::new().await;
    let stranger = app.stranger();
    let mut open = Vec::new();
    for door in web::routes(app.parts.clone()).iter().filter(is_for_people) {
        let page = ask(&stranger, door, 1).await;
        match door.access {
            Access::Anybody => open.push(door.path),
            _ => assert_eq!(page.location.as_deref(), Some("/sign-in"), "{} {}", door.method, door.path),
        }
    }
    assert_eq!(
        open,
        [
            "/forgotten-password",
            "/forgotten-password",
            "/links/{token}",
            "/links/{token}",
            "/locale",
            "/privacy",
            "/accessibility",
            "/accessibility",
            "/.well-known/security.txt",
        ]
    );
}

/// What Charlie, of another organisation, is told of Alice's case is what he is told of one that does not exist.
#[tokio::test]
async fn another_organisations_rows_are_as_if_they_did_not_exist() {
    let app = TestApp::new().await;
    for name in ["Amina", "Beata", "Carin"] {
        let client = given::a_client(&app, 1, name).await;
        let case = given::a_case(&app, app.alice.user(), client, &format!("2026-{client}")).await;
        given::a_followup(&app, &case, "2026-02-20").await;
    }
    for door in
        web::routes(app.parts.clone()).iter().filter(is_for_people).filter(|door| door.path.contains("{id}"))
    {
        let hers = ask(&app.alice, door, 1).await;
        for browser in [&app.charlie, &app.lars] {
            let (there, nowhere) = (ask(browser, door, 1).await, ask(browser, door, 999_999).await);
            let what = format!("{} {}", door.method, door.path);
            // Programmes and administration are the house's, not an organisation's.
            if door.path.starts_with("/programmes") {
                continue;
            }
            assert_eq!(there.status, nowhere.status, "{what}");
            // The address stands on the page, for whoever wants to read it in the other language.
            let without = |page: Page, id| page.body.replace(&address(door, id).replace('/', "&#x2f;"), "");
            let (there, nowhere) = (without(there, 1), without(nowhere, 999_999));
            assert!(there == nowhere, "{what}: {there}\n{nowhere}");
            assert!(!there.contains("Amina"), "{what}");
        }
        assert!(!hers.status.is_server_error());
    }
    for path in
        ["/", "/cases", "/followups", "/followups?scope=office", "/measures", "/imports", "/cases/new"]
    {
        let page = app.charlie.get(path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        for word in ["Amina", "Beata", "Carin", "2026-1", "Öberg"] {
            assert!(!page.body.contains(word), "{path}: {word}");
        }
    }
    let found = app.charlie.post("/cases/search", &[("q", "Amina")]).await;
    assert!(!found.body.contains("Öberg"));
}

#[tokio::test]
async fn whoever_only_reads_is_offered_no_form_to_change_a_case() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Amina").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-1").await;
    given::a_followup(&app, &case, "2026-02-20").await;
    given::a_next_step(&app, &case, "2026-02-20").await;
    let doors = web::routes(app.parts.clone());
    for reader in [&app.ulla, &app.rut] {
        for path in ["/cases", "/cases/1", "/followups", "/measures"] {
            let page = reader.get(path).await;
            assert_eq!(page.status, StatusCode::OK);
            for door in doors.iter().filter(|door| !door.access.admits(reader.user())) {
                let offered = match door.method {
                    Method::POST => format!("method=\"post\" action=\"{}\"", address(door, 1)),
                    _ => format!("href=\"{}\"", address(door, 1)),
                };
                assert!(!page.body.contains(&offered), "{path} offers {} {}", door.method, door.path);
            }
        }
    }
}

#[tokio::test]
async fn an_auditor_reads_until_her_last_day() {
    use jamvaxt::clock::Clock;
    let june = || "2026-06-30T12:00:00Z".parse().unwrap();
    let july = || "2026-07-01T12:00:00Z".parse().unwrap();
    let app = TestApp::at(Clock::reading(june)).await;
    assert_eq!(app.rut.get("/cases").await.status, StatusCode::OK);
    let app = TestApp::at(Clock::reading(july)).await;
    assert_eq!(app.rut.get("/cases").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn an_auditor_is_made_with_a_last_day_to_come() {
    let app = TestApp::new().await;
    let form = |until| [("roles", "auditor"), ("until", until)];
    assert!(app.adam.post("/users/2/roles", &form("")).await.body.contains("sista dag"));
    assert!(app.adam.post("/users/2/roles", &form("2026-03-01")).await.body.contains("har redan varit"));
    assert_eq!(app.adam.post("/users/2/roles", &form("2026-03-02")).await.status, StatusCode::SEE_OTHER);
    let bob = app.signed_in(2).await;
    assert_eq!(bob.get("/cases").await.status, StatusCode::OK);
    assert_eq!(bob.get("/cases/new").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_page_of_rights_prints_the_table() {
    let app = TestApp::new().await;
    let page = app.alice.get("/rights").await;
    assert_eq!(page.status, StatusCode::OK);
    assert_eq!(page.body.matches("<tr").count(), Right::ALL.len() + 1);
    let given: usize = Right::ALL.iter().map(|right| right.roles().len()).sum();
    assert_eq!(page.body.matches("class=\"yes\"").count(), given);
}

/// The table as it stands: whoever changes it sees what she changes.
#[test]
fn the_table_of_rights() {
    let lines: Vec<String> = Right::ALL
        .iter()
        .map(|right| {
            let roles: Vec<_> = right.roles().iter().map(|role| role.code()).collect();
            format!("{}: {}", right.code(), roles.join(", "))
        })
        .collect();
    let table = [
        "read_cases: advisor, unit_lead, auditor",
        "work_in_cases: advisor",
        "assign_cases: advisor, unit_lead",
        "handle_requests: advisor, unit_lead",
        "confirm_erasure: unit_lead, administrator",
        "read_figures: lead",
        "ask_for_names: lead",
        "lead_programmes: lead",
        "define_programmes: administrator",
        "read_releases: lead, recipient",
        "administer: administrator",
        "read_log: log_reviewer",
        "answer_for_protected: protection_officer",
        "break_protection: advisor, protection_officer",
    ];
    assert_eq!(lines, table);
}
