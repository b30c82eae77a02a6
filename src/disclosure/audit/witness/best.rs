//! How far on either side of the truth a target has been shown to go.

use super::Witness;
use crate::disclosure::fact::Need;
use std::sync::Arc;

/// The furthest table so far on one side; none is the truth.
#[derive(Clone, Debug, Default)]
pub(super) struct Side {
    pub by: i64,
    pub witness: Option<Arc<Witness>>,
}

/// Both sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Best {
    pub low: Side,
    pub high: Side,
}

impl Best {
    /// Whether that is enough.
    pub fn meets(&self, need: Need) -> bool {
        self.missing(need, 1) <= 0 && self.missing(need, -1) <= 0
    }

    /// How much further it has to go on one side, all else as it is.
    pub fn missing(&self, need: Need, sign: i64) -> i64 {
        match need {
            Need::NotExact => 0,
            Need::Width(width) => width - (self.high.by - self.low.by),
            Need::Around { below, .. } if sign < 0 => below + self.low.by,
            Need::Around { above, .. } => above - self.high.by,
        }
    }

    /// The value to reach on one side.
    pub fn goal(&self, need: Need, sign: i64) -> i64 {
        let side = if sign < 0 { -self.low.by } else { self.high.by };
        side + self.missing(need, sign)
    }

    /// The side a value lies on.
    pub fn side(&mut self, value: i64) -> &mut Side {
        if value < 0 { &mut self.low } else { &mut self.high }
    }
}
