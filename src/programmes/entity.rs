//! Tables of programmes.

/// Programmes.
pub mod programme {
    use sea_orm::entity::prelude::*;

    /// What a funder pays for, who takes part and for how long.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "programmes")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// As people call it.
        #[sea_orm(unique)]
        pub name: String,
        /// Who pays.
        pub funder: String,
        /// The funder's *diarienummer*.
        pub diary_number: String,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Date,
        /// In whole kronor.
        pub budget_sek: Option<i64>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Organisations that take part.
pub mod participation {
    use sea_orm::entity::prelude::*;

    /// One organisation in one programme.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "programme_organisations")]
    pub struct Model {
        /// The programme.
        #[sea_orm(primary_key, auto_increment = false)]
        pub programme_id: i64,
        /// Who takes part.
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: i64,
        /// Its programme.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "programme_id", to = "id")]
        pub programme: BelongsTo<super::programme::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Programme leads.
pub mod leadership {
    use sea_orm::entity::prelude::*;

    /// One user who leads one programme.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "programme_leads")]
    pub struct Model {
        /// The programme.
        #[sea_orm(primary_key, auto_increment = false)]
        pub programme_id: i64,
        /// Who leads it.
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i64,
        /// Its programme.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "programme_id", to = "id")]
        pub programme: BelongsTo<super::programme::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Targets.
pub mod target {
    use sea_orm::entity::prelude::*;

    /// What is aimed at, per indicator.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "programme_targets")]
    pub struct Model {
        /// The programme.
        #[sea_orm(primary_key, auto_increment = false)]
        pub programme_id: i64,
        /// Its code, such as `J01`.
        #[sea_orm(primary_key, auto_increment = false)]
        pub indicator: String,
        /// How much, in whole units of the indicator.
        pub value: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The follow-up plan.
pub mod plan_step {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What a follow-up is counted from.
        pub enum Anchor {
            /// The day the case closed.
            CaseClosed = "case_closed",
            /// The day the enterprise genuinely started.
            EnterpriseStarted = "enterprise_started",
        }
    }

    /// One question to come, so long after its anchor.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "plan_steps")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The programme.
        pub programme_id: i64,
        /// What it is counted from.
        pub anchor: Anchor,
        /// Months after the anchor.
        pub offset_months: i64,
        /// Weeks after the anchor.
        pub offset_weeks: i64,
        /// For how many days it may be answered.
        pub window_days: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
