//! Nothing typed is lost: the session or the server ends under the advisor's hands, and the draft is there.
use crate::{
    chrome::{Browser, DESK},
    real::{
        office,
        person::{Person, first_visit},
        server::Server,
    },
    sign_in,
};
use jamvaxt::{clock::Clock, identity::sessions::entity};
use sea_orm::{EntityTrait, sea_query::Expr};

const SAVE: &str = "form[data-draft] .button.primary";
const NOTES: &str = "Hon vill öppna skrädderi på Åland; återkom om hyran.";

#[tokio::test]
async fn a_draft_outlives_the_session() {
    let (server, browser, case) = typing().await;
    let db = office::database(&server.data).await;
    let ended = entity::Entity::update_many().col_expr(entity::COLUMN.expires_at, Expr::value(1));
    ended.exec(db.writer()).await.unwrap();
    browser.click(SAVE).await;
    browser.find("#password").await;

    sign_in(&browser, "Alice").await;
    is_back(&browser, &case).await;
    browser.click(SAVE).await;
    browser.find("[data-flash='ok']").await;
    browser.go(&case).await;
    assert_eq!(notes(&browser).await, "", "the draft was not cleared");
    browser.reads(NOTES).await;
}

#[tokio::test]
async fn a_draft_outlives_the_server() {
    let (mut server, browser, case) = typing().await;
    server.kill();
    browser.click(SAVE).await;
    // The browser has given up: a server back too soon would simply have taken the form.
    browser.find("#main-frame-error").await;
    server.start_again();
    is_back(&browser, &case).await;
    assert!(!browser.find(".timeline").await.text().await.unwrap().contains(NOTES), "it was saved after all");
}

/// Alice has typed her notes and not saved them.
async fn typing() -> (Server, Browser, String) {
    let server = Server::start(office::new().await);
    let today = Clock::system().today().to_string();
    let alice = Person::sign_in(&server.url, "Alice").await;
    let case = format!("/cases/{}", alice.enter("/cases", &first_visit("Amira", "Haddad", &today)).await);
    let browser = Browser::open(&server.url, DESK).await;
    sign_in(&browser, "Alice").await;
    browser.go(&case).await;
    browser.fill("notes", NOTES).await;
    browser.find(".draft:not(:empty)").await;
    (server, browser, case)
}

async fn is_back(browser: &Browser, case: &str) {
    browser.go(case).await;
    browser.find(".draft.restored").await;
    assert_eq!(notes(browser).await, NOTES);
}

async fn notes(browser: &Browser) -> String {
    browser.find("#notes").await.value().await.unwrap().unwrap_or_default()
}
