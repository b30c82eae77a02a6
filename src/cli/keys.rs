//! `jamvaxt key check` and `jamvaxt key rotate`: which keys seal what is stored, and one key in another's place.
use super::{Failure, Place, parts};
use crate::{
    clients::keys, config::Config, database::Database, identity::factors::app, protection,
    requests::correction, vault::Vault,
};
use clap::Subcommand;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use rand::rngs::StdRng;
use std::time::Duration;

/// No bar for whoever waits shorter.
const PATIENCE: Duration = Duration::from_secs(1);

/// What may be done with keys.
#[derive(Subcommand)]
pub enum Key {
    /// Tell how many values are sealed under which key
    #[command(
        after_help = "Example: jamvaxt key check --data /var/lib/jamvaxt\n\nExit code 1: something is sealed under a key that is not in secrets.key or secrets.previous."
    )]
    Check,
    /// Seal with the present key all that is sealed under an earlier one, while people work
    #[command(
        after_help = "Example: jamvaxt key rotate --data /var/lib/jamvaxt\n\nBefore: put the new key in secrets.key, the old one in secrets.previous, and start every server anew. It may be stopped and begun again."
    )]
    Rotate,
}

/// Does it.
pub async fn run(key: Key, place: &Place) -> Result<(), Failure> {
    let config = place.production()?;
    let vault = config.vault()?;
    let db = database(&config, place).await?;
    match key {
        Key::Check => check(&db, &vault).await?,
        Key::Rotate => rotate(&db, &vault).await?,
    }
    Ok(db.close().await?)
}

async fn database(config: &Config, place: &Place) -> Result<Database, Failure> {
    parts::database(config, place.data(), parts::Schema::AsItIs).await
}

async fn check(db: &Database, vault: &Vault) -> Result<(), Failure> {
    let known: Vec<&str> = vault.key_ids().collect();
    let mut lost = 0;
    let mut counts = keys::in_use(db.read()).await?;
    let elsewhere = app::keys_in_use(db.read()).await?.into_iter();
    for (key, count) in elsewhere.chain(correction::keys_in_use(db.read()).await?) {
        *counts.entry(Some(key)).or_default() += count;
    }
    for (key, count) in counts {
        let what = match key.as_deref() {
            Some(id) if id == vault.key_id() => "the present key",
            Some(id) if known.contains(&id) => "an earlier key",
            Some(_) => "A KEY THAT IS NOT CONFIGURED",
            None => "sealed before keys had ids",
        };
        if key.as_deref().is_some_and(|id| !known.contains(&id)) {
            lost += count;
        }
        println!("{}\t{count}\t{what}", key.as_deref().unwrap_or("-"));
    }
    match lost {
        0 => Ok(()),
        lost => Err(Failure::ours(format!(
            "{lost} values are sealed under a key that is neither secrets.key nor in secrets.previous"
        ))),
    }
}

async fn rotate(db: &Database, vault: &Vault) -> Result<(), Failure> {
    let moved = protection::seal_all(db, vault).await?;
    if moved > 0 {
        println!("{moved} protected clients stood in clear and are sealed now");
    }
    let bar = bar(keys::waiting(db.read(), vault).await?);
    let done = keys::rotate(db, vault, &|rows| advance(&bar, rows)).await;
    bar.finish_and_clear();
    let apps = app::seal_anew(db, vault, &mut rand::make_rng::<StdRng>()).await?;
    let done = done? + apps + correction::seal_anew(db, vault).await?;
    let left = keys::waiting(db.read(), vault).await?;
    db.forget().await?;
    println!("{done} values sealed anew under {}; {left} left", vault.key_id());
    match left {
        0 => Ok(()),
        _ => Err(Failure::ours(
            "somebody still seals with an earlier key: start every server anew with the present one, then run this again",
        )),
    }
}

/// A bar that is not seen yet.
fn bar(rows: u64) -> ProgressBar {
    let style = ProgressStyle::with_template("Sealing {bar:40} {human_pos}/{human_len} values");
    let bar = ProgressBar::with_draw_target(Some(rows), ProgressDrawTarget::hidden());
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

fn advance(bar: &ProgressBar, rows: u64) {
    if bar.elapsed() > PATIENCE && bar.is_hidden() {
        bar.set_draw_target(ProgressDrawTarget::stderr());
    }
    bar.inc(rows);
}
