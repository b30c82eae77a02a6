//! What a sweep knows of one target: how far tables take it, and how far nothing can.

use super::super::{Finding, Verdict};
use crate::disclosure::fact::{Need, Target};
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::collections::BTreeSet;

/// A table that takes a target to an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// The truth.
    Truth,
    /// A whole one, by number.
    Whole(usize),
    /// One in which what need not be whole is not. It is not kept.
    Parts,
}

/// What is known of one target.
pub(super) struct Known<'a> {
    target: &'a Target,
    /// The target over the columns of its part.
    sum: Vec<(u32, i64)>,
    /// How far down and up it goes, and the table.
    ends: [(BigRational, Table); 2],
    /// How far down and up it can go at most.
    most: [Option<BigRational>; 2],
    facts: BTreeSet<u32>,
    is_met: bool,
}

impl<'a> Known<'a> {
    /// Nothing but the truth.
    pub fn new(target: &'a Target, sum: Vec<(u32, i64)>) -> Self {
        let ends = [(BigRational::zero(), Table::Truth), (BigRational::zero(), Table::Truth)];
        let mut known = Self { target, sum, ends, most: [None, None], facts: BTreeSet::new(), is_met: false };
        known.is_met = known.is_far_enough();
        known
    }

    /// The target.
    pub fn target(&self) -> &'a Target {
        self.target
    }

    /// The target over the columns of its part.
    pub fn sum(&self) -> &[(u32, i64)] {
        &self.sum
    }

    /// How much of it must remain possible.
    pub fn need(&self) -> Need {
        self.target.need
    }

    /// Whether tables show that as much remains possible as is needed.
    pub fn is_met(&self) -> bool {
        self.is_met
    }

    /// Whether nothing found so far says that too little remains possible.
    pub fn may_be_met(&self) -> bool {
        self.target.need.is_met_by(self.most[0].as_ref(), self.most[1].as_ref())
    }

    /// Takes up that a table moves an open target so far; says whether that is farther than before.
    pub fn take(&mut self, moved: BigRational, table: Table) -> bool {
        let (far, table_of_end) = &mut self.ends[usize::from(moved.is_positive())];
        let moved = moved.abs();
        if self.is_met || moved <= *far {
            return false;
        }
        (*far, *table_of_end) = (moved.reduced(), table);
        self.is_met = self.is_far_enough();
        true
    }

    /// Takes up that nothing takes the target farther than this, because of these facts.
    pub fn stop(&mut self, up: bool, most: BigRational, facts: Vec<u32>) {
        self.most[usize::from(up)] = Some(most);
        self.facts.extend(facts);
    }

    fn is_far_enough(&self) -> bool {
        let [(below, _), (above, _)] = &self.ends;
        self.target.need.is_met_by(Some(below), Some(above))
    }

    /// What that settles. Where a bound is not all there is to ask, a target that no table moves may have one value
    /// only.
    pub fn finding(&self, truth: BigRational, bound_is_all: bool) -> Option<Finding> {
        let is_pinned = self.most.iter().all(|most| most.as_ref().is_some_and(Zero::is_zero));
        let is_moved = !self.ends.iter().all(|(far, _)| far.is_zero());
        let verdict = match self.is_met {
            true => self.safe(),
            false if is_pinned => Verdict::LeakExact,
            false if (bound_is_all || is_moved) && !self.may_be_met() => Verdict::LeakNarrow,
            false => return None,
        };
        let [(below, _), (above, _)] = &self.ends;
        let exact_bounds = self.most == [Some(below.clone()), Some(above.clone())];
        Some(Finding {
            lo: Some(&truth - below),
            hi: Some(truth + above),
            exact_bounds,
            verdict,
            blame: if self.is_met { Vec::new() } else { self.facts.iter().copied().collect() },
        })
    }

    fn safe(&self) -> Verdict {
        let whole = |table: Table| match table {
            Table::Truth => Some(None),
            Table::Whole(number) => Some(Some(number)),
            Table::Parts => None,
        };
        match (whole(self.ends[0].1), whole(self.ends[1].1)) {
            (Some(low), Some(high)) => Verdict::Safe { low, high },
            _ => Verdict::SafeInParts,
        }
    }
}
