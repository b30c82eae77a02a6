//! Getting in: invitations, ways back, second factors, sessions, and what keeps others out.
mod factors;
mod guesses;
mod invitations;
mod notices;
mod passkeys;
mod proof;
mod sessions;

use crate::harness::{Browser, PASSWORD, Page, TestApp, noon};
use totp_rs::{Builder, Secret, Totp};

/// What has been written to that address, oldest first, as a mail program shows it.
pub fn letters(app: &TestApp, to: &str) -> Vec<String> {
    let folder = app.data().join("mail");
    let mut files: Vec<_> = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort_by_key(|path| path.metadata().unwrap().modified().unwrap());
    files
        .into_iter()
        .map(|path| std::fs::read_to_string(path).unwrap().replace("=\r\n", "").replace("=3D", "="))
        .filter(|letter| letter.contains(&format!("<{to}>")))
        .collect()
}

/// The path of the link in a letter.
pub fn link(letter: &str) -> String {
    let (_, rest) = letter.split_once("http://127.0.0.1:3000/links/").expect("the letter has a link");
    let token: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
    format!("/links/{token}")
}

/// The last letter to that address, waited for: some are written after the answer.
pub async fn letter(app: &TestApp, to: &str, number: usize) -> String {
    for _ in 0..400 {
        if let Some(letter) = letters(app, to).into_iter().nth(number - 1) {
            return letter;
        }
        tokio::time::sleep(std::time::Duration::from_millis(10)).await;
    }
    panic!("letter {number} to {to} never came");
}

/// What she types when she signs in.
pub fn form(name: &str) -> Vec<(&'static str, String)> {
    vec![("email", format!("{name}@example.org")), ("password", PASSWORD.to_owned())]
}

/// Signs in by password, in that browser.
pub async fn enter(browser: &Browser, name: &str) -> Page {
    let form = form(name);
    let form: Vec<_> = form.iter().map(|(name, value)| (*name, value.as_str())).collect();
    browser.post("/sign-in", &form).await
}

/// An authenticator app as a telephone has it.
pub struct Telephone {
    totp: Totp,
    pub codes: Vec<String>,
}

impl Telephone {
    /// Takes the secret from the page and confirms it.
    pub async fn enrol(browser: &Browser) -> (Self, Page) {
        let page = browser.get("/account/second-factor").await;
        let totp = Self::of(&page);
        let offer = between(&page.body, "name=\"offer\" value=\"", "\"");
        let page = browser
            .post(
                "/account/second-factor/app",
                &[("offer", offer), ("code", &totp.generate(seconds()).to_string())],
            )
            .await;
        let codes = page.body.split("<code class=\"secret\">").skip(1);
        let codes = codes.map(|rest| rest.split('<').next().unwrap().to_owned()).collect();
        (Self { totp, codes }, page)
    }

    /// The secret of the page.
    pub fn of(page: &Page) -> Totp {
        let secret = between(&page.body, "<code dir=\"ltr\">", "<").replace(' ', "");
        let secret = Secret::try_from_base32(&secret).unwrap();
        Builder::new().with_secret(secret).build().unwrap()
    }

    /// The code it shows so many half minutes from now.
    pub fn code(&self, steps: i64) -> String {
        self.totp.generate(seconds().checked_add_signed(steps * 30).unwrap()).to_string()
    }
}

fn seconds() -> u64 {
    noon().timestamp().try_into().unwrap()
}

/// What stands between two marks of a page.
pub fn between<'a>(body: &'a str, before: &str, after: &str) -> &'a str {
    let (_, rest) = body.split_once(before).unwrap_or_else(|| panic!("{before} is not in {body}"));
    rest.split(after).next().unwrap()
}
