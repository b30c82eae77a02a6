//! Organisations, users and the log: the administrator's, and nobody else's.
use crate::harness::{Browser, PASSWORD, TestApp, noon};
use axum::http::StatusCode;
use jamvaxt::{
    audit::{self, ACTIONS, Act, Filter},
    identity::directory,
};
use std::{collections::BTreeSet, fs, path::Path};

const NEW_USER: [(&str, &str); 4] =
    [("name", "Nina Ny"), ("email", " Nina@Example.org "), ("organisation", "2"), ("roles", "advisor")];

#[tokio::test]
async fn everybody_else_is_refused() {
    let app = TestApp::new().await;
    for browser in [&app.alice, &app.lena, &app.tove] {
        for path in [
            "/organisations",
            "/organisations/new",
            "/organisations/1/edit",
            "/users",
            "/users/new",
            "/users/1",
            "/audit",
        ] {
            assert_eq!(browser.get(path).await.status, StatusCode::FORBIDDEN, "{path}");
        }
        for path in [
            "/organisations",
            "/organisations/1",
            "/users",
            "/users/1/roles",
            "/users/1/link",
            "/users/1/closure",
        ] {
            assert_eq!(browser.post(path, &NEW_USER).await.status, StatusCode::FORBIDDEN, "{path}");
        }
    }
    assert_eq!(app.stranger().get("/audit").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn an_organisation_is_entered_and_corrected() {
    let app = TestApp::new().await;
    let form = [("name", "Region  Väst"), ("kind", "region"), ("orgnr", "232100-0131"), ("lan", "14")];
    let page = app.adam.post("/organisations", &form).await;
    assert_eq!(page.location.as_deref(), Some("/organisations?said=organisation-saved"), "{}", page.body);
    let list = app.adam.get("/organisations").await.body;
    assert!(
        list.contains("Region Väst") && list.contains("232100-0131") && list.contains("Västra Götalands län")
    );

    let corrected = [("name", "Region Väst"), ("kind", "municipality"), ("orgnr", ""), ("lan", "")];
    assert_eq!(app.adam.post("/organisations/4", &corrected).await.status, StatusCode::SEE_OTHER);
    let edit = app.adam.get("/organisations/4/edit").await.body;
    assert!(edit.contains("<option value=\"municipality\" selected>") && !edit.contains("232100"));
    assert_eq!(app.adam.get("/organisations/99/edit").await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.adam.post("/organisations/99", &corrected).await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn a_faulty_organisation_comes_back_with_what_was_typed() {
    let app = TestApp::new().await;
    let form = [("name", "resurscentrum SYD"), ("kind", "region"), ("orgnr", ""), ("lan", "")];
    let page = app.adam.post("/organisations", &form).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("Det finns redan en organisation") && page.body.contains("resurscentrum SYD"));
    let form = [("name", ""), ("kind", "circus"), ("orgnr", "232100-0132")];
    let page = app.adam.post("/organisations", &form).await;
    assert!(page.body.contains("Kontrollsiffran") && page.body.contains("Välj ett av alternativen"));
}

#[tokio::test]
async fn a_user_is_made_once_and_a_faulty_form_says_why() {
    let app = TestApp::new().await;
    assert_eq!(app.adam.post("/users", &NEW_USER).await.status, StatusCode::SEE_OTHER);
    let list = app.adam.get("/users").await.body;
    assert!(list.contains("Nina Ny") && list.contains("nina@example.org") && list.contains("Rådgivare"));

    let again = app.adam.post("/users", &NEW_USER).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(again.body.contains("Någon loggar redan in"));
    let nothing = app.adam.post("/users", &[]).await;
    assert_eq!(nothing.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(nothing.body.contains("Välj minst en roll"));
}

#[tokio::test]
async fn roles_are_given_and_taken() {
    let app = TestApp::new().await;
    let page = app.adam.post("/users/1/roles", &[("roles", "advisor"), ("roles", "administrator")]).await;
    assert_eq!(page.location.as_deref(), Some("/users/1?said=user-roles-saved"), "{}", page.body);
    assert_eq!(app.alice.get("/users").await.location.as_deref(), Some("/sign-in"), "new roles, new session");
    let alice = app.signed_in(1).await;
    assert_eq!(alice.get("/users").await.status, StatusCode::OK);
    assert_eq!(app.adam.post("/users/1/roles", &[("roles", "advisor")]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.signed_in(1).await.get("/users").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.adam.get("/users/99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_last_administrator_stays() {
    let app = TestApp::new().await;
    let adam = app.adam.user().id;
    for (path, form) in [("roles", vec![("roles", "advisor")]), ("closure", vec![])] {
        let page = app.adam.post(&format!("/users/{adam}/{path}"), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("enda öppna administratören"), "{}", page.body);
    }
    let account = directory::find(app.db.read(), adam).await.unwrap().unwrap();
    assert!(account.active && account.roles.len() == 1);
}

#[tokio::test]
async fn a_closed_account_is_signed_out_and_may_be_opened_again() {
    let app = TestApp::new().await;
    assert_eq!(app.alice.get("/account").await.status, StatusCode::OK);
    assert_eq!(app.adam.post("/users/1/closure", &[]).await.status, StatusCode::SEE_OTHER);
    assert_eq!(app.alice.get("/account").await.location.as_deref(), Some("/sign-in"));
    let form = [("email", "alice@example.org"), ("password", PASSWORD)];
    assert_eq!(app.stranger().post("/sign-in", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    app.adam.post("/users/1/reopening", &[]).await;
    assert_eq!(app.stranger().post("/sign-in", &form).await.status, StatusCode::SEE_OTHER);
}

async fn rows(browser: &Browser, path: &str) -> usize {
    let page = browser.get(path).await;
    assert_eq!(page.status, StatusCode::OK, "{path}");
    page.body.matches("<td><time").count()
}

#[tokio::test]
async fn the_log_is_read_newest_first_a_page_at_a_time() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    for number in 0..120 {
        let act = Act::new("view", "client", number).on_client(number % 2);
        audit::record(&txn, app.alice.user(), act, noon()).await.unwrap();
    }
    txn.commit().await.unwrap();
    let all = app.ludvig.get("/audit").await.body;
    assert!(all.contains("Alice") && all.find(">119<").unwrap() < all.find(">118<").unwrap());
    assert_eq!(rows(&app.ludvig, "/audit").await, 50);

    let mut path = "/audit?client=1&user=1".to_owned();
    let mut seen = 0;
    while !path.is_empty() {
        let body = app.ludvig.get(&path).await.body;
        seen += body.matches("<td><time").count();
        path = body
            .split_once("rel=\"next\" href=\"")
            .map(|(_, rest)| rest.split('"').next().unwrap().replace("&amp;", "&").replace("&#x2f;", "/"))
            .unwrap_or_default();
    }
    assert_eq!(seen, 60);
    assert_eq!(rows(&app.ludvig, "/audit?from=2026-03-03").await, 0);
    assert_eq!(rows(&app.ludvig, "/audit?from=2026-03-02&to=2026-03-02&action=view&user=1").await, 50);
    assert_eq!(rows(&app.ludvig, "/audit?case=2026-999999").await, 0);
    assert_eq!(rows(&app.ludvig, "/audit?from=rubbish&client=x&before=y&user=-").await, 50);
}

#[tokio::test]
async fn reading_the_log_is_logged() {
    let app = TestApp::new().await;
    app.ludvig.get("/audit?client=7").await;
    let filter = Filter { client_id: Some(7), ..Filter::default() };
    let found = audit::read(app.db.read(), &filter, 10).await.unwrap();
    assert_eq!((found.len(), found[0].object.as_str()), (1, "audit"));
}

#[test]
fn every_act_has_words() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let words = fs::read_to_string(root.join("config/locales/sv/audit.ftl")).unwrap();
    let mut missing = BTreeSet::new();
    let mut folders = vec![root.join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            for call in ["Act::new(", "Act::of_many("] {
                for rest in text.split(call).skip(1) {
                    let mut quoted = rest.split('"').skip(1).step_by(2);
                    let (Some(action), Some(object)) = (quoted.next(), quoted.next()) else { continue };
                    // A verb held in a variable is followed by something that is no code.
                    if !rest.trim_start().starts_with('"') {
                        continue;
                    }
                    for key in [format!("audit-action-{action} ="), format!("audit-object-{object} =")] {
                        if !words.contains(&key) {
                            missing.insert(key);
                        }
                    }
                    if !ACTIONS.contains(&action) {
                        missing.insert(format!("{action} in audit::ACTIONS"));
                    }
                }
            }
        }
    }
    assert!(missing.is_empty(), "the log has no words for: {missing:#?}");
}
