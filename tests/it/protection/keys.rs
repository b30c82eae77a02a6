//! One key in another's place, while people read and write.
use super::{fatimas_case, intake};
use crate::{given, harness::TestApp};
use axum::http::StatusCode;
use jamvaxt::{
    clients::{self, entity::identifier, keys},
    vault::Vault,
    web,
};
use sea_orm::{EntityTrait, QueryFilter, sea_query::Expr};
use secrecy::SecretString;
use std::sync::atomic::{AtomicU64, Ordering};

fn secret(text: &str) -> SecretString {
    SecretString::from(text)
}

const NEW: &str = "the key that takes its place, long enough by far";

/// The app as a server started anew with a new key, and the old one among the earlier ones.
fn with_new_key(app: &TestApp) -> jamvaxt::app::App {
    let mut parts = app.parts.clone();
    parts.vault = Vault::with_previous(&secret(NEW), &[parts.config.secret().unwrap()]);
    parts
}

async fn under(app: &TestApp, key: &str) -> u64 {
    let counts = keys::in_use(app.db.read()).await.unwrap();
    counts.get(&Some(key.to_owned())).copied().unwrap_or(0)
}

#[tokio::test]
async fn nothing_is_lost_while_people_read_and_write_and_nothing_is_left_under_the_old_key() {
    let mut app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let old = app.parts.vault.key_id().to_owned();
    // Enough for several rounds, and one from before keys had ids.
    let txn = app.db.begin().await.unwrap();
    for number in 0..450 {
        let id = given::a_client_in(&txn, &format!("Person{number}")).await;
        let number = clients::Number::reserve(&format!("RES{number:05}")).unwrap();
        clients::add_number(
            &txn,
            app.alice.user(),
            (id, false),
            &number,
            &app.parts.vault,
            crate::harness::noon(),
        )
        .await
        .unwrap();
    }
    identifier::Entity::update_many()
        .col_expr(identifier::COLUMN.key_id.0, Expr::value(None::<String>))
        .filter(identifier::COLUMN.client_id.eq(2))
        .exec(&txn)
        .await
        .unwrap();
    txn.commit().await.unwrap();
    let before = keys::in_use(app.db.read()).await.unwrap().values().sum::<u64>();
    assert!(under(&app, &old).await >= 450);

    let parts = with_new_key(&app);
    app.router = web::router(parts.clone());
    let alice = app.browser(1).await;
    given::a_reason(&alice, &case).await;
    let steps = AtomicU64::new(0);
    let written = AtomicU64::new(0);
    let work = async {
        for turn in 0..12 {
            let page = alice.get("/cases/1").await;
            assert!(
                page.body.contains("Fatima Norrbacka") && page.body.contains("granne med Katarina"),
                "{turn}"
            );
            let meeting = [
                ("day", "2026-03-02"),
                ("time", "09:00"),
                ("minutes", "30"),
                ("channel", "phone"),
                ("topic", "idea"),
                ("notes", &format!("anteckning {turn}.")),
            ];
            let page = alice.post("/cases/1/meetings", &meeting).await;
            assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
            written.fetch_add(1, Ordering::Relaxed);
            // A number is found under whichever key it stands.
            let number = format!("RES{:05}", turn * 37);
            let reserve = intake(&[("number_kind", "reserve"), ("number", &number), ("given_name", "Ny")]);
            let met = alice.post("/cases", &reserve).await;
            assert_eq!(met.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert!(met.body.contains("name=\"same_as\""), "{number}");
        }
    };
    let told = |rows| {
        steps.fetch_add(rows, Ordering::Relaxed);
    };
    let (_, done) = tokio::join!(work, keys::rotate(&app.db, &parts.vault, &told));
    assert_eq!(done.unwrap(), steps.load(Ordering::Relaxed));
    // Whoever was in the middle of writing with the old key is found by the second round; here nobody was.
    assert_eq!(keys::waiting(app.db.read(), &parts.vault).await.unwrap(), 0);
    assert_eq!(under(&app, &old).await, 0);
    let after = keys::in_use(app.db.read()).await.unwrap();
    assert_eq!(after.keys().collect::<Vec<_>>(), [&Some(parts.vault.key_id().to_owned())]);
    assert_eq!(after.values().sum::<u64>(), before + written.load(Ordering::Relaxed));
    // The old key is not needed for anything any more.
    let mut without = parts.clone();
    without.vault = Vault::new(&secret(NEW));
    app.router = web::router(without.clone());
    let alice = app.browser(1).await;
    given::a_reason(&alice, &case).await;
    let page = alice.get("/cases/1").await.body;
    for turn in 0..12 {
        assert!(page.contains(&format!("anteckning {turn}.")), "{turn}");
    }
    let number = clients::Number::reserve("RES00007").unwrap();
    let found = clients::find_by_number(app.db.read(), alice.user(), &number, &without.vault).await.unwrap();
    assert!(found.is_some());
    // Done once is done.
    assert_eq!(keys::rotate(&app.db, &parts.vault, &|_| {}).await.unwrap(), 0);
}

#[tokio::test]
async fn one_that_was_stopped_goes_on_where_it_was() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    let parts = with_new_key(&app);
    let waiting = keys::waiting(app.db.read(), &parts.vault).await.unwrap();
    // Half of it is done already: the numbers, and not the texts.
    let number = clients::Number::reserve("RES00001").unwrap();
    let txn = app.db.begin().await.unwrap();
    let other = given::a_client_in(&txn, "Amina").await;
    let now = crate::harness::noon();
    clients::add_number(&txn, app.alice.user(), (other, false), &number, &parts.vault, now).await.unwrap();
    txn.commit().await.unwrap();
    assert_eq!(keys::waiting(app.db.read(), &parts.vault).await.unwrap(), waiting);
    assert_eq!(keys::rotate(&app.db, &parts.vault, &|_| {}).await.unwrap(), waiting);
    // With a key that nobody has told of, nothing is changed.
    let stranger = Vault::new(&secret("some third key nobody has put anywhere at all"));
    assert!(keys::rotate(&app.db, &stranger, &|_| {}).await.is_err());
    assert_eq!(keys::waiting(app.db.read(), &parts.vault).await.unwrap(), 0);
}
