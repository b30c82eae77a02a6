//! Half way in: the password was right, and the second factor is asked for. Nothing else is open to her yet.
use crate::{
    app::App,
    identity::{
        self, User,
        factors::{self, Factors},
        guesses::Origin,
        sign_in::{Answer, Desk},
    },
    web::{
        Error, Result,
        form::{Filled, Posted},
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
    passkeys: bool,
    #[serde(flatten)]
    filled: Filled<CodeForm>,
}

impl Page {
    fn of(factors: Factors, filled: Filled<CodeForm>) -> Self {
        Self { app: factors.app, passkeys: factors.passkeys > 0, filled }
    }
}

/// Who is half way in.
async fn half_way(app: &App, session: &Session) -> Result<User> {
    let half_way: HalfWay = session.get(HALF_WAY).await?.ok_or(Error::SignInFirst)?;
    if app.clock.now().timestamp() - half_way.since > WAITS {
        session.flush().await?;
        return Err(Error::SignInFirst);
    }
    identity::find(app.db.read(), half_way.user_id).await?.ok_or(Error::SignInFirst)
}

/// The form.
pub async fn new(State(app): State<App>, stranger: Stranger, session: Session) -> Result<impl IntoResponse> {
    let user = half_way(&app, &session).await?;
    let factors = factors::of(app.db.read(), user.id).await?;
    stranger.page("sign_in/factor.html", Page::of(factors, Filled::default()))
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
            let factors = factors::of(app.db.read(), user.id).await?;
            let page = Page::of(factors, Filled::fresh(form).with("code", "factor-code"));
            let page = stranger.page("sign_in/factor.html", page)?;
            Ok((StatusCode::UNPROCESSABLE_ENTITY, page).into_response())
        }
    }
}
