//! Passkeys, with an authenticator of our own: added, used as second step, alone and as proof, and refused when anything is amiss.
use super::{between, enter};
use crate::harness::{Browser, Page, TestApp, noon};
use axum::http::StatusCode;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, TimeDelta, Utc};
use jamvaxt::{clock::Clock, identity::factors, vault::sha256};
use ring::{
    rand::SystemRandom,
    signature::{ECDSA_P256_SHA256_ASN1_SIGNING, EcdsaKeyPair, KeyPair},
};
use serde_json::json;

const SITE: &str = "https://jamvaxt.example.se";
const HERE: &str = "/account/second-factor";

/// A key in somebody's telephone.
struct Key {
    pair: EcdsaKeyPair,
    chance: SystemRandom,
    id: &'static [u8],
    /// Whose, as it was told when it was made.
    handle: String,
    count: u32,
}

impl Key {
    fn new(id: &'static [u8]) -> Self {
        let (kind, chance) = (&ECDSA_P256_SHA256_ASN1_SIGNING, SystemRandom::new());
        let secret = EcdsaKeyPair::generate_pkcs8(kind, &chance).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(kind, secret.as_ref(), &chance).unwrap();
        Self { pair, chance, id, handle: String::new(), count: 0 }
    }

    /// What a browser fills the page's form with.
    fn fill(&mut self, page: &Page, what: &str) -> Vec<(&'static str, String)> {
        let form = between(&page.body, "<form method=\"post\"", "</form>");
        let form = if form.contains("data-passkey") { form } else { passkey_form(&page.body) };
        let challenge = between(form, "data-challenge=\"", "\"");
        let client_data =
            json!({"type": what, "challenge": challenge, "origin": SITE, "crossOrigin": false}).to_string();
        let making = what == "webauthn.create";
        let mut said = sha256(b"jamvaxt.example.se").to_vec();
        said.push(if making { 0x45 } else { 0x05 });
        self.count += 1;
        said.extend(self.count.to_be_bytes());
        if making {
            self.handle = between(form, "data-user=\"", "\"").to_owned();
            let point = self.pair.public_key().as_ref();
            said.extend([0; 16]);
            said.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
            said.extend(self.id);
            said.extend([0xa5, 1, 2, 3, 0x26, 0x20, 1, 0x21, 0x58, 32]);
            said.extend(&point[1..33]);
            said.extend([0x22, 0x58, 32]);
            said.extend(&point[33..]);
        }
        let message = [said.as_slice(), &sha256(client_data.as_bytes())].concat();
        let signature = self.pair.sign(&self.chance, &message).unwrap();
        let text = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        vec![
            ("challenge", between(form, "name=\"challenge\" value=\"", "\"").to_owned()),
            ("credential", text(self.id)),
            ("client_data", text(client_data.as_bytes())),
            ("authenticator_data", text(&said)),
            ("signature", if making { String::new() } else { text(signature.as_ref()) }),
            ("user_handle", if making { String::new() } else { self.handle.clone() }),
        ]
    }
}

fn passkey_form(body: &str) -> &str {
    let at = body.find("data-passkey=").expect("the page asks for a passkey");
    let start = body[..at].rfind("<form").unwrap();
    body[start..].split("</form>").next().unwrap()
}

async fn send(browser: &Browser, path: &str, form: &[(&'static str, String)]) -> Page {
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post(path, &form).await
}

/// The browser at a site that has a name and TLS.
fn at_site(app: &TestApp, browser: &Browser, clock: Clock) -> Browser {
    app.elsewhere(browser, clock, |config| config.server.public_url = SITE.into())
}

fn minutes(minutes: i64) -> DateTime<Utc> {
    noon() + TimeDelta::minutes(minutes)
}

const NOON: Clock = Clock::reading(noon);
const SOON: Clock = Clock::reading(|| minutes(1));
const LATER: Clock = Clock::reading(|| minutes(2));
const MUCH_LATER: Clock = Clock::reading(|| minutes(20));

/// Adds a passkey and tells the browser as it is then.
async fn add(app: &TestApp, browser: &Browser, key: &mut Key) -> (Browser, Page) {
    let browser = at_site(app, browser, NOON);
    let mut form = key.fill(&browser.get(HERE).await, "webauthn.create");
    form.push(("name", " Min  telefon ".into()));
    let page = send(&browser, "/account/second-factor/passkeys", &form).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.body);
    (browser.with_cookie_of(&page), page)
}

async fn half_way(app: &TestApp, clock: Clock) -> Browser {
    let door = at_site(app, &app.stranger(), clock);
    let page = enter(&door, "alice").await;
    assert_eq!(page.location.as_deref(), Some("/sign-in/second-factor"));
    door.with_cookie_of(&page)
}

#[tokio::test]
async fn a_passkey_is_the_second_step_and_each_answer_is_taken_once() {
    let app = TestApp::new().await;
    let mut key = Key::new(b"key-of-alice");
    let elsewhere = app.signed_in(1).await;
    let (alice, page) = add(&app, &app.alice, &mut key).await;
    assert_eq!(page.body.matches("<code class=\"secret\">").count(), 10);
    assert_eq!(elsewhere.get("/account").await.location.as_deref(), Some("/sign-in"));
    assert!(alice.get(HERE).await.body.contains("Min telefon"));

    let half = half_way(&app, SOON).await;
    let form = key.fill(&half.get("/sign-in/second-factor").await, "webauthn.get");
    let page = send(&half, "/sign-in/second-factor/passkey", &form).await;
    assert_eq!(page.location.as_deref(), Some("/"), "{}", page.body);
    assert_eq!(half.with_cookie_of(&page).get("/account").await.status, StatusCode::OK);
    let again = send(&half_way(&app, SOON).await, "/sign-in/second-factor/passkey", &form).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY, "the same answer twice");
}

#[tokio::test]
async fn a_passkey_alone_signs_in_whoever_has_it() {
    let app = TestApp::new().await;
    let mut key = Key::new(b"key-of-alice");
    add(&app, &app.alice, &mut key).await;
    let door = at_site(&app, &app.stranger(), SOON);
    let form = key.fill(&door.get("/sign-in").await, "webauthn.get");
    let page = send(&door, "/sign-in/passkey", &form).await;
    assert_eq!(page.location.as_deref(), Some("/"), "{}", page.body);
    assert!(door.with_cookie_of(&page).get("/account").await.body.contains("Alice"));
    let again = send(&door, "/sign-in/passkey", &form).await;
    assert!(again.status == StatusCode::UNPROCESSABLE_ENTITY && again.body.contains("Nyckeln godtogs inte"));

    app.adam.post("/users/1/closure", &[]).await;
    let door = at_site(&app, &app.stranger(), LATER);
    let form = key.fill(&door.get("/sign-in").await, "webauthn.get");
    let closed = send(&door, "/sign-in/passkey", &form).await;
    assert_eq!(closed.status, StatusCode::UNPROCESSABLE_ENTITY, "a closed account");
}

#[tokio::test]
async fn anothers_key_handle_challenge_or_copy_is_refused() {
    let app = TestApp::new().await;
    let (mut key, mut bobs) = (Key::new(b"key-of-alice"), Key::new(b"key-of-bob"));
    add(&app, &app.alice, &mut key).await;
    add(&app, &app.bob, &mut bobs).await;
    let door = at_site(&app, &app.stranger(), SOON);
    let refused = async |browser: &Browser, path: &str, form: &[(&'static str, String)], why: &str| {
        let page = send(browser, path, form).await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY, "{why}");
    };
    let with = |form: &[(&'static str, String)], name: &str, value: &str| {
        let mut form = form.to_vec();
        form.iter_mut().filter(|(field, _)| *field == name).for_each(|(_, old)| *old = value.to_owned());
        form
    };
    let half = half_way(&app, SOON).await;
    let bob = bobs.fill(&half.get("/sign-in/second-factor").await, "webauthn.get");
    refused(&half, "/sign-in/second-factor/passkey", &bob, "Bob's key for Alice").await;

    let good = key.fill(&door.get("/sign-in").await, "webauthn.get");
    let handle = bobs.handle.clone();
    refused(&door, "/sign-in/passkey", &with(&good, "user_handle", &handle), "another's handle").await;
    refused(&door, "/sign-in/passkey", &with(&good, "user_handle", ""), "no handle, and nobody has said who")
        .await;
    let id = URL_SAFE_NO_PAD.encode(bobs.id);
    refused(
        &door,
        "/sign-in/passkey",
        &with(&with(&good, "credential", &id), "user_handle", &handle),
        "Alice's signature as Bob's",
    )
    .await;
    refused(&door, "/sign-in/passkey", &with(&good, "challenge", "bm9uc2Vuc2U"), "no challenge of ours")
        .await;
    refused(&door, "/sign-in/passkey", &[], "nothing").await;
    let other = key.fill(&half.get("/sign-in/second-factor").await, "webauthn.get");
    refused(&door, "/sign-in/passkey", &other, "a challenge for the second step").await;
    let late = at_site(&app, &app.stranger(), MUCH_LATER);
    refused(&late, "/sign-in/passkey", &good, "a challenge of twenty minutes ago").await;

    assert_eq!(
        send(&door, "/sign-in/passkey", &good).await.location.as_deref(),
        Some("/"),
        "and yet it was good"
    );
    key.count = 1;
    let copy = key.fill(&at_site(&app, &door, LATER).get("/sign-in").await, "webauthn.get");
    refused(&at_site(&app, &door, LATER), "/sign-in/passkey", &copy, "a count that does not grow").await;
}

#[tokio::test]
async fn a_passkey_belongs_to_one_and_is_removed_by_her_alone() {
    let app = TestApp::new().await;
    let mut key = Key::new(b"key-of-alice");
    let (alice, _) = add(&app, &app.alice, &mut key).await;
    let bob = at_site(&app, &app.bob, NOON);
    let form = key.fill(&bob.get(HERE).await, "webauthn.create");
    let page = send(&bob, "/account/second-factor/passkeys", &form).await;
    assert!(
        page.status == StatusCode::UNPROCESSABLE_ENTITY
            && page.body.contains("Nyckeln gick inte att lägga till")
    );

    assert_eq!(
        bob.post("/account/second-factor/passkeys/1/removal", &[]).await.status,
        StatusCode::NOT_FOUND
    );
    let page = alice.post("/account/second-factor/passkeys/1/removal", &[]).await;
    assert_eq!(page.location.as_deref(), Some("/account/second-factor?said=factor-removed"));
    assert_eq!(factors::of(app.db.read(), 1).await.unwrap(), factors::Factors::default());
    assert_eq!(enter(&app.stranger(), "alice").await.location.as_deref(), Some("/"));
}

#[tokio::test]
async fn a_passkey_proves_who_she_is_before_what_is_sensitive() {
    let app = TestApp::new().await;
    let mut key = Key::new(b"key-of-adam");
    let (adam, _) = add(&app, &app.adam, &mut key).await;
    let adam = at_site(&app, &adam, MUCH_LATER);
    let page = adam.get("/users/new").await;
    assert_eq!(page.location.as_deref(), Some("/account/proof?next=/users/new"));
    let mut form = key.fill(&adam.get("/account/proof?next=/users/new").await, "webauthn.get");
    form.push(("next", "/users/new".into()));
    let page = send(&adam, "/account/proof/passkey", &form).await;
    assert_eq!(page.location.as_deref(), Some("/users/new"), "{}", page.body);
    assert_eq!(adam.with_cookie_of(&page).get("/users/new").await.status, StatusCode::OK);
}

#[tokio::test]
async fn a_lead_may_have_a_passkey_instead_of_an_app_and_reset_takes_both() {
    let app = TestApp::new().await;
    let door = at_site(&app, &app.stranger(), NOON);
    let lena = door.with_cookie_of(&enter(&door, "lena").await);
    assert_eq!(lena.get("/programmes").await.location.as_deref(), Some(HERE));
    let mut key = Key::new(b"key-of-lena");
    let (lena, _) = add(&app, &lena, &mut key).await;
    assert_eq!(lena.get("/programmes").await.status, StatusCode::OK);
    app.adam.post("/users/4/second-factor/removal", &[]).await;
    assert!(!factors::of(app.db.read(), 4).await.unwrap().any());
    assert_eq!(lena.get("/programmes").await.location.as_deref(), Some("/sign-in"));
}

#[tokio::test]
async fn where_browsers_make_no_passkeys_none_are_offered() {
    let app = TestApp::new().await;
    for (browser, path) in [(&app.stranger(), "/sign-in"), (&app.alice, HERE)] {
        let page = browser.get(path).await;
        assert!(page.status == StatusCode::OK && !page.body.contains("data-passkey"), "{path}");
    }
    let form = [("challenge", "x"), ("credential", "x")];
    assert_eq!(app.stranger().post("/sign-in/passkey", &form).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert_eq!(
        app.alice.post("/account/second-factor/passkeys", &form).await.location.as_deref(),
        Some(HERE)
    );
}
