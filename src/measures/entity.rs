//! Tables of measures.

/// Measures.
pub mod measure {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What was done.
        pub enum Kind {
            /// Individual advice.
            Advice = "advice",
            /// Advice in a group.
            GroupAdvice = "group_advice",
            /// A course.
            Course = "course",
            /// A mentor.
            Mentoring = "mentoring",
            /// A network meeting.
            Network = "network",
            /// Help with language.
            LanguageSupport = "language_support",
            /// Advice on money.
            FinancingAdvice = "financing_advice",
            /// A grant or voucher.
            Grant = "grant",
            /// A micro-loan.
            MicroLoan = "micro_loan",
            /// Coaching.
            Coaching = "coaching",
            /// A study visit.
            Visit = "visit",
        }
    }

    /// Something done for one client or many, with hours and cost.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "measures")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// Under which programme.
        pub programme_id: i64,
        /// What was done.
        pub kind: Kind,
        /// What it was called.
        pub title: Option<String>,
        /// Who gave it.
        pub provider: Option<String>,
        /// First day.
        pub starts_on: Date,
        /// Last day.
        pub ends_on: Option<Date>,
        /// How long, for each participant.
        pub minutes: i64,
        /// The whole cost, in öre; unknown stays unknown.
        pub cost_ore: Option<i64>,
        /// Who entered it.
        pub recorded_by: i64,
        /// When it was entered.
        pub created_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Participants.
pub mod participant {
    use sea_orm::entity::prelude::*;

    /// One case in one measure.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
    #[sea_orm(table_name = "measure_participants")]
    pub struct Model {
        /// The measure.
        #[sea_orm(primary_key, auto_increment = false)]
        pub measure_id: i64,
        /// The case.
        #[sea_orm(primary_key, auto_increment = false)]
        pub case_id: i64,
        /// Its measure.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "measure_id", to = "id")]
        pub measure: BelongsTo<super::measure::Entity>,
        /// Its case.
        #[serde(skip)]
        #[sea_orm(belongs_to, from = "case_id", to = "id")]
        pub case: BelongsTo<crate::cases::entity::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
