//! Whoever's sign-in is changed is told of it by e-mail, whoever changed it.
use super::{Telephone, letter, letters, link};
use crate::harness::{PASSWORD, TestApp};

const NEW: &str = "fyra gröna paraplyer dansar";
const ALICE: &str = "alice@example.org";

#[tokio::test]
async fn every_change_of_how_she_signs_in_is_told() {
    let app = TestApp::new().await;
    let (_, page) = Telephone::enrol(&app.alice).await;
    assert!(letter(&app, ALICE, 1).await.contains("tillagt"));
    let alice = app.alice.with_cookie_of(&page);
    alice.post("/account/second-factor/codes", &[]).await;
    letter(&app, ALICE, 2).await;
    let page = alice.post("/account/second-factor/app/removal", &[]).await;
    letter(&app, ALICE, 3).await;
    let alice = alice.with_cookie_of(&page);
    alice.post("/account/password", &[("old", PASSWORD), ("new", NEW)]).await;
    letter(&app, ALICE, 4).await;
    app.adam.post("/users/1/second-factor/removal", &[]).await;
    letter(&app, ALICE, 5).await;
    let all = letters(&app, ALICE).concat();
    for word in ["=C3=A5terst=C3=A4llningskoder", "borttaget", "bytt", "administrat=C3=B6r har"] {
        assert!(all.contains(word), "{word}: {all}");
    }
    assert!(!all.contains(NEW) && !all.contains(PASSWORD));
}

#[tokio::test]
async fn a_password_chosen_behind_a_link_is_told_and_a_refused_one_is_not() {
    let app = TestApp::new().await;
    app.alice.post("/account/password", &[("old", "fel"), ("new", NEW)]).await;
    app.stranger().post("/forgotten-password", &[("email", ALICE)]).await;
    let path = link(&letter(&app, ALICE, 1).await);
    app.stranger().post(&path, &[("password", NEW)]).await;
    let told = letter(&app, ALICE, 2).await;
    assert!(!told.contains("/links/"));
    assert_eq!(letters(&app, ALICE).len(), 2);
}
