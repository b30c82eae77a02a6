//! The second step: who must have one, what it opens, and what it never does.
use super::{Telephone, between, enter, form};
use crate::harness::{Browser, PASSWORD, TestApp, noon};
use axum::http::StatusCode;
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{
    audit::{self, Filter},
    clock::Clock,
    identity::{Role, factors},
};

const STEP: &str = "/sign-in/second-factor";

/// A browser half way in: the password was right.
async fn half_way(app: &TestApp, name: &str) -> Browser {
    let page = enter(&app.stranger(), name).await;
    assert_eq!(page.location.as_deref(), Some(STEP), "{}", page.body);
    app.stranger().with_cookie_of(&page)
}

#[tokio::test]
async fn with_an_app_the_password_is_half_the_way() {
    let app = TestApp::new().await;
    let (telephone, page) = Telephone::enrol(&app.alice).await;
    assert_eq!((page.status, telephone.codes.len()), (StatusCode::OK, 10), "{}", page.body);

    let half = half_way(&app, "alice").await;
    for path in ["/", "/account", "/cases", "/account/second-factor", "/account/proof"] {
        assert_eq!(half.get(path).await.location.as_deref(), Some("/sign-in"), "{path}");
    }
    let wrong = half.post(STEP, &[("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = half.post(STEP, &[("code", &telephone.code(1))]).await;
    assert_eq!(page.location.as_deref(), Some("/"), "{}", page.body);
    assert_eq!(half.with_cookie_of(&page).get("/account").await.status, StatusCode::OK);
    assert_eq!(
        half.get("/account").await.location.as_deref(),
        Some("/sign-in"),
        "the half-way session lives on"
    );
}

#[tokio::test]
async fn each_code_opens_once_whoever_is_fastest() {
    let app = TestApp::new().await;
    let (telephone, _) = Telephone::enrol(&app.alice).await;
    let (one, other) = (half_way(&app, "alice").await, half_way(&app, "alice").await);
    // The code that confirmed the app is used up too.
    assert_eq!(
        one.post(STEP, &[("code", &telephone.code(0))]).await.status,
        StatusCode::UNPROCESSABLE_ENTITY
    );
    for code in [telephone.code(1), telephone.codes[3].to_uppercase().replace('-', " ")] {
        let (one, other) = (half_way(&app, "alice").await, half_way(&app, "alice").await);
        let form = [("code", code.as_str())];
        let (a, b) = tokio::join!(one.post(STEP, &form), other.post(STEP, &form));
        let mut answers = [a.status, b.status];
        answers.sort();
        assert_eq!(answers, [StatusCode::SEE_OTHER, StatusCode::UNPROCESSABLE_ENTITY]);
    }
    let late = telephone.code(-1);
    assert_eq!(other.post(STEP, &[("code", &late)]).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    let left = factors::of(app.db.read(), 1).await.unwrap();
    assert!(left.app && left.codes == 9, "{left:?}");
}

fn too_late() -> DateTime<Utc> {
    noon() + TimeDelta::minutes(11)
}

#[tokio::test]
async fn half_the_way_is_forgotten_after_ten_minutes() {
    let app = TestApp::new().await;
    let (telephone, _) = Telephone::enrol(&app.alice).await;
    let half = app.later(&half_way(&app, "alice").await, Clock::reading(too_late));
    let page = half.post(STEP, &[("code", &telephone.code(22))]).await;
    assert_eq!(page.location.as_deref(), Some("/sign-in"));
    assert_eq!(app.stranger().get(STEP).await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn whoever_leads_or_administers_gets_one_before_anything_else() {
    let app = TestApp::new().await;
    for name in ["adam", "lena", "sara", "ludvig"] {
        let page = enter(&app.stranger(), name).await;
        assert_eq!(page.location.as_deref(), Some("/"));
        let browser = app.stranger().with_cookie_of(&page);
        for path in ["/", "/account", "/programmes", "/users", "/audit", "/account/sessions", "/rights"] {
            let page = browser.get(path).await;
            assert_eq!(page.location.as_deref(), Some("/account/second-factor"), "{path}");
        }
        let posts = ["/account/password", "/users/1/closure", "/account/second-factor/codes", "/programmes"];
        for path in posts {
            let page = browser.post(path, &[]).await;
            assert_eq!(page.location.as_deref(), Some("/account/second-factor"), "{path}");
        }
        let page = browser.get("/account/second-factor").await;
        assert!(
            page.body.contains("Din roll kräver") && !page.body.contains("<nav aria-label=\"Huvudmeny\"")
        );
        assert_eq!(browser.post("/locale", &[("locale", "sv")]).await.status, StatusCode::SEE_OTHER);

        let (_, page) = Telephone::enrol(&browser).await;
        let browser = browser.with_cookie_of(&page);
        assert_eq!(browser.get("/rights").await.status, StatusCode::OK);
    }
    assert!(!factors::needs_second_factor(&[Role::Advisor, Role::Recipient]));
    assert_eq!(enter(&app.stranger(), "alice").await.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn only_the_demonstration_asks_nobody_for_one() {
    let app = TestApp::new().await;
    let lena = app.stranger().with_cookie_of(&enter(&app.stranger(), "lena").await);
    assert_eq!(lena.get("/programmes").await.status, StatusCode::SEE_OTHER);
    let demo = app.elsewhere(&lena, Clock::reading(noon), |config| config.demonstration = true);
    assert_eq!(demo.get("/programmes").await.status, StatusCode::OK);
}

#[tokio::test]
async fn half_the_way_ends_when_the_password_is_changed() {
    let app = TestApp::new().await;
    let (telephone, page) = Telephone::enrol(&app.alice).await;
    let half = half_way(&app, "alice").await;
    let form = [("old", PASSWORD), ("new", "fyra gröna paraplyer dansar")];
    let page = app.alice.with_cookie_of(&page).post("/account/password", &form).await;
    assert_eq!(page.location.as_deref(), Some("/account?said=password-changed"), "{}", page.body);
    let page = half.post(STEP, &[("code", &telephone.code(1))]).await;
    assert_eq!(page.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn the_secret_is_shown_to_her_alone_and_a_wrong_code_keeps_it() {
    let app = TestApp::new().await;
    let page = app.alice.get("/account/second-factor").await;
    assert!(page.body.contains("<svg class=\"qr\"") && !page.body.contains("<style"));
    let totp = Telephone::of(&page);
    let offer = between(&page.body, "name=\"offer\" value=\"", "\"").to_owned();
    let wrong = app.alice.post("/account/second-factor/app", &[("offer", &offer), ("code", "000000")]).await;
    assert_eq!(wrong.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.body.contains(&offer) && wrong.body.contains("Koden stämmer inte"));

    let code = totp.generate(noon().timestamp() as u64).to_string();
    let form = [("offer", offer.as_str()), ("code", code.as_str())];
    let others = app.bob.post("/account/second-factor/app", &form).await;
    assert_eq!(others.location.as_deref(), Some("/account/second-factor"), "another's offer");
    for rubbish in ["", "zz", "00", &"ab".repeat(2_000)] {
        let page = app.alice.post("/account/second-factor/app", &[("offer", rubbish), ("code", "1")]).await;
        assert_eq!(page.location.as_deref(), Some("/account/second-factor"));
    }
    assert!(!factors::of(app.db.read(), 1).await.unwrap().any());
    assert_eq!(app.alice.post("/account/second-factor/app", &form).await.status, StatusCode::OK);
    assert!(!factors::of(app.db.read(), 2).await.unwrap().any());
}

#[tokio::test]
async fn the_database_does_not_hold_what_an_app_needs() {
    let app = TestApp::new().await;
    let secret = {
        let page = app.alice.get("/account/second-factor").await;
        let secret = between(&page.body, "<code dir=\"ltr\">", "<").replace(' ', "");
        let code = Telephone::of(&page).generate(noon().timestamp() as u64).to_string();
        let offer = between(&page.body, "name=\"offer\" value=\"", "\"");
        app.alice.post("/account/second-factor/app", &[("offer", offer), ("code", &code)]).await;
        secret
    };
    use sea_orm::EntityTrait;
    let row = factors::app::entity::Entity::find_by_id(1_i64).one(app.db.read()).await.unwrap().unwrap();
    assert_eq!(secret.len(), 32);
    assert!(!row.sealed_secret.windows(32).any(|bytes| bytes == secret.as_bytes()));
    for row in factors::codes::entity::Entity::find().all(app.db.read()).await.unwrap() {
        assert_eq!(row.code_sha256.len(), 64);
    }
}

#[tokio::test]
async fn a_change_of_factor_signs_her_out_everywhere_else() {
    let app = TestApp::new().await;
    let elsewhere = app.signed_in(1).await;
    let (_, page) = Telephone::enrol(&app.alice).await;
    assert_eq!(elsewhere.get("/account").await.location.as_deref(), Some("/sign-in"));
    let alice = app.alice.with_cookie_of(&page);
    assert_eq!(alice.get("/account").await.status, StatusCode::OK);

    let elsewhere = app.signed_in(1).await;
    let page = alice.post("/account/second-factor/app/removal", &[]).await;
    assert_eq!(page.location.as_deref(), Some("/account/second-factor?said=factor-removed"));
    assert_eq!(elsewhere.get("/account").await.location.as_deref(), Some("/sign-in"));
    assert_eq!(factors::of(app.db.read(), 1).await.unwrap(), factors::Factors::default());
}

#[tokio::test]
async fn new_recovery_codes_end_the_old_ones() {
    let app = TestApp::new().await;
    assert_eq!(app.alice.post("/account/second-factor/codes", &[]).await.status, StatusCode::CONFLICT);
    let (telephone, page) = Telephone::enrol(&app.alice).await;
    let alice = app.alice.with_cookie_of(&page);
    let page = alice.post("/account/second-factor/codes", &[]).await;
    assert!(page.status == StatusCode::OK && !page.body.contains(&telephone.codes[0]));
    let half = half_way(&app, "alice").await;
    let old = half.post(STEP, &[("code", &telephone.codes[0])]).await;
    assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
    let new = between(&page.body, "<code class=\"secret\">", "<");
    assert_eq!(half.post(STEP, &[("code", new)]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn an_administrator_resets_a_lost_factor_and_nobody_else_does() {
    let app = TestApp::new().await;
    let (_, page) = Telephone::enrol(&app.alice).await;
    let alice = app.alice.with_cookie_of(&page);
    for browser in [&app.bob, &app.lena, &alice] {
        let page = browser.post("/users/1/second-factor/removal", &[]).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
    }
    assert!(app.adam.get("/users/1").await.body.contains("Personen loggar in i två steg"));
    let page = app.adam.post("/users/1/second-factor/removal", &[]).await;
    assert_eq!(page.location.as_deref(), Some("/users/1?said=user-factors-reset"));
    assert_eq!(alice.get("/account").await.location.as_deref(), Some("/sign-in"));
    assert_eq!(enter(&app.stranger(), "alice").await.location.as_deref(), Some("/"));
    let filter = Filter { action: Some("reset_factors".into()), ..Filter::default() };
    let rows = audit::read(app.db.read(), &filter, 9).await.unwrap();
    assert_eq!((rows.len(), rows[0].user_id, rows[0].object_id), (1, Some(6), Some(1)));
}

#[tokio::test]
async fn a_wrong_password_tells_nothing_of_the_second_step() {
    let app = TestApp::new().await;
    Telephone::enrol(&app.alice).await;
    let mut with = form("alice");
    with[1].1 = "fel".into();
    let with: Vec<_> = with.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let without = [("email", "bob@example.org"), ("password", "fel")];
    let (with, without) =
        (app.stranger().post("/sign-in", &with).await, app.stranger().post("/sign-in", &without).await);
    assert_eq!((with.status, with.body.replace("alice", "bob")), (without.status, without.body));
}
