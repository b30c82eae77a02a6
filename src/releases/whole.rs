//! Whether every release is still what was frozen: its files here and in the data directory, its cells, its ledger.
use super::{
    Release,
    entity::{cell, definition, file, release, secret, told},
    files::{MANIFEST, sha256},
    output::folder,
};
use crate::disclosure::ledger::Ledger;
use anyhow::Context;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::{
    collections::{BTreeMap, HashMap},
    fs, io,
    path::Path,
};

/// The first thing that is not as it was frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotWhole {
    /// A file in the database has not the bytes it was frozen with, or is not there.
    File {
        /// The release.
        release: i64,
        /// The file's name.
        name: String,
    },
    /// A file in the data directory differs from the one in the database, or is not there.
    PutOut {
        /// The release.
        release: i64,
        /// The file's name.
        name: String,
    },
    /// The cells a page shows are not those of the file.
    Cells {
        /// The release.
        release: i64,
        /// Which table.
        table: String,
    },
    /// What was told earlier is not as it was told.
    Ledger {
        /// The programme and half-year.
        occasion: String,
        /// Which table.
        table: String,
    },
}

/// Checks every release with its files, and tells how many there are. A folder that was never put out, as on another
/// server, is no fault.
pub async fn whole(db: &impl ConnectionTrait, releases: &Path) -> anyhow::Result<Result<usize, NotWhole>> {
    let all = release::Entity::find().order_by_asc(release::Column::Id).all(db).await?;
    for release in &all {
        let definition = definition::Entity::find_by_id(release.definition_id).one(db).await?;
        let name = definition.context("a release of no definition")?.name;
        if let Some(wrong) = one(db, release, &folder(releases, &name, release)).await? {
            return Ok(Err(wrong));
        }
    }
    Ok(Ok(all.len()))
}

async fn one(
    db: &impl ConnectionTrait,
    release: &Release,
    folder: &Path,
) -> anyhow::Result<Option<NotWhole>> {
    let wrong = |name: &str| Some(NotWhole::File { release: release.id, name: name.to_owned() });
    let files: BTreeMap<String, file::Model> = file::Entity::find()
        .filter(file::COLUMN.release_id.eq(release.id))
        .all(db)
        .await?
        .into_iter()
        .map(|file| (file.name.clone(), file))
        .collect();
    let Some(manifest) = files.get(MANIFEST).filter(|file| sha256(&file.content) == release.sha256) else {
        return Ok(wrong(MANIFEST));
    };
    let listed = listed(&manifest.content)?;
    for (name, sum) in &listed {
        let right = |file: &&file::Model| sha256(&file.content) == *sum && file.sha256 == *sum;
        if files.get(name).filter(right).is_none() {
            return Ok(wrong(name));
        }
    }
    if let Some(more) = files.keys().find(|name| *name != MANIFEST && !listed.contains_key(*name)) {
        return Ok(wrong(more));
    }
    if let Some(name) = files.values().find(|file| !is_put_out(folder, file)).map(|file| &file.name) {
        return Ok(Some(NotWhole::PutOut { release: release.id, name: name.clone() }));
    }
    for (name, file) in &files {
        let Some(table) = name.strip_suffix(".csv") else { continue };
        if !are_the_cells(db, release.id, table, &file.content).await? {
            return Ok(Some(NotWhole::Cells { release: release.id, table: table.to_owned() }));
        }
    }
    Ok(None)
}

/// Name and checksum of every file the manifest lists.
fn listed(manifest: &[u8]) -> anyhow::Result<BTreeMap<String, String>> {
    let manifest: serde_json::Value = serde_json::from_slice(manifest).context("a manifest")?;
    let files = manifest["files"].as_array().context("a manifest without files")?;
    let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    Ok(files.iter().map(|file| (text(&file["name"]), text(&file["sha256"]))).collect())
}

fn is_put_out(folder: &Path, file: &file::Model) -> bool {
    match fs::read(folder.join(&file.name)) {
        Ok(bytes) => bytes == file.content,
        Err(error) => error.kind() == io::ErrorKind::NotFound && !folder.exists(),
    }
}

/// Whether the cells a page shows say what the file says. A cell that is not kept is a published zero.
async fn are_the_cells(
    db: &impl ConnectionTrait,
    release: i64,
    table: &str,
    csv: &[u8],
) -> anyhow::Result<bool> {
    let rows = cell::Entity::find()
        .filter(cell::COLUMN.release_id.eq(release))
        .filter(cell::COLUMN.indicator.eq(table))
        .all(db)
        .await?;
    let mut kept: HashMap<String, Option<i64>> =
        rows.into_iter().map(|cell| (cell.coordinates, cell.value_hundredths)).collect();
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(csv);
    for row in reader.records() {
        let row = row.context("a table's file")?;
        // Each dimension's code and words, then figure, unit and status.
        let dimensions = row.len().saturating_sub(3) / 2;
        let codes: Vec<&str> = (0..dimensions).filter_map(|place| row.get(2 * place)).collect();
        let figure = row.get(2 * dimensions).unwrap_or_default();
        let printed = (!figure.is_empty()).then(|| hundredths(figure));
        if kept.remove(&codes.join("/")).unwrap_or(Some(0)) != printed {
            return Ok(false);
        }
    }
    Ok(kept.is_empty())
}

/// `18,00` and `18` alike.
fn hundredths(figure: &str) -> i64 {
    let (whole, parts) = figure.split_once(',').unwrap_or((figure, ""));
    format!("{whole}{:0<2}", parts).parse().unwrap_or(i64::MIN)
}

/// Follows the chain of what was told of every occasion, and tells how many entries there are.
pub async fn ledger_whole(db: &impl ConnectionTrait) -> anyhow::Result<Result<usize, NotWhole>> {
    let secret = secret::Entity::find().one(db).await?.context("the secret of the releases")?;
    let secret: [u8; 32] = secret.bytes.as_slice().try_into().context("the secret of the releases")?;
    let mut entries = 0;
    for (occasion, table) in series(db).await? {
        let rows = told::Entity::find()
            .filter(told::COLUMN.occasion.eq(&*occasion))
            .filter(told::COLUMN.indicator.eq(&*table))
            .order_by_asc(told::Column::Number)
            .all(db)
            .await?;
        let sums_hold = rows.iter().all(|row| row.sha256 == sha256(&row.content));
        entries += rows.len();
        let files: Vec<Vec<u8>> = rows.into_iter().map(|row| row.content).collect();
        if !sums_hold || Ledger::of_files(secret, &files).is_err() {
            return Ok(Err(NotWhole::Ledger { occasion, table }));
        }
    }
    Ok(Ok(entries))
}

async fn series(db: &impl ConnectionTrait) -> Result<Vec<(String, String)>, DbErr> {
    told::Entity::find()
        .select_only()
        .columns([told::Column::Occasion, told::Column::Indicator])
        .distinct()
        .order_by_asc(told::Column::Occasion)
        .order_by_asc(told::Column::Indicator)
        .into_tuple()
        .all(db)
        .await
}
