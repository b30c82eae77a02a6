//! Proving again who one is, before what is sensitive: by the password, or by a code.
use crate::{
    app::App,
    identity::{
        factors::{
            self,
            passkeys::{self, Purpose},
        },
        guesses::Origin,
        sign_in::{self, Answer, Desk},
    },
    web::{
        Error, Result,
        account::own_path,
        form::{Filled, Posted},
        passkeys::{Asked, PasskeyForm},
        visit::{Enrolling, Visit},
    },
};
use axum::{
    extract::{Query, State},
    response::{IntoResponse, Redirect, Response},
};
use serde::{Deserialize, Serialize};

/// Where she was going.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// One of the two is enough. Neither is sent back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ProofForm {
    next: String,
    #[serde(skip_serializing)]
    password: String,
    #[serde(skip_serializing)]
    code: String,
}

#[derive(Serialize)]
struct Page {
    codes: bool,
    passkey: Option<Asked>,
    #[serde(flatten)]
    filled: Filled<ProofForm>,
}

async fn page(app: &App, visit: &Visit, filled: Filled<ProofForm>) -> Result<Page> {
    let known = passkeys::of(app.db.read(), visit.user.id).await?;
    let passkey = Asked::one_of(app, Purpose::Proving(visit.user.id), &known).filter(|_| !known.is_empty());
    Ok(Page { codes: factors::of(app.db.read(), visit.user.id).await?.any(), passkey, filled })
}

/// The form.
pub async fn new(
    State(app): State<App>,
    Enrolling(visit): Enrolling,
    Query(Next { next }): Query<Next>,
) -> Result<impl IntoResponse> {
    let form = ProofForm { next: own_path(&next).to_owned(), ..ProofForm::default() };
    visit.page("account/proof.html", page(&app, &visit, Filled::fresh(form)).await?)
}

/// She is who she says, and goes on to where she was going.
pub async fn create(
    State(app): State<App>,
    Enrolling(visit): Enrolling,
    origin: Origin,
    Posted(form): Posted<ProofForm>,
) -> Result<Response> {
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now: app.clock.now() };
    let by_code = !form.code.trim().is_empty();
    let answer = match by_code {
        true => match desk.code(&visit.user, &form.code).await? {
            Answer::Right(by) => Answer::Right(by.code()),
            Answer::Wrong => Answer::Wrong,
            Answer::Wait(until) => Answer::Wait(until),
        },
        false => match desk.password(&visit.user.email, form.password.clone()).await? {
            Answer::Right(_) => Answer::Right("password"),
            Answer::Wrong => Answer::Wrong,
            Answer::Wait(until) => Answer::Wait(until),
        },
    };
    match answer {
        Answer::Right(how) => {
            sign_in::proved(&app.db, &visit.user, how, app.clock.now()).await?;
            visit.proved(by_code).await?;
            Ok(Redirect::to(own_path(&form.next)).into_response())
        }
        Answer::Wait(until) => Err(Error::Wait(until)),
        Answer::Wrong => {
            let (field, code) =
                if by_code { ("code", "factor-code") } else { ("password", "password-wrong") };
            let form = ProofForm { next: own_path(&form.next).to_owned(), ..form };
            let filled = Filled::fresh(form).with(field, code);
            visit.mistakes("account/proof.html", page(&app, &visit, filled).await?)
        }
    }
}

/// The same by her passkey.
pub async fn passkey(
    State(app): State<App>,
    Enrolling(visit): Enrolling,
    origin: Origin,
    Posted(form): Posted<PasskeyForm>,
) -> Result<Response> {
    let now = app.clock.now();
    let desk = Desk { db: &app.db, vault: &app.vault, origin: &origin, now };
    let asked = form.asked(&app, Purpose::Proving(visit.user.id));
    if desk.passkey(asked, &form.sent(), Some(visit.user.id)).await?.is_none() {
        let form = ProofForm { next: own_path(&form.next).to_owned(), ..ProofForm::default() };
        let filled = Filled::fresh(form).with("passkey", "passkey");
        return visit.mistakes("account/proof.html", page(&app, &visit, filled).await?);
    }
    sign_in::proved(&app.db, &visit.user, "passkey", now).await?;
    visit.proved(true).await?;
    Ok(Redirect::to(own_path(&form.next)).into_response())
}
