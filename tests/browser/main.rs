//! The whole job in a real browser, over the real server.
#![cfg(test)]

mod chrome;
mod draft;
mod fill;
mod pages;
mod passkeys;
#[path = "../real/mod.rs"]
mod real;
mod rules;
mod story;

use chrome::Browser;
use real::{
    office::{PASSWORD, email, next_code},
    person::STEP,
};

/// Signs in on the page, as people do.
async fn sign_in(browser: &Browser, name: &str) {
    browser.go("/sign-in").await;
    browser.fill("email", &email(name)).await;
    browser.fill("password", PASSWORD).await;
    browser.click("main button").await;
    browser.find("body:not(:has(#password))").await;
    if browser.path().await == STEP {
        browser.fill("code", &next_code(&browser.url, name)).await;
        browser.click("form[action='/sign-in/second-factor'] button").await;
        browser.find("body:not(:has(#code))").await;
    }
    browser.run("sessionStorage.removeItem('asked')").await;
    assert_ne!(browser.path().await, "/sign-in", "{name} cannot sign in");
}

/// Leaves the way a person does, from a page that everybody has.
async fn sign_out(browser: &Browser) {
    browser.go("/account").await;
    browser.click("form[action='/sign-out'] button").await;
    browser.find("#password").await;
}
