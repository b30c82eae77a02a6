//! Code lists as completions.
use super::{form::Choice, visit::Visit};
use crate::codes::places::kommun_completion;
use axum::{Json, extract::Query};
use serde::Deserialize;

/// What was typed so far.
#[derive(Deserialize)]
pub struct Typed {
    #[serde(default)]
    q: String,
}

/// Kommuner whose names begin so.
pub async fn kommuner(_: Visit, Query(typed): Query<Typed>) -> Json<Vec<Choice>> {
    let found = kommun_completion(&typed.q);
    Json(
        found
            .into_iter()
            .map(|kommun| Choice::new(kommun.name, format!("{} ({})", kommun.name, kommun.code)))
            .collect(),
    )
}
