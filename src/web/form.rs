//! A form as it stands on the page: what was typed and what is wrong with it.
use super::Error;
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    response::IntoResponse,
};
use axum_extra::extract::Form;
use chrono::NaiveDate;
use serde::{Serialize, de::DeserializeOwned};
use std::borrow::Cow;
use validator::{Validate, ValidationError, ValidationErrors};

/// What a browser sent. Something that is no form at all gets a page that says so.
pub struct Posted<F>(pub F);

impl<S: Send + Sync, F: DeserializeOwned> FromRequest<S> for Posted<F> {
    type Rejection = Error;

    async fn from_request(request: Request, state: &S) -> Result<Self, Error> {
        let (parts, body) = request.into_parts();
        let body = Bytes::from_request(Request::from_parts(parts.clone(), body), state).await;
        let body = body.map_err(|rejection| match rejection.into_response().status() {
            axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
            _ => Error::BadRequest,
        })?;
        // Nobody types a zero byte, and PostgreSQL keeps none.
        if body.contains(&0) || body.windows(3).any(|bytes| bytes == b"%00") {
            return Err(Error::BadRequest);
        }
        let request = Request::from_parts(parts, Body::from(body));
        Form::from_request(request, state).await.map(|Form(form)| Self(form)).map_err(|rejection| {
            match rejection.into_response().status() {
                axum::http::StatusCode::PAYLOAD_TOO_LARGE => Error::TooLarge,
                _ => Error::BadRequest,
            }
        })
    }
}

/// A form as it stands on the page.
#[derive(Default, Serialize)]
pub struct Filled<F> {
    /// What was typed.
    pub form: F,
    /// What is wrong with it, by field.
    pub errors: ValidationErrors,
}

impl<F> Filled<F> {
    /// A form nobody has found fault with.
    pub fn fresh(form: F) -> Self {
        Self { form, errors: ValidationErrors::new() }
    }

    /// The same form with one more mistake.
    pub fn with(mut self, field: &'static str, code: &'static str) -> Self {
        self.errors.add(field, ValidationError::new(code));
        self
    }
}

impl<F: Validate> Filled<F> {
    /// The form if nothing is wrong with it, else itself with its mistakes.
    pub fn check(form: F) -> Result<F, Self> {
        match form.validate() {
            Ok(()) => Ok(form),
            Err(errors) => Err(Self { form, errors }),
        }
    }
}

/// The mistakes of both.
pub fn both(mut one: ValidationErrors, other: ValidationErrors) -> ValidationErrors {
    one.0.extend(other.0);
    one
}

/// A choice of a list, with its words.
#[derive(Clone, Debug, Serialize)]
pub struct Choice {
    /// The code a form sends.
    pub value: String,
    /// The words people read.
    pub label: String,
}

impl Choice {
    /// `Choice::new("7", "Åsa Lindqvist")`
    pub fn new(value: impl ToString, label: impl Into<String>) -> Self {
        Self { value: value.to_string(), label: label.into() }
    }
}

/// Empty, or a day as a browser's date field sends it.
pub fn is_day_or_empty(text: &str) -> Result<(), ValidationError> {
    if text.trim().is_empty() { Ok(()) } else { is_day(text) }
}

/// A day between 1900 and 2100.
pub fn is_day(text: &str) -> Result<(), ValidationError> {
    use chrono::Datelike;
    let code = if text.trim().is_empty() { "required" } else { "date" };
    match day(text) {
        Some(day) if (1900..2100).contains(&day.year()) => Ok(()),
        _ => Err(ValidationError::new(code)),
    }
}

/// The day typed, if it is one: `2026-03-02` or `20260302`.
pub fn day(text: &str) -> Option<NaiveDate> {
    let text = text.trim();
    text.parse().ok().or_else(|| NaiveDate::parse_from_str(text, "%Y%m%d").ok())
}

/// What was typed, or nothing where nothing was.
pub fn some(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

/// Empty, or a code of the list.
pub fn is_code_of<T>(text: &str, of: fn(&str) -> Option<T>) -> Result<(), ValidationError> {
    match (text.is_empty(), of(text)) {
        (_, Some(_)) => Ok(()),
        (true, None) => Err(ValidationError::new("required")),
        (false, None) => Err(ValidationError::new("choice")),
    }
}

/// The code chosen, or a mistake beside the field.
pub fn chosen<T>(
    text: &str,
    of: fn(&str) -> Option<T>,
    field: &'static str,
    errors: &mut ValidationErrors,
) -> Option<T> {
    if let Err(error) = is_code_of(text, of) {
        errors.add(field, error);
    }
    of(text)
}

/// A mistake with a number in it, such as the longest length allowed.
pub fn mistake(code: &'static str, param: &'static str, value: i64) -> ValidationError {
    let mut error = ValidationError::new(code);
    error.add_param(Cow::Borrowed(param), &value);
    error
}
