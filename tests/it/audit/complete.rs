//! No page shows a client without a row in the log: every route of the table is asked for as everybody.
use crate::{
    given::{a_case, a_client, a_followup, a_next_step},
    harness::{Browser, TestApp},
};
use axum::http::{Method, StatusCode};
use jamvaxt::{
    audit::{AuditEvent, entity},
    web,
};
use sea_orm::{EntityTrait, QueryFilter, QueryOrder};
use std::collections::BTreeSet;

/// Every address of the table that is asked for by GET, with number 1 where it wants one.
fn addresses(app: &TestApp) -> BTreeSet<String> {
    let doors = web::routes(app.parts.clone());
    let asked = doors.iter().filter(|door| door.method == Method::GET && !door.path.starts_with("/static/"));
    let written = asked.flat_map(|door| {
        ["J01", "J01.csv"].map(|code| {
            let path =
                door.path.replace("{id}", "1").replace("{name}", "J01.csv").replace("{kind}", "no_case");
            path.replace("{code}", code).replace("{number}", "2026-000001")
        })
    });
    written.chain(["/cases/1/outcomes/new?kind=fte", "/audit?client=1"].map(str::to_owned)).collect()
}

/// Amal Öberg, number 1 in every table, with something of each kind.
async fn amal(app: &TestApp) {
    let client = a_client(app, 1, "Amal").await;
    let case = a_case(app, app.alice.user(), client, "2026-000001").await;
    a_followup(app, &case, "2026-02-20").await;
    a_next_step(app, &case, "2026-03-02").await;
    let forms: [(&str, &[(&str, &str)]); 3] = [
        (
            "/cases/1/outcomes",
            &[
                ("kind", "fte"),
                ("value", "1"),
                ("reference_date", "2026-02-28"),
                ("source", "client"),
                ("evidence", "seen"),
            ],
        ),
        (
            "/measures/new",
            &[
                ("kind", "course"),
                ("title", "Kurs"),
                ("starts_on", "2026-02-09"),
                ("ends_on", "2026-02-11"),
                ("hours", "2"),
                ("case_ids", "1"),
            ],
        ),
        (
            "/cases/1/enterprise",
            &[
                ("name", "Amals Kök AB"),
                ("orgnr", "556703-7485"),
                ("legal_form", "49"),
                ("status", "active"),
                ("started_on", "2026-02-01"),
                ("share", "60"),
            ],
        ),
    ];
    for (path, form) in forms {
        let page = app.alice.post(path, form).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER, "{path}: {}", page.body);
    }
}

async fn rows_of(app: &TestApp, browser: &Browser, after: i64) -> Vec<AuditEvent> {
    entity::Entity::find()
        .filter(entity::COLUMN.user_id.eq(browser.user().id))
        .filter(entity::COLUMN.id.gt(after))
        .order_by_asc(entity::Column::Id)
        .all(app.db.read())
        .await
        .unwrap()
}

/// A page about her alone is logged by her number; one that shows many, by what it is.
fn names(row: &AuditEvent, path: &str) -> bool {
    let hers = ["/cases/1", "/outcomes/1", "/followups/1"].iter().any(|start| path.starts_with(start));
    match hers {
        true => row.client_id == Some(1),
        false => row.client_id == Some(1) || ["list", "view", "search", "export"].contains(&&*row.action),
    }
}

#[tokio::test]
async fn every_page_that_shows_her_is_in_the_log() {
    let app = TestApp::new().await;
    amal(&app).await;
    let (mut silent, mut shown, mut last) = (BTreeSet::new(), BTreeSet::new(), 0);
    let everybody = [
        &app.alice,
        &app.bob,
        &app.charlie,
        &app.ulla,
        &app.rut,
        &app.lena,
        &app.adam,
        &app.ludvig,
        &app.sara,
        &app.tove,
    ];
    for browser in everybody {
        for path in addresses(&app) {
            let page = browser.get(&path).await;
            let shows = ["Amal", "Öberg", "2026-000001"].iter().any(|word| page.body.contains(word));
            let rows = rows_of(&app, browser, last).await;
            last = rows.iter().map(|row| row.id).max().unwrap_or(last).max(last);
            if page.status == StatusCode::OK && shows {
                shown.insert(path.clone());
                if !rows.iter().any(|row| names(row, &path) && row.result.as_deref() == Some("done")) {
                    silent.insert(path);
                }
            }
        }
    }
    assert!(silent.is_empty(), "shown and not logged: {silent:#?}");
    for page in [
        "/",
        "/audit?client=1",
        "/audit/review/no_case",
        "/cases",
        "/cases/1",
        "/cases/1/assignment",
        "/cases/1/client",
        "/cases/1/client/accesses",
        "/cases/1/closure",
        "/cases/1/enterprise",
        "/cases/1/measures/new",
        "/cases/1/outcomes/new",
        "/cases/1/outcomes/new?kind=fte",
        "/followups",
        "/followups/1",
        "/measures/1",
        "/measures/new",
        "/outcomes/1",
        "/programmes/1/indicators/J01",
        "/programmes/1/indicators/J01.csv",
    ] {
        assert!(
            shown.contains(page),
            "{page} does not show her, so this test says nothing of it: {shown:#?}"
        );
    }
}

#[tokio::test]
async fn a_row_tells_role_and_request() {
    let app = TestApp::new().await;
    amal(&app).await;
    let last = rows_of(&app, &app.bob, 0).await.last().map_or(0, |row| row.id);
    app.bob.get("/cases/1").await;
    app.bob.get("/cases/1").await;
    let rows = rows_of(&app, &app.bob, last).await;
    assert_eq!(rows.len(), 2);
    assert!(rows.iter().all(|row| row.role.as_deref() == Some("advisor") && row.address.is_none()));
    assert_ne!(rows[0].request.unwrap(), rows[1].request.unwrap());
    // A change and what belongs to it have the same request.
    let of_firm = rows_of(&app, &app.alice, 0).await;
    let of_firm: Vec<_> = of_firm.iter().filter(|row| row.object == "enterprise").collect();
    assert!(of_firm.len() > 1 && of_firm.iter().all(|row| row.request == of_firm[0].request), "{of_firm:#?}");
}
