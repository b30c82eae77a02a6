//! Releases: for the agency they were made for, and for the lead of their programme.
use super::{Error, Result, visit::Visit};
use crate::{
    audit::Act,
    clock::Clock,
    database::Database,
    disclosure::TOTAL,
    identity::Role,
    indicators::{Axis, Indicator},
    releases::{self, Cell, FileName, Seen},
    reports::levels,
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
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Table {
    code: &'static str,
    name: String,
    unit: String,
    definition: String,
    hidden: usize,
}

/// One group of the tables' margins: everybody, or one level of one axis.
#[derive(Serialize)]
struct Row {
    axis: Option<String>,
    level: String,
    /// One value a table; nothing where it is hidden.
    values: Vec<Option<String>>,
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
    let (mut tables, mut kept) = (Vec::new(), Vec::new());
    for &indicator in releases::TABLES {
        let cells = releases::cells(db.read(), &release, indicator.code()).await?;
        tables.push(table(&visit, indicator, &cells));
        kept.push(cells);
    }
    let rows = margins().into_iter().map(|margin| row(&visit, margin, &kept)).collect();
    visit.page("releases/show.html", Page { release, files, tables, rows })
}

fn table(visit: &Visit, indicator: Indicator, cells: &[Cell]) -> Table {
    Table {
        code: indicator.code(),
        name: visit.say(&indicator.name_key()),
        unit: visit.say(&format!("indicators-unit-{}", indicator.unit().code())),
        definition: visit.say(&indicator.definition_key()),
        hidden: cells.iter().filter(|cell| cell.value_hundredths.is_none()).count(),
    }
}

/// Everybody, then each level of each axis by itself; the 21 län are for the files.
fn margins() -> Vec<Option<(Axis, &'static str)>> {
    let axes = Axis::ALL.iter().filter(|axis| **axis != Axis::Lan);
    let levels = axes.flat_map(|&axis| levels(axis).into_iter().map(move |code| Some((axis, code))));
    [None].into_iter().chain(levels).collect()
}

fn row(visit: &Visit, margin: Option<(Axis, &'static str)>, tables: &[Vec<Cell>]) -> Row {
    let code = |axis: &Axis| match margin {
        Some((split, code)) if split == *axis => code,
        _ => TOTAL,
    };
    let coordinates = Axis::ALL.iter().map(code).collect::<Vec<_>>().join("/");
    let value = |cells: &Vec<Cell>| match cells.iter().find(|cell| cell.coordinates == coordinates) {
        Some(cell) => cell.value_hundredths.map(|value| decimal(visit.user.locale, value)),
        // A cell that is not kept is a published zero.
        None => Some("0".to_owned()),
    };
    Row {
        axis: margin.map(|(axis, _)| visit.say(&format!("indicators-axis-{}", axis.code()))),
        level: match margin {
            None => visit.say("indicators-total"),
            Some((axis, code)) => releases::level(visit.user.locale, axis.code(), code),
        },
        values: tables.iter().map(value).collect(),
    }
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
