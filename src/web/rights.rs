//! Who may do what, printed from the table that decides it.
use super::{Result, visit::Visit};
use crate::identity::{Right, Role};
use axum::response::IntoResponse;
use serde::Serialize;

#[derive(Serialize)]
struct Page {
    roles: Vec<&'static str>,
    rights: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    code: &'static str,
    given: Vec<bool>,
}

/// The table, for whoever is signed in: it holds no secret, and everybody should know what others see.
pub async fn index(visit: Visit) -> Result<impl IntoResponse> {
    let row = |right: &Right| Row {
        code: right.code(),
        given: Role::ALL.iter().map(|role| right.roles().contains(role)).collect(),
    };
    let page = Page {
        roles: Role::ALL.iter().map(|role| role.code()).collect(),
        rights: Right::ALL.iter().map(row).collect(),
    };
    visit.page("rights/index.html", page)
}
