//! `jamvaxt user add|password|second-factor|list`
use super::{Failure, Place, names, parts};
use crate::{
    clock::Clock,
    database::Database,
    identity::{
        Grant, Role,
        accounts::{self, NewUser, NotMade, Weak},
        directory::{self, Account},
        factors, organisations,
    },
    locales::Locale,
};
use chrono::NaiveDate;
use clap::{Args, Subcommand, builder::PossibleValuesParser};
use rand::rngs::StdRng;
use std::collections::HashMap;

/// What may be done with users.
#[derive(Subcommand)]
pub enum Users {
    /// Add a user; a password is made and shown once unless one is given on stdin
    #[command(
        after_help = "Example: jamvaxt user add anna@example.se --name \"Anna Ek\" --organisation \"Nyföretagarcentrum Norr\" --role advisor"
    )]
    Add(Add),
    /// Give a user a new password
    #[command(after_help = "Example: jamvaxt user password anna@example.se")]
    Password(Password),
    /// Take a user's second factor away, where she has lost it and no administrator can help
    #[command(after_help = "Example: jamvaxt user second-factor anna@example.se --reset")]
    SecondFactor(SecondFactor),
    /// List the users
    #[command(after_help = "Example: jamvaxt user list --organisation \"Nyföretagarcentrum Norr\"")]
    List(List),
}

/// What it takes to add one.
#[derive(Args)]
pub struct Add {
    /// How she signs in
    email: String,
    /// Her name
    #[arg(long)]
    name: String,
    /// Where she works, by name
    #[arg(long, value_name = "NAME")]
    organisation: String,
    /// What she is for; may be given several times
    #[arg(long = "role", required = true, value_parser = PossibleValuesParser::new(Role::ALL.iter().map(|role| role.code())))]
    roles: Vec<String>,
    /// The last day of an auditor's role, such as 2026-12-31
    #[arg(long, value_name = "DAY")]
    until: Option<NaiveDate>,
    /// Read the password from stdin
    #[arg(long)]
    password_stdin: bool,
}

/// Whose password.
#[derive(Args)]
pub struct Password {
    /// How she signs in
    email: String,
    /// Read the password from stdin
    #[arg(long)]
    password_stdin: bool,
}

/// Whose second factor.
#[derive(Args)]
pub struct SecondFactor {
    /// How she signs in
    email: String,
    /// Take it away: she is signed out, and adds another when she signs in next if her roles need one
    #[arg(long, required = true)]
    reset: bool,
}

/// Which users.
#[derive(Args)]
pub struct List {
    /// Only those who work here
    #[arg(long, value_name = "NAME")]
    organisation: Option<String>,
}

/// Does it.
pub async fn run(users: Users, place: &Place) -> Result<(), Failure> {
    match users {
        Users::Add(new) => add(new, place).await,
        Users::Password(whose) => password(whose, place).await,
        Users::SecondFactor(whose) => reset(whose, place).await,
        Users::List(which) => list(which, place).await,
    }
}

async fn add(new: Add, place: &Place) -> Result<(), Failure> {
    let email = new.email.trim().to_lowercase();
    let looks_right =
        email.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'));
    if !looks_right || email.contains(char::is_whitespace) {
        return Err(Failure::yours("the e-mail address must be whole, such as anna@example.se"));
    }
    let db = parts::database_of(place).await?;
    let organisation = names::organisation(&db, &new.organisation).await?;
    let about = vec![new.name.clone(), email.clone(), organisation.name.clone()];
    let (password, typed) = choose(new.password_stdin)?;
    let password_hash = hash(&password, about).await?;
    let mut roles: Vec<_> = new.roles.iter().filter_map(|code| Role::from_code(code)).collect();
    roles.sort();
    roles.dedup();
    if roles.contains(&Role::Auditor) != new.until.is_some() {
        return Err(Failure::yours(
            "--until DAY says how long an auditor may read: it goes with --role auditor, and only with it",
        ));
    }
    let until = |role: &Role| new.until.filter(|_| *role == Role::Auditor);
    let roles = roles.iter().map(|role| Grant { role: *role, until: until(role) }).collect();
    let user = NewUser {
        organisation_id: organisation.id,
        name: new.name,
        email: email.clone(),
        password_hash,
        locale: Locale::Swedish,
        roles,
    };
    let txn = db.begin().await?;
    accounts::create(&txn, None, user, Clock::system().now()).await.map_err(|error| match error {
        NotMade::EmailTaken => Failure::yours(format!("{email} has an account already")),
        NotMade::Database(error) => error.into(),
    })?;
    txn.commit().await?;
    say(&email, &password, typed);
    Ok(())
}

async fn account(db: &Database, email: &str) -> Result<Account, Failure> {
    let account = directory::with_email(db.read(), email).await?;
    account.ok_or_else(|| {
        Failure::yours(format!("nobody signs in as {email}: `jamvaxt user list` shows who does"))
    })
}

async fn reset(whose: SecondFactor, place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    let account = account(&db, &whose.email).await?;
    let txn = db.begin().await?;
    factors::reset(&txn, None, account.id, Clock::system().now()).await?;
    txn.commit().await?;
    println!("{} has no second factor now.", account.email);
    Ok(())
}

async fn password(whose: Password, place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    let account = account(&db, &whose.email).await?;
    let (password, typed) = choose(whose.password_stdin)?;
    let hash = hash(&password, account.about()).await?;
    let txn = db.begin().await?;
    accounts::set_password(&txn, None, account.id, hash, Clock::system().now()).await?;
    txn.commit().await?;
    say(&account.email, &password, typed);
    Ok(())
}

async fn list(which: List, place: &Place) -> Result<(), Failure> {
    let db = parts::database_of(place).await?;
    let only = match &which.organisation {
        Some(name) => Some(names::organisation(&db, name).await?.id),
        None => None,
    };
    let names = organisation_names(&db).await?;
    for account in directory::all(db.read()).await? {
        if only.is_some_and(|id| id != account.organisation_id) {
            continue;
        }
        let roles: Vec<_> = account.roles.iter().map(|role| role.code()).collect();
        let state = if account.active { "open" } else { "closed" };
        let organisation = names.get(&account.organisation_id).map_or("", String::as_str);
        println!("{}\t{}\t{organisation}\t{}\t{state}", account.email, account.name, roles.join(","));
    }
    Ok(())
}

async fn organisation_names(db: &Database) -> Result<HashMap<i64, String>, Failure> {
    let all = organisations::all(db.read()).await?;
    Ok(all.into_iter().map(|organisation| (organisation.id, organisation.name)).collect())
}

/// The password and whether it was typed. It is never an argument: those are seen by everybody on the machine.
fn choose(stdin: bool) -> Result<(String, bool), Failure> {
    if !stdin {
        return Ok((accounts::new_password(&mut rand::make_rng::<StdRng>()), false));
    }
    let mut line = String::new();
    std::io::stdin()
        .read_line(&mut line)
        .map_err(|error| Failure::yours(format!("the password cannot be read from stdin: {error}")))?;
    let password = line.trim_end_matches(['\r', '\n']).to_owned();
    Ok((password, true))
}

/// What the browser asks of a password is asked here too.
async fn hash(password: &str, about: Vec<String>) -> Result<String, Failure> {
    let (shortest, longest) = (accounts::SHORTEST, accounts::LONGEST);
    accounts::choose_password(password.to_owned(), about).await?.map_err(|weak| match weak {
        Weak::Short | Weak::Long => {
            Failure::yours(format!("the password must be {shortest} to {longest} characters long"))
        }
        Weak::Guessable => Failure::yours(
            "the password is too easy to guess: put four or more unrelated words together, without names, address or organisation",
        ),
    })
}

fn say(email: &str, password: &str, typed: bool) {
    match typed {
        true => println!("{email} can sign in."),
        false => println!("{email} can sign in with {password} (shown this once)."),
    }
}
