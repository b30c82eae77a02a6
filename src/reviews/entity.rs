//! Tables of reviews.

/// Reviews.
pub mod review {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What a reviewer goes through.
        pub enum Kind {
            /// Rows drawn by chance.
            Sample = "sample",
            /// Clients with the user's own surname.
            Surname = "surname",
            /// Clients who work in the user's house, or are the user herself.
            Colleagues = "colleagues",
            /// Clients under protected identity.
            Protected = "protected",
            /// Clients whose case the user neither has nor opened.
            NoCase = "no_case",
            /// At night, on weekends and on holidays.
            Night = "night",
            /// Many clients in a day.
            Mass = "mass",
            /// What was asked for and refused.
            Refused = "refused",
        }
    }

    /// What somebody went through, and what she says of it.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "reviews")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// What she went through.
        pub kind: Kind,
        /// Of which month.
        pub month: Date,
        /// What the sample was drawn by.
        pub seed: Option<i64>,
        /// From how many clients a day on it was many.
        pub most: Option<i64>,
        /// How many rows she had before her.
        pub rows: i64,
        /// Who.
        pub reviewed_by: i64,
        /// When.
        pub reviewed_at: DateTimeUtc,
        /// What she says of it. Not in the log: it may hold a name.
        pub remark: Option<String>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Rows of the log that were gone through.
pub mod row {
    use sea_orm::entity::prelude::*;

    /// One row in one review.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "review_rows")]
    pub struct Model {
        /// The review.
        #[sea_orm(primary_key, auto_increment = false)]
        pub review_id: i64,
        /// The row of the log.
        #[sea_orm(primary_key, auto_increment = false)]
        pub event_id: i64,
        /// The review.
        #[sea_orm(belongs_to, from = "review_id", to = "id")]
        pub review: BelongsTo<super::review::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
