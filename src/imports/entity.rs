//! The table of imports: what was checked, and what was taken in.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// How far an import has come.
    pub enum State {
        /// Read and reported on; nothing is taken in.
        Checked = "checked",
        /// Taken in.
        Done = "done",
    }
}

/// One book of one office.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, DeriveEntityModel)]
#[sea_orm(table_name = "imports")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// Whose cases these are.
    pub organisation_id: i64,
    /// The programme they belong to.
    pub programme_id: i64,
    /// Who brought it; nobody for a command.
    pub user_id: Option<i64>,
    /// Checksum of the file.
    pub file_sha256: String,
    /// How far it has come.
    pub state: State,
    /// The figures of the book, and of what was taken in.
    #[sea_orm(column_type = "JsonBinary")]
    pub counts: Json,
    /// When it was checked.
    pub created_at: DateTimeUtc,
    /// When it was taken in.
    pub done_at: Option<DateTimeUtc>,
}

impl ActiveModelBehavior for ActiveModel {}
