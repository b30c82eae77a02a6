//! The ends of many targets of one part of the system, one after the other from where the last one ended.
//!
//! Whole numbers are not asked for, so an end is a bound; where the point that has it is whole, it is also a table,
//! and every other target of the part is looked up in it.

use super::bounds::truth;
use super::check::{self, rational};
use super::local::{Ground, Local, steps, whole};
use super::solve::Solved;
use super::warm::Warm;
use super::{Finding, Verdict, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::{Stage, Watch};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// The most entries of a part that is worth searching for whole numbers when a bound has refused the target already.
const SMALL: usize = 20_000;
/// The most entries of a tableau that is worth it.
const ENTRIES: usize = 4_000_000;

/// What is known of one target.
#[derive(Clone, Default)]
struct Known {
    /// The least and the largest change found, and the table.
    ends: [(i128, Option<usize>); 2],
    /// How far down and up it can go at most.
    most: [Option<BigRational>; 2],
    facts: Vec<u32>,
    /// Whether its part is too large to search for whole numbers.
    large: bool,
}

struct Part<'a> {
    ground: &'a Ground,
    local: Local,
    warm: Warm,
    witnesses: Vec<Witness>,
}

/// For every target what has been settled, and the tables that it is settled by.
pub(super) fn sweep(
    system: &System,
    ground: &Ground,
    targets: &[Target],
    watch: &dyn Watch,
) -> (Vec<Option<Finding>>, Vec<Witness>) {
    let mut known: Vec<Option<Known>> = vec![None; targets.len()];
    let mut witnesses = Vec::new();
    let all: Vec<&[(u32, i64)]> = targets.iter().map(|target| &target.terms[..]).collect();
    for first in 0..targets.len() {
        if known[first].is_some() {
            continue;
        }
        let local = ground.whole_part(&targets[first].terms, &all);
        let place = local.places();
        let inside = |terms: &[(u32, i64)]| {
            terms.iter().all(|term| ground.is_fixed(term.0) || place.contains_key(&term.0))
        };
        let of_part: Vec<usize> =
            (first..targets.len()).filter(|&at| known[at].is_none() && inside(&targets[at].terms)).collect();
        of_part.iter().for_each(|&at| known[at] = Some(Known::default()));
        if local.view.rooms.len() * local.view.rows.len() > ENTRIES {
            continue;
        }
        let sums: Vec<Vec<(u32, i64)>> = of_part.iter().map(|&at| over(&targets[at].terms, &place)).collect();
        let warm = Warm::new(local.view.clone());
        let mut part = Part { ground, local, warm, witnesses: std::mem::take(&mut witnesses) };
        let large = part.local.view.rooms.len() * part.local.view.rows.len() > SMALL;
        let mut found = vec![Known { large, ..Known::default() }; of_part.len()];
        for number in 0..of_part.len() {
            if !watch.goes_on(Stage::Audit, of_part[number], targets.len()) {
                break;
            }
            part.settle(
                number,
                &of_part.iter().map(|&at| &targets[at]).collect::<Vec<_>>(),
                &sums,
                &mut found,
            );
        }
        witnesses = part.witnesses;
        of_part.into_iter().zip(found).for_each(|(at, found)| known[at] = Some(found));
    }
    let finding = |(target, known): (&Target, Option<Known>)| known?.finding(target, truth(system, target));
    (targets.iter().zip(known).map(finding).collect(), witnesses)
}

/// The target over the columns of the part; each column stands once.
fn over(terms: &[(u32, i64)], place: &rustc_hash::FxHashMap<u32, u32>) -> Vec<(u32, i64)> {
    let mut sum: Vec<(u32, i64)> =
        terms.iter().filter_map(|&(unknown, times)| Some((*place.get(&unknown)?, times))).collect();
    sum.sort_unstable();
    sum.dedup();
    sum
}

impl Part<'_> {
    fn settle(&mut self, number: usize, targets: &[&Target], sums: &[Vec<(u32, i64)>], known: &mut [Known]) {
        for up in [true, false] {
            if known[number].is_met(targets[number].need) {
                return;
            }
            let sum: Vec<_> = sums[number]
                .iter()
                .map(|&(column, times)| (column, if up { times } else { -times }))
                .collect();
            let point = match self.warm.maximise(&self.local.view, &sum) {
                Some(Solved::Bounded { most, point, holds, rows }) => {
                    let whole_sum =
                        sum.iter().all(|&(column, _)| self.local.view.rooms[column as usize].whole);
                    known[number].most[usize::from(up)] = Some(if whole_sum { most.floor() } else { most });
                    known[number].facts.extend(self.ground.facts_behind(&self.local, rows));
                    whole(&point).filter(|_| holds)
                }
                Some(Solved::Unbounded { ray }) => self.far(&ray, &sum, targets[number].need),
                _ => None,
            };
            if let Some(witness) = point.and_then(|point| self.table(&point)) {
                self.tick(witness, targets, known);
            }
        }
    }

    /// A point as far along the ray as any need goes.
    fn far(&self, ray: &[BigRational], sum: &[(u32, i64)], need: Need) -> Option<Vec<i128>> {
        let steps = steps(ray)?;
        let ray: Vec<BigRational> = steps.iter().map(|&step| rational(step)).collect();
        let far = match need {
            Need::NotExact => 1,
            Need::Width(width) => width,
            Need::Around { below, above } => below.max(above),
        };
        let gain = Some(check::sum(sum, &ray)).filter(BigRational::is_positive)?;
        let times = i128::try_from((rational(far.into()) / gain).ceil().to_integer()).ok()?;
        steps.into_iter().map(|step| step.checked_mul(times)).collect()
    }

    fn table(&self, point: &[i128]) -> Option<Witness> {
        let witness = Witness { moves: self.local.spread(self.ground, point)? };
        let holds = check::is_witness(&self.ground.view, &self.ground.columns, &witness);
        (holds && !witness.moves.is_empty()).then_some(witness)
    }

    fn tick(&mut self, witness: Witness, targets: &[&Target], known: &mut [Known]) {
        let number = Some(self.witnesses.len());
        let mut useful = false;
        for (target, known) in targets.iter().zip(known) {
            let moved = check::moved(target, &witness);
            if moved < known.ends[0].0 {
                (known.ends[0], useful) = ((moved, number), true);
            }
            if moved > known.ends[1].0 {
                (known.ends[1], useful) = ((moved, number), true);
            }
        }
        if useful {
            self.witnesses.push(witness);
        }
    }
}

impl Known {
    fn ways(&self) -> [i64; 2] {
        [-self.ends[0].0, self.ends[1].0].map(|way| i64::try_from(way).unwrap_or(i64::MAX))
    }

    fn is_met(&self, need: Need) -> bool {
        let [below, above] = self.ways();
        need.is_met(below, above)
    }

    fn finding(self, target: &Target, truth: BigRational) -> Option<Finding> {
        let short = |most: &Option<BigRational>, far: i64| {
            most.as_ref().is_some_and(|most| *most < rational(far.into()))
        };
        let both = self.most[0].as_ref().zip(self.most[1].as_ref()).map(|(low, high)| low + high);
        let is_short = match target.need {
            Need::NotExact => false,
            Need::Width(width) => short(&both, width),
            Need::Around { below, above } => short(&self.most[0], below) || short(&self.most[1], above),
        };
        let verdict = match self.is_met(target.need) {
            true => Verdict::Safe { low: self.ends[0].1, high: self.ends[1].1 },
            false if both.is_some_and(|both| both.is_zero()) => Verdict::LeakExact,
            // Where nothing else was found it may have one value only, which a small part is worth searching for.
            false if is_short && (self.large || self.ways() != [0, 0]) => Verdict::LeakNarrow,
            false => return None,
        };
        let known = |side: usize| self.most[side] == Some(rational(self.ways()[side].into()));
        let blame = if matches!(verdict, Verdict::Safe { .. }) { Vec::new() } else { self.facts.clone() };
        Some(Finding {
            lo: Some(&truth + rational(self.ends[0].0)),
            hi: Some(&truth + rational(self.ends[1].0)),
            exact_bounds: known(0) && known(1),
            verdict,
            blame: blame.into_iter().collect::<std::collections::BTreeSet<_>>().into_iter().collect(),
        })
    }
}
