//! Half way in: the password was right, and the second factor is asked for. Nothing else is open to her yet.
use crate::{
    app::App,
    identity::{
        self, User,
        factors::{
            self,
            passkeys::{self, Purpose},
        },
        guesses::Origin,
        sign_in::{Answer, Desk},
    },
    web::{
        Error, Result,
        form::{Filled, Posted},
        passkeys::{Asked, PasskeyForm},
        session::HALF_WAY,
        visit::Stranger,
    },
};
use axum::{
    extract::State,
    http::{HeaderMap, StatusCode},
    response::{IntoResponse, Response},
};
use serde::{Deserialize, Serialize};
use tower_sessions::Session;

/// How long the password is believed without the second factor, in seconds.
const WAITS: i64 = 10 * 60;

/// Whose password was right, and when.
#[derive(Clone, Copy, Serialize, Deserialize)]
pub struct HalfWay {
    pub(super) user_id: i64,
    pub(super) since: i64,
}

/// A code of the app, or one kept on paper. Never sent back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct CodeForm {
    #[serde(skip_serializing)]
    code: String,
}

#[derive(Serialize)]
struct Page {
    app: bool,
    passkey: Option<Asked>,
    #[serde(flatten)]
    filled: Filled<CodeForm>,
}

impl Page {
    async fn of(app: &App, user: &User, filled: Filled<CodeForm>) -> Result<Self> {
        let factors = factors::of(app.db.read(), user.id).await?;
        let known = passkeys::of(app.db.read(), user.id).await?;
        let passkey = Asked::one_of(app, Purpose::Proving(user.id), &known).filter(|_| !known.is_empty());
        Ok(Self { app: factors.app, passkey, filled })
    }
}

async fn mistaken(app: &App, stranger: &Stranger, user: &User, filled: Filled<CodeForm>) -> Result<Response> {
    let page = stranger.page("sign_in/factor.html", Page::of(app, user, filled).await?)?;
    Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
}

/// Who is half way in.
async fn half_way(app: &App, session: &Session) -> Result<User> {
    let half_way: HalfWay = session.get(HALF_WAY).await?.ok_or(Error::SignInFirst)?;
    if app.clock.now().timestamp() - half_way.since > WAITS {
        session.flush().await?;
        return Err(Error::SignInFirst);
    }
    let user = identity::find(app.db.read(), half_way.user_id, app.clock.today()).await?;
    user.ok_or(Error::SignInFirst)
}

/// The form.
pub async fn new(State(app): State<App>, stranger: Stranger, session: Session) -> Result<impl IntoResponse> {
    let user = half_way(&app, &session).await?;
    stranger.page("sign_in/factor.html", Page::of(&app, &user, Filled::default()).await?)
}

/// The code is right: she is in.
pub async fn create(
    State(app): State<App>,
    stranger: Stranger,
    session: Session,
    origin: Origin,
    headers: HeaderMap,
    Posted(form): Posted<CodeForm>,
) -> Result<Response> {
    let user = half_way(&app, &session).await?;
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now: app.clock.now() };
    match desk.code(&user, &form.code).await? {
        Answer::Right(by) => {
            let how = format!("password {}", by.code());
            super::arrive(&app, &session, &origin, &headers, &user, (&how, true)).await
        }
        Answer::Wait(until) => Err(Error::Wait(until)),
        Answer::Wrong => {
            mistaken(&app, &stranger, &user, Filled::fresh(form).with("code", "factor-code")).await
        }
    }
}

/// Her passkey has answered: she is in.
pub async fn passkey(
    State(app): State<App>,
    stranger: Stranger,
    session: Session,
    origin: Origin,
    headers: HeaderMap,
    Posted(form): Posted<PasskeyForm>,
) -> Result<Response> {
    let user = half_way(&app, &session).await?;
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now: app.clock.now() };
    let asked = form.asked(&app, Purpose::Proving(user.id));
    match desk.passkey(asked, &form.sent(), Some(user.id)).await? {
        Some(user) => {
            super::arrive(&app, &session, &origin, &headers, &user, ("password passkey", true)).await
        }
        None => mistaken(&app, &stranger, &user, Filled::default().with("passkey", "passkey")).await,
    }
}
