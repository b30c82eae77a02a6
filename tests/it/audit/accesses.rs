//! The client's own extract of the log: who had her data before them, when and why.
use crate::{
    given::{a_case, a_client},
    harness::{TestApp, noon},
};
use axum::http::StatusCode;
use jamvaxt::{
    audit::{Act, Reason, Typed, reasons},
    clients,
};

#[tokio::test]
async fn it_names_everybody_and_is_the_advisors_to_hand_out() {
    let app = TestApp::new().await;
    let (client, other) = (a_client(&app, 1, "Amal").await, a_client(&app, 1, "Berit").await);
    let case = a_case(&app, app.alice.user(), client, "2026-000001").await;
    let foreign = a_case(&app, app.bob.user(), other, "2026-000002").await;
    app.bob.get(&format!("/cases/{}", case.id)).await;
    app.bob.get(&format!("/cases/{}", foreign.id)).await;
    let typed = Typed::new("Amals syster ringde", [3; 32]);
    let act = Act::new("reveal", "client", client).on_client(client).because(Reason::Cover, Some(typed));
    app.parts.views.record(app.bob.user(), act, noon()).await.unwrap();

    let path = format!("/cases/{}/client/accesses", case.id);
    assert!(app.alice.get(&format!("/cases/{}", case.id)).await.body.contains(&path));
    let page = app.alice.get(&path).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    for told in [
        "Bob",
        "Nyföretagarcentrum Norr",
        "Visade: ärende",
        "Vikarierar för ärendets rådgivare: Amals syster ringde",
    ] {
        assert!(page.body.contains(told), "{told} is not in {}", page.body);
    }
    let told = clients::accesses(app.db.read(), client).await.unwrap();
    let whose: Vec<_> = told.iter().map(|access| (access.who.as_deref().unwrap(), &*access.action)).collect();
    // The one who asks is in it herself: she saw the case, and this list.
    assert_eq!(whose, [("Bob", "view"), ("Bob", "reveal"), ("Alice", "view"), ("Alice", "view")]);

    let txn = app.db.begin().await.unwrap();
    reasons::blank(&txn, client).await.unwrap();
    txn.commit().await.unwrap();
    let page = app.alice.get(&path).await.body;
    assert!(page.contains("Vikarierar") && !page.contains("syster"));

    assert!(!app.bob.get(&format!("/cases/{}", case.id)).await.body.contains(&path));
    assert_eq!(app.bob.get(&path).await.status, StatusCode::FORBIDDEN);
    assert_eq!(app.charlie.get(&path).await.status, StatusCode::NOT_FOUND);
    assert_eq!(app.ludvig.get(&path).await.status, StatusCode::FORBIDDEN);
}
