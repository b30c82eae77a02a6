//! From a client's first visit to a table in the agency's hands.
use crate::{
    chrome::{Browser, DESK, PHONE, Size},
    fill::release,
    real::{office, server::Server},
    rules, sign_in, sign_out,
};
use jamvaxt::clock::Clock;
use sha2::{Digest, Sha256};
use std::time::{Duration, Instant};
use thirtyfour::Key;

const NOTES: &str = "Hon har hittat en lokal på Ågatan och vill börja i januari.";

#[tokio::test]
async fn the_whole_job_at_a_desk() {
    the_whole_job(DESK).await;
}

#[tokio::test]
async fn the_whole_job_on_a_phone() {
    the_whole_job(PHONE).await;
}

async fn the_whole_job(size: Size) {
    let server = Server::start(office::new().await);
    let browser = Browser::open(&server.url, size).await;

    sign_in(&browser, "Lena").await;
    let before = figure(&browser).await;
    sign_out(&browser).await;

    sign_in(&browser, "Alice").await;
    let case = register(&browser).await;
    log_meeting_by_keyboard(&browser).await;
    enter_firm(&browser, &case).await;
    record_outcome(&browser, &case).await;
    close(&browser, &case).await;
    see_followup(&browser, &case).await;
    sign_out(&browser).await;

    sign_in(&browser, "Lena").await;
    let after = figure(&browser).await;
    assert_eq!(after, before + 1, "the lead's figure of started firms");
    sign_out(&browser).await;

    release(&server);
    sign_in(&browser, "Tove").await;
    fetch_release(&browser).await;

    let faults = rules::console(&browser, "the whole job").await;
    assert!(faults.is_empty() && server.log().is_empty(), "{faults:?}\n{}", server.log());
}

/// A first visit, as typed at the desk.
async fn register(browser: &Browser) -> String {
    browser.go("/").await;
    browser.click("a[href='/cases/new']").await;
    browser.click("input[name='number_kind'][value='personal']").await;
    browser.fill("number", "880412-2383").await;
    browser.fill("given_name", "Amira").await;
    browser.fill("family_name", "Håkansson").await;
    browser.click("input[name='sex'][value='woman']").await;
    browser.click("input[name='birth_background'][value='foreign_born']").await;
    browser.fill("kommun", "Umeå").await;
    browser.choose("employment_at_entry", "unemployed").await;
    browser.click("form[action='/cases'] .button.primary").await;
    browser.find("[data-flash='ok']").await;
    browser.reads("Håkansson").await;
    assert!(!browser.text().await.contains("2383"), "the number is shown whole");
    browser.path().await
}

/// `m`, Tab, text, Ctrl+Enter: no pointer.
async fn log_meeting_by_keyboard(browser: &Browser) {
    browser.press("m").await;
    tab_to(browser, "notes").await;
    browser.press(NOTES).await;
    tab_to(browser, "next_step").await;
    browser.press("skicka mall för budget").await;
    let send = browser.page.action_chain().key_down(Key::Control).key_down(Key::Enter);
    send.key_up(Key::Enter).key_up(Key::Control).perform().await.unwrap();
    browser.find("[data-flash='ok']").await;
    browser.reads(NOTES).await;
    browser.reads("skicka mall för budget").await;
}

async fn tab_to(browser: &Browser, id: &str) {
    for _ in 0..30 {
        if browser.run("return document.activeElement.id").await == id {
            return;
        }
        browser.press(char::from(Key::Tab).to_string()).await;
    }
    panic!("Tab does not lead from the key m to #{id} within 30 steps");
}

async fn enter_firm(browser: &Browser, case: &str) {
    browser.click(&format!("a[href='{case}/enterprise']")).await;
    browser.fill("name", "Ågatans skrädderi").await;
    browser.fill("orgnr", "556036-0793").await;
    browser.choose("status", "active").await;
    browser.click("main form .button.primary").await;
    browser.find("[data-flash='ok']").await;
    browser.reads("Ågatans skrädderi").await;
}

async fn record_outcome(browser: &Browser, case: &str) {
    browser.click(&format!("a[href='{case}/outcomes/new']")).await;
    browser.click("a[href$='kind=enterprise_started']").await;
    browser.click("input[name='value'][value='yes']").await;
    browser.click("main form .button.primary").await;
    browser.find("[data-flash='ok']").await;
    assert_eq!(&browser.path().await, case);
}

async fn close(browser: &Browser, case: &str) {
    browser.click(&format!("a[href='{case}/closure']")).await;
    browser.choose("close_reason", "started_enterprise").await;
    browser.choose("employment_at_exit", "self_employed").await;
    browser.click("main form .button.primary").await;
    browser.find("[data-flash='ok']").await;
    browser.find(&format!("form[action='{case}/reopening']")).await;
}

async fn see_followup(browser: &Browser, case: &str) {
    browser.click(".timeline a[href^='/followups/']").await;
    browser.find(&format!("a[href='{case}']")).await;
    browser.find("main form .button.primary").await;
}

/// New firms, as the lead reads them on her programme's page.
async fn figure(browser: &Browser) -> i64 {
    browser.go("/programmes").await;
    browser.click("main a[href^='/programmes/1']").await;
    let figure = browser.find(".stat .figure a[href*='/indicators/J05']").await;
    let text = figure.text().await.unwrap();
    text.trim().parse().unwrap_or_else(|_| panic!("the lead's figure is {text:?}"))
}

/// The file is the one whose checksum the page shows, and opens as a table.
async fn fetch_release(browser: &Browser) {
    browser.go("/releases").await;
    browser.click("main a[href^='/releases/']").await;
    let link = browser.find("a[href$='.csv'][download]").await;
    let name = link.attr("href").await.unwrap().unwrap();
    let name = name.rsplit('/').next().unwrap().to_owned();
    link.scroll_into_view().await.unwrap();
    link.click().await.unwrap();
    let bytes = arrived(browser, &name).await;
    let sum: String = Sha256::digest(&bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    browser.reads(&sum).await;
    let text = String::from_utf8(bytes).unwrap();
    let mut table =
        csv::ReaderBuilder::new().delimiter(b';').from_reader(text.trim_start_matches('\u{feff}').as_bytes());
    assert!(table.headers().unwrap().len() > 3, "{text:.300}");
    let rows = table.records().collect::<Result<Vec<_>, _>>().unwrap();
    assert!(!rows.is_empty(), "{name} has no rows on {}", Clock::system().today());
}

async fn arrived(browser: &Browser, name: &str) -> Vec<u8> {
    let since = Instant::now();
    let file = browser.downloads.path().join(name);
    while !file.is_file() {
        assert!(since.elapsed() < Duration::from_secs(10), "{name} did not arrive");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    std::fs::read(file).unwrap()
}
