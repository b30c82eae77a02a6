//! Tables of protected identity.

/// Groups.
pub mod member {
    use sea_orm::entity::prelude::*;

    /// Somebody who may know who a protected client is.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "protection_members")]
    pub struct Model {
        /// The client.
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: i64,
        /// The member.
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i64,
        /// Who chose her; nobody where the demonstration did.
        pub added_by: Option<i64>,
        /// When.
        pub added_at: DateTimeUtc,
        /// The member.
        #[sea_orm(belongs_to, from = "user_id", to = "id")]
        pub user: BelongsTo<crate::identity::entity::user::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Openings.
pub mod opening {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// Why a case stands open.
        pub enum Kind {
            /// A member gave her reason.
            View = "view",
            /// Somebody took access in an emergency.
            Emergency = "emergency",
        }
    }

    /// A case that stands open to somebody for a while.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "protection_openings")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The case.
        pub case_id: i64,
        /// Its client.
        pub client_id: i64,
        /// To whom.
        pub user_id: i64,
        /// Why.
        pub kind: Kind,
        /// In which session: the hash of its name.
        pub session: String,
        /// From when.
        pub since: DateTimeUtc,
        /// Until when: it ends by itself.
        pub until: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Notices.
pub mod notice {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What a protection officer is told of.
        pub enum Kind {
            /// A member looked.
            View = "view",
            /// Somebody took access in an emergency.
            Emergency = "emergency",
            /// Somebody entered a client with the number of a protected one.
            Double = "double",
            /// A client became protected.
            Marked = "marked",
            /// A client is protected no longer.
            Lifted = "lifted",
            /// The group changed.
            Group = "group",
        }
    }

    /// Something a protection officer is told.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "protection_notices")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// The protected client.
        pub client_id: i64,
        /// The case it was about.
        pub case_id: Option<i64>,
        /// Who did it.
        pub user_id: i64,
        /// What.
        pub kind: Kind,
        /// Why: a code of [`crate::audit::Reason`].
        pub reason: Option<String>,
        /// What the log knows the typed reason by.
        pub reason_hash: Option<Vec<u8>>,
        /// When.
        pub at: DateTimeUtc,
        /// Which officer has seen it.
        pub seen_by: Option<i64>,
        /// When.
        pub seen_at: Option<DateTimeUtc>,
        /// When it was told by mail, by number of notices only.
        pub mailed_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Liftings.
pub mod lifting {
    use sea_orm::entity::prelude::*;

    /// Somebody asked to lift a protection; another has to agree.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "protection_liftings")]
    pub struct Model {
        /// The client.
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: i64,
        /// Who asked.
        pub asked_by: i64,
        /// When.
        pub asked_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
