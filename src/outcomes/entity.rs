//! The table of outcomes.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// What came of it.
    pub enum Kind {
        /// She started an enterprise (J05).
        EnterpriseStarted = "enterprise_started",
        /// Full-time equivalents in the firm (J07).
        Fte = "fte",
        /// Turnover of the firm in a year (J09).
        Turnover = "turnover",
        /// She found employment (J10).
        Employed = "employed",
        /// She went to study (J10).
        InStudies = "in_studies",
        /// Money granted (J12).
        Financing = "financing",
        /// A finished business plan (J11).
        BusinessPlan = "business_plan",
    }
}

crate::code_enum! {
    /// Whether it is known.
    pub enum State {
        /// There is a value.
        Known = "known",
        /// Asked, and not known: never a zero.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// What the value counts.
    pub enum Unit {
        /// 1 for yes, 0 for no.
        YesNo = "yes_no",
        /// Full-time equivalents.
        Fte = "fte",
        /// Kronor.
        Sek = "sek",
    }
}

crate::code_enum! {
    /// Who says so.
    pub enum Source {
        /// She.
        Client = "client",
        /// The advisor.
        Advisor = "advisor",
        /// A public register.
        Register = "register",
        /// A document.
        Document = "document",
        /// Not noted, as in imported books.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// How well it is known.
    pub enum Evidence {
        /// Told.
        Told = "told",
        /// Seen by the advisor.
        Seen = "seen",
        /// Shown by a document.
        Document = "document",
        /// In a public register.
        Register = "register",
    }
}

/// One dated statement of what came of it.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "outcomes")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// In which case.
    pub case_id: i64,
    /// About which firm.
    pub enterprise_id: Option<i64>,
    /// What.
    pub kind: Kind,
    /// Whether it is known.
    pub state: State,
    /// How much, in hundredths of the unit; nothing when unknown.
    pub value_hundredths: Option<i64>,
    /// What the value counts.
    pub unit: Unit,
    /// On which day it held.
    pub reference_date: Date,
    /// Who says so.
    pub source: Source,
    /// How well it is known.
    pub evidence: Evidence,
    /// In words.
    pub note: Option<String>,
    /// Of an imported row, so that it is never there twice.
    pub import_key: Option<String>,
    /// Who entered it.
    pub recorded_by: i64,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// Its case.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "case_id", to = "id")]
    pub case: BelongsTo<crate::cases::entity::Entity>,
}

impl ActiveModelBehavior for ActiveModel {}
