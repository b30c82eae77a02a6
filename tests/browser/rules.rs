//! What holds on every page: accessible in both themes, no sideways scrolling, nothing on the console.
use crate::chrome::{Browser, DESK, PHONE};
use serde_json::{Value, json};

const TABLET: (u32, u32) = (820, 1180);
const AXE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/target/axe/node_modules/axe-core/axe.min.js");

/// Nothing wider than the window; what is too wide is named.
const TOO_WIDE: &str = r#"
const width = arguments[0];
if (document.documentElement.scrollWidth <= width) return [];
const scrolls = (e) => e && e !== document.documentElement && e !== document.body &&
  (/auto|scroll|hidden|clip/.test(getComputedStyle(e).overflowX) || scrolls(e.parentElement));
const wide = [...document.querySelectorAll("body *")].filter((e) => e.getBoundingClientRect().right > width + 1 && !scrolls(e.parentElement));
return [`${document.documentElement.scrollWidth} px: ` + wide.slice(-3).map((e) => e.outerHTML.slice(0, 120)).join(" … ")];
"#;

const RUN_AXE: &str = r#"
const done = arguments[arguments.length - 1];
axe.run(document, { resultTypes: ["violations"] }).then(
  ({ violations }) => done(violations.map(({ id, help, nodes }) =>
    `${id} (${help}): ` + nodes.slice(0, 4).map((n) => `${n.target.join(" ")} ${n.any.map((c) => c.message).join(" ")}`).join(" | "))),
  (error) => done([String(error)]));
"#;

/// Every address the page leads to, asked once a page and role.
const FOLLOW: &str = r##"
const done = arguments[arguments.length - 1];
const asked = JSON.parse(sessionStorage.getItem("asked") ?? "[]");
const links = [...document.querySelectorAll("a[href^='/']")].map((link) => link.getAttribute("href").split("#")[0]);
const fresh = [...new Set(links)].filter((href) => !asked.includes(href) && !href.includes("/files/"));
sessionStorage.setItem("asked", JSON.stringify([...asked, ...fresh]));
Promise.all(fresh.map(async (href) => [href, (await fetch(href)).status])).then(
  (answers) => done(answers.filter(([, status]) => status >= 400).map(([href, status]) => `${href} answers ${status}`)),
  (error) => done([String(error)]));
"##;

/// Links that lead nowhere.
pub async fn dead_links(browser: &Browser, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    let dead = browser.page.execute_async(FOLLOW, vec![]).await.unwrap();
    add(&mut faults, dead.json(), &format!("{name} has a link that leads nowhere"));
    faults.extend(console(browser, name).await);
    faults
}

/// Everything that is wrong with the page the browser shows, said with page, window and theme.
pub async fn faults(browser: &Browser, name: &str) -> Vec<String> {
    let mut faults = Vec::new();
    for size in [DESK, TABLET, PHONE] {
        browser.resize(size).await;
        let wide = browser.page.execute(TOO_WIDE, vec![json!(size.0)]).await.unwrap();
        add(&mut faults, wide.json(), &format!("{name} at {} px scrolls sideways", size.0));
        if size == TABLET {
            continue;
        }
        for theme in ["light", "dark"] {
            let still = json!({"name": "prefers-reduced-motion", "value": "reduce"});
            let features = json!([{"name": "prefers-color-scheme", "value": theme}, still]);
            browser.cdp("Emulation.setEmulatedMedia", json!({ "features": features })).await;
            add(&mut faults, &axe(browser).await, &format!("{name} at {} px, {theme}: axe", size.0));
        }
    }
    browser.resize(DESK).await;
    faults.extend(console(browser, name).await);
    faults
}

/// What the browser complained of since the last time: errors and breaches of the content policy.
pub async fn console(browser: &Browser, name: &str) -> Vec<String> {
    let log = browser.page.browser_log().await.unwrap();
    let told =
        log.into_iter().filter(|entry| entry.level == "SEVERE" || entry.message.contains("Content Security"));
    // The answer to a form with mistakes, or a page that is not there, is meant to have that status.
    let meant = |message: &str| {
        ["422", "404", "403"].iter().any(|code| message.contains(&format!("status of {code}")))
    };
    told.filter(|entry| !meant(&entry.message))
        .map(|entry| format!("{name}: console: {}", entry.message))
        .collect()
}

async fn axe(browser: &Browser) -> Value {
    if browser.run("return typeof axe").await == "undefined" {
        let source = std::fs::read_to_string(AXE).unwrap_or_else(|_| {
            panic!("{AXE} is missing: npm install --prefix target/axe axe-core (tests/run does it)")
        });
        browser.page.execute(source, vec![]).await.unwrap();
    }
    browser.page.execute_async(RUN_AXE, vec![]).await.unwrap().json().clone()
}

fn add(faults: &mut Vec<String>, found: &Value, what: &str) {
    for fault in found.as_array().into_iter().flatten() {
        faults.push(format!("{what}: {}", fault.as_str().unwrap_or_default()));
    }
}
