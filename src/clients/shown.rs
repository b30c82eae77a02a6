//! What of a client a page may show: the one place where protection decides.
use super::{Client, entity::client};
use crate::identity::{Right, User};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QuerySelect};
use std::collections::{HashMap, HashSet};

/// A client as somebody may see her.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct Shown {
    /// Her name; nothing where it is not this user's to see.
    pub name: Option<String>,
    /// Whether she lives under protected identity.
    pub protected: bool,
}

/// What a list may tell of a client. Of a protected one nothing, whoever asks: she is known on the page of her case,
/// to her group, and elsewhere by the number of the case.
pub fn shown_to(user: &User, client: &Client) -> Shown {
    Shown {
        name: may_list(user, client.protected).then(|| full_name(&client.given_name, &client.family_name)),
        protected: client.protected,
    }
}

/// Whether a list may name the client.
pub fn may_list(user: &User, protected: bool) -> bool {
    user.may(Right::ReadCases) && !protected
}

/// Given and family names together.
pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

#[derive(FromQueryResult)]
struct NameRow {
    id: i64,
    given_name: String,
    family_name: String,
}

/// The names of these clients of the user's organisation, in one question. Protected ones have none.
pub async fn names_for(
    db: &impl ConnectionTrait,
    user: &User,
    ids: HashSet<i64>,
) -> Result<HashMap<i64, String>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = client::Entity::find()
        .select_only()
        .columns([client::Column::Id, client::Column::GivenName, client::Column::FamilyName])
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(client::COLUMN.id.is_in(ids))
        .filter(client::COLUMN.protected.eq(false))
        .into_model::<NameRow>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, full_name(&row.given_name, &row.family_name))).collect())
}
