//! Guessing: slowed down for whoever guesses, and never for the colleague whose name is used.
use super::{Telephone, enter};
use crate::harness::{Browser, TestApp, noon};
use axum::http::{StatusCode, header};
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::clock::Clock;

async fn guess(browser: &Browser, name: &str) -> StatusCode {
    let email = format!("{name}@example.org");
    browser.post("/sign-in", &[("email", &email), ("password", "fel")]).await.status
}

async fn guess_times(browser: &Browser, name: &str, times: usize) {
    for _ in 0..times {
        assert_eq!(guess(browser, name).await, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn after_ten_wrong_guesses_an_address_waits_for_that_account() {
    let app = TestApp::new().await;
    let (here, there) = (app.stranger_at([203, 0, 113, 7]), app.stranger_at([203, 0, 113, 8]));
    guess_times(&here, "alice", 10).await;
    let page = enter(&here, "alice").await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS, "also with the right password");
    assert!(page.body.contains("Försök igen 2 mars 2026 kl. 10.45"), "{}", page.body);
    assert_eq!(page.headers[header::RETRY_AFTER], "900");
    assert_eq!(enter(&here, "bob").await.status, StatusCode::SEE_OTHER, "another account");
    assert_eq!(enter(&there, "alice").await.status, StatusCode::SEE_OTHER, "another address");
}

fn after_a_quarter() -> DateTime<Utc> {
    noon() + TimeDelta::minutes(15)
}

#[tokio::test]
async fn waiting_helps_and_so_does_the_right_password() {
    let app = TestApp::new().await;
    let here = app.stranger_at([203, 0, 113, 7]);
    for _ in 0..3 {
        guess_times(&here, "alice", 9).await;
        assert_eq!(enter(&here, "alice").await.status, StatusCode::SEE_OTHER);
    }
    guess_times(&here, "alice", 10).await;
    let later = app.later(&here, Clock::reading(after_a_quarter));
    assert_eq!(enter(&later, "alice").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn many_guesses_at_once_are_no_way_around() {
    let app = TestApp::new().await;
    let here = app.stranger_at([203, 0, 113, 7]);
    let mut guesses = tokio::task::JoinSet::new();
    for _ in 0..25 {
        let here = here.clone();
        guesses.spawn(async move { guess(&here, "alice").await });
    }
    let answers = guesses.join_all().await;
    let looked_at = answers.iter().filter(|status| **status == StatusCode::UNPROCESSABLE_ENTITY).count();
    assert_eq!(looked_at, 10);
}

#[tokio::test]
async fn nobody_can_lock_a_colleague_out() {
    let app = TestApp::new().await;
    let office = app.stranger_at([203, 0, 113, 7]);
    let known = office.with_cookie_of(&enter(&office, "alice").await).without_session();
    // A colleague at the same address, and a crowd from everywhere.
    guess_times(&office, "alice", 10).await;
    for number in 0..9 {
        guess_times(&app.stranger_at([198, 51, 100, number]), "alice", 10).await;
    }
    let unknown = app.stranger_at([192, 0, 2, 1]);
    assert_eq!(
        enter(&unknown, "alice").await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "a place nobody knows waits"
    );
    assert_eq!(enter(&known, "alice").await.status, StatusCode::SEE_OTHER, "her own browser does not");
    assert_eq!(enter(&known, "bob").await.status, StatusCode::SEE_OTHER, "Bob has his own count");
}

#[tokio::test]
async fn a_known_browser_is_counted_by_itself_and_not_for_ever() {
    let app = TestApp::new().await;
    let office = app.stranger_at([203, 0, 113, 7]);
    let known = office.with_cookie_of(&enter(&office, "alice").await).without_session();
    guess_times(&known, "alice", 10).await;
    assert_eq!(enter(&known, "alice").await.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(enter(&office, "alice").await.status, StatusCode::SEE_OTHER);
    let forged = office.with_cookie("device=1.1772443800.00.00");
    guess_times(&forged, "alice", 10).await;
    assert_eq!(
        enter(&office, "alice").await.status,
        StatusCode::TOO_MANY_REQUESTS,
        "a forged cookie is no browser"
    );
}

#[tokio::test]
async fn an_unknown_account_waits_as_a_known_one_does() {
    let app = TestApp::new().await;
    let here = app.stranger_at([203, 0, 113, 7]);
    let mut pages = Vec::new();
    for name in ["alice", "nobody"] {
        guess_times(&here, name, 10).await;
        let page = enter(&here, name).await;
        pages.push((page.status, page.body));
    }
    assert_eq!(pages[0], pages[1]);
    assert_eq!(pages[0].0, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn codes_are_counted_too() {
    let app = TestApp::new().await;
    let (telephone, _) = Telephone::enrol(&app.alice).await;
    let here = app.stranger_at([203, 0, 113, 7]);
    let half = here.with_cookie_of(&enter(&here, "alice").await);
    for _ in 0..10 {
        let page = half.post("/sign-in/second-factor", &[("code", "000000")]).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
    let page = half.post("/sign-in/second-factor", &[("code", &telephone.code(1))]).await;
    assert_eq!(page.status, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn letters_for_a_forgotten_password_do_not_pile_up() {
    let app = TestApp::new().await;
    for _ in 0..5 {
        let page = app.stranger().post("/forgotten-password", &[("email", "alice@example.org")]).await;
        assert_eq!(page.location.as_deref(), Some("/forgotten-password?said=recovery-sent"));
        super::letter(&app, "alice@example.org", 1).await;
    }
    tokio::time::sleep(std::time::Duration::from_millis(300)).await;
    assert_eq!(super::letters(&app, "alice@example.org").len(), 1);
}
