//! An office's spreadsheet on the web: brought, checked, and taken in only when she says so.
mod pages;
mod upload;

use super::{Error, Result, visit::Visit};
use crate::{
    app::{App, Data},
    audit::Act,
    database::Database,
    imports::{
        book::BookFault,
        entity::{Model as Import, State as Stage},
        known::Known,
        mend,
        shelf::{self, Brought},
        told,
        write::{Intake, write},
    },
    programmes,
    vault::sha256_hex,
};
use axum::{
    extract::{Multipart, Path, State, multipart::MultipartRejection},
    http::{StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use pages::{Index, Report, Row};
use std::{io::ErrorKind, path::PathBuf};
use upload::Read;

/// An upload may be this large.
const LARGEST: usize = 16 << 20;
/// A larger one is heard out up to here, so that its sender gets an answer and not a broken connection.
pub const HEARD_OUT: usize = 64 << 20;

/// What was brought before, and the form for another.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<Response> {
    let page = Index::of(&db, &visit, None).await?;
    Ok(visit.page("imports/index.html", page)?.into_response())
}

/// Checks a file and keeps it. Nothing of it is taken in.
pub async fn create(
    State(app): State<App>,
    visit: Visit,
    multipart: Result<Multipart, MultipartRejection>,
) -> Result<Response> {
    let Ok(multipart) = multipart else { return Err(Error::BadRequest) };
    let brought = match upload::receive(multipart).await {
        Err(Error::TooLarge) => {
            let fault = BookFault::TooLarge { limit: LARGEST as u64 };
            let page = Index::of(&app.db, &visit, Some(told::book_fault(&fault, visit.user.locale))).await?;
            let page = visit.page("imports/index.html", page)?;
            return Ok((StatusCode::PAYLOAD_TOO_LARGE, page).into_response());
        }
        brought => brought?,
    };
    let programme = programmes::of_organisation(app.db.read(), visit.user.organisation_id)
        .await?
        .into_iter()
        .find(|programme| programme.id.to_string() == brought.programme);
    let Some(programme) = programme else {
        let page = Index::of(&app.db, &visit, None).await?.with_mistake("programme", "choice");
        return visit.mistakes("imports/index.html", page);
    };
    if brought.file.is_empty() {
        let page = Index::of(&app.db, &visit, None).await?.with_mistake("file", "required");
        return visit.mistakes("imports/index.html", page);
    }
    let bytes = brought.file.clone();
    let read = match upload::read(brought.file, app.clock.today()).await? {
        Ok(read) => read,
        Err(fault) => {
            let words = told::book_fault(&fault, visit.user.locale);
            let page = Index::of(&app.db, &visit, Some(words)).await?;
            return visit.mistakes("imports/index.html", page);
        }
    };
    let txn = app.db.begin().await?;
    let brought = Brought {
        organisation_id: visit.user.organisation_id,
        programme_id: programme.id,
        by: Some(&visit.user),
        sha256: sha256_hex(&bytes),
        counts: &read.plan.counts,
    };
    let id = shelf::enter(&txn, brought, app.clock.now()).await?;
    let file = shelf::book_file(&folder(&app.data), id);
    off_thread(move || shelf::put(&file, &bytes)).await?.map_err(anyhow::Error::from)?;
    txn.commit().await?;
    Ok(Redirect::to(&format!("/imports/{id}")).into_response())
}

/// What the file holds, what is wrong with it and what would be taken in; or what was.
pub async fn show(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let import = find(&app.db, &visit, id).await?;
    visit.saw(Act::new("view", "import", id)).await?;
    let mendable = shelf::mend_file(&folder(&app.data), id).is_file();
    let read = match import.state {
        Stage::Checked => Some(reread(&app, &import).await?),
        Stage::Done => None,
    };
    let known = match &read {
        Some(_) => Some(Known::read(app.db.read(), import.organisation_id, import.programme_id).await?),
        None => None,
    };
    let page = Report::of(&app.db, &visit, &import, read, known, mendable).await?;
    Ok(visit.page("imports/report.html", page)?.into_response())
}

/// Takes the good rows in, all or none, and keeps the others in a file to mend.
pub async fn confirm(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let import = find(&app.db, &visit, id).await?;
    if import.state == Stage::Done {
        return Ok(Redirect::to(&format!("/imports/{id}")).into_response());
    }
    let read = reread(&app, &import).await?;
    let now = app.clock.now();
    let txn = app.db.begin().await?;
    if !shelf::claim(&txn, id).await? {
        return Ok(Redirect::to(&format!("/imports/{id}")).into_response());
    }
    let intake = Intake {
        organisation_id: import.organisation_id,
        programme_id: import.programme_id,
        by: Some(&visit.user),
        advisor_id: visit.user.id,
        import_id: id,
        vault: &app.vault,
        now,
        written: &|_| {},
    };
    let written = write(&txn, &read.plan, &intake).await?;
    shelf::finish(&txn, id, &read.plan.counts, &written, now).await?;
    let folder = folder(&app.data);
    if !read.plan.held.is_empty() {
        let path = shelf::mend_file(&folder, id);
        let bytes = to_mend(read, &visit).await?;
        off_thread(move || shelf::put(&path, &bytes)).await?.map_err(anyhow::Error::from)?;
    }
    txn.commit().await?;
    let file = shelf::book_file(&folder, id);
    // The job deletes what could not be deleted now.
    let _ = off_thread(move || std::fs::remove_file(file)).await?;
    Ok(Redirect::to(&format!("/imports/{id}?said=imports-taken")).into_response())
}

/// The rows that wait, in a workbook like her own with one column more.
pub async fn mend(State(app): State<App>, visit: Visit, Path(id): Path<i64>) -> Result<Response> {
    let import = find(&app.db, &visit, id).await?;
    visit.saw(Act::new("fetch", "import", id)).await?;
    let bytes = match import.state {
        Stage::Checked => to_mend(reread(&app, &import).await?, &visit).await?,
        Stage::Done => {
            let path = shelf::mend_file(&folder(&app.data), id);
            off_thread(move || std::fs::read(path)).await?.map_err(|_| Error::NotFound)?
        }
    };
    let name = format!("attachment; filename=\"import-{id}.xlsx\"");
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(([(header::CONTENT_TYPE, kind.to_owned()), (header::CONTENT_DISPOSITION, name)], bytes)
        .into_response())
}

async fn find(db: &Database, visit: &Visit, id: i64) -> Result<Import> {
    shelf::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)
}

fn folder(data: &Data) -> PathBuf {
    data.join("imports")
}

/// The kept file, read once more: what is there already may have changed since it was brought.
async fn reread(app: &App, import: &Import) -> Result<Read> {
    let path = shelf::book_file(&folder(&app.data), import.id);
    let bytes = match off_thread(move || std::fs::read(path)).await? {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(Error::NotFound),
        Err(error) => return Err(anyhow::Error::from(error).into()),
    };
    let read = upload::read(bytes, app.clock.today()).await?;
    let mut read = read.map_err(|fault| anyhow::anyhow!("a kept import cannot be read: {}", fault.word()))?;
    let known = Known::read(app.db.read(), import.organisation_id, import.programme_id).await?;
    known.adopt(&mut read.plan);
    Ok(read)
}

async fn to_mend(read: Read, visit: &Visit) -> Result<Vec<u8>> {
    let locale = visit.user.locale;
    let bytes = off_thread(move || mend::bytes(&read.book, &read.plan, |key| locale.say(key))).await?;
    Ok(bytes.map_err(anyhow::Error::from)?)
}

/// Reading files and workbooks holds up nobody else's page.
async fn off_thread<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    Ok(tokio::task::spawn_blocking(work).await.map_err(anyhow::Error::from)?)
}

impl Row {
    fn of(import: &Import, programme: String) -> Self {
        let count = |path: &str| import.counts.pointer(path).and_then(serde_json::Value::as_u64);
        Self {
            id: import.id,
            programme,
            state: import.state.code(),
            created_at: import.created_at,
            rows: count("/book/rows").unwrap_or_default(),
            cases: count("/written/cases"),
        }
    }
}
