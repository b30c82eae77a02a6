//! Where one is signed in, and ending it.
use crate::{
    app::App,
    identity::sessions,
    web::{Error, Result, form::Posted, visit::Visit},
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect},
};
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

#[derive(Serialize)]
struct Index {
    sessions: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    browser: String,
    started_at: DateTime<Utc>,
    seen_at: DateTime<Utc>,
    second_factor: bool,
    this: bool,
}

/// Which one; none for all but this.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct EndForm {
    session: String,
}

/// The list, latest seen first.
pub async fn index(State(app): State<App>, visit: Visit) -> Result<impl IntoResponse> {
    let this = visit.session_row();
    let open = sessions::of(app.db.read(), visit.user.id, app.clock.now()).await?;
    let moment = |seconds| DateTime::from_timestamp(seconds, 0).unwrap_or_default();
    let row = |one: sessions::Open| Row {
        this: one.id == this,
        id: one.id,
        browser: one.signed_in.browser,
        started_at: moment(one.signed_in.started_at),
        seen_at: moment(one.signed_in.seen_at),
        second_factor: one.signed_in.second_factor,
    };
    visit.page("account/sessions.html", Index { sessions: open.into_iter().map(row).collect() })
}

/// Ends one, or all but this one.
pub async fn end(State(app): State<App>, visit: Visit, Posted(form): Posted<EndForm>) -> Result<Redirect> {
    let now = app.clock.now();
    let txn = app.db.begin().await?;
    if form.session.is_empty() {
        sessions::end_others(&txn, &visit.user, &visit.session_row(), now).await?;
    } else if !sessions::end_one(&txn, &visit.user, &form.session, now).await? {
        return Err(Error::NotFound);
    }
    txn.commit().await?;
    Ok(Redirect::to("/account/sessions?said=sessions-ended"))
}
