//! The page behind a one-time link: she chooses a password, and with that the link is used up.
use crate::{
    app::App,
    identity::{
        accounts,
        directory::{self, Account},
        letters,
        links::{self, Link, Purpose},
    },
    web::{
        Result,
        form::{Filled, Posted},
        notices::{self, Change},
        visit::Stranger,
    },
};
use axum::{
    extract::{Path, State},
    http::{HeaderName, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

/// The address of this page opens an account: it goes to no other page, not even one of ours.
const TELL_NOBODY: [(HeaderName, &str); 1] = [(header::REFERRER_POLICY, "no-referrer")];

/// The password typed. Never sent back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct PasswordForm {
    #[serde(skip_serializing)]
    password: String,
}

#[derive(Serialize)]
struct Page {
    token: String,
    invited: bool,
    name: String,
    email: String,
    organisation: String,
    #[serde(flatten)]
    filled: Filled<PasswordForm>,
}

/// Sends the letter that holds the link.
pub async fn send(app: &App, to: &Account, link: &Link, token: &str) -> anyhow::Result<()> {
    let letter = letters::with_link(&app.templates, to, link, token, &app.config.server.public_url)?;
    Ok(app.mailer.send(letter).await?)
}

/// The form. Looking changes nothing: mail scanners open every link before she does.
pub async fn show(State(app): State<App>, stranger: Stranger, Path(token): Path<String>) -> Result<Response> {
    match behind(&app, &token).await? {
        Some((link, account)) => {
            let page = page(token, &link, account, Filled::default());
            Ok((TELL_NOBODY, stranger.page("sign_in/link.html", page)?).into_response())
        }
        None => gone(&stranger),
    }
}

/// Sets the password and uses the link up. She signs in with it next, and with her second factor if she has one.
pub async fn take(
    State(app): State<App>,
    stranger: Stranger,
    Path(token): Path<String>,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response> {
    let Some((link, account)) = behind(&app, &token).await? else { return gone(&stranger) };
    let hash = match accounts::choose_password(form.password.clone(), account.about()).await? {
        Ok(hash) => hash,
        Err(weak) => {
            let filled = Filled::fresh(form).with("password", weak.code());
            let page = stranger.page("sign_in/link.html", page(token, &link, account, filled))?;
            return Ok((StatusCode::UNPROCESSABLE_ENTITY, TELL_NOBODY, page).into_response());
        }
    };
    let now = app.clock.now();
    let txn = app.db.begin().await?;
    if !links::use_up(&txn, &link, now).await? {
        return gone(&stranger);
    }
    accounts::set_password(&txn, None, link.user_id, hash, now).await?;
    txn.commit().await?;
    if link.purpose == Purpose::Recovery {
        notices::tell(&app, link.user_id, Change::Password);
    }
    Ok((TELL_NOBODY, Redirect::to("/sign-in?said=password-set")).into_response())
}

async fn behind(app: &App, token: &str) -> Result<Option<(Link, Account)>> {
    let Some(link) = links::find(app.db.read(), token, app.clock.now()).await? else { return Ok(None) };
    let account = directory::find(app.db.read(), link.user_id).await?;
    Ok(account.map(|account| (link, account)))
}

fn page(token: String, link: &Link, account: Account, filled: Filled<PasswordForm>) -> Page {
    let Account { name, email, organisation, .. } = account;
    Page { token, invited: link.purpose == Purpose::Invitation, name, email, organisation, filled }
}

fn gone(stranger: &Stranger) -> Result<Response> {
    let page = stranger.page("sign_in/link_gone.html", ())?;
    Ok((StatusCode::GONE, TELL_NOBODY, page).into_response())
}
