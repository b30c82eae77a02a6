//! Tables of clients.

/// Clients.
pub mod client {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// Sex as official statistics tell it; "vill ej uppge" is unknown.
        pub enum Sex {
            /// *Kvinna*.
            Woman = "woman",
            /// *Man*.
            Man = "man",
            /// *Uppgift saknas*.
            Unknown = "unknown",
        }
    }

    crate::code_enum! {
        /// Background as SCB tells it (MIS 2002:3), with the coarser *inrikes född* where parents are not known.
        pub enum BirthBackground {
            /// 1: born abroad.
            ForeignBorn = "foreign_born",
            /// 2: born in Sweden, both parents abroad.
            TwoForeignParents = "two_foreign_parents",
            /// 3: born in Sweden, one parent abroad.
            OneForeignParent = "one_foreign_parent",
            /// 4: born in Sweden, as both parents.
            TwoNativeParents = "two_native_parents",
            /// Born in Sweden; her parents are not known to us.
            NativeBorn = "native_born",
            /// *Uppgift saknas*.
            Unknown = "unknown",
        }
    }

    crate::code_enum! {
        /// Highest education, by the first digit of SUN 2020.
        pub enum Education {
            /// SUN 1.
            NoneOrUnder9 = "none_or_under_9",
            /// SUN 2.
            Compulsory = "compulsory",
            /// SUN 3.
            UpperSecondary = "upper_secondary",
            /// SUN 4.
            PostSecondaryShort = "post_secondary_short",
            /// SUN 5.
            PostSecondaryLong = "post_secondary_long",
            /// SUN 6.
            Doctorate = "doctorate",
            /// SUN 9.
            Unknown = "unknown",
        }
    }

    crate::code_enum! {
        /// Where what we know of her comes from.
        pub enum Origin {
            /// She told us.
            Client = "client",
            /// A public register.
            Register = "register",
            /// The advisor judged.
            Advisor = "advisor",
            /// An office's spreadsheet.
            Import = "import",
        }
    }

    crate::code_enum! {
        /// How her identity is protected (Skatteverket).
        pub enum Protection {
            /// *Sekretessmarkering*: a warning that a disclosure must be tried with special care.
            Marking = "marking",
            /// *Skyddad folkbokföring*: her true address stands in no register.
            Registration = "registration",
            /// *Fingerade personuppgifter*: a new identity, which nothing may tie to the one before.
            NewIdentity = "new_identity",
        }
    }

    /// A person, once per organisation. Not `Serialize`: a page shows a chosen part of her.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "clients")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// Given names; all she has where she has one name only.
        pub given_name: String,
        /// Family names; may be empty.
        pub family_name: String,
        /// True date of birth, which her number may not tell.
        pub birth_date: Option<Date>,
        /// Sex.
        pub sex: Sex,
        /// Background.
        pub birth_background: BirthBackground,
        /// Two letters (ISO 3166-1), if she wants to tell.
        pub birth_country: Option<String>,
        /// Or just the coarse region.
        pub birth_region: Option<String>,
        /// The year she came.
        pub in_sweden_since: Option<i64>,
        /// Four digits; never of a protected client.
        pub kommun_code: Option<String>,
        /// Highest education.
        pub education: Education,
        /// Whether that was abroad.
        pub foreign_education: bool,
        /// E-mail.
        pub email: Option<String>,
        /// Telephone.
        pub phone: Option<String>,
        /// Postal address.
        pub postal_address: Option<String>,
        /// BCP 47.
        pub contact_language: Option<String>,
        /// Whether an interpreter is needed.
        pub interpreter_needed: bool,
        /// *Skyddade personuppgifter*: then names, contact route and true day of birth are sealed beside the row, which
        /// holds none of them.
        pub protected: bool,
        /// Where this comes from.
        pub origin: Origin,
        /// When she was entered.
        pub created_at: DateTimeUtc,
        /// How she is protected.
        pub protection: Option<Protection>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// The words a client is found by.
pub mod name {
    use sea_orm::entity::prelude::*;

    /// One folded word of a name.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_names")]
    pub struct Model {
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub client_id: i64,
        /// Lower case, without marks.
        #[sea_orm(primary_key, auto_increment = false)]
        pub word: String,
        /// The tenant.
        pub organisation_id: i64,
        /// Its client.
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: BelongsTo<super::client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Identity numbers.
pub mod identifier {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What sort of number.
        pub enum Kind {
            /// Of somebody in the population register.
            Personnummer = "personnummer",
            /// Of somebody who is not (yet).
            Samordningsnummer = "samordningsnummer",
            /// With a letter in place of a digit.
            Interim = "interim",
            /// Our own, until she has another.
            Reserve = "reserve",
        }
    }

    /// One number a client has or had.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "client_identifiers")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose.
        pub client_id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// What sort.
        pub kind: Kind,
        /// The number, encrypted.
        pub sealed: Vec<u8>,
        /// Keyed hash, to find it by.
        pub lookup_hash: Vec<u8>,
        /// The day another took its place.
        pub valid_to: Option<Date>,
        /// When it was entered.
        pub created_at: DateTimeUtc,
        /// The key it is sealed and hashed with; nothing in rows older than the column.
        pub key_id: Option<String>,
        /// Its client.
        #[sea_orm(belongs_to, from = "client_id", to = "id")]
        pub client: BelongsTo<super::client::Entity>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// What is known of a protected client beside her bare row.
pub mod sealed_value {
    use sea_orm::entity::prelude::*;

    /// One value, sealed for its own place.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sealed_values")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// The table it would stand in, in clear.
        pub place: String,
        /// The column there.
        pub field: String,
        /// The row there.
        pub row_id: i64,
        /// Of whom it tells.
        pub client_id: i64,
        /// The tenant.
        pub organisation_id: i64,
        /// The key it is sealed with.
        pub key_id: String,
        /// The value, encrypted.
        pub value: Vec<u8>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}
