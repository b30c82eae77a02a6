//! Where an act comes from: the role it was done in, the address it was asked from, and the request it was part of.
use std::net::IpAddr;

/// What the log keeps of a request besides who made it (Digg, *Loggning och spårbarhet*: every event can be followed
/// from the log of the program to the log of the people).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The address of her machine, where the program knows it for certain.
    pub address: Option<IpAddr>,
    /// The number of the request, as the program's own log tells it.
    pub request: Option<i64>,
}

/// How an act ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Outcome {
    /// It was done, or seen.
    #[default]
    Done,
    /// It was tried, and is not hers to do or see.
    Refused,
}

impl Outcome {
    /// The stored code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Refused => "refused",
        }
    }
}
