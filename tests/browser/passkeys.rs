//! A passkey in a real browser, with Chromium's own make-believe security key.
use crate::{
    chrome::{Browser, DESK},
    real::{
        office::{self, PASSWORD, email},
        server::Server,
    },
    rules, sign_in, sign_out,
};
use serde_json::json;

#[tokio::test]
async fn a_passkey_is_added_and_signs_in_with_and_without_the_password() {
    // Browsers make no passkeys for a bare number.
    let server = Server::reached_as("localhost", office::new().await);
    let browser = Browser::open(&server.url, DESK).await;
    browser.cdp("WebAuthn.enable", json!({})).await;
    let key = json!({"options": {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": true, "hasUserVerification": true,
        "isUserVerified": true, "automaticPresenceSimulation": true
    }});
    browser.cdp("WebAuthn.addVirtualAuthenticator", key).await;

    sign_in(&browser, "Alice").await;
    browser.go("/account/second-factor").await;
    let mut faults = rules::faults(&browser, "/account/second-factor").await;
    browser.fill("passkey-name", "Jobbdatorn").await;
    browser.click("#passkey button").await;
    browser.find(".codes").await;
    faults.extend(rules::faults(&browser, "recovery codes").await);
    browser.go("/account/second-factor").await;
    browser.reads("Jobbdatorn").await;
    faults.extend(rules::faults(&browser, "/account/second-factor with a passkey").await);
    sign_out(&browser).await;

    browser.go("/sign-in").await;
    faults.extend(rules::faults(&browser, "/sign-in with passkeys").await);
    browser.fill("email", &email("Alice")).await;
    browser.fill("password", PASSWORD).await;
    browser.click("form[action='/sign-in'] .button.primary").await;
    browser.find("#code").await;
    faults.extend(rules::faults(&browser, "the second step by passkey").await);
    browser.click("#passkey button").await;
    browser.find("form[action='/sign-out']").await;
    browser.find("body:not(:has(#code))").await;
    assert_eq!(browser.path().await, "/");
    sign_out(&browser).await;

    // The key answers no challenge drawn in the second it last answered one.
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    browser.go("/sign-in").await;
    browser.click("#passkey button").await;
    browser.find("body:not(:has(#password))").await;
    assert_eq!(browser.path().await, "/");
    browser.reads("Alice").await;
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
