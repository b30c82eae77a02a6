//! What a reader without knowledge of her own can work out: first in exact arithmetic, then by tables that show what
//! she cannot, last by the ends of what is still open.

use super::bounds::{self, Depth, truth};
use super::branch::Patience;
use super::check;
use super::local::Ground;
use super::span::{Linear, Span};
use super::sweep::sweep;
use super::view::View;
use super::witness;
use super::{Audit, Finding, FixedUnknowns, Verdict, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::{Stage, Watch};

/// An audit under way.
pub(super) struct Hunt<'a> {
    pub system: &'a System,
    pub targets: &'a [Target],
    pub watch: &'a dyn Watch,
    pub ground: Ground,
    pub span: Span,
    pub audit: Audit,
    /// For every target pairs of witnesses, each enough for whoever's figures both leave alone.
    pub pairs: Vec<Vec<[Option<usize>; 2]>>,
}

impl<'a> Hunt<'a> {
    /// `None` when the truth contradicts the facts, or the arithmetic itself.
    pub fn new(
        system: &'a System,
        targets: &'a [Target],
        vectors: usize,
        watch: &'a dyn Watch,
    ) -> Option<Self> {
        let view = View::new(system, &FixedUnknowns::none(system.unknowns.len()))?;
        let span = Some(Span::new(system, vectors)).filter(Span::holds)?;
        Some(Self {
            system,
            targets,
            watch,
            ground: Ground::new(view)?,
            span,
            audit: Audit::default(),
            pairs: vec![Vec::new(); targets.len()],
        })
    }

    /// A finding for every target.
    pub fn outsider(&mut self, insiders: bool, hints: &[Witness]) {
        let linear: Vec<Option<Finding>> =
            self.targets.iter().map(|target| linear(self.system, &self.span, target)).collect();
        let open: Vec<usize> = (0..self.targets.len()).filter(|&at| linear[at].is_none()).collect();
        let mut findings = linear;
        for (at, finding) in open.iter().zip(self.shown(&open, insiders, hints)) {
            findings[*at] = finding;
        }
        let open: Vec<usize> = (0..self.targets.len()).filter(|&at| findings[at].is_none()).collect();
        for (at, finding) in open.iter().zip(self.swept(&open)) {
            findings[*at] = finding;
        }
        for (at, finding) in findings.iter_mut().enumerate() {
            if finding.is_none() {
                *finding = Some(self.bounded(at));
            }
        }
        self.audit.findings = findings.into_iter().flatten().collect();
    }

    /// What tables found by search settle.
    fn shown(&mut self, open: &[usize], insiders: bool, hints: &[Witness]) -> Vec<Option<Finding>> {
        let targets: Vec<Target> = open.iter().map(|&at| self.targets[at].clone()).collect();
        let found = witness::search(self.system, &targets, insiders, hints, self.watch);
        let first = self.audit.witnesses.len();
        let holds: Vec<bool> = found.witnesses.iter().map(|witness| self.holds(witness)).collect();
        let mut findings = Vec::with_capacity(open.len());
        for ((&at, target), pairs) in open.iter().zip(&targets).zip(&found.pairs) {
            let mut shown = None;
            for &(low, high) in pairs {
                let ends = [low, high].map(|end| end.map(|number| number as usize));
                if !ends.iter().flatten().all(|&number| holds[number]) {
                    continue;
                }
                if let Some(finding) = self.finding(target, &found.witnesses, ends, first) {
                    self.pairs[at].push(ends.map(|end| end.map(|number| number + first)));
                    shown = shown.or(Some(finding));
                }
            }
            findings.push(shown);
        }
        self.audit.witnesses.extend(found.witnesses);
        findings
    }

    /// What the bounds of whole parts of the system settle.
    fn swept(&mut self, open: &[usize]) -> Vec<Option<Finding>> {
        let targets: Vec<Target> = open.iter().map(|&at| self.targets[at].clone()).collect();
        let (mut findings, witnesses) = sweep(self.system, &self.ground, &targets, self.watch);
        let first = self.audit.witnesses.len();
        for finding in findings.iter_mut().flatten() {
            if let Verdict::Safe { low, high } = &mut finding.verdict {
                *low = low.map(|number| number + first);
                *high = high.map(|number| number + first);
            }
        }
        self.audit.witnesses.extend(witnesses);
        findings
    }

    pub fn holds(&self, witness: &Witness) -> bool {
        check::is_witness(&self.ground.view, &self.ground.columns, witness)
    }

    /// Safe, if these two tables show it.
    pub fn finding(
        &self,
        target: &Target,
        witnesses: &[Witness],
        ends: [Option<usize>; 2],
        first: usize,
    ) -> Option<Finding> {
        let moved = |end: Option<usize>| end.map_or(0, |number| check::moved(target, &witnesses[number]));
        let (low, high) = (moved(ends[0]), moved(ends[1]));
        let below = i64::try_from((-low).max(0)).ok()?;
        let above = i64::try_from(high.max(0)).ok()?;
        let truth = truth(self.system, target);
        target.need.is_met(below, above).then(|| Finding {
            lo: Some(&truth - check::rational(below.into())),
            hi: Some(&truth + check::rational(above.into())),
            exact_bounds: false,
            verdict: Verdict::Safe { low: ends[0].map(|at| at + first), high: ends[1].map(|at| at + first) },
            blame: Vec::new(),
        })
    }

    fn bounded(&mut self, at: usize) -> Finding {
        let target = &self.targets[at];
        if !self.watch.goes_on(Stage::Audit, at, self.targets.len()) {
            return Finding::undecided();
        }
        let patience = Patience { nodes: 0, watch: self.watch, done: at, of: self.targets.len() };
        let (finding, ends) = bounds::of(self.system, &self.ground, target, Depth::Need, &patience);
        self.keep(finding, ends)
    }

    /// Keeps the tables of a finding and numbers them in it.
    pub fn keep(&mut self, finding: Finding, ends: [Option<Witness>; 2]) -> Finding {
        let verdict = match finding.verdict {
            Verdict::Safe { .. } => {
                let [low, high] = ends.map(|end| {
                    self.audit.witnesses.extend(end.clone());
                    end.map(|_| self.audit.witnesses.len() - 1)
                });
                Verdict::Safe { low, high }
            }
            verdict => verdict,
        };
        Finding { verdict, ..finding }
    }
}

/// What the exact facts alone settle.
fn linear(system: &System, span: &Span, target: &Target) -> Option<Finding> {
    let truth = || Some(truth(system, target));
    let settled = |verdict, blame| Finding { lo: truth(), hi: truth(), exact_bounds: false, verdict, blame };
    if target.need.is_met(0, 0) {
        return Some(settled(Verdict::Safe { low: None, high: None }, Vec::new()));
    }
    match span.of(&target.terms) {
        Linear::Combination(by) => {
            let blame = by.into_iter().map(|(fact, _)| fact).collect();
            Some(Finding { exact_bounds: true, ..settled(Verdict::LeakExact, blame) })
        }
        Linear::Free if target.need == Need::NotExact => {
            Some(settled(Verdict::Safe { low: None, high: None }, Vec::new()))
        }
        Linear::Unclear if target.need == Need::NotExact => Some(settled(Verdict::Undecided, Vec::new())),
        Linear::Free | Linear::Unclear => None,
    }
}

/// Whether targets are combinations of exact facts, when nothing else is asked.
pub(super) fn exactly(system: &System, targets: &[Target]) -> Vec<Finding> {
    let span = Some(Span::new(system, 1)).filter(Span::holds);
    let finding = |target| span.as_ref().and_then(|span| linear(system, span, target));
    targets.iter().map(|target| finding(target).unwrap_or_else(Finding::undecided)).collect()
}
