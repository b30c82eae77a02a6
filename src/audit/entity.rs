//! The log's table.
use sea_orm::entity::prelude::*;

/// One act of one user.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "audit_events")]
pub struct Model {
    /// Row number, in the order things happened.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// When.
    pub at: DateTimeUtc,
    /// Who; nobody for a schedule or a command.
    pub user_id: Option<i64>,
    /// The organisation of whoever did it.
    pub organisation_id: Option<i64>,
    /// The verb.
    pub action: String,
    /// The noun.
    pub object: String,
    /// Which one.
    pub object_id: Option<i64>,
    /// The client it concerns.
    pub client_id: Option<i64>,
    /// The case it concerns.
    pub case_id: Option<i64>,
    /// Field names or a reason; never a value of a person.
    pub detail: Option<String>,
}

impl ActiveModelBehavior for ActiveModel {}
