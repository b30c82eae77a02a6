//! One user's account: roles, a link to a new password, open or closed.
use super::{are_roles, grants, role_choices, sent};
use crate::{
    app::App,
    clock::Clock,
    database::Database,
    identity::{
        accounts::{self, NotChanged},
        directory::{self, Account},
        factors,
        links::{self, Purpose},
        sessions,
    },
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted},
        notices::{self, Change},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
use chrono::{DateTime, Utc};
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationErrors};

/// The roles ticked.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct RolesForm {
    #[validate(custom(function = "are_roles"))]
    roles: Vec<String>,
    /// The last day of an auditor's role.
    #[validate(custom(function = "form::is_day_or_empty"))]
    until: String,
}

/// What stands in the fields.
#[derive(Default, Serialize)]
struct Fields {
    until: String,
}

#[derive(Serialize)]
struct Page {
    id: i64,
    name: String,
    email: String,
    organisation: String,
    active: bool,
    roles: Vec<Choice>,
    chosen: Vec<String>,
    has_password: bool,
    second_factor: bool,
    sessions: usize,
    /// When the invitation nobody has taken yet stops working; it may have.
    invited_until: Option<DateTime<Utc>>,
    invitation_works: bool,
    form: Fields,
    errors: ValidationErrors,
}

async fn account(db: &Database, id: i64) -> Result<Account> {
    directory::find(db.read(), id).await?.ok_or(Error::NotFound)
}

/// The account, to be changed: by an administrator who has just proved who she is.
async fn changing(db: &Database, visit: &Visit, id: i64) -> Result<Account> {
    let account = account(db, id).await?;
    visit.recently_proved(&format!("/users/{id}"))?;
    Ok(account)
}

async fn page(db: &Database, visit: &Visit, account: Account, errors: ValidationErrors) -> Result<Page> {
    let now = visit.now();
    let invitation = links::invitation_of(db.read(), account.id).await?;
    Ok(Page {
        id: account.id,
        name: account.name,
        email: account.email,
        organisation: account.organisation,
        active: account.active,
        roles: role_choices(visit),
        chosen: account.roles.iter().map(|role| role.code().to_owned()).collect(),
        has_password: account.has_password,
        second_factor: factors::of(db.read(), account.id).await?.any(),
        sessions: sessions::of(db.read(), account.id, now).await?.len(),
        invitation_works: invitation.as_ref().is_some_and(|link| link.expires_at > now),
        invited_until: invitation.map(|link| link.expires_at),
        form: Fields { until: account.until.map(|day| day.to_string()).unwrap_or_default() },
        errors,
    })
}

/// The page.
pub async fn show(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let account = account(&db, id).await?;
    visit.page("users/show.html", page(&db, &visit, account, ValidationErrors::new()).await?)
}

/// Gives exactly these roles.
pub async fn roles(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<RolesForm>,
) -> Result<Response> {
    let account = changing(&db, &visit, id).await?;
    let checked = Filled::check(form).and_then(|form| {
        let grants = grants::of(&form.roles, &form.until, clock.today());
        grants.map_err(|mistake| Filled::fresh(form).with("until", mistake))
    });
    let grants = match checked {
        Ok(grants) => grants,
        Err(Filled { form, errors }) => {
            let page = Page {
                chosen: form.roles,
                form: Fields { until: form.until },
                ..page(&db, &visit, account, errors).await?
            };
            return visit.mistakes("users/show.html", page);
        }
    };
    let txn = db.begin().await?;
    match accounts::set_roles(&txn, &visit.user, id, &grants, clock.now()).await {
        Ok(()) => {}
        Err(NotChanged::LastAdministrator) => {
            drop(txn);
            return last_administrator(&db, &visit, account, "roles").await;
        }
        Err(NotChanged::Database(error)) => return Err(error.into()),
    }
    txn.commit().await?;
    if id == visit.user.id {
        // New roles end every session; the one she gave them to herself with goes on.
        visit.proved(false).await?;
    }
    Ok(Redirect::to(&format!("/users/{id}?said=user-roles-saved")).into_response())
}

/// Closes the account and ends its sessions.
pub async fn close(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    set_active(&db, clock, visit, id, false).await
}

/// Opens a closed account again.
pub async fn reopen(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    set_active(&db, clock, visit, id, true).await
}

async fn set_active(db: &Database, clock: Clock, visit: Visit, id: i64, active: bool) -> Result<Response> {
    let account = changing(db, &visit, id).await?;
    let txn = db.begin().await?;
    match accounts::set_active(&txn, &visit.user, id, active, clock.now()).await {
        Ok(()) => {}
        Err(NotChanged::LastAdministrator) => {
            drop(txn);
            return last_administrator(db, &visit, account, "active").await;
        }
        Err(NotChanged::Database(error)) => return Err(error.into()),
    }
    txn.commit().await?;
    let said = if active { "user-opened" } else { "user-closed" };
    Ok(Redirect::to(&format!("/users/{id}?said={said}")).into_response())
}

async fn last_administrator(
    db: &Database,
    visit: &Visit,
    account: Account,
    field: &'static str,
) -> Result<Response> {
    let errors = Filled::<()>::default().with(field, "last-administrator").errors;
    visit.mistakes("users/show.html", page(db, visit, account, errors).await?)
}

/// Sends a new link: the invitation again, or the way to a new password. The one before works no more.
pub async fn link(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Redirect> {
    let account = changing(&app.db, &visit, id).await?;
    if !account.active {
        return Err(Error::Conflict);
    }
    let purpose = if account.has_password { Purpose::Recovery } else { Purpose::Invitation };
    let token = links::new_token(&mut rand::make_rng::<StdRng>());
    let txn = app.db.begin().await?;
    let link = links::issue(&txn, Some(&visit.user), id, purpose, &token, app.clock.now()).await?;
    txn.commit().await?;
    sent(&app, id, link, &token).await
}

/// Takes her second factor away, for whoever has lost it: she is signed out and gets another at her next sign-in.
pub async fn reset_factors(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Redirect> {
    changing(&app.db, &visit, id).await?;
    let txn = app.db.begin().await?;
    factors::reset(&txn, Some(&visit.user), id, app.clock.now()).await?;
    txn.commit().await?;
    notices::tell(&app, id, Change::FactorsReset);
    Ok(Redirect::to(&format!("/users/{id}?said=user-factors-reset")))
}

/// Signs her out everywhere.
pub async fn end_sessions(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Redirect> {
    changing(&app.db, &visit, id).await?;
    let txn = app.db.begin().await?;
    sessions::end_all_by(&txn, &visit.user, id, app.clock.now()).await?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/users/{id}?said=user-sessions-ended")))
}
