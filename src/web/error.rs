//! What a handler may answer instead of a page. Knows no template: the frame words it.
use axum::{
    http::StatusCode,
    response::{IntoResponse, Redirect, Response},
};

use chrono::{DateTime, Utc};

/// A handler's answer.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// What a handler may answer instead of a page.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("sign in first")]
    SignInFirst,
    /// Signed in, but without the second factor her roles need.
    #[error("enrol a second factor first")]
    EnrolFirst,
    /// Signed in, but it is long since she proved it; then she goes back to that page.
    #[error("prove who you are first")]
    ProveFirst(String),
    /// Guessed too often.
    #[error("wait")]
    Wait(DateTime<Utc>),
    /// Signed in, but it is not hers to do.
    #[error("not allowed")]
    Forbidden,
    /// The case of a protected client of hers: she gives a reason first.
    #[error("a reason first")]
    ReasonFirst(i64),
    /// It is not there, or not hers to know of.
    #[error("not found")]
    NotFound,
    /// What was sent cannot be read at all.
    #[error("bad request")]
    BadRequest,
    /// What was sent is larger than we take.
    #[error("too large")]
    TooLarge,
    /// Something changed meanwhile: look again, then act.
    #[error("changed meanwhile")]
    Conflict,
    /// Our own failure.
    #[error(transparent)]
    Internal(#[from] anyhow::Error),
}

/// Left on the response for the frame, which words the page.
#[derive(Clone, Copy, Default)]
pub(super) struct Failed {
    /// When to try again.
    pub until: Option<DateTime<Utc>>,
}

impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut failed = Failed::default();
        let status = match self {
            Error::SignInFirst => return Redirect::to("/sign-in").into_response(),
            Error::EnrolFirst => return Redirect::to("/account/second-factor").into_response(),
            Error::ProveFirst(next) => {
                return Redirect::to(&format!("/account/proof?next={next}")).into_response();
            }
            Error::Wait(until) => {
                failed.until = Some(until);
                StatusCode::TOO_MANY_REQUESTS
            }
            Error::ReasonFirst(case) => return Redirect::to(&format!("/cases/{case}")).into_response(),
            Error::Forbidden => StatusCode::FORBIDDEN,
            Error::NotFound => StatusCode::NOT_FOUND,
            Error::BadRequest => StatusCode::BAD_REQUEST,
            Error::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Error::Conflict => StatusCode::CONFLICT,
            Error::Internal(error) => {
                tracing::error!(error = %chain(&error), "request failed");
                StatusCode::INTERNAL_SERVER_ERROR
            }
        };
        let mut response = status.into_response();
        response.extensions_mut().insert(failed);
        response
    }
}

/// The causes on one line. A database error may quote the row it fell over, so only its kind is told.
fn chain(error: &anyhow::Error) -> String {
    error
        .chain()
        .map(|cause| match cause.downcast_ref::<sea_orm::DbErr>() {
            Some(cause) => database(cause),
            None => cause.to_string(),
        })
        .collect::<Vec<_>>()
        .join(": ")
}

fn database(error: &sea_orm::DbErr) -> String {
    match error.sql_err() {
        Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => "database: a unique key is violated".into(),
        Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => {
            "database: a foreign key is violated".into()
        }
        _ => match error {
            sea_orm::DbErr::ConnectionAcquire(_) => "database: no connection in time".into(),
            sea_orm::DbErr::Conn(_) => "database: no connection".into(),
            sea_orm::DbErr::RecordNotFound(_) => "database: row not found".into(),
            sea_orm::DbErr::RecordNotUpdated => "database: row not updated".into(),
            _ if cfg!(debug_assertions) => error.to_string(),
            _ => "database: a statement failed".into(),
        },
    }
}

macro_rules! internal {
    ($($cause:ty),*) => { $(impl From<$cause> for Error { fn from(error: $cause) -> Self { Error::Internal(error.into()) } })* }
}
internal!(sea_orm::DbErr, minijinja::Error, tower_sessions::session::Error);
