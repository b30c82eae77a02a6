//! The cell-key mode: every count gets a small whole number that is always the same for the same cases.
//!
//! Method: Fraser & Wooton (2005), Thompson, Broadfoot & Elazar (2013); noise as in Giessing (PSD 2016). Totals are
//! perturbed like any other cell and never made of perturbed parts, so tables do not add up. A mean or a share is
//! made of the perturbed numerator and denominator alone: with a true denominator it would tell the numerator
//! (ESSnet Handbook, 5.4).

mod averaging;
mod entropy;
mod keys;
mod ptable;

#[cfg(test)]
mod properties;

pub use averaging::{Averaged, effective_variance, refuse_averaging, ways};
pub use keys::{Keys, Tally};
pub use ptable::{Noise, PTable};

use crate::disclosure::fact::Fact;
use crate::disclosure::pack::Measure;

/// Why the cell-key mode cannot be used as asked.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum Unfit {
    /// No noise with mean zero has this variance for cells of this many cases. With counts of 1 to js never shown, a
    /// count n up to js must move by n down or by js + 1 − n up, so its variance is at least n(js + 1 − n).
    #[error(
        "no noise for cells of {n} has mean zero and variance {variance}, and a smaller noise likelier than the next \
         larger: the variance must lie above {above} and well below {below}"
    )]
    Variance {
        /// The true count of the cells that have no noise.
        n: u32,
        /// The variance asked for.
        variance: f64,
        /// What it must exceed.
        above: f64,
        /// What it must stay below.
        below: f64,
    },
    /// The noise cannot lead a cell of this many cases to any count that may be shown, both up and down.
    #[error(
        "a noise of at most {most} cannot lead a count of {n} both up and down past the gap of 1 to {gap}"
    )]
    Gap {
        /// The true count.
        n: u32,
        /// The largest noise.
        most: u8,
        /// The largest count that is never shown.
        gap: u8,
    },
    /// A sum of money is asked for.
    #[error(
        "{0} is a sum: no bound that every reader may know holds for its noise, so it cannot be proven; \
         publish sums in a series of their own whose method is suppression"
    )]
    Sum(String),
}

/// Refuses sums of money.
///
/// Noise of `m · largest contribution · u` is what the field offers (Giessing & Tent 2019, in UNECE's work session on
/// confidentiality). We refuse it: its reach depends on the largest contribution, which is secret, so there is no
/// public bound to audit; `u` near 0 leaves a sum of one owner as it is, which breaks the p % rule; and grants of one
/// fixed amount tell the count from the sum, noise and all.
pub fn refuse_sums(measures: &[Measure]) -> Result<(), Unfit> {
    let sum = measures.iter().find_map(|measure| match measure {
        Measure::Sum(column) => Some(column),
        Measure::Count | Measure::Persons => None,
    });
    sum.map_or(Ok(()), |column| Err(Unfit::Sum(column.clone())))
}

impl PTable {
    /// The figure that is published for a cell.
    pub fn publish(&self, cell: Tally) -> u32 {
        self.perturb(cell.n, cell.key)
    }

    /// What a reader who knows the noise table but not the secret learns of the true counts from a published figure:
    /// the least and the most they can add up to. `None` for a figure that is never published.
    pub fn fact(&self, terms: Vec<(u32, i64)>, published: u32, said: u32) -> Option<Fact> {
        let (lo, hi) = self.bounds(published)?;
        Some(Fact { terms, lo: Some(lo.into()), hi: Some(hi.into()), said })
    }
}
