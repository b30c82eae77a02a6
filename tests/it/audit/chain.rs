//! What is changed, taken away or slipped in is found, and the row is named.
use super::{behind_our_back, seal, verify, views};
use crate::harness::{TestApp, noon};
use jamvaxt::{
    audit::{
        self, Act, Reason, Typed,
        chain::{self as seals, Broken},
        entity::{self, seal as of_seals},
        reasons,
    },
    database::Database,
};
use sea_orm::{EntityTrait, PaginatorTrait, QueryOrder};

/// The number of the first view, which is not one: the harness made organisations and users.
async fn first_view(app: &TestApp) -> i64 {
    let rows = entity::Entity::find().order_by_asc(entity::Column::Id).all(app.db.read()).await.unwrap();
    rows.iter().find(|row| row.action == "view").unwrap().id
}

#[tokio::test]
async fn everything_written_is_sealed_and_holds() {
    let app = TestApp::new().await;
    let all = entity::Entity::find().count(app.db.read()).await.unwrap();
    assert_eq!(seal(&app).await as u64, all, "rows older than the seals are sealed on the first run");
    views(&app, 2_500).await;
    let waiting = verify(&app).await.unwrap();
    assert_eq!((waiting.rows as u64, waiting.waiting), (all, 2_500));
    assert_eq!((seal(&app).await, seal(&app).await), (2_500, 0));
    let held = verify(&app).await.unwrap();
    assert_eq!((held.rows as u64, held.seals, held.waiting), (all + 2_500, 4, 0));
}

#[tokio::test]
async fn a_changed_row_is_named() {
    let app = TestApp::new().await;
    views(&app, 20).await;
    seal(&app).await;
    let row = first_view(&app).await + 7;
    for (change, back) in [
        ("client_id = 999", "client_id = 8"),
        ("user_id = 2", "user_id = 1"),
        ("detail = ''", "detail = NULL"),
        ("role = NULL", "role = 'advisor'"),
        ("result = 'refused'", "result = 'done'"),
        ("request = 0", "request = NULL"),
    ] {
        behind_our_back(&app, &format!("UPDATE audit_events SET {change} WHERE id = {row}")).await;
        assert_eq!(verify(&app).await, Err(Broken::Changed(row)), "{change}");
        behind_our_back(&app, &format!("UPDATE audit_events SET {back} WHERE id = {row}")).await;
        assert!(verify(&app).await.is_ok(), "{back}");
    }
}

#[tokio::test]
async fn a_removed_row_is_named() {
    let app = TestApp::new().await;
    views(&app, 20).await;
    seal(&app).await;
    let row = first_view(&app).await + 19;
    views(&app, 5).await;
    seal(&app).await;
    behind_our_back(&app, &format!("DELETE FROM audit_events WHERE id = {row}")).await;
    assert_eq!(verify(&app).await, Err(Broken::Removed(row)), "the last row of a seal");
    behind_our_back(&app, &format!("DELETE FROM audit_events WHERE id >= {}", row - 10)).await;
    assert_eq!(verify(&app).await, Err(Broken::Removed(row - 10)), "and all after it");
}

#[tokio::test]
async fn an_inserted_row_is_named() {
    let app = TestApp::new().await;
    views(&app, 20).await;
    // A number that was given and not used, as PostgreSQL leaves them and an insider waits for.
    let gap = first_view(&app).await + 7;
    behind_our_back(&app, &format!("DELETE FROM audit_events WHERE id = {gap}")).await;
    seal(&app).await;
    assert!(verify(&app).await.is_ok());
    let slip = |id: i64| {
        format!(
            "INSERT INTO audit_events (id, at, action, object) VALUES ({id}, '2026-03-02 09:30:00+00:00', 'view', 'client')"
        )
    };
    behind_our_back(&app, &slip(gap)).await;
    assert_eq!(verify(&app).await, Err(Broken::Inserted(gap)));
    behind_our_back(&app, &format!("DELETE FROM audit_events WHERE id = {gap}")).await;
    behind_our_back(&app, &slip(-3)).await;
    assert_eq!(verify(&app).await, Err(Broken::Inserted(-3)), "before the first one too");
}

#[tokio::test]
async fn a_forged_seal_is_named_and_an_old_end_is_missed() {
    let app = TestApp::new().await;
    for _ in 0..3 {
        views(&app, 5).await;
        seal(&app).await;
    }
    let head = seals::head(app.db.read()).await.unwrap().unwrap();
    let written = seals::written(&head.hash);
    assert!(seals::verify(app.db.read(), std::slice::from_ref(&written)).await.unwrap().is_ok());
    let second =
        of_seals::Entity::find().order_by_asc(of_seals::Column::Id).all(app.db.read()).await.unwrap()[1].id;

    // Whoever cuts off the end is missed by nobody but the hash that was written down.
    behind_our_back(&app, &format!("DELETE FROM audit_seals WHERE id > {second}")).await;
    behind_our_back(
        &app,
        &format!(
            "DELETE FROM audit_events WHERE id > (SELECT last_event FROM audit_seals WHERE id = {second})"
        ),
    )
    .await;
    assert!(verify(&app).await.is_ok());
    let missed = seals::verify(app.db.read(), std::slice::from_ref(&written)).await.unwrap();
    assert_eq!(missed, Err(Broken::NoSuchHead(written)));

    behind_our_back(&app, &format!("UPDATE audit_seals SET count = count + 1 WHERE id = {second}")).await;
    assert_eq!(verify(&app).await, Err(Broken::Seal(second)));
}

#[tokio::test]
async fn two_who_seal_at_once_seal_once() {
    let app = TestApp::new().await;
    let other = Database::connect(&app.url(), 2).await.unwrap();
    for _ in 0..5 {
        views(&app, 1_500).await;
        let (one, two) = tokio::join!(seals::seal(&app.db, noon()), seals::seal(&other, noon()));
        let left = seal(&app).await;
        assert!(one.unwrap() + two.unwrap() + left >= 1_500);
        assert_eq!(verify(&app).await.unwrap().waiting, 0);
    }
    other.close().await.unwrap();
}

/// On SQLite the second change would wait for the first: there is no late one.
#[tokio::test]
async fn a_row_committed_late_is_not_lost() {
    let app = TestApp::new().await;
    seal(&app).await;
    if app.db.is_sqlite() {
        return;
    }
    let late = app.db.begin().await.unwrap();
    let act = Act::new("view", "client", 1).on_client(1);
    audit::record(&late, app.alice.user(), act, noon()).await.unwrap();
    views(&app, 3).await;
    assert_eq!(seal(&app).await, 0, "a smaller number is still under way");
    let (sealed, ()) = tokio::join!(seal(&app), async {
        tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        late.commit().await.unwrap();
    });
    let left = seal(&app).await;
    assert_eq!(sealed + left, 4);
    assert_eq!(verify(&app).await.unwrap().waiting, 0);
}

#[tokio::test]
async fn a_typed_reason_can_be_blanked_and_not_rewritten() {
    let app = TestApp::new().await;
    let act = |id, text: &str| {
        let typed = Typed::new(text, [id as u8; 32]);
        Act::new("view", "client", id).on_client(id).because(Reason::Other, Some(typed))
    };
    for id in [1, 2] {
        app.parts.views.record(app.alice.user(), act(id, "Amals syster ringde"), noon()).await.unwrap();
    }
    seal(&app).await;
    let rows = entity::Entity::find().order_by_desc(entity::Column::Id).all(app.db.read()).await.unwrap();
    let (hash, other) = (rows[0].reason_hash.clone().unwrap(), rows[1].reason_hash.clone().unwrap());
    assert_ne!(hash, other, "equal texts do not show in the log");
    let told = reasons::typed(app.db.read(), [hash.clone()]).await.unwrap();
    assert_eq!(told[&hash], "Amals syster ringde");

    behind_our_back(&app, "UPDATE audit_reasons SET text = 'annat' WHERE text IS NOT NULL").await;
    assert_eq!(verify(&app).await, Err(Broken::Reason(rows[1].id)));
    behind_our_back(&app, "UPDATE audit_reasons SET text = 'Amals syster ringde' WHERE text IS NOT NULL")
        .await;

    let txn = app.db.begin().await.unwrap();
    assert_eq!(reasons::blank(&txn, 2).await.unwrap(), 1);
    txn.commit().await.unwrap();
    assert!(reasons::typed(app.db.read(), [hash]).await.unwrap().is_empty());
    assert_eq!(reasons::typed(app.db.read(), [other]).await.unwrap().len(), 1, "hers, and nobody else's");
    assert!(verify(&app).await.is_ok(), "the chain holds without the text");
}
