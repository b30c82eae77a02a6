//! The log's tables.
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
    /// Field names or a code; never a value of a person.
    pub detail: Option<String>,
    /// The roles she had when she did it, parted by spaces.
    pub role: Option<String>,
    /// The address of her machine, where it is known.
    pub address: Option<String>,
    /// `done` or `refused`; nothing in rows older than the column.
    pub result: Option<String>,
    /// Why: a code of [`super::Reason`].
    pub reason: Option<String>,
    /// The keyed hash of a reason that was typed.
    pub reason_hash: Option<Vec<u8>>,
    /// The request it was part of: rows of one request have the same.
    pub request: Option<i64>,
}

impl ActiveModelBehavior for ActiveModel {}

/// Seals.
pub mod seal {
    use sea_orm::entity::prelude::*;

    /// A seal over a batch of rows: see [`crate::audit::chain`].
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_seals")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The first row under it.
        pub first_event: i64,
        /// The last one: every row up to it is under this seal or one before.
        pub last_event: i64,
        /// How many rows.
        pub count: i64,
        /// When it was set.
        pub at: DateTimeUtc,
        /// The hash of the seal before.
        pub previous: Vec<u8>,
        /// Number and hash of every row under it.
        pub rows: Vec<u8>,
        /// Its own hash.
        pub hash: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Reasons.
pub mod reason {
    use sea_orm::entity::prelude::*;

    /// A reason as it was typed.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "audit_reasons")]
    pub struct Model {
        /// What the row of the log knows it by.
        #[sea_orm(primary_key, auto_increment = false)]
        pub hash: Vec<u8>,
        /// What it was hashed with; gone with the text.
        pub key: Option<Vec<u8>>,
        /// The words; gone when they were erased.
        pub text: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
