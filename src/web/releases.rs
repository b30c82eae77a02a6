//! Releases: for the agency they were made for, and for the lead of their programme.
use super::{Error, Result, visit::Visit};
use crate::{
    audit::Act,
    clock::Clock,
    database::Database,
    disclosure::TOTAL,
    identity::Role,
    indicators::{Axis, Indicator},
    releases::{self, FileName, Seen},
    templates::decimal,
};
use axum::{
    extract::{Path, State},
    http::header,
    response::{IntoResponse, Response},
};
use serde::Serialize;

#[derive(Serialize)]
struct Index {
    releases: Vec<Seen>,
}

/// The releases she may see, newest first.
pub async fn index(State(db): State<Database>, visit: Visit) -> Result<impl IntoResponse> {
    visit.only_if(visit.user.is(Role::Recipient) || visit.user.is(Role::Lead))?;
    let releases = Seen::by(&visit.user).into_model().all(db.read()).await?;
    visit.page("releases/index.html", Index { releases })
}

#[derive(Serialize)]
struct Page {
    release: Seen,
    files: Vec<FileName>,
    tables: Vec<Table>,
}

/// The margins of a table: its total, and each axis by itself.
#[derive(Serialize)]
struct Table {
    code: &'static str,
    name: String,
    unit: String,
    definition: String,
    rows: Vec<Row>,
    hidden: usize,
}

#[derive(Serialize)]
struct Row {
    axis: Option<String>,
    level: String,
    /// Nothing where it is hidden.
    value: Option<String>,
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
    let mut tables = Vec::new();
    for &indicator in releases::TABLES {
        tables.push(table(&db, &visit, &release, indicator).await?);
    }
    visit.page("releases/show.html", Page { release, files, tables })
}

async fn table(db: &Database, visit: &Visit, release: &Seen, indicator: Indicator) -> Result<Table> {
    let cells = releases::cells(db.read(), release, indicator.code()).await?;
    let said = |coordinates: &str| match cells.iter().find(|cell| cell.coordinates == coordinates) {
        Some(cell) => cell.value_hundredths.map(|value| decimal(visit.user.locale, value)),
        // A cell that is not kept is a published zero.
        None => Some("0".to_owned()),
    };
    let everybody = vec![TOTAL; Axis::ALL.len()];
    let mut rows =
        vec![Row { axis: None, level: visit.say("indicators-total"), value: said(&everybody.join("/")) }];
    for (place, &axis) in Axis::ALL.iter().enumerate().filter(|(_, axis)| **axis != Axis::Lan) {
        for code in crate::reports::levels(axis) {
            let mut coordinates = everybody.clone();
            coordinates[place] = code;
            rows.push(Row {
                axis: Some(visit.say(&format!("indicators-axis-{}", axis.code()))),
                level: releases::level(visit.user.locale, axis.code(), code),
                value: said(&coordinates.join("/")),
            });
        }
    }
    Ok(Table {
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        unit: visit.say(&format!("indicators-unit-{}", indicator.unit().code())),
        definition: visit.say(&indicator.definition_key()),
        hidden: cells.iter().filter(|cell| cell.value_hundredths.is_none()).count(),
        rows,
    })
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
