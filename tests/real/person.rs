//! Somebody signed in over HTTP, with no browser: for what a test needs done before it begins.
use super::office::{PASSWORD, email, next_code};
use reqwest::{Client, StatusCode, header, redirect::Policy};

/// Where whoever has a second factor shows it.
pub const STEP: &str = "/sign-in/second-factor";

#[derive(Clone)]
pub struct Person {
    client: Client,
    url: String,
    pub cookie: String,
}

pub struct Answer {
    pub status: StatusCode,
    pub location: String,
    pub body: String,
}

impl Person {
    pub async fn sign_in(url: &str, name: &str) -> Self {
        let client = Client::builder().redirect(Policy::none()).no_proxy().build().unwrap();
        let person = Self { client, url: url.to_owned(), cookie: String::new() };
        let form = [("email", email(name)), ("password", PASSWORD.to_owned())];
        let form = form.each_ref().map(|(name, value)| (*name, value.as_str()));
        let response = person.send("/sign-in", &form).await.unwrap();
        let half = Self { cookie: session_cookie(&response), ..person };
        if response.headers()[header::LOCATION] != STEP {
            return half;
        }
        let code = next_code(url, name);
        let response = half.send(STEP, &[("code", code.as_str())]).await.unwrap();
        Self { cookie: session_cookie(&response), ..half }
    }

    /// Posts a form; an error is a connection that broke before the answer was there.
    pub async fn post(&self, path: &str, form: &[(&str, &str)]) -> reqwest::Result<Answer> {
        let response = self.send(path, form).await?;
        let location = response.headers().get(header::LOCATION);
        Ok(Answer {
            status: response.status(),
            location: location.and_then(|value| value.to_str().ok()).unwrap_or_default().to_owned(),
            body: response.text().await?,
        })
    }

    /// Posts a form that must be accepted; the number in the address it leads to.
    pub async fn enter(&self, path: &str, form: &[(&str, &str)]) -> i64 {
        let answer = self.post(path, form).await.unwrap();
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{path}: {}", answer.body);
        answer.location.split(['/', '?']).find_map(|part| part.parse().ok()).unwrap_or_default()
    }

    async fn send(&self, path: &str, form: &[(&str, &str)]) -> reqwest::Result<reqwest::Response> {
        let pairs: Vec<_> = form.iter().map(|(name, value)| format!("{name}={}", encode(value))).collect();
        self.client
            .post(format!("{}{path}", self.url))
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header(header::COOKIE, &self.cookie)
            .body(pairs.join("&"))
            .send()
            .await
    }
}

fn session_cookie(response: &reqwest::Response) -> String {
    let mut cookies =
        response.headers().get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let cookie = cookies.find(|cookie| cookie.starts_with("session=")).expect("the sign-in sets a cookie");
    cookie.split(';').next().unwrap_or_default().to_owned()
}

fn encode(text: &str) -> String {
    text.bytes()
        .map(|byte| match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
            _ => format!("%{byte:02X}"),
        })
        .collect()
}

/// What an advisor types at a first visit.
pub fn first_visit<'a>(given_name: &'a str, family_name: &'a str, today: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("number_kind", "none"),
        ("given_name", given_name),
        ("family_name", family_name),
        ("birth_date", "1988-04-12"),
        ("sex", "woman"),
        ("birth_background", "foreign_born"),
        ("kommun", "Umeå"),
        ("education", "post_secondary_long"),
        ("contact_language", "ar"),
        ("programme", "1"),
        ("advisor", "1"),
        ("opened_on", today),
        ("phase", "idea"),
        ("employment_at_entry", "unemployed"),
        ("legal_basis", "public_task"),
        ("same_as", "new"),
    ]
}

/// What she types about a meeting.
pub fn a_meeting<'a>(notes: &'a str, today: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("day", today),
        ("time", "00:05"),
        ("minutes", "60"),
        ("channel", "in_person"),
        ("topic", "idea"),
        ("language", "sv"),
        ("notes", notes),
        ("next_step", "skicka mall för budget"),
        ("next_step_due_on", today),
    ]
}
