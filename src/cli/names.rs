//! Organisations and programmes by the names people use.
use super::Failure;
use crate::{
    database::Database,
    identity::organisations::{self, Organisation},
    programmes::{self, Programme},
    releases::{self, Definition},
};

const NEAREST: usize = 5;

/// The organisation people call that.
pub async fn organisation(db: &Database, name: &str) -> Result<Organisation, Failure> {
    let all = organisations::all(db.read()).await?;
    pick(all, "organisation", name, |organisation| &organisation.name)
}

/// The programme people call that.
pub async fn programme(db: &Database, name: &str) -> Result<Programme, Failure> {
    let all = programmes::all(db.read()).await?;
    pick(all, "programme", name, |programme| &programme.name)
}

/// The release promised under that name.
pub async fn release(db: &Database, name: &str) -> Result<Definition, Failure> {
    let mut all = Vec::new();
    for programme in programmes::all(db.read()).await? {
        all.extend(releases::of_programme(db.read(), programme.id).await?);
    }
    pick(all, "release", name, |release| &release.name)
}

/// The one of that name, whatever its capital letters; else a failure that names the nearest.
pub fn pick<T>(all: Vec<T>, what: &str, wanted: &str, name: fn(&T) -> &str) -> Result<T, Failure> {
    let plain = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    let wanted = plain(wanted);
    let near = |one: &T| {
        let name = plain(name(one));
        let holds = if !wanted.is_empty() && name.contains(&wanted) { 1.0 } else { 0.0 };
        holds + strsim::jaro_winkler(&name, &wanted)
    };
    let (mut same, mut others): (Vec<_>, Vec<_>) =
        all.into_iter().partition(|one| plain(name(one)) == wanted);
    if let Some(one) = same.pop() {
        return Ok(one);
    }
    others.sort_by(|a, b| near(b).total_cmp(&near(a)));
    let nearest: Vec<_> = others.iter().take(NEAREST).map(|one| format!("\"{}\"", name(one))).collect();
    let hint = match nearest.as_slice() {
        [] => format!("there is no {what} yet"),
        names => format!("there is {}", names.join(", ")),
    };
    Err(Failure::yours(format!("no {what} is called \"{wanted}\": {hint}")))
}
