//! The table of cases.
use sea_orm::entity::prelude::*;

crate::code_enum! {
    /// How far the business has come.
    pub enum Phase {
        /// *Idé*.
        Idea = "idea",
        /// *Affärsplan*.
        BusinessPlan = "business_plan",
        /// *Start*.
        Start = "start",
        /// *Tidig drift*.
        EarlyOperation = "early_operation",
        /// *Tillväxt*.
        Growth = "growth",
        /// *Avveckling*.
        WindingDown = "winding_down",
    }
}

crate::code_enum! {
    /// Whether work goes on.
    pub enum Status {
        /// *Pågående*.
        Open = "open",
        /// *Avslutad*.
        Closed = "closed",
    }
}

crate::code_enum! {
    /// Why a case closed.
    pub enum CloseReason {
        /// What she came for is done.
        GoalReached = "goal_reached",
        /// She started her business.
        StartedEnterprise = "started_enterprise",
        /// She found employment.
        Employed = "employed",
        /// She went to study.
        Studies = "studies",
        /// She moved away.
        MovedAway = "moved_away",
        /// She chose to stop.
        Discontinued = "discontinued",
        /// We lost contact.
        NoContact = "no_contact",
        /// Something else.
        Other = "other",
        /// Not known, as in imported books.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// Labour-market status (maps to EECO02–05 of Reg. (EU) 2021/1057).
    pub enum Employment {
        /// *Tillsvidareanställd*.
        EmployedPermanent = "employed_permanent",
        /// *Visstidsanställd*.
        EmployedTemporary = "employed_temporary",
        /// Employed; for how long is not known.
        Employed = "employed",
        /// *Egen företagare*.
        SelfEmployed = "self_employed",
        /// *Kombinatör*: job and business.
        Combiner = "combiner",
        /// Unemployed for less than 12 months.
        UnemployedUnder12 = "unemployed_under_12",
        /// Unemployed for 12 months or more.
        Unemployed12Plus = "unemployed_12_plus",
        /// Unemployed; for how long is not known.
        Unemployed = "unemployed",
        /// *Arbetsmarknadspolitiskt program*.
        LabourProgramme = "labour_programme",
        /// *Etableringsprogrammet*.
        IntroductionProgramme = "introduction_programme",
        /// *Studerande*.
        Student = "student",
        /// *Föräldraledig*.
        ParentalLeave = "parental_leave",
        /// *Sjukskriven*.
        SickLeave = "sick_leave",
        /// *Pensionär*.
        Retired = "retired",
        /// *Utanför arbetskraften*.
        OutsideLabourForce = "outside_labour_force",
        /// *Uppgift saknas*.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// On what ground personal data are kept (GDPR Art. 6).
    pub enum LegalBasis {
        /// Art. 6(1)(e): task in the public interest.
        PublicTask = "public_task",
        /// Art. 6(1)(b): agreement with her.
        Agreement = "agreement",
        /// Art. 6(1)(a): her consent.
        Consent = "consent",
    }
}

crate::code_enum! {
    /// How she was told what is kept and why (GDPR Art. 13).
    pub enum InformationGiven {
        /// By word of mouth.
        Oral = "oral",
        /// In writing.
        Written = "written",
        /// Both.
        OralAndWritten = "oral_and_written",
        /// Through an interpreter.
        Interpreted = "interpreted",
    }
}

/// One person in one programme with one advisor, from first visit to close.
#[sea_orm::model]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel, serde::Serialize)]
#[sea_orm(table_name = "cases")]
pub struct Model {
    /// Row number.
    #[sea_orm(primary_key)]
    pub id: i64,
    /// The tenant.
    pub organisation_id: i64,
    /// `2026-000123`, unique in the organisation.
    pub number: String,
    /// Whose case.
    pub client_id: i64,
    /// Under which programme.
    pub programme_id: i64,
    /// Who is responsible.
    pub advisor_id: i64,
    /// The firm it is about.
    pub enterprise_id: Option<i64>,
    /// How far the business has come.
    pub phase: Phase,
    /// Whether work goes on.
    pub status: Status,
    /// First day.
    pub opened_on: Date,
    /// Last day.
    pub closed_on: Option<Date>,
    /// Why it closed.
    pub close_reason: Option<CloseReason>,
    /// At entry: a person who comes back may have another.
    pub employment_at_entry: Employment,
    /// At exit.
    pub employment_at_exit: Option<Employment>,
    /// Ground for keeping the data.
    pub legal_basis: LegalBasis,
    /// When she was informed.
    pub information_given_on: Option<Date>,
    /// How she was informed.
    pub information_given: Option<InformationGiven>,
    /// What an imported book noted.
    pub note: Option<String>,
    /// The office's own number in an imported book.
    pub imported_reference: Option<String>,
    /// When it was entered.
    pub created_at: DateTimeUtc,
    /// Its client.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "client_id", to = "id")]
    pub client: BelongsTo<crate::clients::entity::client::Entity>,
    /// Its programme.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "programme_id", to = "id")]
    pub programme: BelongsTo<crate::programmes::entity::programme::Entity>,
    /// Its advisor.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "advisor_id", to = "id")]
    pub advisor: BelongsTo<crate::identity::entity::user::Entity>,
    /// Its enterprise.
    #[serde(skip)]
    #[sea_orm(belongs_to, from = "enterprise_id", to = "id")]
    pub enterprise: BelongsTo<Option<crate::enterprises::entity::enterprise::Entity>>,
}

impl ActiveModelBehavior for ActiveModel {}

/// The last case number given, per organisation and year.
pub mod number {
    use sea_orm::entity::prelude::*;

    /// A counter.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "case_numbers")]
    pub struct Model {
        /// The organisation.
        #[sea_orm(primary_key, auto_increment = false)]
        pub organisation_id: i64,
        /// The year.
        #[sea_orm(primary_key, auto_increment = false)]
        pub year: i64,
        /// The last number given.
        pub last: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
