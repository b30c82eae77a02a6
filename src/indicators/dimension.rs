//! What a figure can be split by.
use crate::clients::entity::client::BirthBackground;

/// The code of a level nobody knows.
pub const UNKNOWN: &str = "unknown";

crate::code_enum! {
    /// One way to split a figure (J+: sex, background, age and where people live).
    pub enum Axis {
        /// *Kön*.
        Sex = "sex",
        /// *Bakgrund*: born abroad or in Sweden.
        Background = "background",
        /// *Åldersgrupp* at the reference date.
        Age = "age",
        /// *Län*.
        Lan = "lan",
        /// *Regiontyp*.
        RegionType = "region_type",
    }
}

crate::code_enum! {
    /// Age at the reference date; the youngest group is Tillväxtverket's "unga".
    pub enum AgeGroup {
        /// 30 or younger.
        To30 = "to_30",
        /// 31 to 49.
        From31 = "31_49",
        /// 50 to 64.
        From50 = "50_64",
        /// 65 or older.
        From65 = "65_plus",
        /// Not known.
        Unknown = "unknown",
    }
}

crate::code_enum! {
    /// Born abroad or in Sweden: as coarse as figures need it.
    pub enum Background {
        /// *Utrikes född*.
        ForeignBorn = "foreign_born",
        /// *Inrikes född*.
        NativeBorn = "native_born",
        /// Not known.
        Unknown = "unknown",
    }
}

impl AgeGroup {
    /// The group of an age in whole years.
    pub fn of(age: Option<i32>) -> Self {
        match age {
            Some(0..=30) => Self::To30,
            Some(31..=49) => Self::From31,
            Some(50..=64) => Self::From50,
            Some(65..) => Self::From65,
            // A birth date after the reference date is a fault, not an age.
            Some(..0) | None => Self::Unknown,
        }
    }
}

impl From<BirthBackground> for Background {
    fn from(background: BirthBackground) -> Self {
        match background {
            BirthBackground::ForeignBorn => Self::ForeignBorn,
            BirthBackground::TwoForeignParents
            | BirthBackground::OneForeignParent
            | BirthBackground::TwoNativeParents
            | BirthBackground::NativeBorn => Self::NativeBorn,
            BirthBackground::Unknown => Self::Unknown,
        }
    }
}

impl Axis {
    /// Whether the levels tell of birth: then no list may be chosen by one (the search ban).
    pub fn is_sensitive(self) -> bool {
        self == Self::Background
    }
}
