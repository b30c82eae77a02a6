//! Every page there is, as each role that may see it.
use crate::{
    chrome::{Browser, DESK},
    fill::{self, Filled},
    real::{
        office::{PASSWORD, email},
        person::{Person, STEP},
    },
    rules, sign_in, sign_out,
};

/// Answers that are no pages.
const NO_PAGES: [&str; 7] = [
    "/.well-known/security.txt",
    "/cases/{id}/extract.json",
    "/codes/kommuner",
    "/static/{version}/{*name}",
    "/releases/{id}/files/{name}",
    "/releases/{id}/proof.json",
    "/imports/{id}/mend.xlsx",
];

/// What is seen before anybody is signed in; looked at by `at_the_door`.
const DOOR: [&str; 4] = ["/sign-in", "/sign-in/second-factor", "/forgotten-password", "/links/{token}"];

/// Needs a case that is years old: what it says is tested in `it/retention.rs`.
const TOO_OLD: &str = "/disposals/{id}";

/// Who looks at which addresses.
fn tour(filled: &Filled) -> Vec<(&'static str, Vec<String>)> {
    let Filled { case, closed, protected, .. } = filled;
    let addresses = |list: &[&str]| {
        let list = list.iter();
        list.map(|path| path.replace("CASE", &case.to_string()).replace("CLOSED", &closed.to_string()))
            .map(|path| path.replace("PROTECTED", &protected.to_string()))
            .collect::<Vec<_>>()
    };
    vec![
        (
            "Alice",
            addresses(&[
                "/",
                "/account",
                "/account/proof",
                "/account/second-factor",
                "/account/sessions",
                "/cases",
                "/cases?status=closed&phase=growth",
                "/cases/new",
                "/cases/CASE",
                "/cases/CASE?said=meeting-saved",
                "/cases/CLOSED",
                "/cases/PROTECTED",
                "/cases/PROTECTED/protection",
                "/cases/CASE/protection",
                "/cases/CASE/client",
                "/cases/CASE/client/accesses",
                "/cases/CASE/requests/new",
                "/cases/CASE/extract",
                "/cases/CASE/erasure",
                "/requests",
                "/requests/1",
                "/retention",
                "/privacy",
                "/accessibility",
                "/cases/CASE/assignment",
                "/cases/CASE/closure",
                "/cases/CASE/enterprise",
                "/cases/CLOSED/enterprise",
                "/cases/CASE/measures/new",
                "/measures",
                "/measures/new",
                "/measures/1",
                "/measures/2",
                "/cases/CASE/outcomes/new",
                "/cases/CASE/outcomes/new?kind=fte",
                "/cases/CASE/outcomes/new?kind=enterprise_started",
                "/outcomes/1",
                "/followups",
                "/followups/1",
                "/imports",
                "/imports/1",
                "/no-such-page",
            ]),
        ),
        ("Bob", addresses(&["/", "/cases/PROTECTED"])),
        (
            "Lena",
            addresses(&[
                "/",
                "/programmes",
                "/programmes/1",
                "/programmes/1?period=all&split=J02",
                "/programmes/1/plan",
                "/programmes/1/names",
                "/programmes/1/indicators/J01",
                "/programmes/1/indicators/J02",
                "/releases",
                "/releases/preview",
                "/releases/1",
            ]),
        ),
        (
            "Adam",
            addresses(&[
                "/",
                "/programmes",
                "/programmes/new",
                "/programmes/1/edit",
                "/users",
                "/users/new",
                "/users/1",
                "/organisations",
                "/organisations/new",
                "/organisations/1/edit",
                "/rights",
                "/checks",
                "/faults",
                "/erasures",
                "/retention",
            ]),
        ),
        ("Sara", addresses(&["/", "/protection", "/cases/PROTECTED", "/cases/PROTECTED/protection"])),
        ("Ludvig", addresses(&["/", "/audit", "/audit/review", "/audit/review/sample"])),
        ("Tove", addresses(&["/", "/releases", "/releases/1"])),
    ]
}

/// The route table's GET routes, read where they are written: a new page is looked at or this test fails.
fn routes() -> Vec<String> {
    let source = include_str!("../../src/web.rs");
    let routes = source.split(".get(").skip(1);
    routes.filter_map(|route| route.split('"').nth(1)).map(str::to_owned).collect()
}

fn is_of(path: &str, route: &str) -> bool {
    let (path, route) = (path.split('?').next().unwrap_or_default().split('/'), route.split('/'));
    path.clone().count() == route.clone().count()
        && path.zip(route).all(|(there, wanted)| there == wanted || wanted.starts_with('{'))
}

/// A page of its own stands before one that is a number: `/cases/new` is not `/cases/{id}`.
fn seen(tour: &[(&str, Vec<String>)], route: &str, routes: &[String]) -> bool {
    let paths = tour.iter().flat_map(|(_, paths)| paths);
    paths.filter(|path| is_of(path, route)).any(|path| {
        let bare = path.split('?').next().unwrap_or_default();
        route == bare || !routes.iter().any(|route| route == bare)
    })
}

#[tokio::test]
async fn every_page_is_accessible_fits_its_window_and_is_quiet() {
    let filled = fill::everything().await;
    let tour = tour(&filled);
    let routes = routes();
    let mut faults: Vec<_> = routes
        .iter()
        .filter(|route| {
            !DOOR.contains(&route.as_str())
                && !NO_PAGES.contains(&route.as_str())
                && *route != TOO_OLD
                && !seen(&tour, route, &routes)
        })
        .map(|route| format!("{route} is not on the tour of tests/browser/pages.rs"))
        .collect();
    let browser = Browser::open(&filled.server.url, DESK).await;
    at_the_door(&browser, &filled, &mut faults).await;
    for (name, paths) in &tour {
        sign_in(&browser, name).await;
        if *name == "Alice" {
            bring_workbook(&browser, &mut faults).await;
        }
        for path in paths {
            browser.go(path).await;
            let page = format!("{path} as {name}");
            if path != "/no-such-page"
                && browser.run("return document.querySelector('.error-page') !== null").await == true
            {
                faults.push(format!("{page} is an error page"));
            }
            faults.extend(rules::faults(&browser, &page).await);
            faults.extend(rules::dead_links(&browser, &page).await);
        }
        if *name == "Alice" {
            mistakes(&browser, &filled, &mut faults).await;
        }
        sign_out(&browser).await;
    }
    let log = filled.server.log();
    faults.extend(log.lines().map(|line| format!("the server complained: {line}")));
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Signing in, half way in, a forgotten password, an invitation.
async fn at_the_door(browser: &Browser, filled: &Filled, faults: &mut Vec<String>) {
    let adam = Person::sign_in(&filled.server.url, "Adam").await;
    let nina =
        [("name", "Nina Ny"), ("email", "nina@example.org"), ("organisation", "1"), ("roles", "advisor")];
    adam.enter("/users", &nina).await;
    let mut mail = std::fs::read_dir(filled.server.data.path().join("mail")).unwrap();
    let letter = std::fs::read_to_string(mail.next().unwrap().unwrap().path()).unwrap().replace("=\r\n", "");
    let (_, link) = letter.split_once("/links/").unwrap();
    let token: String = link.chars().take_while(char::is_ascii_alphanumeric).collect();
    for path in ["/forgotten-password", &format!("/links/{token}"), "/sign-in"] {
        browser.go(path).await;
        faults.extend(rules::faults(browser, path).await);
    }
    browser.fill("email", &email("Lena")).await;
    browser.fill("password", PASSWORD).await;
    browser.click("main .button.primary").await;
    browser.find("#code").await;
    faults.extend(rules::faults(browser, STEP).await);
    browser.click("main form[action='/sign-out'] button").await;
    browser.find("#password").await;
}

/// An office's books through the page, with all that is wrong with them.
async fn bring_workbook(browser: &Browser, faults: &mut Vec<String>) {
    const WORKBOOK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/kontorets_arenden.xlsx");
    browser.go("/imports").await;
    browser.choose("programme", "1").await;
    browser.find("#file").await.send_keys(WORKBOOK).await.unwrap();
    browser.click("form[action='/imports'] .button.primary").await;
    let confirm = "form[action='/imports/1/confirmation'] button";
    browser.find(confirm).await;
    faults.extend(rules::faults(browser, "/imports/1 before it is confirmed").await);
    browser.click(confirm).await;
    browser.find("[data-flash='ok']").await;
}

/// Forms sent empty, with what they say then.
async fn mistakes(browser: &Browser, filled: &Filled, faults: &mut Vec<String>) {
    let case = filled.case;
    for path in [
        "/cases/new".to_owned(),
        format!("/cases/{case}/closure"),
        format!("/cases/{case}/outcomes/new?kind=fte"),
        format!("/cases/{case}/measures/new"),
        format!("/cases/{}/enterprise", filled.closed),
        format!("/cases/{case}/protection"),
        "/account".to_owned(),
    ] {
        browser.go(&path).await;
        browser.click("main form .button.primary, main form button").await;
        browser.find(".error-summary").await;
        faults.extend(rules::faults(browser, &format!("{path} sent empty")).await);
        // What was typed and not saved asks before it is left.
        browser
            .run("document.querySelectorAll('form').forEach((form) => form.reset()); localStorage.clear()")
            .await;
    }
}
