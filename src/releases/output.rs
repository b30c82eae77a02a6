//! Releases as folders of files: whole or not there at all, and never written twice.
use super::{
    Release,
    entity::{definition, file, release},
};
use anyhow::Context;
use sea_orm::{ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};
use std::{
    fs,
    io::Write,
    path::{Path, PathBuf},
};

/// Where a release lies: `<definition>/<period>-v<version>`.
pub fn folder(releases: &Path, definition: &str, release: &Release) -> PathBuf {
    releases.join(definition).join(format!("{}-v{}", release.period, release.version))
}

/// Puts the frozen files in their folder, unless they are there.
pub async fn put_out(
    db: &impl ConnectionTrait,
    release: &Release,
    releases: &Path,
) -> anyhow::Result<PathBuf> {
    let definition = definition::Entity::find_by_id(release.definition_id).one(db).await?;
    let name = definition.context("a release of no definition")?.name;
    let folder = folder(releases, &name, release);
    if folder.exists() {
        return Ok(folder);
    }
    let files = file::Entity::find()
        .filter(file::COLUMN.release_id.eq(release.id))
        .order_by_asc(file::Column::Name)
        .all(db)
        .await?;
    let target = folder.clone();
    tokio::task::spawn_blocking(move || write(&target, &files)).await??;
    Ok(folder)
}

/// Puts out every release whose folder is missing, as after a crash between freezing and writing.
pub async fn put_out_missing(db: &impl ConnectionTrait, releases: &Path) -> anyhow::Result<()> {
    for frozen in release::Entity::find().order_by_asc(release::Column::Id).all(db).await? {
        put_out(db, &frozen, releases).await?;
    }
    Ok(())
}

/// Written beside and then given its name, so that nobody meets half a release.
fn write(folder: &Path, files: &[file::Model]) -> anyhow::Result<()> {
    let parent = folder.parent().context("a release lies in a folder")?;
    fs::create_dir_all(parent).with_context(|| format!("making {}", parent.display()))?;
    let beside = unfinished(parent)?;
    let written = write_all(&beside, files).and_then(|()| match fs::rename(&beside, folder) {
        // Another run put it out meanwhile: it is the same frozen content.
        Err(_) if folder.exists() => Ok(fs::remove_dir_all(&beside)?),
        renamed => Ok(renamed?),
    });
    if written.is_err() {
        // Best effort: the reason to tell is the failure above.
        drop(fs::remove_dir_all(&beside));
    }
    written.with_context(|| format!("writing {}", folder.display()))
}

fn unfinished(parent: &Path) -> anyhow::Result<PathBuf> {
    for attempt in 0..1000 {
        let name = format!(".part-{}-{attempt}", std::process::id());
        match fs::create_dir(parent.join(&name)) {
            Ok(()) => return Ok(parent.join(name)),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(error).with_context(|| format!("writing in {}", parent.display())),
        }
    }
    anyhow::bail!("{} is full of unfinished releases", parent.display())
}

fn write_all(folder: &Path, files: &[file::Model]) -> anyhow::Result<()> {
    for file in files {
        let mut out = fs::File::create_new(folder.join(&file.name))?;
        out.write_all(&file.content)?;
        out.sync_all()?;
    }
    Ok(())
}
