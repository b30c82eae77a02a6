//! One's own account: language, password, and the ways to what else keeps it safe.
pub mod factor;
pub mod proof;
pub mod sessions;

use super::{
    Error, Result,
    form::{Filled, Posted},
    notices::{self, Change},
    visit::{Enrolling, Visit},
};
use crate::{
    app::App,
    identity::{
        accounts, factors,
        guesses::Origin,
        sign_in::{Answer, Desk},
    },
    locales::Locale,
};
use axum::{
    extract::State,
    http::header,
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};
use validator::Validate;

/// The switch in the header.
#[derive(Deserialize)]
pub struct LocaleForm {
    locale: Locale,
    #[serde(default)]
    return_to: String,
}

/// Remembers the language, in the browser and for whoever is signed in.
pub async fn locale(
    State(app): State<App>,
    visit: Option<Enrolling>,
    Posted(form): Posted<LocaleForm>,
) -> Result<Response> {
    if let Some(Enrolling(visit)) = visit {
        let txn = app.db.begin().await?;
        accounts::set_locale(&txn, &visit.user, form.locale).await?;
        txn.commit().await?;
    }
    Ok((
        [(header::SET_COOKIE, locale_cookie(form.locale, app.config.server.https()))],
        Redirect::to(own_path(&form.return_to)),
    )
        .into_response())
}

/// The language a browser keeps for pages that know no user.
pub(super) fn locale_cookie(locale: Locale, https: bool) -> String {
    let secure = if https { "; Secure" } else { "" };
    format!("locale={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly{secure}", locale.code())
}

/// Only a path of ours: never another site's address.
pub(super) fn own_path(path: &str) -> &str {
    let ours = path.starts_with('/')
        && !path.starts_with("//")
        && !path.contains('\\')
        && !path.contains(char::is_control);
    if ours { path } else { "/" }
}

/// What is typed to change a password. Nothing of it is ever sent back.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct PasswordForm {
    #[serde(skip_serializing)]
    #[validate(length(min = 1, code = "required"))]
    old: String,
    #[serde(skip_serializing)]
    #[validate(length(min = 1, code = "required"))]
    new: String,
}

#[derive(Serialize)]
struct Page {
    second_factor: bool,
    codes: u64,
    #[serde(flatten)]
    filled: Filled<PasswordForm>,
}

async fn page(app: &App, visit: &Visit, filled: Filled<PasswordForm>) -> Result<Page> {
    let factors = factors::of(app.db.read(), visit.user.id).await?;
    Ok(Page { second_factor: factors.any(), codes: factors.codes, filled })
}

/// The page.
pub async fn show(State(app): State<App>, visit: Visit) -> Result<impl IntoResponse> {
    visit.page("account/show.html", page(&app, &visit, Filled::default()).await?)
}

/// Changes the password, if the old one is right. She stays signed in here and is out everywhere else.
pub async fn password(
    State(app): State<App>,
    visit: Visit,
    origin: Origin,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response> {
    let mistaken = async |filled| visit.mistakes("account/show.html", page(&app, &visit, filled).await?);
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return mistaken(mistakes).await,
    };
    let (db, now) = (&app.db, app.clock.now());
    let desk = Desk { db, vault: &app.vault, origin: &origin, now };
    match desk.password(&visit.user.email, form.old.clone()).await? {
        Answer::Right(_) => {}
        Answer::Wait(until) => return Err(Error::Wait(until)),
        Answer::Wrong => return mistaken(Filled::fresh(form).with("old", "password-wrong")).await,
    }
    let hash = match accounts::choose_password(form.new.clone(), visit.user.about()).await? {
        Ok(hash) => hash,
        Err(weak) => return mistaken(Filled::fresh(form).with("new", weak.code())).await,
    };
    let txn = db.begin().await?;
    accounts::set_password(&txn, Some(&visit.user), visit.user.id, hash, now).await?;
    txn.commit().await?;
    notices::tell(&app, visit.user.id, Change::Password);
    visit.proved(false).await?;
    Ok(Redirect::to("/account?said=password-changed").into_response())
}
