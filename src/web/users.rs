//! Users, as administrators make, change and close them.
mod account;
mod grants;

pub use account::{close, end_sessions, link, reopen, reset_factors, roles, show};

use super::{
    Error, Result,
    form::{self, Choice, Filled, Posted},
    sign_in,
    visit::Visit,
};
use crate::{
    app::App,
    database::Database,
    identity::{
        Role,
        accounts::{self, NewUser, NotMade},
        directory::{self, Account},
        links::{self, Purpose},
        organisations,
    },
    locales::Locale,
};
use axum::{
    extract::State,
    response::{IntoResponse, Redirect, Response},
};
use rand::rngs::StdRng;
use serde::{Deserialize, Serialize};
use validator::{Validate, ValidationError};

#[derive(Serialize)]
struct Index {
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct Group {
    organisation: String,
    organisation_id: i64,
    users: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: i64,
    name: String,
    email: String,
    active: bool,
    has_password: bool,
    roles: Vec<&'static str>,
}

impl From<Account> for Row {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            name: account.name,
            email: account.email,
            active: account.active,
            has_password: account.has_password,
            roles: account.roles.iter().map(|role| role.code()).collect(),
        }
    }
}

/// What is typed to make a user. She chooses her own password, behind the link she is sent.
#[derive(Clone, Default, Serialize, Deserialize, Validate)]
#[serde(default)]
pub struct UserForm {
    #[validate(custom(function = "is_name"))]
    name: String,
    #[validate(custom(function = "is_email"))]
    email: String,
    organisation: String,
    #[validate(custom(function = "are_roles"))]
    roles: Vec<String>,
    /// The last day of an auditor's role.
    #[validate(custom(function = "form::is_day_or_empty"))]
    until: String,
}

fn is_name(text: &str) -> Result<(), ValidationError> {
    match text.trim().chars().count() {
        0 => Err(ValidationError::new("required")),
        1..=120 => Ok(()),
        _ => Err(form::mistake("too-long", "max", 120)),
    }
}

fn is_email(text: &str) -> Result<(), ValidationError> {
    use validator::ValidateEmail;
    match text.trim() {
        "" => Err(ValidationError::new("required")),
        text if text.validate_email() => Ok(()),
        _ => Err(ValidationError::new("email")),
    }
}

fn are_roles(codes: &[String]) -> Result<(), ValidationError> {
    match (codes.is_empty(), codes.iter().all(|code| Role::from_code(code).is_some())) {
        (true, _) => Err(ValidationError::new("roles")),
        (_, false) => Err(ValidationError::new("choice")),
        _ => Ok(()),
    }
}

#[derive(Serialize)]
struct NewPage {
    organisations: Vec<Choice>,
    roles: Vec<Choice>,
    #[serde(flatten)]
    filled: Filled<UserForm>,
}

/// Everybody, by organisation.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let mut groups: Vec<Group> = organisations::all(db.read())
        .await?
        .into_iter()
        .map(|one| Group { organisation: one.name, organisation_id: one.id, users: Vec::new() })
        .collect();
    for account in directory::all(db.read()).await? {
        if let Some(group) = groups.iter_mut().find(|group| group.organisation_id == account.organisation_id)
        {
            group.users.push(account.into());
        }
    }
    groups.retain(|group| !group.users.is_empty());
    visit.page("users/index.html", Index { groups })
}

/// An empty form.
pub async fn new(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    visit.recently_proved("/users/new")?;
    let page = new_page(&db, &visit, Filled::default()).await?;
    visit.page("users/new.html", page)
}

async fn new_page(db: &Database, visit: &Visit, filled: Filled<UserForm>) -> Result<NewPage> {
    let all = organisations::all(db.read()).await?;
    Ok(NewPage {
        organisations: all.into_iter().map(|one| Choice::new(one.id, one.name)).collect(),
        roles: role_choices(visit),
        filled,
    })
}

/// Each role with what it may do.
fn role_choices(visit: &Visit) -> Vec<Choice> {
    let say = |prefix: &str, role: &Role| visit.say(&format!("{prefix}{}", role.code()));
    Role::ALL
        .iter()
        .map(|role| {
            Choice::new(role.code(), format!("{}: {}", say("users-role-", role), say("users-may-", role)))
        })
        .collect()
}

/// Makes a user and sends her an invitation.
pub async fn create(
    State(app): State<App>,
    visit: Visit,
    Posted(form): Posted<UserForm>,
) -> Result<Response> {
    visit.recently_proved("/users/new")?;
    let db = &app.db;
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return visit.mistakes("users/new.html", new_page(db, &visit, mistakes).await?),
    };
    let organisation = match form.organisation.parse() {
        Ok(id) => organisations::find(db.read(), id).await?,
        Err(_) => None,
    };
    let Some(organisation) = organisation else {
        let filled = Filled::fresh(form).with("organisation", "choice");
        return visit.mistakes("users/new.html", new_page(db, &visit, filled).await?);
    };
    let roles = match grants::of(&form.roles, &form.until, app.clock.today()) {
        Ok(roles) => roles,
        Err(mistake) => {
            let filled = Filled::fresh(form).with("until", mistake);
            return visit.mistakes("users/new.html", new_page(db, &visit, filled).await?);
        }
    };
    let new = NewUser {
        organisation_id: organisation.id,
        name: form.name.split_whitespace().collect::<Vec<_>>().join(" "),
        email: form.email.trim().to_lowercase(),
        password_hash: accounts::NO_PASSWORD.into(),
        locale: Locale::Swedish,
        roles,
    };
    let (token, now) = (links::new_token(&mut rand::make_rng::<StdRng>()), app.clock.now());
    let txn = db.begin().await?;
    let id = match accounts::create(&txn, Some(&visit.user), new, now).await {
        Ok(id) => id,
        Err(NotMade::EmailTaken) => {
            drop(txn);
            let filled = Filled::fresh(form).with("email", "email-taken");
            return visit.mistakes("users/new.html", new_page(db, &visit, filled).await?);
        }
        Err(NotMade::Database(error)) => return Err(error.into()),
    };
    let link = links::issue(&txn, Some(&visit.user), id, Purpose::Invitation, &token, now).await?;
    txn.commit().await?;
    Ok(sent(&app, id, link, &token).await?.into_response())
}

/// Sends the link of a change that is committed already, and tells whether the letter left.
async fn sent(app: &App, id: i64, link: links::Link, token: &str) -> Result<Redirect> {
    let Some(account) = directory::find(app.db.read(), id).await? else { return Err(Error::NotFound) };
    let said = match sign_in::links::send(app, &account, &link, token).await {
        Ok(()) => "user-invited",
        Err(error) => {
            tracing::warn!(user = id, error = %error.root_cause(), "a link could not be sent");
            "not-invited"
        }
    };
    Ok(Redirect::to(&format!("/users/{id}?said={said}")))
}
