//! The least and the largest value of one target: of its own part of the system, proven.

use super::branch::{Highest, Patience, highest};
use super::check::{self, rational};
use super::local::{Ground, Local, Others};
use super::parts::{steps, whole};
use super::view::View;
use super::{Finding, FixedUnknowns, Verdict, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::Watch;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeSet;

/// One end of a target.
struct End {
    /// The target's terms, turned so that this end is up.
    terms: Vec<(u32, i64)>,
    /// How far it can go; `None` for ever.
    way: Option<BigRational>,
    /// How far it can go at most, if that is known.
    most: Option<BigRational>,
    /// The table that goes there.
    witness: Option<Witness>,
    /// The facts that stop it.
    facts: Vec<u32>,
}

/// How many unknowns a part of the system has, and how many nodes a search in it may take.
const PARTS: [(usize, usize); 3] = [(40, 2_000), (200, 300), (20_000, 60)];
/// The most entries, columns times rows, of a part that is worth looking in.
const ENTRIES: usize = 4_000_000;

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Until as much is possible as is needed.
    Need,
    /// To the true ends.
    Ends,
}

/// What a reader who knows the fixed unknowns can work out about every target, without witnesses.
pub(super) fn all(
    system: &System,
    fixed: &FixedUnknowns,
    targets: &[Target],
    depth: Depth,
    watch: &dyn Watch,
) -> Vec<Finding> {
    let Some(ground) = View::new(system, fixed).and_then(Ground::new) else {
        return targets.iter().map(|_| Finding::undecided()).collect();
    };
    let patience = |done| Patience { nodes: 0, watch, done, of: targets.len() };
    targets
        .iter()
        .enumerate()
        .map(|(done, target)| of(system, &ground, target, depth, &patience(done)).0)
        .collect()
}

/// What can be worked out about a target, with the witnesses that show what cannot.
pub(super) fn of(
    system: &System,
    ground: &Ground,
    target: &Target,
    depth: Depth,
    patience: &Patience,
) -> (Finding, [Option<Witness>; 2]) {
    let turned = target.terms.iter().map(|&(unknown, times)| (unknown, -times)).collect();
    let (mut low, mut high) = (End::new(turned), End::new(target.terms.clone()));
    for part in PARTS {
        high.look(ground, goal(target.need, depth, true, &low).as_ref(), part, patience);
        low.look(ground, goal(target.need, depth, false, &high).as_ref(), part, patience);
        let short = depth == Depth::Need && is_short(target.need, &low, &high);
        if short {
            low.look(ground, None, part, patience);
            high.look(ground, None, part, patience);
        }
        let met = depth == Depth::Need && is_met(target.need, &low, &high);
        if low.is_known() && high.is_known() || short || met {
            break;
        }
    }
    let truth = truth(system, target);
    let finding = Finding {
        lo: low.way.as_ref().map(|way| &truth - way),
        hi: high.way.as_ref().map(|way| &truth + way),
        exact_bounds: low.is_known() && high.is_known(),
        verdict: verdict(target.need, &low, &high),
        blame: low.facts.iter().chain(&high.facts).copied().collect::<BTreeSet<_>>().into_iter().collect(),
    };
    (finding, [low.witness, high.witness])
}

/// How far it is worth going at one end, when the other is known so far; `None` for as far as possible.
fn goal(need: Need, depth: Depth, up: bool, other: &End) -> Option<BigRational> {
    if depth == Depth::Ends {
        return None;
    }
    match need {
        Need::NotExact => Some(rational(1)),
        Need::Width(width) => Some(rational(width.into()) - other.way.clone().unwrap_or_default()),
        Need::Around { above, .. } if up => Some(rational(above.into())),
        Need::Around { below, .. } => Some(rational(below.into())),
    }
}

/// Whether the ends are far enough apart.
fn is_met(need: Need, low: &End, high: &End) -> bool {
    need.is_met_by(low.way.as_ref(), high.way.as_ref())
}

/// Whether it is proven that the ends are not far enough apart.
fn is_short(need: Need, low: &End, high: &End) -> bool {
    !need.is_met_by(low.most.as_ref(), high.most.as_ref())
}

fn verdict(need: Need, low: &End, high: &End) -> Verdict {
    let pinned = |end: &End| end.most.as_ref().is_some_and(BigRational::is_zero);
    match () {
        () if is_met(need, low, high) && low.is_shown() && high.is_shown() => {
            Verdict::Safe { low: None, high: None }
        }
        () if is_met(need, low, high) => Verdict::Undecided,
        () if pinned(low) && pinned(high) => Verdict::LeakExact,
        () if is_short(need, low, high) => Verdict::LeakNarrow,
        () => Verdict::Undecided,
    }
}

impl End {
    fn new(terms: Vec<(u32, i64)>) -> Self {
        Self { terms, way: Some(BigRational::zero()), most: None, witness: None, facts: Vec::new() }
    }

    fn is_still(&self) -> bool {
        self.way.as_ref().is_some_and(BigRational::is_zero)
    }

    fn is_shown(&self) -> bool {
        self.witness.is_some() || self.is_still()
    }

    fn is_known(&self) -> bool {
        self.way.is_none() || self.way == self.most
    }

    /// Looks in one part of the system: with all else held at the truth for how far it can go, with all else free for
    /// how far it cannot.
    fn look(
        &mut self,
        ground: &Ground,
        goal: Option<&BigRational>,
        part: (usize, usize),
        patience: &Patience,
    ) {
        let patience = Patience { nodes: part.1, ..*patience };
        let reaches = |end: &Self| end.way.as_ref().is_none_or(|way| goal.is_some_and(|goal| way >= goal));
        if self.is_known() || reaches(self) {
            return;
        }
        let held = ground.around(&self.terms, part.0, Others::Held);
        if held.view.rooms.len() * held.view.rows.len() > ENTRIES {
            return;
        }
        let found = highest(&held.view, &held.sum, goal, &patience);
        if found.ray.is_some() || self.way.as_ref().is_some_and(|way| found.value > *way) {
            self.witness = witness(ground, &held, &found, goal);
            self.way = if found.ray.is_some() { None } else { Some(found.value.clone()) };
        }
        if held.complete {
            self.stop(found, &held, ground);
        } else if !reaches(self) {
            let free = ground.around(&self.terms, part.0, Others::Free);
            self.stop(highest(&free.view, &free.sum, goal, &patience), &free, ground);
        }
    }

    fn stop(&mut self, found: Highest, local: &Local, ground: &Ground) {
        if let Some(most) = found.most.filter(|most| self.most.as_ref().is_none_or(|old| most < old)) {
            self.most = Some(most);
            self.facts = ground.facts_behind(local, found.rows);
        }
    }
}

/// The table at the end, in whole numbers, if there is one.
fn witness(ground: &Ground, local: &Local, found: &Highest, goal: Option<&BigRational>) -> Option<Witness> {
    let mut point = whole(&found.point)?;
    if let Some(ray) = &found.ray {
        let ray = steps(ray)?;
        let gain = check::sum(&local.sum, &ray.iter().map(|&step| rational(step)).collect::<Vec<_>>());
        let missing = goal.map_or(rational(1), |goal| goal - &found.value).max(rational(1));
        let times = i128::try_from((missing / gain).ceil().to_integer()).ok()?;
        for (value, step) in point.iter_mut().zip(ray) {
            *value = value.checked_add(step.checked_mul(times)?)?;
        }
    }
    let witness = Witness { moves: local.spread(ground, &point)? };
    (!witness.moves.is_empty() && check::is_witness(&ground.view, &ground.columns, &witness))
        .then_some(witness)
}

/// What a target truly is.
pub(super) fn truth(system: &System, target: &Target) -> BigRational {
    target.terms.iter().fold(BigRational::zero(), |sum, &(unknown, times)| {
        sum + rational(i128::from(times) * i128::from(system.unknowns[unknown as usize].truth))
    })
}
