//! Letters about an account: an invitation, a way back, a notice of change. They hold the link and nothing else that is secret.
use super::{directory::Account, links::Link};
use crate::{mail::Letter, templates::Templates};
use minijinja::{Value, context};
use rand::RngExt;

/// The letter with the link that ends in `token`, in the language its reader chose.
pub fn with_link(
    templates: &Templates,
    to: &Account,
    link: &Link,
    token: &str,
    public_url: &str,
) -> Result<Letter, minijinja::Error> {
    let public_url = public_url.trim_end_matches('/');
    let page = context! {
        locale => to.locale.code(),
        organisation => to.organisation.as_str(),
        url => format!("{public_url}/links/{token}"),
        expires_at => link.expires_at.to_rfc3339(),
    };
    let name = link.purpose.code();
    let message_id = format!("<{name}.{}@{}>", &link.token_sha256[..16], host(public_url));
    written(templates, to, name, message_id, page)
}

/// The letter that says what has changed, such as `password`; she need not answer, and can see that it was not she.
pub fn notice(
    templates: &Templates,
    to: &Account,
    change: &'static str,
    public_url: &str,
    chance: &mut impl rand::Rng,
) -> Result<Letter, minijinja::Error> {
    let public_url = public_url.trim_end_matches('/');
    let page = context! { locale => to.locale.code(), change, url => format!("{public_url}/account") };
    let message_id = format!("<notice.{:016x}@{}>", chance.random::<u64>(), host(public_url));
    written(templates, to, "notice", message_id, page)
}

fn written(
    templates: &Templates,
    to: &Account,
    name: &str,
    message_id: String,
    page: Value,
) -> Result<Letter, minijinja::Error> {
    let part = |ending: &str| templates.text(&format!("emails/{name}.{ending}"), page.clone());
    Ok(Letter {
        message_id,
        to: (to.name.clone(), to.email.clone()),
        subject: part("subject")?.trim().to_owned(),
        text: part("txt")?,
        html: part("html")?,
    })
}

fn host(public_url: &str) -> &str {
    public_url.split("//").last().unwrap_or_default().split([':', '/']).next().unwrap_or_default()
}
