//! Coming and going.
pub mod factor;
pub mod forgotten;
pub mod links;

use super::{
    Error, Result,
    account::locale_cookie,
    form::{Filled, Posted},
    origin::device_cookie,
    passkeys::{Asked, PasskeyForm},
    session::{HALF_WAY, browser},
    visit::Stranger,
};
use crate::{
    app::App,
    identity::{
        User,
        factors::{self, passkeys::Purpose},
        guesses::Origin,
        sessions::{SIGNED_IN, SignedIn},
        sign_in::{self, Answer, Desk},
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{AppendHeaders, IntoResponse, Redirect, Response},
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

#[derive(Serialize)]
struct Page {
    passkey: Option<Asked>,
    #[serde(flatten)]
    filled: Filled<SignInForm>,
}

impl Page {
    fn of(app: &App, filled: Filled<SignInForm>) -> Self {
        Self { passkey: Asked::one_of(app, Purpose::SigningIn, &[]), filled }
    }
}

/// The form.
pub async fn new(State(app): State<App>, stranger: Stranger) -> Result<impl IntoResponse> {
    stranger.page("sign_in.html", Page::of(&app, Filled::default()))
}

fn mistaken(app: &App, stranger: &Stranger, filled: Filled<SignInForm>) -> Result<Response> {
    let page = stranger.page("sign_in.html", Page::of(app, filled))?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// The password is right: she is in, or half way where she has a second factor.
pub async fn create(
    State(app): State<App>,
    stranger: Stranger,
    session: Session,
    origin: Origin,
    headers: HeaderMap,
    Posted(form): Posted<SignInForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now };
    let user = match desk.password(&form.email, form.password.clone()).await? {
        Answer::Right(user) => user,
        Answer::Wait(until) => return Err(Error::Wait(until)),
        Answer::Wrong => return mistaken(&app, &stranger, Filled::fresh(form).with("password", "sign-in")),
    };
    if factors::of(app.db.read(), user.id).await?.any() {
        session.cycle_id().await?;
        session.insert(HALF_WAY, factor::HalfWay { user_id: user.id, since: now.timestamp() }).await?;
        return Ok(Redirect::to("/sign-in/second-factor").into_response());
    }
    arrive(&app, &session, &origin, &headers, &user, ("password", false)).await
}

/// A passkey alone lets her in: it has made sure who she is, and is hers.
pub async fn passkey(
    State(app): State<App>,
    stranger: Stranger,
    session: Session,
    origin: Origin,
    headers: HeaderMap,
    Posted(form): Posted<PasskeyForm>,
) -> Result<Response> {
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now: app.clock.now() };
    match desk.passkey(form.asked(&app, Purpose::SigningIn), &form.sent(), None).await? {
        Some(user) => arrive(&app, &session, &origin, &headers, &user, ("passkey", true)).await,
        None => mistaken(&app, &stranger, Filled::default().with("passkey", "passkey")),
    }
}

/// She is in: under a new session id, so that one known beforehand is worth nothing.
async fn arrive(
    app: &App,
    session: &Session,
    origin: &Origin,
    headers: &HeaderMap,
    user: &User,
    (how, second_factor): (&str, bool),
) -> Result<Response> {
    let now = app.clock.now();
    sign_in::arrived(&app.db, user, how, now).await?;
    session.clear().await;
    session.cycle_id().await?;
    let signed_in = SignedIn::now(user.id, second_factor, browser::name(headers), now);
    session.insert(SIGNED_IN, signed_in).await?;
    let cookies = AppendHeaders([
        // Pages outside the sign-in, such as a worded error, then speak her language too.
        (header::SET_COOKIE, locale_cookie(user.locale, app.config.server.https())),
        (header::SET_COOKIE, device_cookie(app, origin, user.id)),
    ]);
    Ok((cookies, Redirect::to("/")).into_response())
}

/// Signs out; the session is gone at once.
pub async fn leave(session: Session) -> Result<Redirect> {
    session.flush().await?;
    Ok(Redirect::to("/sign-in"))
}
