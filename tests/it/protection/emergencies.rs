//! Access in an emergency: by whom, how long, and who is told.
use super::{fatimas_case, is_open, letters, move_openings, notices};
use crate::{given, harness::TestApp};
use axum::http::StatusCode;
use chrono::TimeDelta;
use jamvaxt::{audit::entity as log, protection::entity::notice};
use sea_orm::{EntityTrait, QueryFilter};

const NOW: [(&str, &str); 2] = [("reason", "incident"), ("why", "hon står i receptionen")];
const PATH: &str = "/cases/1/protection/emergency";

#[tokio::test]
async fn lasts_three_hours_is_logged_and_tells_officers_and_group_at_once() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    assert!(app.bob.get("/cases/1").await.body.contains("Ta nödåtkomst"));
    let page = app.bob.post(PATH, &[("reason", "incident"), ("why", "")]).await;
    assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!is_open(&app.bob).await);
    assert_eq!(app.bob.post(PATH, &NOW).await.status, StatusCode::SEE_OTHER);
    let page = app.bob.get("/cases/1").await;
    assert!(page.body.contains("Fatima Norrbacka") && page.body.contains("granne med Katarina"));
    assert!(page.body.contains("Nödåtkomst till") && page.body.contains("flash error"));
    // Nobody else is let in by it.
    assert!(!is_open(&app.ulla).await && !is_open(&app.browser(2).await).await);
    let logged =
        log::Entity::find().filter(log::COLUMN.action.eq("break_in")).one(app.db.read()).await.unwrap();
    let logged = logged.unwrap();
    assert_eq!((logged.user_id, logged.reason.as_deref()), (Some(2), Some("incident")));
    assert!(logged.reason_hash.is_some());
    assert!(notices(&app).await.iter().any(|row| row.kind == notice::Kind::Emergency && row.user_id == 2));
    assert_eq!(jamvaxt::jobs::tell_protection_officers(&app.parts).await.unwrap(), 3);
    let letters = letters(&app);
    for who in ["sara@", "alice@", "doris@"] {
        assert!(letters.iter().any(|letter| letter.contains(who)), "{who}");
    }
    for letter in &letters {
        for word in ["Fatima", "Norrbacka", "2026-000001", "receptionen", "bob@"] {
            assert!(!letter.contains(word), "{word}");
        }
    }
    assert_eq!(jamvaxt::jobs::tell_protection_officers(&app.parts).await.unwrap(), 0);
    move_openings(&app, TimeDelta::minutes(179)).await;
    assert!(is_open(&app.bob).await);
    move_openings(&app, TimeDelta::minutes(2)).await;
    assert!(!is_open(&app.bob).await);
}

#[tokio::test]
async fn is_for_advisors_and_officers_of_the_same_organisation() {
    let app = TestApp::new().await;
    let case = fatimas_case(&app).await;
    given::protect(&app, &case).await;
    for who in [&app.ulla, &app.rut, &app.lena, &app.adam, &app.ludvig, &app.tove] {
        assert_eq!(who.post(PATH, &NOW).await.status, StatusCode::FORBIDDEN);
    }
    assert_eq!(app.charlie.post(PATH, &NOW).await.status, StatusCode::NOT_FOUND);
    assert!(!is_open(&app.sara).await);
    assert_eq!(app.sara.post(PATH, &NOW).await.status, StatusCode::SEE_OTHER);
    assert!(is_open(&app.sara).await);
    // Of clients who are not protected an officer sees nothing.
    let other = given::a_client(&app, 1, "Amina").await;
    let other = given::a_case(&app, app.alice.user(), other, "2026-000900").await;
    assert_eq!(app.sara.get(&format!("/cases/{}", other.id)).await.status, StatusCode::NOT_FOUND);
}
