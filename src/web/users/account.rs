//! One user's account: roles, password, open or closed.
use super::{Handed, are_roles, chosen_or_made, grants, is_password_or_empty, role_choices};
use crate::{
    clock::Clock,
    database::Database,
    identity::{
        accounts::{self, NotChanged},
        directory::{self, Account},
        organisations, sessions,
    },
    web::{
        Error, Result,
        form::{self, Choice, Filled, Posted},
        visit::Visit,
    },
};
use axum::{
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
};
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

/// A new password, or nothing for one to be made. Never sent back.
#[derive(Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct PasswordForm {
    #[serde(skip_serializing)]
    #[validate(custom(function = "is_password_or_empty"))]
    password: String,
}

/// What stands in the fields: a password never does.
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
    form: Fields,
    errors: ValidationErrors,
}

async fn account(db: &Database, id: i64) -> Result<Account> {
    directory::find(db.read(), id).await?.ok_or(Error::NotFound)
}

async fn page(db: &Database, visit: &Visit, account: Account, errors: ValidationErrors) -> Result<Page> {
    let organisation = organisations::find(db.read(), account.organisation_id).await?;
    Ok(Page {
        id: account.id,
        name: account.name,
        email: account.email,
        organisation: organisation.map(|one| one.name).unwrap_or_default(),
        active: account.active,
        roles: role_choices(visit),
        chosen: account.roles.iter().map(|role| role.code().to_owned()).collect(),
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
    let account = account(&db, id).await?;
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
    let account = account(db, id).await?;
    let txn = db.begin().await?;
    match accounts::set_active(&txn, &visit.user, id, active, clock.now()).await {
        Ok(()) => {}
        Err(NotChanged::LastAdministrator) => {
            drop(txn);
            return last_administrator(db, &visit, account, "active").await;
        }
        Err(NotChanged::Database(error)) => return Err(error.into()),
    }
    if !active {
        sessions::end_all_of(&txn, id).await?;
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

/// Gives a new password, shown this once; whoever is signed in with the old one is out.
pub async fn password(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
    Posted(form): Posted<PasswordForm>,
) -> Result<Response> {
    let account = account(&db, id).await?;
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => {
            return visit.mistakes("users/show.html", page(&db, &visit, account, mistakes.errors).await?);
        }
    };
    let password = chosen_or_made(form.password);
    let hash = accounts::hash_password(password.clone()).await?;
    let txn = db.begin().await?;
    accounts::set_password(&txn, Some(&visit.user), id, hash, clock.now()).await?;
    sessions::end_all_of(&txn, id).await?;
    txn.commit().await?;
    let Account { name, email, .. } = account;
    Ok(visit.page("users/handed.html", Handed { id, name, email, password })?.into_response())
}
