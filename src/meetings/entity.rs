//! The table of meetings.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// How they met.
    pub enum Channel {
        /// In the same room.
        InPerson = "in_person",
        /// By video.
        Video = "video",
        /// By telephone.
        Phone = "phone",
        /// In writing.
        Email = "email",
        /// By chat or another digital way.
        OtherDigital = "other_digital",
        /// Not noted, as in imported books.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// What it was mainly about.
    pub enum Topic {
        /// The business idea.
        Idea = "idea",
        /// The business plan.
        BusinessPlan = "business_plan",
        /// Money.
        Financing = "financing",
        /// Tax and bookkeeping.
        Tax = "tax",
        /// Permits and rules.
        Permits = "permits",
        /// Customers and selling.
        Marketing = "marketing",
        /// A bit of everything.
        General = "general",
        /// Something else.
        Other = "other",
        /// Not noted, as in imported books.
        Unknown = "unknown",
    }
}

/// The advisor's main act.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "meetings")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In which case.
    pub case_id: i64,
    /// Who held it.
    pub advisor_id: i64,
    /// When it began.
    pub held_at: DateTimeUtc,
    /// How long.
    pub minutes: i64,
    /// How they met.
    pub channel: Channel,
    /// BCP 47.
    pub language: Option<String>,
    /// Whether an interpreter took part.
    pub interpreter: bool,
    /// What it was mainly about.
    pub topic: Topic,
    /// What they came to.
    pub notes: Option<String>,
    /// What was agreed.
    pub next_step: Option<String>,
    /// Who is to do it: whoever has the case.
    pub next_step_by: Option<i64>,
    /// By which day.
    pub next_step_due_on: Option<Date>,
    /// When that was done.
    pub next_step_done_at: Option<DateTimeUtc>,
    /// Of an imported row, so that it is never there twice.
    pub import_key: Option<String>,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// Its case.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<crate::cases::entity::Entity>,
    /// Its advisor.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "advisor_id", to = "id")]
    pub advisor: BelongsTo<crate::identity::entity::user::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
