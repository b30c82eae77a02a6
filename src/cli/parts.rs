//! The parts of the running program, put together from the configuration: the one place for every command.
use super::{Failure, Place, schema};
use crate::{
    app::{App, Data},
    audit::Views,
    clock::Clock,
    config::Config,
    database::Database,
    mail::Mailer,
    templates::Templates,
};
use std::{path::Path, sync::Arc};

/// What a command expects of the schema.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Schema {
    /// Brought up to date first; a database that is not there is made.
    Migrated,
    /// Made if it is not there, and not looked at: whoever asks will migrate it herself.
    Unseen,
    /// Must be there and up to date already: the command is no reason to change it.
    AsItIs,
}

/// Everything a request or job needs. Nothing is written before the configuration is known to be whole.
pub async fn app(config: Config, data: &Path, schema: Schema) -> Result<App, Failure> {
    let vault = config.vault()?;
    let db = database(&config, data, schema).await?;
    let mailer = Mailer::new(&config.mail, data)?;
    Ok(App {
        views: Views::start(db.clone()),
        db,
        templates: Templates::load(),
        clock: Clock::system(),
        vault,
        mailer,
        config: Arc::new(config),
        data: Data(Arc::new(data.to_owned())),
    })
}

/// The database alone, for commands that open no identity number.
pub async fn database(config: &Config, data: &Path, schema: Schema) -> Result<Database, Failure> {
    let url = config.database_url(data);
    if schema == Schema::AsItIs {
        must_exist(&url)?;
    } else {
        make_directory(data)?;
    }
    let db = Database::connect(&url, config.database.connections).await.map_err(|error| {
        Failure::yours(format!(
            "the database {} cannot be reached: {error}; see database.url (JAMVAXT__DATABASE__URL)",
            without_password(&url)
        ))
    })?;
    match schema {
        Schema::Migrated => schema::migrate(&db).await.map(drop)?,
        Schema::AsItIs => schema::must_be_current(&db).await?,
        Schema::Unseen => {}
    }
    Ok(db)
}

/// The program's own production settings and the database behind them.
pub async fn database_of(place: &Place) -> Result<Database, Failure> {
    database(&place.production()?, place.data(), Schema::AsItIs).await
}

fn must_exist(url: &str) -> Result<(), Failure> {
    match url.strip_prefix("sqlite://") {
        Some(file) if !Path::new(file).is_file() => Err(Failure::yours(format!(
            "there is no database {file}: make one with `jamvaxt migrate`, or say where it is with --data DIR"
        ))),
        _ => Ok(()),
    }
}

/// Made if it is not there, and tried: a directory that cannot be written to is better found now than at the first case.
fn make_directory(data: &Path) -> Result<(), Failure> {
    // A name of this process's own: another may be trying the same directory.
    let probe = data.join(format!(".writable-{}", std::process::id()));
    std::fs::create_dir_all(data)
        .and_then(|()| std::fs::write(&probe, b""))
        .and_then(|()| std::fs::remove_file(&probe))
        .map_err(|error| {
            Failure::yours(format!(
                "the data directory {} cannot be written to: {error}; choose another with --data DIR",
                data.display()
            ))
        })
}

/// `postgres://user:secret@host/name` as it may be shown.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else { return url.to_owned() };
    let shown = match rest.rsplit_once('@') {
        Some((who, place)) => {
            let name = who.split(':').next().unwrap_or_default();
            format!("{name}@{place}")
        }
        None => rest.to_owned(),
    };
    format!("{scheme}://{}", shown.split('?').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_never_shown() {
        assert_eq!(
            without_password("postgres://anna:hemlig@db.example.se/jv?password=x"),
            "postgres://anna@db.example.se/jv"
        );
        assert_eq!(without_password("sqlite://data/jamvaxt.db"), "sqlite://data/jamvaxt.db");
    }
}
