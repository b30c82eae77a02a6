//! A database that was filled before there were seals.
use crate::harness::noon;
use jamvaxt::{
    audit::{chain, entity},
    database::Database,
};
use migrations::{Migrator, MigratorTrait};
use sea_orm::{ConnectionTrait, EntityTrait};
use tempfile::TempDir;

/// The steps that had landed before the log was sealed.
const BEFORE: u32 = 8;

#[tokio::test]
async fn rows_written_before_are_kept_and_sealed_at_the_first_run() {
    let folder = TempDir::new().unwrap();
    let url = format!("sqlite://{}", folder.path().join("jamvaxt.db").display());
    let db = Database::connect(&url, 2).await.unwrap();
    Migrator::up(db.writer(), Some(BEFORE)).await.unwrap();
    let fill = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 2345) \
                INSERT INTO audit_events (at, user_id, action, object, client_id, detail) \
                SELECT '2026-02-01 08:00:00+00:00', 1, 'view', 'case', i, 'field_' || i FROM n";
    db.writer().execute_unprepared(fill).await.unwrap();
    assert!(db.read().execute_unprepared("SELECT role FROM audit_events").await.is_err(), "an older schema");

    Migrator::up(db.writer(), None).await.unwrap();
    let rows = entity::Entity::find().all(db.read()).await.unwrap();
    assert_eq!((rows.len(), rows[2344].detail.as_deref()), (2345, Some("field_2345")));
    assert!(rows.iter().all(|row| row.result.is_none() && row.role.is_none()));
    assert!(db.writer().execute_unprepared("DELETE FROM audit_events WHERE id = 1").await.is_err());
    assert_eq!(chain::seal(&db, noon()).await.unwrap(), 2345);
    let held = chain::verify(db.read(), &[]).await.unwrap().unwrap();
    assert_eq!((held.rows, held.seals, held.waiting), (2345, 3, 0));
    db.close().await.unwrap();
}
