//! The independent auditor: what a reader of published facts can still work out. It shares only `fact` with the rest.
//!
//! Everything it says rests on something that can be checked in whole numbers: a figure is safe because two other
//! whole tables agree with every fact (`Witness`), and it leaks because facts add up to a bound (`Certificate`).
//! What it can neither show nor refute in time is `Undecided`, and that is refused.

mod bounds;
mod branch;
mod check;
pub mod files;
mod fraction;
mod insiders;
mod local;
mod lp;
mod modular;
mod near;
mod outsider;
mod parts;
mod presolve;
mod simplex;
#[cfg(test)]
mod properties;
mod solve;
mod span;
mod sweep;
mod view;
mod warm;
pub mod witness;

pub use witness::Witness;

use super::fact::{Need, System, Target};
use super::watch::Watch;
use num_rational::BigRational;
use num_traits::Signed;

/// What an audit found.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Audit {
    /// For every target what a reader without knowledge of her own can work out.
    pub findings: Vec<Finding>,
    /// Where a contributor who knows her own figures works out too much; only such pairs.
    pub insiders: Vec<Insider>,
    /// How many pairs of contributor and target were asked about.
    pub pairs: usize,
    /// The tables that findings refer to.
    pub witnesses: Vec<Witness>,
}

/// What one contributor can work out about one target.
#[derive(Clone, Debug, PartialEq)]
pub struct Insider {
    /// Who knows her own figures.
    pub owner: u32,
    /// Which target, by number. What is hers in it she knows; the finding is about what remains.
    pub target: usize,
    /// What she can work out.
    pub finding: Finding,
}

/// What can be worked out about a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The least value shown to be possible; `None` when there is no least.
    pub lo: Option<BigRational>,
    /// The largest value shown to be possible; `None` when there is no largest.
    pub hi: Option<BigRational>,
    /// Whether no value outside `lo..hi` is possible either.
    pub exact_bounds: bool,
    /// What follows.
    pub verdict: Verdict,
    /// The facts that give it away, by number: to hide one of them may help.
    pub blame: Vec<u32>,
}

/// What follows for a target.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// As much remains possible as is needed.
    Safe {
        /// The witness in which it is low enough; `None` when the truth is.
        low: Option<usize>,
        /// The witness in which it is high enough; `None` when the truth is.
        high: Option<usize>,
    },
    /// As much remains possible as is needed, shown by tables in which what need not be whole is not. They are checked but
    /// not kept.
    SafeInParts,
    /// Only one value is possible.
    LeakExact,
    /// Several values are possible, but too few.
    LeakNarrow,
    /// Neither shown nor refuted: refused.
    Undecided,
}

/// The unknowns a reader knows already: they cannot differ from the truth.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FixedUnknowns {
    fixed: Vec<bool>,
}

impl FixedUnknowns {
    /// None of this many.
    pub fn none(unknowns: usize) -> Self {
        Self { fixed: vec![false; unknowns] }
    }

    /// All that this contributor alone stands behind.
    pub fn of_owner(system: &System, owner: u32) -> Self {
        Self { fixed: system.unknowns.iter().map(|unknown| unknown.owner == Some(owner)).collect() }
    }

    /// Makes one known.
    pub fn fix(&mut self, unknown: u32) {
        self.fixed[unknown as usize] = true;
    }

    /// Whether it is known.
    pub fn is(&self, unknown: u32) -> bool {
        self.fixed[unknown as usize]
    }
}

/// Asks of every target how much of it remains possible, and with `insiders` also to those who know their own.
/// `hints` are tables that may be witnesses; whoever gives them is not believed.
pub fn audit(
    system: &System,
    targets: &[Target],
    insiders: bool,
    hints: &[Witness],
    watch: &dyn Watch,
) -> Audit {
    if !insiders && targets.iter().all(|target| target.need == Need::NotExact) {
        return Audit { findings: outsider::exactly(system, targets), ..Audit::default() };
    }
    let vectors = if insiders { insiders::FIGURES + 1 } else { 1 };
    let Some(mut hunt) = outsider::Hunt::new(system, targets, vectors, watch) else {
        return Audit { findings: vec![Finding::undecided(); targets.len()], ..Audit::default() };
    };
    hunt.outsider(insiders, hints);
    if insiders {
        hunt.insiders();
    }
    hunt.audit
}

impl Audit {
    /// Whether every target is safe from every reader asked about.
    pub fn passes(&self) -> bool {
        self.insiders.is_empty() && self.findings.iter().all(Finding::is_safe)
    }
}

impl Finding {
    fn undecided() -> Self {
        Self { lo: None, hi: None, exact_bounds: false, verdict: Verdict::Undecided, blame: Vec::new() }
    }

    /// Whether enough remains possible.
    pub fn is_safe(&self) -> bool {
        matches!(self.verdict, Verdict::Safe { .. } | Verdict::SafeInParts)
    }

    /// Whether it is proven that too little does.
    pub fn is_leak(&self) -> bool {
        matches!(self.verdict, Verdict::LeakExact | Verdict::LeakNarrow)
    }
}

impl Need {
    /// Whether a target that may be this much below and this much above the truth is safe.
    pub(in crate::disclosure) fn is_met(self, below: i64, above: i64) -> bool {
        match self {
            Self::NotExact => below > 0 || above > 0,
            Self::Width(width) => below.saturating_add(above) >= width,
            Self::Around { below: down, above: up } => below >= down && above >= up,
        }
    }

    /// As `is_met`, for ends that need not be whole; `None` is for ever.
    fn is_met_by(self, below: Option<&BigRational>, above: Option<&BigRational>) -> bool {
        let at_least = |way: Option<&BigRational>, far: i64| {
            way.is_none_or(|way| *way >= BigRational::from_integer(far.into()))
        };
        let both = below.zip(above).map(|(below, above)| below + above);
        match self {
            Self::NotExact => both.is_none_or(|both| both.is_positive()),
            Self::Width(width) => at_least(both.as_ref(), width),
            Self::Around { below: down, above: up } => at_least(below, down) && at_least(above, up),
        }
    }
}
