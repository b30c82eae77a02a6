//! A forgotten password: the same answer, as fast, whether or not anybody signs in with the address.
use super::links;
use crate::{
    app::App,
    identity::{directory, links as one_time},
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
pub async fn create(State(app): State<App>, Posted(form): Posted<AddressForm>) -> Redirect {
    tokio::spawn(async move {
        if let Err(error) = write(&app, &form.email).await {
            tracing::error!(error = %error.root_cause(), "a way back could not be sent");
        }
    });
    Redirect::to("/forgotten-password?said=recovery-sent")
}

async fn write(app: &App, email: &str) -> anyhow::Result<()> {
    let account = directory::with_email(app.db.read(), email).await?;
    let Some(account) = account.filter(|account| account.active) else { return Ok(()) };
    let token = one_time::new_token(&mut rand::make_rng::<StdRng>());
    let (purpose, now) = (one_time::Purpose::Recovery, app.clock.now());
    let txn = app.db.begin().await?;
    let link = one_time::issue(&txn, None, account.id, purpose, &token, now).await?;
    txn.commit().await?;
    links::send(app, &account, &link, &token).await
}
