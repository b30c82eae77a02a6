//! One's own second factor: an app that shows codes, passkeys, and codes on paper for the day they are lost.
pub mod passkeys;

use crate::{
    app::App,
    identity::factors::{self, app::Offer, codes, needs_second_factor, passkeys::Passkey},
    web::{
        Error, Result,
        form::{Filled, Posted},
        notices::{self, Change},
        passkeys::Asked,
        visit::{Enrolling, Visit},
    },
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use qrcode::{Color, EcLevel, QrCode};
use rand::rngs::StdRng;
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use std::fmt::Write;
use validator::ValidationErrors;

const HERE: &str = "/account/second-factor";

/// The offered secret, sealed, and the first code of it. The code is never sent back.
#[derive(Default, Serialize, Deserialize)]
#[serde(default)]
pub struct AppForm {
    offer: String,
    #[serde(skip_serializing)]
    code: String,
}

#[derive(Serialize)]
struct Page {
    required: bool,
    any: bool,
    app: bool,
    passkeys: Vec<Key>,
    passkey: Option<Asked>,
    codes: u64,
    picture: Picture,
    secret: String,
    form: AppForm,
    errors: ValidationErrors,
}

#[derive(Serialize)]
struct Key {
    id: i64,
    name: String,
    added_at: DateTime<Utc>,
    used_at: Option<DateTime<Utc>>,
}

/// A square of black and white as the outline of what is black.
#[derive(Serialize)]
struct Picture {
    size: usize,
    path: String,
}

impl Picture {
    fn of(text: &str) -> anyhow::Result<Self> {
        let code = QrCode::with_error_correction_level(text, EcLevel::M)?;
        let (size, mut path) = (code.width(), String::new());
        for (place, color) in code.to_colors().into_iter().enumerate() {
            if color == Color::Dark {
                write!(path, "M{} {}h1v1h-1z", place % size, place / size)?;
            }
        }
        Ok(Self { size, path })
    }
}

async fn page(app: &App, visit: &Visit, offer: &Offer, errors: ValidationErrors) -> Result<Page> {
    let factors = factors::of(app.db.read(), visit.user.id).await?;
    let known = factors::passkeys::of(app.db.read(), visit.user.id).await?;
    let key = |one: Passkey| Key { id: one.id, name: one.name, added_at: one.added_at, used_at: one.used_at };
    Ok(Page {
        required: needs_second_factor(&visit.user.roles) && !factors.any(),
        any: factors.any(),
        app: factors.app,
        passkey: Asked::new_one(app, &visit.user, &known),
        passkeys: known.into_iter().map(key).collect(),
        codes: factors.codes,
        picture: Picture::of(&offer.address()?)?,
        secret: offer.typed(),
        form: AppForm { offer: offer.sealed.clone(), ..AppForm::default() },
        errors,
    })
}

/// The page with a new offer.
async fn shown(app: &App, visit: &Visit, errors: ValidationErrors) -> Result<Page> {
    let offer = Offer::new(&app.vault, &visit.user, app.clock.now(), &mut rand::make_rng::<StdRng>())?;
    page(app, visit, &offer, errors).await
}

/// What she has, and a secret for an app to take. Shown only to whoever has just proved who she is.
pub async fn show(State(app): State<App>, Enrolling(visit): Enrolling) -> Result<impl IntoResponse> {
    visit.recently_proved(HERE)?;
    visit.page("account/factor.html", shown(&app, &visit, ValidationErrors::new()).await?)
}

/// The app is hers once its first code is right. The offer itself shows that she had proved who she is.
pub async fn add_app(
    State(app): State<App>,
    Enrolling(visit): Enrolling,
    Posted(form): Posted<AppForm>,
) -> Result<Response> {
    let (now, chance) = (app.clock.now(), &mut rand::make_rng::<StdRng>());
    let Some(offer) = Offer::read(&app.vault, &visit.user, &form.offer, now) else {
        return Ok(Redirect::to(HERE).into_response());
    };
    let txn = app.db.begin().await?;
    if !offer.confirm(&txn, &app.vault, &visit.user, &form.code, now, chance).await? {
        drop(txn);
        let errors = Filled::<()>::default().with("code", "factor-code").errors;
        return visit.mistakes("account/factor.html", page(&app, &visit, &offer, errors).await?);
    }
    let codes = first_codes(&txn, &visit, now).await?;
    txn.commit().await?;
    added(&app, &visit, codes).await
}

/// Recovery codes, for whoever has none left.
async fn first_codes(
    txn: &DatabaseTransaction,
    visit: &Visit,
    now: DateTime<Utc>,
) -> Result<Option<Vec<String>>> {
    match factors::of(txn, visit.user.id).await?.codes {
        0 => Ok(Some(codes::make(txn, &visit.user, &mut rand::make_rng::<StdRng>(), now).await?)),
        _ => Ok(None),
    }
}

/// She has one more factor, and perhaps codes to keep.
async fn added(app: &App, visit: &Visit, codes: Option<Vec<String>>) -> Result<Response> {
    notices::tell(app, visit.user.id, Change::FactorAdded);
    visit.proved(true).await?;
    match codes {
        Some(codes) => handed(visit, codes),
        None => Ok(Redirect::to("/account/second-factor?said=factor-added").into_response()),
    }
}

/// Takes the app away; who must have a factor is then led to get another.
pub async fn remove_app(State(app): State<App>, visit: Visit) -> Result<Redirect> {
    visit.recently_proved(HERE)?;
    let txn = app.db.begin().await?;
    factors::remove_app(&txn, &visit.user, app.clock.now()).await?;
    let left = factors::of(&txn, visit.user.id).await?;
    txn.commit().await?;
    notices::tell(&app, visit.user.id, Change::FactorRemoved);
    visit.lost_factor(left.any()).await?;
    Ok(Redirect::to("/account/second-factor?said=factor-removed"))
}

/// Ten new codes in place of those before.
pub async fn make_codes(State(app): State<App>, visit: Visit) -> Result<Response> {
    visit.recently_proved(HERE)?;
    let txn = app.db.begin().await?;
    if !factors::of(&txn, visit.user.id).await?.any() {
        return Err(Error::Conflict);
    }
    let codes = codes::make(&txn, &visit.user, &mut rand::make_rng::<StdRng>(), app.clock.now()).await?;
    txn.commit().await?;
    notices::tell(&app, visit.user.id, Change::Codes);
    handed(&visit, codes)
}

#[derive(Serialize)]
struct Handed {
    codes: Vec<String>,
}

/// Shown once, on the answer itself: nothing keeps them.
fn handed(visit: &Visit, codes: Vec<String>) -> Result<Response> {
    Ok(visit.page("account/codes.html", Handed { codes })?.into_response())
}
