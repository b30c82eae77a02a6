//! Tables of releases.

/// Definitions.
pub mod definition {
    use sea_orm::entity::prelude::*;

    /// What is promised to whom, and when next.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "release_definitions")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// As people and commands call it.
        #[sea_orm(unique)]
        pub name: String,
        /// Of which programme.
        pub programme_id: i64,
        /// To which agency.
        pub recipient_organisation_id: i64,
        /// Fewest persons behind a published figure.
        pub threshold: i64,
        /// When the next is due.
        pub next_run_at: DateTimeUtc,
        /// When it was defined.
        pub created_at: DateTimeUtc,
        /// Its programme.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "programme_id", to = "id")]
        pub programme: BelongsTo<crate::programmes::entity::programme::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Releases.
pub mod release {
    use sea_orm::entity::prelude::*;

    /// A frozen set of safe tables.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "releases")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// By which definition.
        pub definition_id: i64,
        /// `2026H1`.
        pub period: String,
        /// 1, then corrections.
        pub version: i64,
        /// What was known by then.
        pub cut_off: DateTimeUtc,
        /// Of all its files.
        pub sha256: String,
        /// The version it corrects.
        pub predecessor_id: Option<i64>,
        /// When it was frozen.
        pub created_at: DateTimeUtc,
        /// Its definition.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "definition_id", to = "id")]
        pub definition: BelongsTo<super::definition::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Cells.
pub mod cell {
    use sea_orm::entity::prelude::*;

    /// One published cell.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "release_cells")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Of which release.
        pub release_id: i64,
        /// Which table.
        pub indicator: String,
        /// Its codes, one a dimension, parted by `/`.
        pub coordinates: String,
        /// The figure, unless hidden.
        pub value_hundredths: Option<i64>,
        /// `ok` or `suppressed`.
        pub status: String,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Files.
pub mod file {
    use sea_orm::entity::prelude::*;

    /// One file, as it was frozen.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_files")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Of which release.
        pub release_id: i64,
        /// Its name.
        pub name: String,
        /// What it is.
        pub media_type: String,
        /// Its checksum.
        pub sha256: String,
        /// Its bytes.
        pub content: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Deliveries.
pub mod delivery {
    use sea_orm::entity::prelude::*;

    /// One file fetched by one recipient.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "deliveries")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Of which release.
        pub release_id: i64,
        /// By whom.
        pub user_id: i64,
        /// Which file.
        pub file_name: String,
        /// When.
        pub fetched_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Proofs.
pub mod proof {
    use sea_orm::entity::prelude::*;

    /// Why a release is safe: for the house's own eyes.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_proofs")]
    pub struct Model {
        /// Of which release.
        #[sea_orm(primary_key, auto_increment = false)]
        pub release_id: i64,
        /// The proof, as JSON.
        pub content: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The ledger.
pub mod told {
    use sea_orm::entity::prelude::*;

    /// What one release told of one table, chained to what was told before: only ever added to.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_ledger")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// By which release.
        pub release_id: i64,
        /// Of which programme and half-year.
        pub occasion: String,
        /// Of which table.
        pub indicator: String,
        /// From one.
        pub number: i64,
        /// Its checksum, which the next one names.
        pub sha256: String,
        /// The file. As secret as the database.
        pub content: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The secret.
pub mod secret {
    use sea_orm::entity::prelude::*;

    /// What no reader of the releases may know: by it ties are broken between cells to hide. One row.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "release_secrets")]
    pub struct Model {
        /// Always 1.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: i64,
        /// 32 random bytes.
        pub bytes: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
