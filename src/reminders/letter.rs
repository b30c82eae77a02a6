//! A claimed message in words. The one place of the domain that fills in a template: a letter is its page.
use super::{Post, claim::Claim};
use crate::{identity::User, mail::Letter};
use minijinja::{Value, context, value::Serde};
use serde::Serialize;

/// The letter of this kind in the language its recipient reads.
pub(super) fn write(
    post: &Post<'_>,
    claim: &Claim,
    to: &User,
    page: impl Serialize,
) -> Result<Letter, minijinja::Error> {
    let page = context! { locale => to.locale.code(), ..Value::from(Serde(page)) };
    let name = claim.kind.code();
    let part = |ending: &str| post.templates.text(&format!("emails/{name}.{ending}"), page.clone());
    Ok(Letter {
        message_id: claim.message_id(post.public_url),
        to: (to.name.clone(), to.email.clone()),
        subject: part("subject")?.trim().to_owned(),
        text: part("txt")?,
        html: part("html")?,
    })
}
