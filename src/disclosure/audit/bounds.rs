//! The least and the largest value of one target: of its own part of the system, proven.

use super::branch::{Highest, Patience, highest};
use super::check::{self, rational};
use super::local::{Ground, Local, steps, whole};
use super::view::View;
use super::{Finding, FixedUnknowns, Verdict, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::Watch;
use num_rational::BigRational;
use num_traits::Zero;
use std::collections::BTreeSet;

/// One end of a target: how far it can go, and the table that goes there.
struct End {
    /// `None` when it can go for ever.
    way: Option<BigRational>,
    proven: bool,
    witness: Option<Witness>,
    facts: Vec<u32>,
}

/// How many unknowns a part may have.
const MOST: usize = 20_000;

/// How far a search goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// Until as much is possible as is needed.
    Need,
    /// To the true ends.
    Ends,
}

/// How many nodes one search may take.
const NODES: usize = 5_000;

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
    let patience = |done| Patience { nodes: NODES, watch, done, of: targets.len() };
    targets.iter().enumerate().map(|(done, target)| of(system, &ground, target, depth, &patience(done)).0).collect()
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
    let goals = match depth {
        Depth::Need => goals(target.need),
        Depth::Ends => [None, None],
    };
    let high = end(ground, &target.terms, goals[1].as_ref(), patience);
    let low = end(ground, &turned, goals[0].as_ref(), patience);
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

/// Beyond what a search need not go, below and above.
fn goals(need: Need) -> [Option<BigRational>; 2] {
    match need {
        Need::NotExact => [Some(rational(1)), Some(rational(1))],
        Need::Width(width) => [Some(rational(width.into())), Some(rational(width.into()))],
        Need::Around { below, above } => [Some(rational(below.into())), Some(rational(above.into()))],
    }
}

fn verdict(need: Need, low: &End, high: &End) -> Verdict {
    let shown = |end: &End| end.way.is_none() || end.witness.is_some() || end.way == Some(BigRational::zero());
    let met = |low: &Option<BigRational>, high: &Option<BigRational>| match need {
        Need::NotExact => low.as_ref().is_none_or(|way| !way.is_zero()) || high.as_ref().is_none_or(|way| !way.is_zero()),
        Need::Width(width) => match (low, high) {
            (Some(low), Some(high)) => low + high >= rational(width.into()),
            _ => true,
        },
        Need::Around { below, above } => {
            low.as_ref().is_none_or(|way| *way >= rational(below.into()))
                && high.as_ref().is_none_or(|way| *way >= rational(above.into()))
        }
    };
    let still = |end: &End| end.proven && end.way.as_ref().is_some_and(BigRational::is_zero);
    match () {
        () if met(&low.way, &high.way) && shown(low) && shown(high) => Verdict::Safe { low: None, high: None },
        () if still(low) && still(high) => Verdict::LeakExact,
        () if low.proven && high.proven && !met(&low.way, &high.way) => Verdict::LeakNarrow,
        () => Verdict::Undecided,
    }
}

fn end(ground: &Ground, terms: &[(u32, i64)], goal: Option<&BigRational>, patience: &Patience) -> End {
    let Some(local) = ground.around(terms, MOST) else {
        return End { way: Some(BigRational::zero()), proven: false, witness: None, facts: Vec::new() };
    };
    let found = highest(&local.view, &local.sum, goal, patience);
    let witness = witness(ground, &local, &found, goal);
    let facts = ground.facts_behind(&local, found.rows.iter().copied());
    let way = if found.ray.is_some() { None } else { Some(found.value) };
    End { way, proven: found.proven, witness, facts }
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
    (!witness.moves.is_empty() && check::is_witness(&ground.view, &ground.columns, &witness)).then_some(witness)
}

/// What a target truly is.
pub(super) fn truth(system: &System, target: &Target) -> BigRational {
    target.terms.iter().fold(BigRational::zero(), |sum, &(unknown, times)| {
        sum + rational(i128::from(times) * i128::from(system.unknowns[unknown as usize].truth))
    })
}
