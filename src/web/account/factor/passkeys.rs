//! One's own passkeys: added, and taken away.
use super::{HERE, added, first_codes, shown};
use crate::{
    app::App,
    identity::factors::{
        self,
        passkeys::{self, Purpose},
    },
    web::{
        Error, Result,
        form::{Filled, Posted},
        notices::{self, Change},
        passkeys::PasskeyForm,
        visit::{Enrolling, Visit},
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};

const LONGEST_NAME: usize = 60;

/// The passkey just made is hers. The challenge itself shows that she had proved who she is.
pub async fn add(
    State(app): State<App>,
    Enrolling(visit): Enrolling,
    Posted(form): Posted<PasskeyForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let Some((party, challenge)) = form.asked(&app, Purpose::Adding(visit.user.id)) else {
        return Ok(Redirect::to(HERE).into_response());
    };
    let typed: String = form.name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = match typed.chars().take(LONGEST_NAME).collect::<String>() {
        name if name.is_empty() => visit.say("passkey-unnamed"),
        name => name,
    };
    let txn = app.db.begin().await?;
    let answer = (&challenge, &form.sent());
    if passkeys::add(&txn, &visit.user, &party, answer, &name, now).await?.is_err() {
        drop(txn);
        visit.recently_proved(HERE)?;
        let errors = Filled::<()>::default().with("passkey", "passkey-new").errors;
        return visit.mistakes("account/factor.html", shown(&app, &visit, errors).await?);
    }
    let codes = first_codes(&txn, &visit, now).await?;
    txn.commit().await?;
    added(&app, &visit, codes).await
}

/// Takes one away; who must have a factor is then led to get another.
pub async fn remove(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Redirect> {
    visit.recently_proved(HERE)?;
    let txn = app.db.begin().await?;
    if !factors::remove_passkey(&txn, &visit.user, id, app.clock.now()).await? {
        return Err(Error::NotFound);
    }
    let left = factors::of(&txn, visit.user.id).await?;
    txn.commit().await?;
    notices::tell(&app, visit.user.id, Change::FactorRemoved);
    visit.lost_factor(left.any()).await?;
    Ok(Redirect::to("/account/second-factor?said=factor-removed"))
}
