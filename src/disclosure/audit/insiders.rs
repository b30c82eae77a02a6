//! What a contributor who knows her own figures can work out of the others'.
//!
//! A table that shows a target safe shows it to everybody whose own figures it leaves alone. Only the contributors it
//! moves are asked about anew: first in exact arithmetic, then for the ends.

use super::bounds::{self, Depth};
use super::branch::Patience;
use super::outsider::Hunt;
use super::span::{Linear, Span};
use super::{Finding, Insider, Verdict};
use crate::disclosure::fact::{Fact, Need, System, Target};
use crate::disclosure::watch::Stage;
use rustc_hash::FxHashSet;
use std::collections::BTreeMap;

/// The most figures of one contributor that the common null vectors serve; who has more is eliminated for alone.
pub(super) const FIGURES: usize = 4;

impl Hunt<'_> {
    /// Asks every contributor who has a figure that is not public about every target that is safe from outsiders.
    pub fn insiders(&mut self) {
        let owners = self.owners();
        let values: Vec<Vec<u64>> =
            self.targets.iter().map(|target| self.span.values(&target.terms)).collect();
        let count = owners.len();
        for (done, (owner, hers)) in owners.into_iter().enumerate() {
            let others: Vec<usize> = (0..self.targets.len()).filter(|&at| self.concerns(at, &hers)).collect();
            self.audit.pairs += others.len();
            let open: Vec<usize> = others.into_iter().filter(|&at| !self.is_shown(at, &hers)).collect();
            if open.is_empty() {
                continue;
            }
            let goes_on = self.watch.goes_on(Stage::Audit, done, count);
            let exact = if goes_on { self.exact(&hers, &open, &values) } else { Vec::new() };
            let rooms = self.ground.fix(&hers);
            for (place, &at) in open.iter().enumerate() {
                let target = Target { terms: without(&self.targets[at], &hers), need: self.targets[at].need };
                let finding = match exact.get(place) {
                    None => Finding::undecided(),
                    Some(Some(finding)) => finding.clone(),
                    Some(None) => {
                        let patience = Patience { nodes: 0, watch: self.watch, done, of: count };
                        let (finding, ends) =
                            bounds::of(self.system, &self.ground, &target, Depth::Need, &patience);
                        self.keep(finding, ends)
                    }
                };
                if !finding.is_safe() {
                    self.audit.insiders.push(Insider { owner, target: at, finding });
                }
            }
            self.ground.restore(rooms);
        }
    }

    /// The contributors and their figures that are not public.
    fn owners(&self) -> BTreeMap<u32, Vec<u32>> {
        let mut owners: BTreeMap<u32, Vec<u32>> = BTreeMap::new();
        for (number, unknown) in (0u32..).zip(&self.system.unknowns) {
            if let Some(owner) = unknown.owner.filter(|_| !self.ground.is_fixed(number)) {
                owners.entry(owner).or_default().push(number);
            }
        }
        owners
    }

    /// Whether the target is safe from outsiders and not hers alone.
    fn concerns(&self, at: usize, hers: &[u32]) -> bool {
        let anothers = |unknown: u32| !self.ground.is_fixed(unknown) && hers.binary_search(&unknown).is_err();
        self.audit.findings[at].is_safe() && self.targets[at].terms.iter().any(|term| anothers(term.0))
    }

    /// Whether the tables that show the target safe leave her figures alone.
    fn is_shown(&self, at: usize, hers: &[u32]) -> bool {
        let leaves = |end: Option<usize>| {
            end.is_none_or(|number| {
                let moves = &self.audit.witnesses[number].moves;
                hers.iter().all(|unknown| moves.binary_search_by_key(unknown, |step| step.0).is_err())
            })
        };
        let of_finding = match self.audit.findings[at].verdict {
            Verdict::Safe { low, high } => [low, high],
            _ => return false,
        };
        let pairs = self.pairs[at].iter().chain([&of_finding]);
        self.targets[at].need != Need::NotExact && pairs.into_iter().any(|&pair| pair.into_iter().all(leaves))
    }

    /// For every open target what the exact facts and her figures settle.
    fn exact(&self, hers: &[u32], open: &[usize], values: &[Vec<u64>]) -> Vec<Option<Finding>> {
        let suspects: Vec<bool> = match self.span.knowing(hers) {
            None => vec![true; open.len()],
            Some(weights) => open.iter().map(|&at| Span::weighed(&values[at], &weights) == 0).collect(),
        };
        let any = suspects.contains(&true).then(|| Span::new(&with(self.system, hers), 1));
        let facts = self.system.facts.len() as u32;
        let settle = |(&at, suspect): (&usize, bool)| {
            let target = Target { terms: without(&self.targets[at], hers), need: self.targets[at].need };
            let linear = match &any {
                Some(span) if suspect => span.of(&target.terms),
                _ => Linear::Free,
            };
            let truth = Some(bounds::truth(self.system, &target));
            let (verdict, blame) = match linear {
                Linear::Combination(by) => {
                    let published = by.into_iter().map(|(fact, _)| fact).filter(|&fact| fact < facts);
                    (Verdict::LeakExact, published.collect())
                }
                Linear::Free if target.need == Need::NotExact => {
                    (Verdict::Safe { low: None, high: None }, Vec::new())
                }
                Linear::Unclear if target.need == Need::NotExact => (Verdict::Undecided, Vec::new()),
                Linear::Free | Linear::Unclear => return None,
            };
            let exact_bounds = verdict == Verdict::LeakExact;
            Some(Finding { lo: truth.clone(), hi: truth, exact_bounds, verdict, blame })
        };
        open.iter().zip(suspects).map(settle).collect()
    }
}

/// What remains of a target when hers is known.
fn without(target: &Target, hers: &[u32]) -> Vec<(u32, i64)> {
    let hers: FxHashSet<u32> = hers.iter().copied().collect();
    target.terms.iter().filter(|(unknown, _)| !hers.contains(unknown)).copied().collect()
}

/// The system with her figures said.
fn with(system: &System, hers: &[u32]) -> System {
    let mut system = system.clone();
    for &unknown in hers {
        let truth = Some(system.unknowns[unknown as usize].truth);
        system.facts.push(Fact { terms: vec![(unknown, 1)], lo: truth, hi: truth, said: u32::MAX });
    }
    system
}
