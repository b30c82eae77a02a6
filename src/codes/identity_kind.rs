//! Which kinds of identity number there are, and what can be wrong with one.

use thiserror::Error;

/// Who gave the number, which says how much it can be trusted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum IdentityKind {
    /// Given to everyone in the population register.
    Personnummer,
    /// Given by Skatteverket to persons outside the register.
    Samordningsnummer,
    /// Given by a school until the person has one of the others. Says nothing about sex.
    Interim,
}

/// Why a text is no identity number. Never carries the text itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Error)]
pub enum IdentityNumberFault {
    /// Not ten or twelve digits with the last four apart.
    #[error("not the shape of an identity number")]
    Shape,
    /// The first digits are no day of the calendar.
    #[error("the identity number holds no date")]
    Date,
    /// The last digit does not fit the others.
    #[error("the check digit of the identity number is wrong")]
    CheckDigit,
    /// Born after today.
    #[error("the identity number holds a date after today")]
    InTheFuture,
}

impl IdentityKind {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Personnummer, Self::Samordningsnummer, Self::Interim];

    /// The kind with this stored code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The code that is stored.
    pub fn code(self) -> &'static str {
        match self {
            Self::Personnummer => "personnummer",
            Self::Samordningsnummer => "samordningsnummer",
            Self::Interim => "interim",
        }
    }

    /// The key of its words.
    pub fn word(self) -> &'static str {
        match self {
            Self::Personnummer => "codes-identity-kind-personnummer",
            Self::Samordningsnummer => "codes-identity-kind-samordningsnummer",
            Self::Interim => "codes-identity-kind-interim",
        }
    }
}

impl IdentityNumberFault {
    /// The key of the words that say what is wrong and how to mend it.
    pub fn word(self) -> &'static str {
        match self {
            Self::Shape => "codes-identity-fault-shape",
            Self::Date => "codes-identity-fault-date",
            Self::CheckDigit => "codes-identity-fault-check-digit",
            Self::InTheFuture => "codes-identity-fault-in-the-future",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stored_codes_come_back() {
        for kind in IdentityKind::ALL {
            assert_eq!(IdentityKind::from_code(kind.code()), Some(kind));
        }
    }
}
