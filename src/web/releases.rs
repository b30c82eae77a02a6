//! Releases: for the agency they were made for, and for the lead of their programme.
pub mod preview;
mod previews;
mod summary;

pub use previews::Previews;

use super::{Error, Result, visit::Visit};
use crate::{
    audit::Act,
    clock::Clock,
    database::Database,
    indicators::Axis,
    releases::{self, FileName, Seen},
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;
use summary::{Margins, Row, Table, summary};

#[derive(Serialize)]
struct Index {
    releases: Vec<Seen>,
}

/// The releases she may see, newest first.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    let releases = Seen::by(&visit.user).into_model().all(db.read()).await?;
    visit.page("releases/index.html", Index { releases })
}

#[derive(Serialize)]
struct Page {
    release: Seen,
    files: Vec<FileName>,
    tables: Vec<Table>,
    rows: Vec<Row>,
    led: bool,
}

/// One release: what it says in short, its files and their checksums.
pub async fn show(
    State(db): State<Database>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<impl IntoResponse> {
    let release = releases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    visit.saw(Act::new("view", "release", id)).await?;
    let files = releases::file_names(db.read(), &release).await?;
    let mut margins = Vec::new();
    for &indicator in releases::TABLES {
        margins.push(Margins::of_frozen(&releases::cells(db.read(), &release, indicator.code()).await?));
    }
    // The 21 län are for the files.
    let axes: Vec<Axis> = Axis::ALL.iter().copied().filter(|axis| *axis != Axis::Lan).collect();
    let (tables, rows) = summary(&visit, &margins, &axes);
    let led = releases::is_led_by(db.read(), &visit.user, id).await?;
    visit.page("releases/show.html", Page { release, files, tables, rows, led })
}

/// One file, as it was frozen. That it was fetched is written down before it is sent.
pub async fn file(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path((id, name)): Path<(i64, String)>,
) -> Result<Response> {
    let release = releases::find(db.read(), &visit.user, id).await?.ok_or(Error::NotFound)?;
    let txn = db.begin().await?;
    let file = releases::deliver(&txn, &visit.user, &release, &name, clock.now()).await?;
    let file = file.ok_or(Error::NotFound)?;
    txn.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, file.media_type),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", file.name)),
    ];
    Ok((headers, file.content).into_response())
}

/// Why it is safe: for the lead of its programme only.
pub async fn proof(
    State(db): State<Database>,
    State(clock): State<Clock>,
    visit: Visit,
    Path(id): Path<i64>,
) -> Result<Response> {
    let txn = db.begin().await?;
    let proof = releases::proof(&txn, &visit.user, id, clock.now()).await?.ok_or(Error::NotFound)?;
    txn.commit().await?;
    let headers = [
        (header::CONTENT_TYPE, "application/json"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"proof.json\""),
    ];
    Ok((headers, proof).into_response())
}
