//! The ends of many targets of one part of the system, one after the other from where the last one ended.
//!
//! Whole numbers are not asked for, so an end is a bound; where the point that has it is whole where it must be, it is
//! also a table, and every other target of the part is looked up in it.

mod known;

use super::bounds::truth;
use super::check::{self, rational};
use super::local::{Ground, Local};
use super::parts::{steps, whole};
use super::solve::Solved;
use super::warm::Warm;
use super::{Finding, Witness};
use crate::disclosure::fact::{Need, System, Target};
use crate::disclosure::watch::{Stage, Watch};
use known::{Known, Table};
use num_rational::BigRational;
use num_traits::Signed;
use rustc_hash::FxHashMap;

/// The most entries of a part that is worth searching for whole numbers when a bound has refused the target already.
const SMALL: usize = 20_000;
/// The most entries of a tableau that is worth it.
const ENTRIES: usize = 4_000_000;

/// For every target what has been settled, and the tables that it is settled by.
pub(super) fn sweep(
    system: &System,
    ground: &Ground,
    targets: &[Target],
    watch: &dyn Watch,
) -> (Vec<Option<Finding>>, Vec<Witness>) {
    let mut findings: Vec<Option<Finding>> = vec![None; targets.len()];
    let mut seen = vec![false; targets.len()];
    let mut witnesses = Vec::new();
    let all: Vec<&[(u32, i64)]> = targets.iter().map(|target| &target.terms[..]).collect();
    for first in 0..targets.len() {
        if seen[first] {
            continue;
        }
        let local = ground.whole_part(&targets[first].terms, &all);
        let place = local.places();
        let inside = |terms: &[(u32, i64)]| {
            terms.iter().all(|term| ground.is_fixed(term.0) || place.contains_key(&term.0))
        };
        let of_part: Vec<usize> =
            (first..targets.len()).filter(|&at| !seen[at] && inside(&targets[at].terms)).collect();
        of_part.iter().for_each(|&at| seen[at] = true);
        let entries = local.view.rooms.len() * local.view.rows.len();
        if entries > ENTRIES {
            continue;
        }
        let bound_is_all = entries > SMALL || local.view.rooms.iter().all(|room| !room.whole);
        let warm = Warm::new(local.view.clone());
        let mut part = Part { ground, local, warm, known: Vec::new(), witnesses };
        let mut alike: FxHashMap<(Vec<(u32, i64)>, Need), usize> = FxHashMap::default();
        let mut known_of = Vec::with_capacity(of_part.len());
        for &at in &of_part {
            let sum = over(&targets[at].terms, &place);
            let number = *alike.entry((sum.clone(), targets[at].need)).or_insert(part.known.len());
            if number == part.known.len() {
                part.known.push(Known::new(&targets[at], sum));
            }
            known_of.push(number);
        }
        for number in 0..part.known.len() {
            if !watch.goes_on(Stage::Audit, first + number, targets.len()) {
                break;
            }
            part.settle(number);
        }
        for (at, number) in of_part.into_iter().zip(known_of) {
            findings[at] = part.known[number].finding(truth(system, &targets[at]), bound_is_all);
        }
        witnesses = part.witnesses;
    }
    (findings, witnesses)
}

/// The target over the columns of the part; each column stands once.
fn over(terms: &[(u32, i64)], place: &FxHashMap<u32, u32>) -> Vec<(u32, i64)> {
    let mut sum: Vec<(u32, i64)> =
        terms.iter().filter_map(|&(unknown, times)| Some((*place.get(&unknown)?, times))).collect();
    sum.sort_unstable();
    sum.dedup();
    sum
}

struct Part<'a> {
    ground: &'a Ground,
    local: Local,
    warm: Warm,
    /// What is known of the targets; those that are the same sum over the part are one.
    known: Vec<Known<'a>>,
    witnesses: Vec<Witness>,
}

impl Part<'_> {
    fn settle(&mut self, number: usize) {
        for up in [true, false] {
            if self.known[number].is_met() {
                return;
            }
            let sum = self.turned(number, up);
            let point = match self.warm.maximise(&self.local.view, &sum) {
                Some(Solved::Bounded { most, point, holds, rows }) => {
                    let whole_sum =
                        sum.iter().all(|&(column, _)| self.local.view.rooms[column as usize].whole);
                    let most = if whole_sum { most.floor() } else { most };
                    self.known[number].stop(up, most, self.ground.facts_behind(&self.local, rows));
                    whole(&point).filter(|_| holds)
                }
                Some(Solved::Unbounded { ray }) => self.far(&ray, &sum, self.known[number].need()),
                _ => None,
            };
            if let Some(witness) = point.and_then(|point| self.table(&point)) {
                self.take(number, witness);
            }
        }
        if !self.known[number].is_met() && self.known[number].may_be_met() {
            self.settle_in_parts(number);
        }
    }

    /// Goes back to the two ends for what they are exactly, when they are in no whole table.
    fn settle_in_parts(&mut self, number: usize) {
        for up in [false, true] {
            let sum = self.turned(number, up);
            if let Some(point) = self.warm.vertex(&self.local.view, &sum)
                && point.is_whole_where_it_must_be(&self.local.view)
            {
                for known in &mut self.known[number..] {
                    known.take(point.sum(known.sum()), Table::Parts);
                }
            }
        }
    }

    fn turned(&self, number: usize, up: bool) -> Vec<(u32, i64)> {
        let turn = |&(column, times): &(u32, i64)| (column, if up { times } else { -times });
        self.known[number].sum().iter().map(turn).collect()
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

    /// Looks up in the table how far it takes the targets that are open still.
    fn take(&mut self, number: usize, witness: Witness) {
        let table = Table::Whole(self.witnesses.len());
        let mut is_useful = false;
        for known in &mut self.known[number..] {
            is_useful |= known.take(rational(check::moved(known.target(), &witness)), table);
        }
        if is_useful {
            self.witnesses.push(witness);
        }
    }
}
