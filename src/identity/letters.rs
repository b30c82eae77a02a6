//! Letters about an account: an invitation, a way back. They hold the link and nothing else that is secret.
use super::{directory::Account, links::Link};
use crate::{mail::Letter, templates::Templates};
use minijinja::context;

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
    let part = |ending: &str| templates.text(&format!("emails/{name}.{ending}"), page.clone());
    let host = public_url.split("//").last().unwrap_or_default().split([':', '/']).next().unwrap_or_default();
    Ok(Letter {
        message_id: format!("<{name}.{}@{host}>", &link.token_sha256[..16]),
        to: (to.name.clone(), to.email.clone()),
        subject: part("subject")?.trim().to_owned(),
        text: part("txt")?,
        html: part("html")?,
    })
}
