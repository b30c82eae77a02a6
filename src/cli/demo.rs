//! `jamvaxt demo`: an invented year of work, served on this machine only.
use super::{
    Failure, Place, logs,
    parts::{self, Schema},
    serve,
};
use crate::{
    app::App,
    demo::{self as invention, Held, Made, SignIn},
    jobs,
    releases::{self, entity::release},
};
use clap::Args;
use sea_orm::{EntityTrait, QueryOrder};
use std::{io::ErrorKind, path::PathBuf};
use tokio::net::TcpListener;

/// How much of it, and where.
#[derive(Args)]
#[command(after_help = "Example: jamvaxt demo --cases 500 --port 8080 --data /tmp/jamvaxt-demo")]
pub struct Demo {
    /// How many cases to invent; data that is there already is kept
    #[arg(long, value_name = "N", default_value_t = 2000, value_parser = clap::value_parser!(u32).range(1..=1_000_000))]
    pub cases: u32,
    /// The port to serve on; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = 3000)]
    pub port: u16,
    /// The same seed gives the same people on the same day; on another day all of it lies that much later
    #[arg(long, value_name = "N", default_value_t = 1)]
    pub seed: u64,
}

/// Fills what is empty, then serves it.
pub async fn run(demo: Demo, place: &Place) -> Result<(), Failure> {
    let mut config = place.demo()?;
    logs::start(&config.logs)?;
    let listener = listen(demo.port).await?;
    let address = listener.local_addr().map_err(|error| Failure::ours(error.to_string()))?;
    config.server.listen = address.to_string();
    config.server.public_url = format!("http://{address}");
    // Safe because anything but an invention is refused below, before anybody is let in.
    config.demonstration = true;
    let app = parts::app(config, place.data(), Schema::Migrated).await?;
    let made = invented(&app, &demo).await?;
    let people = invention::sign_ins(&made);
    let file = place.data().join("sign-ins.csv");
    if !file.exists() {
        invention::keep(&people, &file)?;
    }
    jobs::run_releases(&app).await?;
    for folder in released(&app).await? {
        println!("The release for Tillväxtverket is in {}", folder.display());
    }
    println!("\nJämväxt is at {}\n\n{}", app.config.server.public_url, table(&people));
    println!("These sign-ins are also in {}. Press Ctrl-C to stop.", file.display());
    serve::serve(app, listener).await
}

async fn listen(port: u16) -> Result<TcpListener, Failure> {
    TcpListener::bind(("127.0.0.1", port)).await.map_err(|error| match error.kind() {
        ErrorKind::AddrInUse => Failure::yours(format!(
            "port {port} is in use by another program: stop it, or choose another with --port N"
        )),
        _ => Failure::yours(format!("cannot listen on port {port}: {error}; choose another with --port N")),
    })
}

/// What the database was filled with, now or before.
async fn invented(app: &App, demo: &Demo) -> Result<Made, Failure> {
    let (now, data) = (app.clock.now(), app.data.0.display());
    match invention::held(app.db.read()).await? {
        Held::Nothing => {
            let made = Made { cases: demo.cases, seed: demo.seed, today: app.clock.today() };
            invention::fill(&app.db, &app.vault, &made, now).await?;
            println!("{} cases invented in {data}.", made.cases);
            Ok(made)
        }
        Held::Invention(made) => {
            println!("The data of {} in {data} is kept ({} cases).", made.today, made.cases);
            if (made.cases, made.seed) != (demo.cases, demo.seed) {
                println!(
                    "--cases and --seed change nothing there: for other data choose another --data DIR."
                );
            }
            Ok(made)
        }
        Held::Something => Err(Failure::yours(format!(
            "the database of {data} holds other data than a demonstration: choose another directory with --data DIR"
        ))),
    }
}

/// Where the releases lie; a folder that is gone is put out again.
async fn released(app: &App) -> Result<Vec<PathBuf>, Failure> {
    let by_number = release::Entity::find().order_by_asc(release::Column::Id);
    let mut folders = Vec::new();
    for release in by_number.all(app.db.read()).await? {
        folders.push(releases::put_out(app.db.read(), &release, &app.data.join("releases")).await?);
    }
    Ok(folders)
}

fn table(people: &[SignIn]) -> String {
    let head = ["role", "organisation", "email", "password"].map(str::to_owned);
    let row = |one: &SignIn| {
        [one.role.code().to_owned(), one.organisation.to_owned(), one.email.clone(), one.password.clone()]
    };
    let rows: Vec<[String; 4]> = std::iter::once(head).chain(people.iter().map(row)).collect();
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2)];
    let line = |row: &[String; 4]| {
        let [role, organisation, email, password] = row;
        let [a, b, c] = widths;
        format!("  {role:a$}  {organisation:b$}  {email:c$}  {password}\n")
    };
    rows.iter().map(line).collect()
}
