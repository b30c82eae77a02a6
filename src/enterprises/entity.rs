//! Tables of enterprises.

/// Enterprises.
pub mod enterprise {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What the enterprise is doing.
        pub enum Status {
            /// Not started yet.
            Planned = "planned",
            /// *Aktiv*.
            Active = "active",
            /// *Vilande*.
            Dormant = "dormant",
            /// *Avregistrerad*.
            Deregistered = "deregistered",
            /// *Konkurs*.
            Bankrupt = "bankrupt",
        }
    }

    /// A firm, once per organisation.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "enterprises")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// Firma.
        pub name: String,
        /// *Enskild näringsverksamhet*: then her number is never kept here.
        pub sole_trader: bool,
        /// Ten digits.
        pub orgnr: Option<String>,
        /// Code of `juridisk_form.csv`.
        pub legal_form: Option<String>,
        /// Edition of the industry code.
        pub sni_version: Option<String>,
        /// Industry code.
        pub sni_code: Option<String>,
        /// Four digits.
        pub kommun_code: Option<String>,
        /// The day it genuinely started.
        pub started_on: Option<Date>,
        /// What it is doing now.
        pub status: Status,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Owners.
pub mod owner {
    use sea_orm::entity::prelude::*;

    /// A client with a share.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "enterprise_owners")]
    pub struct Model {
        /// The firm.
        #[sea_orm(primary_key, auto_increment = false)]
        pub enterprise_id: i64,
        /// The owner.
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: i64,
        /// Her share; unknown where nobody asked.
        pub share_percent: Option<i64>,
        /// Its enterprise.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
        pub enterprise: BelongsTo<super::enterprise::Entity>,
        /// Its client.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: BelongsTo<crate::clients::entity::client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Status history.
pub mod status_change {
    use sea_orm::entity::prelude::*;

    /// What the firm was doing from a day on.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "enterprise_statuses")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The firm.
        pub enterprise_id: i64,
        /// What.
        pub status: super::enterprise::Status,
        /// From when.
        pub since: Date,
        /// Who entered it.
        pub recorded_by: Option<i64>,
        /// When it was entered.
        pub recorded_at: DateTimeUtc,
        /// Its enterprise.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
        pub enterprise: BelongsTo<super::enterprise::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
