//! What a reader knows: unknown figures and the linear facts that bind them. All that protection and audit share.
//!
//! Every published figure, of whatever kind, is one fact `lo ≤ Σ coefficient · unknown ≤ hi`: an exact count has
//! `lo = hi`, a rounded one a little room, a share two half-open facts. Coefficients and bounds are whole numbers;
//! who has decimals multiplies the row.

/// Unknown figures and the facts about them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct System {
    /// The unknown figures.
    pub unknowns: Vec<Unknown>,
    /// What is published about them.
    pub facts: Vec<Fact>,
}

/// One unknown figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unknown {
    /// What it truly is, in its smallest unit.
    pub truth: i64,
    /// The least a reader knows it to be.
    pub lower: i64,
    /// The most a reader knows it to be, if anything.
    pub upper: Option<i64>,
    /// Who alone stands behind it, and so knows it.
    pub owner: Option<u32>,
    /// Whether it counts something, and so is whole.
    pub whole: bool,
}

/// One published fact. The truth satisfies it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// Which unknowns, by number in rising order, and how often each.
    pub terms: Vec<(u32, i64)>,
    /// At least this.
    pub lo: Option<i64>,
    /// At most this.
    pub hi: Option<i64>,
    /// Where it stands: the number of the cell it came from, for whoever made the system.
    pub said: u32,
}

/// A figure nobody may work out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Target {
    /// Which unknowns it adds up.
    pub terms: Vec<(u32, i64)>,
    /// How much must remain possible.
    pub need: Need,
}

/// How much must remain possible of a figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Need {
    /// It must not be a combination of exact facts. Asks nothing of what bounds imply.
    NotExact,
    /// The largest possible value less the smallest is at least this.
    Width(i64),
    /// It may be at least this much below and this much above the truth.
    Around {
        /// Below.
        below: i64,
        /// Above.
        above: i64,
    },
}

impl Fact {
    /// What a combination of unknowns truly is.
    pub fn value(terms: &[(u32, i64)], unknowns: &[Unknown]) -> i64 {
        terms.iter().map(|&(unknown, times)| times * unknowns[unknown as usize].truth).sum()
    }

    /// Whether it says one value.
    pub fn is_exact(&self) -> bool {
        self.lo.is_some() && self.lo == self.hi
    }
}
