//! One's own account: language and password.
use super::{
    Result,
    form::{Filled, Posted},
    visit::Visit,
};
use crate::{
    clock::Clock,
    database::Database,
    identity::{accounts, sign_in},
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
    State(db): State<Database>,
    visit: Option<Visit>,
    Posted(form): Posted<LocaleForm>,
) -> Result<Response> {
    if let Some(visit) = visit {
        let txn = db.begin().await?;
        accounts::set_locale(&txn, &visit.user, form.locale).await?;
        txn.commit().await?;
    }
    Ok(([(header::SET_COOKIE, locale_cookie(form.locale))], Redirect::to(own_path(&form.return_to)))
        .into_response())
}

/// The language a browser keeps for pages that know no user.
pub(super) fn locale_cookie(locale: Locale) -> String {
    format!("locale={}; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly", locale.code())
}

/// Only a path of ours: never another site's address.
fn own_path(path: &str) -> &str {
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

/// The page.
pub async fn show(visit: Visit) -> Result<impl IntoResponse> {
    visit.page("account/show.html", Filled::<PasswordForm>::default())
}

/// Changes the password, if the old one is right.
pub async fn password(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response> {
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return visit.mistakes("account/show.html", mistakes),
    };
    let right = sign_in::sign_in(&db, &visit.user.email, form.old.clone(), clock.now()).await?;
    if right.is_none() {
        return visit.mistakes("account/show.html", Filled::fresh(form).with("old", "password-wrong"));
    }
    let about = vec![visit.user.name.clone(), visit.user.email.clone(), visit.user.organisation.clone()];
    let hash = match accounts::choose_password(form.new.clone(), about).await? {
        Ok(hash) => hash,
        Err(weak) => {
            return visit.mistakes("account/show.html", Filled::fresh(form).with("new", weak.code()));
        }
    };
    let txn = db.begin().await?;
    accounts::set_password(&txn, Some(&visit.user), visit.user.id, hash, clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to("/account?said=password-changed").into_response())
}
