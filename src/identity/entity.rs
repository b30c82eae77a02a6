//! Tables of organisations, users and roles.

/// Organisations.
pub mod organisation {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What sort of body it is.
        pub enum Kind {
            /// *Länsstyrelse*.
            CountyBoard = "county_board",
            /// *Region*.
            Region = "region",
            /// *Kommun*.
            Municipality = "municipality",
            /// *Stiftelse*.
            Foundation = "foundation",
            /// *Ideell eller ekonomisk förening*.
            Association = "association",
            /// *Bolag*.
            Company = "company",
            /// A state agency, such as the funder.
            Agency = "agency",
        }
    }

    /// A body that works with clients or receives releases: the tenant.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "organisations")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// As people call it.
        #[sea_orm(unique)]
        pub name: String,
        /// Ten digits.
        pub orgnr: Option<String>,
        /// What sort of body it is.
        pub kind: Kind,
        /// The län it works in, two digits.
        pub lan_code: Option<String>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Users.
pub mod user {
    use crate::locales::Locale;
    use sea_orm::entity::prelude::*;

    /// A person who signs in. Not `Serialize`: it holds a password hash.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "users")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Where she works.
        pub organisation_id: i64,
        /// Her name.
        pub name: String,
        /// Lower case; how she signs in.
        #[sea_orm(unique)]
        pub email: String,
        /// Argon2id, in PHC form; empty until she has chosen one.
        pub password_hash: String,
        /// The language she reads.
        pub locale: Locale,
        /// Whether she may sign in.
        pub active: bool,
        /// When she was entered.
        pub created_at: DateTimeUtc,
        /// Its organisation.
        #[sea_orm(belongs_to, from = "organisation_id", to = "id")]
        pub organisation: BelongsTo<super::organisation::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Roles of users.
pub mod user_role {
    use crate::identity::Role;
    use sea_orm::entity::prelude::*;

    /// One role of one user.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "user_roles")]
    pub struct Model {
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i64,
        /// Which.
        #[sea_orm(primary_key, auto_increment = false)]
        pub role: Role,
        /// The last day she has it: an auditor's only. The others hold until they are taken away.
        pub until: Option<Date>,
        /// Its user.
        #[sea_orm(belongs_to, from = "user_id", to = "id")]
        pub user: BelongsTo<super::user::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
