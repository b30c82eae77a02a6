//! A crawler signed in as each role that sends every form it finds, mutated field by field: nothing fails on our side,
//! nothing comes back as markup, nothing is redirected out of the house.
use crate::{
    given,
    harness::{Browser, Page, TestApp},
};
use axum::http::Method;
use jamvaxt::web::{self, Door};
use std::collections::{BTreeMap, BTreeSet};

/// What is typed into a field instead of what belongs there.
const TYPED: [&str; 22] = [
    "",
    " ",
    "0",
    "-1",
    "9223372036854775808",
    "1e309",
    "NaN",
    "2026-02-30",
    "0000-00-00",
    "+999999-12-31",
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "{{ 7*7 }}{% raw %}",
    "'; DROP TABLE cases; --",
    "=HYPERLINK(\"http://evil.example\")",
    "//evil.example/x",
    "https://evil.example",
    "../../etc/passwd",
    "a\u{0}b",
    "\u{202e}\u{feff}ar\u{0301}\u{1f469}\u{200d}\u{1f4bb}",
    "%00%0d%0aSet-Cookie:x=1",
    "LONG",
];

struct Form {
    action: String,
    fields: Vec<(String, String)>,
}

/// The forms of a page that change something, with what stands in their fields.
fn forms(page: &str) -> Vec<Form> {
    let mut found = Vec::new();
    for part in page.split("<form ").skip(1) {
        let (head, rest) = part.split_once('>').unwrap();
        let body = rest.split("</form>").next().unwrap();
        if !head.contains("method=\"post\"") || head.contains("multipart") {
            continue;
        }
        let Some(action) = attribute(head, "action") else { continue };
        let mut fields = BTreeMap::new();
        for tag in body.split('<').skip(1) {
            let tag = tag.split('>').next().unwrap();
            let (Some(name), true) = (
                attribute(tag, "name"),
                ["input", "select", "textarea", "button"].iter().any(|kind| tag.starts_with(kind)),
            ) else {
                continue;
            };
            fields.entry(name).or_insert_with(|| attribute(tag, "value").unwrap_or_default());
        }
        found.push(Form { action, fields: fields.into_iter().collect() });
    }
    found
}

fn attribute(tag: &str, name: &str) -> Option<String> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    let value = rest.split('"').next()?;
    Some(value.replace("&#x2f;", "/").replace("&amp;", "&").replace("&quot;", "\"").replace("&#x27;", "'"))
}

fn typed(text: &str) -> String {
    if text == "LONG" { "å".repeat(20_000) } else { text.to_owned() }
}

fn holds(page: &Page, what: &str) {
    assert!(!page.status.is_server_error(), "{} at {what}", page.status);
    for markup in ["<script>alert(1)", "<img src=x"] {
        assert!(!page.body.contains(markup), "{markup} comes back from {what}");
    }
    if let Some(location) = &page.location {
        assert!(location.starts_with('/') && !location.starts_with("//"), "{what} leads to {location}");
    }
    assert!(
        page.headers.get_all("set-cookie").iter().all(|cookie| !cookie.to_str().unwrap().starts_with("x=1"))
    );
}

/// A page's address with each of the rows there are.
fn addresses(door: &Door) -> Vec<String> {
    let plain = door.path.replace("{code}", "J01").replace("{name}", "J01.csv");
    match plain.contains('{') {
        true => (1..=3).map(|id| plain.replace("{id}", &id.to_string())).collect(),
        false => vec![plain],
    }
}

type Sent = BTreeSet<(&'static str, String, Vec<String>)>;

/// Every form is mutated for the first who is offered it, and sent by the others as it stands.
async fn crawl(browser: &Browser, doors: &[Door], sent: &mut Sent) -> (usize, usize) {
    let (mut pages, mut posts) = (0, 0);
    for door in doors.iter().filter(|door| door.method == Method::GET && !door.path.contains("{*")) {
        for address in addresses(door) {
            let page = browser.get(&address).await;
            holds(&page, &address);
            pages += 1;
            for form in forms(&page.body) {
                // Signed out, or closed, nobody crawls on.
                if form.action == "/sign-out"
                    || form.action.ends_with("/closure") && form.action.starts_with("/users")
                {
                    continue;
                }
                let shape: Vec<_> = form.fields.iter().map(|(name, _)| name.clone()).collect();
                if !sent.insert((door.path, form.action.replace(|c: char| c.is_ascii_digit(), ""), shape)) {
                    let fields: Vec<_> =
                        form.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                    holds(&browser.post(&form.action, &fields).await, &form.action);
                    posts += 1;
                    continue;
                }
                posts += mutated(browser, &form).await;
            }
        }
    }
    (pages, posts)
}

async fn mutated(browser: &Browser, form: &Form) -> usize {
    let mut posts = 0;
    for at in 0..form.fields.len() {
        for text in TYPED {
            let mut fields = form.fields.clone();
            fields[at].1 = typed(text);
            let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
            let page = browser.post(&form.action, &fields).await;
            holds(&page, &format!("{} with {}={text:?}", form.action, form.fields[at].0));
            posts += 1;
        }
    }
    // A field missing, a field twice, a field nobody knows.
    for fields in [vec![], vec![("unknown", "1"), ("unknown", "2")]] {
        holds(&browser.post(&form.action, &fields).await, &form.action);
        posts += 1;
    }
    posts
}

#[tokio::test]
async fn no_mutated_form_breaks_the_server_or_comes_back_as_markup() {
    let app = TestApp::new().await;
    for (name, number) in [("Amina", "2026-000001"), ("Beata", "2026-000002")] {
        let client = given::a_client(&app, 1, name).await;
        let case = given::a_case(&app, app.alice.user(), client, number).await;
        given::a_followup(&app, &case, "2026-02-20").await;
        given::a_next_step(&app, &case, "2026-02-20").await;
    }
    let doors = web::routes(app.parts.clone());
    let (mut pages, mut posts, mut sent) = (0, 0, Sent::new());
    for browser in [
        &app.alice,
        &app.ulla,
        &app.rut,
        &app.lena,
        &app.sara,
        &app.ludvig,
        &app.tove,
        &app.charlie,
        &app.adam,
        &app.stranger(),
    ] {
        let (seen, many) = crawl(browser, &doors, &mut sent).await;
        (pages, posts) = (pages + seen, posts + many);
    }
    println!("{pages} pages seen, {posts} mutated forms sent");
    assert!(pages > 300 && posts > 3_000, "{pages} pages, {posts} forms: hardly a crawl");
}

#[tokio::test]
async fn no_address_breaks_the_server() {
    let app = TestApp::new().await;
    let client = given::a_client(&app, 1, "Amina").await;
    given::a_case(&app, app.alice.user(), client, "2026-000001").await;
    let odd =
        ["0", "-1", "9223372036854775808", "abc", "%2e%2e", "1%00", "%F0%9F%91%A9", "1;2", "%3Cscript%3E"];
    let queries = [
        "",
        "?page=-1",
        "?page=99999999999",
        "?status=%00&phase=x&programme=-1",
        "?from=9999-99-99&before=x",
        "?period=2026H9&split=J99",
    ];
    for door in web::routes(app.parts.clone())
        .iter()
        .filter(|door| door.method == Method::GET && !door.path.contains("{*"))
    {
        for browser in [&app.alice, &app.lena, &app.adam, &app.ludvig, &app.tove] {
            for (at, word) in odd.iter().enumerate() {
                let path = door.path.replace("{id}", word).replace("{code}", word).replace("{name}", word);
                let path = format!("{path}{}", queries[at % queries.len()]);
                holds(&browser.get(&path).await, &path);
            }
        }
    }
}
