//! The indicators by code: what each is called, counts and is measured in. Their words live in the locales.

crate::code_enum! {
    /// An indicator of the programme's account to its funder.
    pub enum Indicator {
        /// Participants.
        J01 = "J01",
        /// Participating enterprises.
        J02 = "J02",
        /// Of them, those with advice and training only.
        J03 = "J03",
        /// Of them, those with money.
        J04 = "J04",
        /// New enterprises.
        J05 = "J05",
        /// Hours of individual advice; hours in groups are told beside them.
        J06 = "J06",
        /// Jobs created, in full-time equivalents.
        J07 = "J07",
        /// Enterprises alive one, two and three years after their start.
        J08 = "J08",
        /// Reach: how many take part outside the metropolitan regions, and how many were born abroad.
        J13 = "J13",
    }
}

/// What a figure is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    /// Persons.
    Persons,
    /// Enterprises.
    Enterprises,
    /// Hours.
    Hours,
    /// Full-time equivalents.
    Fte,
    /// Per cent.
    Percent,
}

/// What one contribution stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Counts {
    /// A person.
    Persons,
    /// An enterprise.
    Enterprises,
}

impl Indicator {
    /// What the figure is measured in.
    pub fn unit(self) -> Unit {
        match self {
            Self::J01 => Unit::Persons,
            Self::J02 | Self::J03 | Self::J04 | Self::J05 => Unit::Enterprises,
            Self::J06 => Unit::Hours,
            Self::J07 => Unit::Fte,
            Self::J08 | Self::J13 => Unit::Percent,
        }
    }

    /// Whom it counts.
    pub fn counts(self) -> Counts {
        match self {
            Self::J01 | Self::J06 | Self::J13 => Counts::Persons,
            Self::J02 | Self::J03 | Self::J04 | Self::J05 | Self::J07 | Self::J08 => Counts::Enterprises,
        }
    }

    /// How many digits of the figure follow the decimal mark.
    pub fn decimals(self) -> u8 {
        match self.unit() {
            Unit::Hours | Unit::Fte => 2,
            Unit::Percent => 1,
            Unit::Persons | Unit::Enterprises => 0,
        }
    }

    /// The key of its name.
    pub fn name_key(self) -> String {
        format!("indicators-name-{}", self.code())
    }

    /// The key of its definition.
    pub fn definition_key(self) -> String {
        format!("indicators-definition-{}", self.code())
    }
}

impl Unit {
    /// The stored code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Persons => "persons",
            Self::Enterprises => "enterprises",
            Self::Hours => "hours",
            Self::Fte => "fte",
            Self::Percent => "percent",
        }
    }
}
