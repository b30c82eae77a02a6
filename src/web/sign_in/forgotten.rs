//! A forgotten password: the same answer, as fast, whether or not anybody signs in with the address.
use super::links;
use crate::{
    app::App,
    identity::{
        directory,
        guesses::{self, Origin},
        links as one_time,
    },
    web::{
        Result,
        form::{Filled, Posted},
        visit::Stranger,
    },
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use chrono::TimeDelta;
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};

/// The address typed.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AddressForm {
    email: String,
}

/// The form.
pub async fn new(stranger: Stranger) -> Result<impl IntoResponse> {
    stranger.page("sign_in/forgotten.html", Filled::<AddressForm>::default())
}

/// Writes to whoever signs in so, after the answer is on its way: what it takes to find her is not seen from outside.
pub async fn create(State(app): State<App>, origin: Origin, Posted(form): Posted<AddressForm>) -> Redirect {
    tokio::spawn(async move {
        if let Err(error) = write(&app, &origin, &form.email).await {
            tracing::error!(error = %error.root_cause(), "a way back could not be sent");
        }
    });
    Redirect::to("/forgotten-password?said=recovery-sent")
}

/// A letter to one account is not followed by another within this time: the link in it is left to work.
const BETWEEN: TimeDelta = TimeDelta::minutes(5);

async fn write(app: &App, origin: &Origin, email: &str) -> anyhow::Result<()> {
    let (purpose, now) = (one_time::Purpose::Recovery, app.clock.now());
    let what = format!("recovery {}", email.trim().to_lowercase());
    if guesses::admit(&app.db, &app.vault, &what, None, origin, now).await?.is_err() {
        return Ok(());
    }
    let account = directory::with_email(app.db.read(), email).await?;
    let Some(account) = account.filter(|account| account.active) else { return Ok(()) };
    let token = one_time::new_token(&mut rand::make_rng::<StdRng>());
    if one_time::last_sent(app.db.read(), account.id, purpose).await?.is_some_and(|sent| now - sent < BETWEEN)
    {
        return Ok(());
    }
    let txn = app.db.begin().await?;
    let link = one_time::issue(&txn, None, account.id, purpose, &token, now).await?;
    txn.commit().await?;
    links::send(app, &account, &link, &token).await
}
