//! The least and the largest value of one target: of its own part of the system, proven.

use super::branch::{Highest, Patience, highest};
use super::check::{self, rational};
use super::local::{Ground, Local, Others, steps, whole};
use super::view::View;
use super::{Finding, FixedUnknowns, Verdict, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::Watch;
use num_rational::BigRational;
use num_traits::{Signed, Zero};
use std::collections::BTreeSet;

/// One end of a target: how far it can go, and the table that goes there.
struct End {
    /// `None` when it can go for ever.
    way: Option<BigRational>,
    proven: bool,
    witness: Option<Witness>,
    facts: Vec<u32>,
}

/// How many unknowns a part of the system has, and how many nodes a search in it may take.
const PARTS: [(usize, usize); 4] = [(40, 2_000), (200, 500), (1_500, 60), (20_000, 20)];

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
    let turned: Vec<_> = target.terms.iter().map(|&(unknown, times)| (unknown, -times)).collect();
    let find = |terms: &[(u32, i64)], goal: Option<BigRational>| end(ground, terms, goal.as_ref(), patience);
    let (mut low, mut high) = match depth {
        Depth::Ends => (find(&turned, None), find(&target.terms, None)),
        Depth::Need => {
            let high = goal(target.need, true, None).map(|goal| find(&target.terms, Some(goal)));
            let high = high.unwrap_or_else(End::unasked);
            let low = goal(target.need, false, high.way.as_ref()).map(|goal| find(&turned, Some(goal)));
            (low.unwrap_or_else(End::unasked), high)
        }
    };
    if depth == Depth::Need && !is_met(target.need, &low, &high) {
        let again = |end: &End, terms: &[(u32, i64)]| if end.proven { None } else { Some(find(terms, None)) };
        low = again(&low, &turned).unwrap_or(low);
        high = again(&high, &target.terms).unwrap_or(high);
    }
    let truth = truth(system, target);
    let finding = Finding {
        lo: low.way.as_ref().map(|way| &truth - way),
        hi: high.way.as_ref().map(|way| &truth + way),
        exact_bounds: low.proven && high.proven,
        verdict: verdict(target.need, &low, &high),
        blame: low.facts.iter().chain(&high.facts).copied().collect::<BTreeSet<_>>().into_iter().collect(),
    };
    (finding, [low.witness, high.witness])
}

/// How far it is worth going up, or down once it is known how far up it goes; `None` when it is not.
fn goal(need: Need, up: bool, high: Option<&BigRational>) -> Option<BigRational> {
    let goal = match (need, up) {
        (Need::NotExact, _) => rational(1),
        (Need::Width(width), true) => rational(width.into()),
        (Need::Width(width), false) => rational(width.into()) - high?,
        (Need::Around { above, .. }, true) => rational(above.into()),
        (Need::Around { below, .. }, false) => rational(below.into()),
    };
    goal.is_positive().then_some(goal)
}

/// Whether the ends are far enough apart.
fn is_met(need: Need, low: &End, high: &End) -> bool {
    let reaches = |end: &End, far: i64| end.way.as_ref().is_none_or(|way| *way >= rational(far.into()));
    match need {
        Need::NotExact => !low.is_still() || !high.is_still(),
        Need::Width(width) => {
            let both = low.way.as_ref().zip(high.way.as_ref());
            both.is_none_or(|(low, high)| low + high >= rational(width.into()))
        }
        Need::Around { below, above } => reaches(low, below) && reaches(high, above),
    }
}

/// Whether it is proven that the ends are not far enough apart.
fn is_proven(need: Need, low: &End, high: &End) -> bool {
    let short =
        |end: &End, far: i64| end.proven && end.way.as_ref().is_some_and(|way| *way < rational(far.into()));
    match need {
        Need::NotExact | Need::Width(_) => low.proven && high.proven,
        Need::Around { below, above } => short(low, below) || short(high, above),
    }
}

fn verdict(need: Need, low: &End, high: &End) -> Verdict {
    match is_met(need, low, high) {
        true if low.is_shown() && high.is_shown() => Verdict::Safe { low: None, high: None },
        true => Verdict::Undecided,
        false if low.proven && high.proven && low.is_still() && high.is_still() => Verdict::LeakExact,
        false if is_proven(need, low, high) => Verdict::LeakNarrow,
        false => Verdict::Undecided,
    }
}

impl End {
    fn unasked() -> Self {
        Self { way: Some(BigRational::zero()), proven: false, witness: None, facts: Vec::new() }
    }

    fn is_still(&self) -> bool {
        self.way.as_ref().is_some_and(BigRational::is_zero)
    }

    fn is_shown(&self) -> bool {
        self.witness.is_some() || self.is_still()
    }
}

/// Looks in a small part of the system first, then in larger ones, until the goal or the true end is reached.
fn end(ground: &Ground, terms: &[(u32, i64)], goal: Option<&BigRational>, patience: &Patience) -> End {
    let mut best = End::unasked();
    for (most, nodes) in PARTS {
        let patience = Patience { nodes, ..*patience };
        let held = ground.around(terms, most, Others::Held);
        let found = highest(&held.view, &held.sum, goal, &patience);
        let witness = witness(ground, &held, &found, goal);
        let way = if found.ray.is_some() { None } else { Some(found.value) };
        let reached = goal.zip(way.as_ref()).is_none_or(|(goal, way)| way >= goal) && goal.is_some();
        if best.witness.is_none()
            || best.way.as_ref().is_some_and(|old| way.as_ref().is_none_or(|way| way > old))
        {
            best = End { way, witness, ..best };
        }
        if held.complete || best.way.is_none() {
            let facts = ground.facts_behind(&held, found.rows);
            return End { proven: found.proven, facts, ..best };
        }
        if reached {
            return best;
        }
        let free = ground.around(terms, most, Others::Free);
        let bound = highest(&free.view, &free.sum, None, &patience);
        if bound.proven && bound.ray.is_none() && best.way.as_ref() == Some(&bound.value) {
            return End { proven: true, facts: ground.facts_behind(&free, bound.rows), ..best };
        }
    }
    best
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
