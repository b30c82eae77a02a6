//! Adam defines programmes, Lena sets targets and plan of hers; Lars may not touch it, Alice knows its name.
use crate::{
    books, given,
    harness::{TestApp, day, noon},
};
use axum::http::{StatusCode, header};
use jamvaxt::{
    audit,
    programmes::{self, Anchor, Details, Refused, Step},
};
use sea_orm::EntityTrait;
use std::collections::BTreeMap;

fn details(name: &str) -> Details {
    Details {
        name: name.into(),
        funder: "Tillväxtverket".into(),
        diary_number: "Ä 2026-17".into(),
        starts_on: day("2026-01-01"),
        ends_on: day("2028-12-31"),
        budget_sek: Some(1_000_000),
        organisations: vec![1],
        leads: vec![4],
    }
}

#[tokio::test]
async fn an_administrator_enters_and_changes_a_programme() {
    let app = TestApp::new().await;
    let adam = app.adam.user();
    let txn = app.db.begin().await.unwrap();
    let id = programmes::create(&txn, Some(adam), details(" Ny kraft "), noon()).await.unwrap();
    txn.commit().await.unwrap();
    let programme = programmes::named(app.db.read(), "ny KRAFT").await.unwrap().unwrap();
    assert_eq!((programme.id, programme.name.as_str()), (id, "Ny kraft"));
    assert!(programmes::find_led(app.db.read(), app.lena.user(), id).await.unwrap().is_some());

    let txn = app.db.begin().await.unwrap();
    let changed = Details { organisations: vec![2], leads: vec![5], ..details("Ny kraft 2") };
    programmes::change(&txn, adam, programme, changed, noon()).await.unwrap();
    txn.commit().await.unwrap();
    assert!(programmes::find_led(app.db.read(), app.lena.user(), id).await.unwrap().is_none());
    assert!(programmes::has(app.db.read(), id, 2).await.unwrap());
    assert!(!programmes::has(app.db.read(), id, 1).await.unwrap());
}

#[tokio::test]
async fn nobody_else_may_and_names_and_days_are_checked() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    for browser in [&app.alice, &app.lena, &app.tove] {
        let refused = programmes::create(&txn, Some(browser.user()), details("Ny kraft"), noon()).await;
        assert!(matches!(refused, Err(Refused::NotAllowed)));
    }
    let adam = Some(app.adam.user());
    let refused = programmes::create(&txn, adam, details("nya vägar in"), noon()).await;
    assert!(matches!(refused, Err(Refused::NameTaken)));
    let backwards = Details { ends_on: day("2025-12-31"), ..details("Ny kraft") };
    let refused = programmes::create(&txn, adam, backwards, noon()).await;
    assert!(matches!(refused, Err(Refused::EndsBeforeItStarts)));
}

#[tokio::test]
async fn the_lead_sets_targets_and_plan_of_her_own_programme() {
    let app = TestApp::new().await;
    let txn = app.db.begin().await.unwrap();
    let aims = BTreeMap::from([("J01".to_owned(), 120), ("J05".to_owned(), 30)]);
    programmes::set_targets(&txn, Some(app.lena.user()), 1, &aims, noon()).await.unwrap();
    for browser in [&app.lars, &app.alice, &app.tove] {
        let refused = programmes::set_targets(&txn, Some(browser.user()), 1, &aims, noon()).await;
        assert!(matches!(refused, Err(Refused::NotAllowed)), "{}", browser.user().name);
    }
    txn.commit().await.unwrap();
    assert_eq!(programmes::targets(app.db.read(), 1).await.unwrap(), aims);
}

#[tokio::test]
async fn a_step_that_stays_keeps_its_row() {
    let app = TestApp::new().await;
    let before = programmes::plan(app.db.read(), 1).await.unwrap();
    let step = |anchor, months, weeks, window_days| Step { anchor, months, weeks, window_days };
    let steps = [
        step(Anchor::CaseClosed, 6, 0, 45),
        step(Anchor::EnterpriseStarted, 36, 0, 60),
        step(Anchor::EnterpriseStarted, 36, 0, 60),
    ];
    let txn = app.db.begin().await.unwrap();
    programmes::set_plan(&txn, Some(app.lena.user()), 1, &steps, noon()).await.unwrap();
    let never = [step(Anchor::CaseClosed, 0, 0, 30)];
    let refused = programmes::set_plan(&txn, Some(app.lena.user()), 1, &never, noon()).await;
    assert!(matches!(refused, Err(Refused::StepOutOfRange)));
    txn.commit().await.unwrap();
    let after = programmes::plan(app.db.read(), 1).await.unwrap();
    assert_eq!(after.len(), 2);
    let half_year = before.iter().find(|row| row.offset_months == 6).unwrap();
    let kept = after.iter().find(|row| row.offset_months == 6).unwrap();
    assert_eq!((kept.id, kept.window_days), (half_year.id, 45));
}

#[tokio::test]
async fn everyone_sees_the_programmes_that_concern_her() {
    let app = TestApp::new().await;
    for (browser, expected) in [
        (&app.alice, &[1][..]),
        (&app.charlie, &[1, 2]),
        (&app.lena, &[1]),
        (&app.lars, &[2]),
        (&app.adam, &[1, 2]),
        (&app.tove, &[]),
    ] {
        let seen = programmes::visible_to(browser.user()).all(app.db.read()).await.unwrap();
        let ids: Vec<_> = seen.iter().map(|programme| programme.id).collect();
        assert_eq!(ids, expected, "{}", browser.user().name);
    }
    assert_eq!(programmes::of_organisation(app.db.read(), 2).await.unwrap().len(), 2);
    assert_eq!(programmes::entity::programme::Entity::find().all(app.db.read()).await.unwrap().len(), 2);
}

async fn one_meeting(app: &TestApp) {
    let txn = app.db.begin().await.unwrap();
    let client = books::client(&txn, books::AMAL).await;
    let firm = books::firm(&txn, 1, Some("2025-03-01")).await;
    let case = books::case(&txn, client, 1, Some(firm)).await;
    books::meeting(&txn, case, "2025-02-01", 90).await;
    txn.commit().await.unwrap();
}

#[tokio::test]
async fn the_lead_looks_at_her_figures_and_at_the_list_behind_them() {
    let app = TestApp::new().await;
    one_meeting(&app).await;
    let page = app.lena.get("/programmes/1").await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    assert!(page.body.contains("Överlevnad: efter ett år"));
    let list = "/programmes/1/indicators/J01?period=whole&part=main&sex=woman&age=31_49";
    let written = list.replace('&', "&amp;").replace('/', "&#x2f;");
    assert!(page.body.contains(&written), "{}", page.body);
    let listed = app.lena.get(list).await;
    assert_eq!(listed.status, StatusCode::OK, "{}", listed.body);
    assert!(listed.body.contains("2025-000001") && !listed.body.contains("Haddad"));
    assert!(app.lena.get("/programmes/1?period=2025H1&split=J06").await.body.contains("1,5"));
}

#[tokio::test]
async fn where_a_figure_is_split_by_birth_the_page_says_why_there_is_no_list() {
    let app = TestApp::new().await;
    one_meeting(&app).await;
    let page = app.lena.get("/programmes/1").await;
    assert!(page.body.contains("dataskyddslagen"));
    assert!(!page.body.contains("foreign_born") && !page.body.contains("part=born_abroad"));
    // Typed into the address, it gives no list either.
    let typed = app.lena.get("/programmes/1/indicators/J13?part=born_abroad&background=foreign_born").await;
    assert!(typed.body.contains("dataskyddslagen") && !typed.body.contains("2025-000001"));
    let file = app.lena.get("/programmes/1/indicators/J13.csv?part=born_abroad").await;
    assert!(!file.body.contains("2025-000001"));
}

#[tokio::test]
async fn the_file_holds_the_rows_of_the_list() {
    let app = TestApp::new().await;
    one_meeting(&app).await;
    let file = app.lena.get("/programmes/1/indicators/J06.csv?period=2025H1").await;
    assert_eq!(file.headers[header::CONTENT_DISPOSITION], "attachment; filename=\"J06-2025H1.csv\"");
    let rows: Vec<_> = file.body.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(rows.len(), 2);
    assert_eq!(rows[1], "2025-000001;Nyföretagarcentrum Norr;Idé;Pågående;2025-02-01;alla;Känd;1,50;timmar");
}

#[tokio::test]
async fn figures_are_for_the_lead_of_that_programme_only() {
    let app = TestApp::new().await;
    for path in ["/programmes/1/indicators/J01", "/programmes/1/indicators/J01.csv"] {
        for browser in [&app.alice, &app.charlie, &app.lars, &app.adam, &app.tove] {
            assert!(browser.get(path).await.is_closed(), "{}", browser.user().name);
        }
        assert_eq!(app.stranger().get(path).await.location.as_deref(), Some("/sign-in"));
    }
    let page = "/programmes/1";
    assert_eq!(app.lars.get(page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.tove.get(page).await.status, StatusCode::FORBIDDEN);
    // Alice knows that it is there; its figures are not hers.
    assert_eq!(app.alice.get(page).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.adam.get(page).await.location.as_deref(), Some("/programmes/1/edit"));
    assert_eq!(app.lena.get("/programmes/1/indicators/J99").await.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn the_form_keeps_what_was_typed_and_says_what_is_wrong() {
    let app = TestApp::new().await;
    assert_eq!(app.lena.get("/programmes/new").await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.adam.get("/programmes/new").await.status, StatusCode::OK);
    let typed = |name: &'static str, ends_on: &'static str| {
        [
            ("name", name),
            ("funder", "Tillväxtverket"),
            ("diary_number", "Ä 1"),
            ("starts_on", "2026-01-01"),
            ("ends_on", ends_on),
            ("budget_sek", "1 200 000"),
            ("organisation", "1"),
            ("organisation", "2"),
            ("lead", "4"),
        ]
    };
    let page = app.adam.post("/programmes", &typed("Ny kraft", "2025-01-01")).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("sluta innan det börjar") && page.body.contains("value=\"Ny kraft\""));
    let page = app.adam.post("/programmes", &typed("Nya vägar in", "2026-12-31")).await;
    assert!(page.body.contains("redan ett program"));
    let page = app.adam.post("/programmes", &typed("Ny kraft", "2026-12-31")).await;
    assert_eq!(page.location.as_deref(), Some("/programmes?said=programme-saved"), "{}", page.body);
    let made = programmes::named(app.db.read(), "Ny kraft").await.unwrap().unwrap();
    assert_eq!(made.budget_sek, Some(1_200_000));
    assert_eq!(programmes::organisations(app.db.read(), made.id).await.unwrap().len(), 2);
    let edit = format!("/programmes/{}/edit", made.id);
    assert!(app.adam.get(&edit).await.body.contains("value=\"1200000\""));
    assert_eq!(app.lena.post(&edit, &typed("Mitt", "2026-12-31")).await.status, StatusCode::FORBIDDEN);
    assert!(app.adam.get("/programmes?said=programme-saved").await.body.contains("Ny kraft"));
    assert_eq!(app.alice.get("/programmes").await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn the_lead_sets_her_plan_and_promises_a_release() {
    let app = TestApp::new().await;
    let path = "/programmes/1/plan";
    assert_eq!(app.lena.get(path).await.status, StatusCode::OK);
    assert_eq!(app.lars.get(path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.alice.post(path, &[]).await.status, StatusCode::FORBIDDEN);
    let wrong = [("target_J01", "många"), ("step_0_anchor", "case_closed"), ("step_0_months", "0")];
    let page = app.lena.post(path, &wrong).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(page.body.contains("value=\"många\"") && page.body.contains("inom tio år"));
    let right = [
        ("target_J01", "120"),
        ("target_J05", ""),
        ("step_0_anchor", "case_closed"),
        ("step_0_months", "6"),
        ("step_0_weeks", ""),
        ("step_0_window", "45"),
        ("step_1_anchor", ""),
    ];
    assert_eq!(app.lena.post(path, &right).await.status, StatusCode::SEE_OTHER);
    assert_eq!(programmes::targets(app.db.read(), 1).await.unwrap(), BTreeMap::from([("J01".into(), 120)]));
    assert_eq!(programmes::plan(app.db.read(), 1).await.unwrap().len(), 1);
    assert!(app.lena.get("/programmes/1").await.body.contains("0 % "));

    let releases = "/programmes/1/releases";
    let page = app.lena.post(releases, &[("release_name", "Å"), ("recipient", "3")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    let promise = [("release_name", "halvar"), ("recipient", "3")];
    assert_eq!(app.lars.post(releases, &promise).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.lena.post(releases, &promise).await.status, StatusCode::SEE_OTHER);
    let page = app.lena.get(path).await;
    assert!(page.body.contains("halvar") && page.body.contains("Tillväxtverket"));
}

const WHY: [(&str, &str); 2] =
    [("reason", "supervision"), ("explanation", "Rådgivaren är sjuk och klienten ringer.")];

#[tokio::test]
async fn a_lead_learns_a_name_when_she_says_why_and_never_a_protected_ones() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Amina").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-000001").await;
    let form = [&WHY[..], &[("organisation", "1"), ("number", "2026-000001")]].concat();
    let told = app.lena.post("/programmes/1/names", &form).await;
    assert_eq!(told.status, StatusCode::OK);
    assert!(told.body.contains("Amina Öberg"));
    let hers = audit::Filter { client_id: Some(client), ..Default::default() };
    let log = audit::read(app.db.read(), &hers, 9).await.unwrap();
    assert_eq!((log[0].action.as_str(), log[0].case_id), ("reveal", Some(case.id)));
    assert_eq!(log[0].reason.as_deref(), Some("supervision"));
    let typed = audit::reasons::typed(app.db.read(), log[0].reason_hash.clone()).await.unwrap();
    assert_eq!(typed.into_values().collect::<Vec<_>>(), [WHY[1].1]);

    let page = "/programmes/1/names";
    let vague =
        [("organisation", "1"), ("number", "2026-000001"), ("reason", "other"), ("explanation", "vet")];
    let page_of = async |form: &[(&str, &str)]| app.lena.post(page, form).await;
    assert!(page_of(&vague).await.body.contains("minst 10 tecken"));
    let elsewhere = [&WHY[..], &[("organisation", "2"), ("number", "2026-000001")]].concat();
    assert!(page_of(&elsewhere).await.body.contains("inget sådant ärende"));
    assert_eq!(app.lars.get(page).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.lars.post(page, &form).await.status, StatusCode::NOT_FOUND);

    given::protect(&app, &case).await;
    let hidden = page_of(&form).await;
    assert!(hidden.body.contains("inget sådant ärende") && !hidden.body.contains("Amina"));
    let reveals = audit::Filter { action: Some("reveal".into()), ..hers };
    assert_eq!(audit::read(app.db.read(), &reveals, 9).await.unwrap().len(), 1);
}
