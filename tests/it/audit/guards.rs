//! The database itself refuses to change the log, whoever asks.
use super::{seal, verify, views};
use crate::harness::TestApp;
use jamvaxt::audit::{chain::Broken, entity};
use sea_orm::{ConnectionTrait, EntityTrait, PaginatorTrait};

#[tokio::test]
async fn rows_and_seals_are_neither_changed_nor_removed() {
    let app = TestApp::new().await;
    views(&app, 3).await;
    seal(&app).await;
    let db = app.db.writer();
    let before = entity::Entity::find().all(app.db.read()).await.unwrap();
    let mut tried = vec![
        "UPDATE audit_events SET user_id = 2",
        "UPDATE audit_events SET detail = NULL WHERE id = 1",
        "DELETE FROM audit_events",
        "DELETE FROM audit_events WHERE id = 1",
        "UPDATE audit_seals SET count = count",
        "DELETE FROM audit_seals",
    ];
    tried.push(match app.db.is_sqlite() {
        true => "REPLACE INTO audit_events (id, at, action, object) VALUES (1, '2026-03-02', 'x', 'x')",
        false => "TRUNCATE audit_events",
    });
    for sql in tried {
        let refused = db.execute_unprepared(sql).await.unwrap_err().to_string();
        assert!(refused.contains("only ever added to"), "{sql}: {refused}");
    }
    assert_eq!(entity::Entity::find().all(app.db.read()).await.unwrap(), before);
    assert!(verify(&app).await.is_ok());
}

#[tokio::test]
async fn a_typed_reason_is_kept_until_it_is_blanked() {
    let app = TestApp::new().await;
    let db = app.db.writer();
    let insert = match app.db.is_sqlite() {
        true => "INSERT INTO audit_reasons (hash, key, text) VALUES (x'01', x'02', 'a')",
        false => "INSERT INTO audit_reasons (hash, key, text) VALUES ('\\x01', '\\x02', 'a')",
    };
    db.execute_unprepared(insert).await.unwrap();
    for sql in ["UPDATE audit_reasons SET text = 'b'", "DELETE FROM audit_reasons"] {
        let refused = db.execute_unprepared(sql).await.unwrap_err().to_string();
        assert!(refused.contains("blanked and nothing else"), "{sql}: {refused}");
    }
    db.execute_unprepared("UPDATE audit_reasons SET text = NULL, key = NULL").await.unwrap();
    assert_eq!(entity::reason::Entity::find().count(app.db.read()).await.unwrap(), 1);
}

#[tokio::test]
async fn a_guard_taken_away_is_noticed() {
    let app = TestApp::new().await;
    let (name, sql) = match app.db.is_sqlite() {
        true => ("audit_events_no_delete", "DROP TRIGGER audit_events_no_delete"),
        false => ("audit_events_kept", "ALTER TABLE audit_events DISABLE TRIGGER audit_events_kept"),
    };
    app.db.writer().execute_unprepared(sql).await.unwrap();
    assert_eq!(verify(&app).await, Err(Broken::Guard(name.into())));
}
