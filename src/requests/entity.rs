//! The log of what clients asked for.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// What she asks for (GDPR Art. 15–18 and 21).
    pub enum Kind {
        /// Art. 15: *registerutdrag*.
        Access = "access",
        /// Art. 16: *rättelse*.
        Rectification = "rectification",
        /// Art. 18: *begränsning*.
        Restriction = "restriction",
        /// Art. 21: *invändning*.
        Objection = "objection",
        /// Art. 17: *radering*.
        Erasure = "erasure",
    }
}

crate::code_enum! {
    /// What was decided.
    pub enum State {
        /// Nothing yet.
        Open = "open",
        /// As she asked.
        Granted = "granted",
        /// In part.
        Partly = "partly",
        /// Not.
        Refused = "refused",
    }
}

crate::code_enum! {
    /// Why an answer may take two months more (Art. 12(3)).
    pub enum Extension {
        /// The request is complex.
        Complex = "complex",
        /// There are many.
        Many = "many",
    }
}

crate::code_enum! {
    /// The grounds on which the law lets a request be refused.
    pub enum Ground {
        /// Art. 17(3)(b): kept by law, or for a task in the public interest.
        PublicTask = "public_task",
        /// Art. 17(3)(d): archives, research and statistics in the public interest.
        Archiving = "archiving",
        /// Art. 12(6): it is not known that it is she who asks.
        IdentityUnproven = "identity_unproven",
        /// Art. 12(5): manifestly unfounded or excessive.
        Unfounded = "unfounded",
        /// Art. 15(4): it would harm the rights of others, or secrecy.
        RightsOfOthers = "rights_of_others",
        /// Art. 21(1): compelling grounds that override hers.
        OverridingGrounds = "overriding_grounds",
        /// Art. 16: what is kept is right.
        Accurate = "accurate",
    }
}

impl Ground {
    /// What a request of that sort may be refused on.
    pub const fn of(kind: Kind) -> &'static [Self] {
        use Ground::*;
        match kind {
            Kind::Access => &[RightsOfOthers, IdentityUnproven, Unfounded],
            Kind::Rectification => &[Accurate, IdentityUnproven, Unfounded],
            Kind::Restriction => &[Accurate, PublicTask, IdentityUnproven, Unfounded],
            Kind::Objection => &[OverridingGrounds, PublicTask, IdentityUnproven, Unfounded],
            Kind::Erasure => &[PublicTask, Archiving, IdentityUnproven, Unfounded],
        }
    }
}

/// One thing one client asked for. Not `Serialize`: what was typed of it may hold anything.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "rights_requests")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The tenant.
    pub organisation_id: i64,
    /// Who asked.
    pub client_id: i64,
    /// The case she asked in; it concerns all of hers.
    pub case_id: i64,
    /// For what.
    pub kind: Kind,
    /// The day it came.
    pub received_on: Date,
    /// The day by which she must have an answer.
    pub due_on: Date,
    /// Why that day was moved on.
    pub extended_because: Option<Extension>,
    /// What was decided.
    pub state: State,
    /// On which ground it was refused, wholly or in part.
    pub ground: Option<Ground>,
    /// What she was told, in words.
    pub reason: Option<String>,
    /// The day it was decided.
    pub decided_on: Option<Date>,
    /// Who decided.
    pub decided_by: Option<i64>,
    /// Who noted it.
    pub recorded_by: i64,
    /// When.
    pub created_at: DateTimeUtc,
}

impl ActiveModelBehavior for ActiveModel {}

/// Erasures.
pub mod erasure {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// Why her data are to go.
        pub enum Cause {
            /// She asked.
            Request = "request",
            /// They have been kept as long as they may be.
            Disposal = "disposal",
        }
    }

    crate::code_enum! {
        /// How far it has come.
        pub enum State {
            /// By one person; another has to confirm.
            Proposed = "proposed",
            /// Done.
            Done = "done",
            /// Not after all.
            Withdrawn = "withdrawn",
        }
    }

    /// The erasure of one client.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "erasures")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// Who.
        pub client_id: i64,
        /// Why.
        pub cause: Cause,
        /// What she asked, if she did.
        pub request_id: Option<i64>,
        /// The round of disposal it is part of.
        pub disposal_id: Option<i64>,
        /// How far it has come.
        pub state: State,
        /// Who proposed it.
        pub proposed_by: i64,
        /// When.
        pub proposed_at: DateTimeUtc,
        /// Who confirmed it, and is not the same, or withdrew it.
        pub settled_by: Option<i64>,
        /// When.
        pub settled_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Legal holds.
pub mod hold {
    use sea_orm::entity::prelude::*;

    /// A case of which nothing may go. Not `Serialize`: its reason may hold anything.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "legal_holds")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// Which case.
        pub case_id: i64,
        /// Why, in words.
        pub reason: String,
        /// Who placed it.
        pub placed_by: i64,
        /// When.
        pub placed_at: DateTimeUtc,
        /// Who lifted it.
        pub lifted_by: Option<i64>,
        /// When.
        pub lifted_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Corrections.
pub mod correction {
    use sea_orm::entity::prelude::*;

    /// What one field of a client said until a day.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "corrections")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose.
        pub client_id: i64,
        /// The column.
        pub field: String,
        /// What it said, encrypted.
        pub sealed: Vec<u8>,
        /// The id of the key it is encrypted with.
        pub key_id: String,
        /// Who corrected it.
        pub corrected_by: i64,
        /// When.
        pub corrected_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
