//! Coming and going.
pub mod forgotten;
pub mod links;

use super::{
    Result,
    account::locale_cookie,
    form::{Filled, Posted},
    session::USER_ID,
    visit::Stranger,
};
use crate::{clock::Clock, database::Database, identity::sign_in};
use axum::{
    extract::State,
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

/// What is typed to sign in. The password is never sent back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct SignInForm {
    email: String,
    #[serde(skip_serializing)]
    password: String,
}

/// The form.
pub async fn new(stranger: Stranger) -> Result<impl IntoResponse> {
    stranger.page("sign_in.html", Filled::<SignInForm>::default())
}

/// Signs in: a new session id, so that one known beforehand is worth nothing.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    stranger: Stranger,
    session: Session,
    Posted(form): Posted<SignInForm>,
) -> Result<Response> {
    let user = sign_in::sign_in(&db, &form.email, form.password.clone(), clock.now()).await?;
    let Some(user) = user else {
        let page = stranger.page("sign_in.html", Filled::fresh(form).with("password", "sign-in"))?;
        return Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response());
    };
    session.cycle_id().await?;
    session.insert(USER_ID, user.id).await?;
    // Pages outside the sign-in, such as a worded error, then speak her language too.
    Ok(([(header::SET_COOKIE, locale_cookie(user.locale))], Redirect::to("/")).into_response())
}

/// Signs out; the session is gone at once.
pub async fn leave(session: Session) -> Result<Redirect> {
    session.flush().await?;
    Ok(Redirect::to("/sign-in"))
}
