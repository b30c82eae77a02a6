//! Enterprises: once per organisation, never more than the whole, and a sole trader's number never kept.
use crate::{
    given,
    harness::{TestApp, day, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    codes::OrganisationNumber,
    enterprises::{self, Enterprise, Facts, Fault, Status, TooMuch, entity::enterprise},
    followups,
};
use sea_orm::{EntityTrait, PaginatorTrait};

fn facts(name: &str, orgnr: Option<&str>) -> Facts {
    Facts {
        name: name.into(),
        sole_trader: false,
        orgnr: orgnr.map(|number| OrganisationNumber::parse(number).unwrap()),
        legal_form: Some("49".into()),
        sni_code: Some("I".into()),
        kommun_code: Some("0127".into()),
        started_on: None,
        status: Status::Planned,
    }
}

async fn enter(app: &TestApp, facts: Facts) -> Result<Enterprise, Fault> {
    let txn = app.db.begin().await.unwrap();
    let entered = enterprises::enter(&txn, app.alice.user(), facts, noon()).await?;
    txn.commit().await.unwrap();
    Ok(entered)
}

const FIRM: [(&str, &str); 6] = [
    ("name", "Fatimas Kök AB"),
    ("orgnr", "556703-7485"),
    ("legal_form", "49"),
    ("kommun", "Botkyrka"),
    ("status", "active"),
    ("started_on", "2026-02-01"),
];

#[tokio::test]
async fn a_firm_is_entered_in_a_case_changed_and_moves_the_followups() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Fatima").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-000001").await;
    let path = format!("/cases/{}/enterprise", case.id);
    assert_eq!(app.alice.get(&path).await.status, StatusCode::OK);
    let page = app.alice.post(&path, &[&FIRM[..], &[("share", "60")]].concat()).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    let body = app.bob.get(&format!("/cases/{}", case.id)).await.body;
    assert!(body.contains("556703-7485") && body.contains("Botkyrka") && body.contains("60 %"), "{body}");

    let dues = async || {
        let asked = followups::of(app.db.read(), &case).await.unwrap();
        asked.iter().map(|row| row.due_on).collect::<Vec<_>>()
    };
    assert_eq!(dues().await, [day("2027-02-01")]);
    let moved: Vec<_> = FIRM
        .iter()
        .map(|(name, old)| (*name, if *name == "started_on" { "2026-02-10" } else { *old }))
        .collect();
    app.alice.post(&path, &moved).await;
    assert_eq!(dues().await, [day("2027-02-10")]);
    let none: Vec<_> =
        FIRM.iter().map(|(name, old)| (*name, if *name == "started_on" { "" } else { *old })).collect();
    app.alice.post(&path, &none).await;
    assert!(dues().await.is_empty());
}

#[tokio::test]
async fn the_same_number_met_again_is_the_same_firm() {
    let app = TestApp::new().await;
    let one = given::a_client(&app, 1, "Fatima").await;
    let other = given::a_client(&app, 1, "Maryam").await;
    let first = given::a_case(&app, app.alice.user(), one, "2026-000001").await;
    let second = given::a_case(&app, app.bob.user(), other, "2026-000002").await;
    app.alice.post(&format!("/cases/{}/enterprise", first.id), &FIRM).await;

    let page = app.bob.post(&format!("/cases/{}/enterprise", second.id), &FIRM).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(
        page.body.contains("Företaget finns redan hos er")
            && page.body.contains("name=\"known\" value=\"1\"")
    );
    let page = app.bob.post(&format!("/cases/{}/enterprise", second.id), &[("known", "1")]).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
    assert_eq!(given::case(&app, second.id).await.enterprise_id, Some(1));
    assert_eq!(enterprise::Entity::find().count(app.db.read()).await.unwrap(), 1);
    assert_eq!(followups::of(app.db.read(), &second).await.unwrap().len(), 1);

    // Another organisation has its own.
    let theirs = given::a_client(&app, 2, "Fatima").await;
    let third = given::a_case(&app, app.charlie.user(), theirs, "2026-000001").await;
    let page = app.charlie.post(&format!("/cases/{}/enterprise", third.id), &[("known", "1")]).await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    let page = app.charlie.post(&format!("/cases/{}/enterprise", third.id), &FIRM).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn outsiders_find_nothing_and_a_protected_clients_firm_is_her_advisors() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Fatima").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-000001").await;
    let path = format!("/cases/{}/enterprise", case.id);
    for who in [&app.charlie, &app.lena, &app.adam, &app.tove] {
        assert!(who.get(&path).await.is_closed());
        assert!(who.post(&path, &FIRM).await.is_closed());
    }
    given::protect(&app, &case).await;
    assert_eq!(app.alice.get(&path).await.location.unwrap(), format!("/cases/{}", case.id));
    given::a_reason(&app.alice, &case).await;
    app.alice.post(&path, &FIRM).await;
    assert_eq!(app.bob.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.bob.post(&path, &FIRM).await.status, StatusCode::FORBIDDEN);
    assert!(!app.bob.get(&format!("/cases/{}", case.id)).await.body.contains("Fatimas"));
    assert!(app.alice.get(&format!("/cases/{}", case.id)).await.body.contains("Fatimas"));
}

#[tokio::test]
async fn mistakes_say_what_is_wrong() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Fatima").await;
    let case = given::a_case(&app, app.alice.user(), client, "2026-000001").await;
    for (field, value, words) in [
        ("name", " ", "Fyll i uppgiften"),
        ("orgnr", "556703-7486", "Sista siffran"),
        ("orgnr", "900101-0017", "Lämna fältet tomt"),
        ("orgnr", "55", "rätt form"),
        ("kommun", "Kista", "ingen kommun"),
        ("started_on", "2026-03-03", "har inte varit än"),
        ("status", "planned", "kan inte vara planerat"),
        ("legal_form", "00", "Välj ett av alternativen"),
        ("share", "101", "mellan 1 och 100"),
    ] {
        let mut form: Vec<_> = FIRM.iter().filter(|(name, _)| *name != field).copied().collect();
        form.push((field, value));
        let page = app.alice.post(&format!("/cases/{}/enterprise", case.id), &form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{field} {value}");
        assert!(page.body.contains(words), "{field} {value}: {}", page.body);
    }
    assert_eq!(enterprise::Entity::find().count(app.db.read()).await.unwrap(), 0);
}

#[tokio::test]
async fn a_sole_traders_number_is_never_kept() {
    let app = TestApp::new().await;
    let sole = Facts { sole_trader: true, ..facts("Aminas Sömnad", Some("556703-7485")) };
    assert!(matches!(enter(&app, sole).await, Err(Fault::SoleTraderNumber)));
}

#[tokio::test]
async fn owners_never_hold_more_than_the_whole() {
    let app = TestApp::new().await;
    let firm = enter(&app, facts("Fatimas Kök AB", None)).await.unwrap();
    let one = given::a_client(&app, 1, "Fatima").await;
    let other = given::a_client(&app, 1, "Maryam").await;
    let elsewhere = given::a_client(&app, 2, "Charlies").await;
    let give = async |client, share| {
        let txn = app.db.begin().await.unwrap();
        let given = enterprises::give_share(&txn, app.alice.user(), &firm, client, share, noon()).await;
        txn.commit().await.unwrap();
        given
    };
    give(one, Some(60)).await.unwrap();
    assert!(matches!(give(other, Some(41)).await, Err(TooMuch::Left(40))));
    give(other, Some(40)).await.unwrap();
    give(one, Some(30)).await.unwrap();
    give(other, None).await.unwrap();
    assert!(matches!(give(one, Some(0)).await, Err(TooMuch::NoShare)));
    assert!(matches!(give(elsewhere, Some(5)).await, Err(TooMuch::NoSuchClient)));
    let shares: Vec<_> = enterprises::owners(app.db.read(), &firm)
        .await
        .unwrap()
        .iter()
        .map(|owner| owner.share_percent)
        .collect();
    assert_eq!(shares, [Some(30), None]);
}

#[tokio::test]
async fn what_it_was_doing_is_kept_by_date() {
    let app = TestApp::new().await;
    let firm = enter(&app, facts("Fatimas Kök AB", None)).await.unwrap();
    let alice = app.alice.user();
    let txn = app.db.begin().await.unwrap();
    assert!(enterprises::start(&txn, alice, &firm, day("2025-09-01"), noon()).await.unwrap());
    assert!(!enterprises::start(&txn, alice, &firm, day("2025-10-01"), noon()).await.unwrap());
    for (status, since) in [(Status::Dormant, "2026-02-01"), (Status::Active, "2025-12-01")] {
        enterprises::set_status(&txn, alice, &firm, status, day(since), noon()).await.unwrap();
    }
    txn.commit().await.unwrap();
    let now = enterprises::find(app.db.read(), alice, firm.id).await.unwrap().unwrap();
    assert_eq!((now.status, now.started_on), (Status::Dormant, Some(day("2025-09-01"))));
    assert_eq!(enterprises::statuses(app.db.read(), &firm).await.unwrap().len(), 4);
    assert!(enterprises::find(app.db.read(), app.charlie.user(), firm.id).await.unwrap().is_none());
    assert!(enterprises::find(app.db.read(), app.adam.user(), firm.id).await.unwrap().is_none());
}
