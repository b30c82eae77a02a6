//! Adam defines programmes, Lena sets targets and plan of hers; Lars may not touch it, Alice knows its name.
use crate::harness::{TestApp, day, noon};
use jamvaxt::programmes::{self, Anchor, Details, Refused, Step};
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
