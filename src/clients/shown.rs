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

/// What a user may see of a client whose case `advisor_id` is responsible for. The identity of a protected
/// person is for that advisor alone; everybody else works with the case number.
pub fn shown_to(user: &User, client: &Client, advisor_id: i64) -> Shown {
    Shown {
        name: may_know(user, client.protected, advisor_id)
            .then(|| full_name(&client.given_name, &client.family_name)),
        protected: client.protected,
    }
}

/// Whether the identity is this user's to know.
pub fn may_know(user: &User, protected: bool, advisor_id: i64) -> bool {
    user.may(Right::ReadCases) && (!protected || advisor_id == user.id)
}

/// Given and family names together.
pub fn full_name(given: &str, family: &str) -> String {
    format!("{given} {family}").trim().to_owned()
}

/// A name, and whether it is protected, for a list that shows many.
#[derive(Clone, FromQueryResult)]
pub struct NameRow {
    id: i64,
    given_name: String,
    family_name: String,
    /// Whether it is for the case's own advisor only.
    pub protected: bool,
}

impl NameRow {
    /// Given and family names together.
    pub fn full_name(&self) -> String {
        full_name(&self.given_name, &self.family_name)
    }
}

/// The names of these clients of the user's organisation, in one question.
pub async fn names_for(
    db: &impl ConnectionTrait,
    user: &User,
    ids: HashSet<i64>,
) -> Result<HashMap<i64, NameRow>, DbErr> {
    if ids.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = client::Entity::find()
        .select_only()
        .columns([
            client::Column::Id,
            client::Column::GivenName,
            client::Column::FamilyName,
            client::Column::Protected,
        ])
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(client::COLUMN.id.is_in(ids))
        .into_model::<NameRow>()
        .all(db)
        .await?;
    Ok(rows.into_iter().map(|row| (row.id, row)).collect())
}
