//! Tables of retention.

/// Rules.
pub mod rule {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What sort of record a rule is about.
        pub enum Class {
            /// The case itself. Follow-ups reach four years on (Tillväxtanalys evaluated FKF after two and four).
            CaseFile = "case_file",
            /// Papers of a programme with EU money: to the end of the year, four years after its end (ERDF 2014–20:
            /// four years after the final payment; until that is noted here, the programme's last day stands for it).
            ProgrammePaper = "programme_paper",
            /// *Försumbart stöd*: ten years from the day it was given (Reg. (EU) 2023/2831, Art. 6).
            Aid = "aid",
            /// *Räkenskapsinformation*: seven years from the end of the year (7 kap. 2 § bokföringslagen (1999:1078)).
            Voucher = "voucher",
        }
    }

    crate::code_enum! {
        /// From what its time is counted.
        pub enum Event {
            /// The day the case closed.
            CaseClosed = "case_closed",
            /// The end of the year the programme ended in.
            ProgrammeEnded = "programme_ended",
            /// The day a grant or loan was given.
            AidGiven = "aid_given",
            /// The end of the year something was paid in.
            CostPaid = "cost_paid",
        }
    }

    /// How long one class is kept.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "retention_rules")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Of what.
        pub class: Class,
        /// How many years.
        pub years: i64,
        /// From when.
        pub from_event: Event,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Disposals.
pub mod disposal {
    pub use crate::requests::entity::erasure::State;
    use sea_orm::entity::prelude::*;

    /// One round of disposal: its erasures say whose, and with the case numbers that stay they are its protocol.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "disposals")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
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
