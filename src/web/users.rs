//! Users, as administrators make, change and close them.
mod account;
mod grants;

pub use account::{close, password, reopen, roles, show};

use super::{
    Result,
    form::{self, Choice, Filled, Posted},
    visit::Visit,
};
use crate::{
    clock::Clock,
    database::Database,
    identity::{
        Role,
        accounts::{self, NewUser, NotMade},
        directory::{self, Account},
        organisations,
    },
    locales::Locale,
};
use axum::{
    extract::State,
    response::{IntoResponse, Response},
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
    roles: Vec<&'static str>,
}

impl From<Account> for Row {
    fn from(account: Account) -> Self {
        Self {
            id: account.id,
            name: account.name,
            email: account.email,
            active: account.active,
            roles: account.roles.iter().map(|role| role.code()).collect(),
        }
    }
}

/// What is typed to make a user. The password is never sent back.
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
    #[serde(skip_serializing)]
    #[validate(custom(function = "is_password_or_empty"))]
    password: String,
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

fn is_password_or_empty(text: &str) -> Result<(), ValidationError> {
    let length = text.chars().count() as u64;
    match length == 0 || (accounts::SHORTEST_PASSWORD..=200).contains(&length) {
        true => Ok(()),
        false => Err(ValidationError::new("password-length")),
    }
}

#[derive(Serialize)]
struct NewPage {
    organisations: Vec<Choice>,
    roles: Vec<Choice>,
    #[serde(flatten)]
    filled: Filled<UserForm>,
}

/// Shown once, where nothing is kept.
#[derive(Serialize)]
struct Handed {
    id: i64,
    name: String,
    email: String,
    password: String,
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

/// Makes a user and shows the password this once.
pub async fn create(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Posted(form): Posted<UserForm>,
) -> Result<Response> {
    let form = match Filled::check(form) {
        Ok(form) => form,
        Err(mistakes) => return visit.mistakes("users/new.html", new_page(&db, &visit, mistakes).await?),
    };
    let organisation = match form.organisation.parse() {
        Ok(id) => organisations::find(db.read(), id).await?,
        Err(_) => None,
    };
    let Some(organisation) = organisation else {
        let filled = Filled::fresh(form).with("organisation", "choice");
        return visit.mistakes("users/new.html", new_page(&db, &visit, filled).await?);
    };
    let roles = match grants::of(&form.roles, &form.until, clock.today()) {
        Ok(roles) => roles,
        Err(mistake) => {
            let filled = Filled::fresh(form).with("until", mistake);
            return visit.mistakes("users/new.html", new_page(&db, &visit, filled).await?);
        }
    };
    let password = chosen_or_made(form.password.clone());
    let new = NewUser {
        organisation_id: organisation.id,
        name: form.name.split_whitespace().collect::<Vec<_>>().join(" "),
        email: form.email.trim().to_lowercase(),
        password_hash: accounts::hash_password(password.clone()).await?,
        locale: Locale::Swedish,
        roles,
    };
    let (name, email) = (new.name.clone(), new.email.clone());
    let txn = db.begin().await?;
    let id = match accounts::create(&txn, Some(&visit.user), new, clock.now()).await {
        Ok(id) => id,
        Err(NotMade::EmailTaken) => {
            let filled = Filled::fresh(form).with("email", "email-taken");
            return visit.mistakes("users/new.html", new_page(&db, &visit, filled).await?);
        }
        Err(NotMade::Database(error)) => return Err(error.into()),
    };
    txn.commit().await?;
    Ok(visit.page("users/handed.html", Handed { id, name, email, password })?.into_response())
}

fn chosen_or_made(typed: String) -> String {
    match typed.is_empty() {
        true => accounts::new_password(&mut rand::make_rng::<StdRng>()),
        false => typed,
    }
}
