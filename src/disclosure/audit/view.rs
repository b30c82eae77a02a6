//! A reader's view: how far the unknowns may differ from the truth. There 0 satisfies everything.

use super::FixedUnknowns;
use crate::disclosure::fact::{Fact, System};

/// How far one unknown may be from its truth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Room {
    pub lower: Option<i128>,
    pub upper: Option<i128>,
    pub whole: bool,
}

/// One fact about differences. Its two sides may come from two facts that say the same sum.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub terms: Vec<(u32, i64)>,
    pub lo: Option<i128>,
    pub hi: Option<i128>,
    pub lo_from: u32,
    pub hi_from: u32,
}

/// Rooms and rows; a row of the whole view has the number of its fact.
#[derive(Clone, Debug, Default)]
pub(super) struct View {
    pub rooms: Vec<Room>,
    pub rows: Vec<Row>,
}

/// What stands in a row for something that is no fact.
pub(super) const NO_FACT: u32 = u32::MAX;

impl Room {
    pub fn is_fixed(&self) -> bool {
        self.lower == Some(0) && self.upper == Some(0)
    }
}

impl View {
    /// A lower bound of `i64::MIN` is none. `None` when the truth contradicts a fact or a bound: of such a system nothing can be said.
    pub fn new(system: &System, fixed: &FixedUnknowns) -> Option<Self> {
        let rooms = system
            .unknowns
            .iter()
            .enumerate()
            .map(|(number, unknown)| {
                let truth = i128::from(unknown.truth);
                let lower = (unknown.lower > i64::MIN).then(|| i128::from(unknown.lower) - truth);
                let upper = unknown.upper.map(|upper| i128::from(upper) - truth);
                let room = match fixed.is(number as u32) {
                    true => Room { lower: Some(0), upper: Some(0), whole: unknown.whole },
                    false => Room { lower, upper, whole: unknown.whole },
                };
                (lower.is_none_or(|lower| lower <= 0) && upper.is_none_or(|upper| upper >= 0)).then_some(room)
            })
            .collect::<Option<Vec<_>>>()?;
        let rows = (0u32..)
            .zip(&system.facts)
            .map(|(number, fact)| Row::new(number, fact, system))
            .collect::<Option<Vec<_>>>()?;
        Some(Self { rooms, rows })
    }

    /// The rows every unknown stands in, and how often.
    pub fn columns(&self) -> Vec<Vec<(u32, i64)>> {
        let mut columns = vec![Vec::new(); self.rooms.len()];
        for (number, row) in (0u32..).zip(&self.rows) {
            for &(unknown, times) in &row.terms {
                columns[unknown as usize].push((number, times));
            }
        }
        columns
    }
}

impl Row {
    fn new(number: u32, fact: &Fact, system: &System) -> Option<Self> {
        let mut truth = 0i128;
        for &(unknown, times) in &fact.terms {
            let value = i128::from(system.unknowns.get(unknown as usize)?.truth);
            truth = truth.checked_add(value * i128::from(times))?;
        }
        let lo = fact.lo.map(|lo| i128::from(lo) - truth);
        let hi = fact.hi.map(|hi| i128::from(hi) - truth);
        let holds = lo.is_none_or(|lo| lo <= 0) && hi.is_none_or(|hi| hi >= 0);
        holds.then(|| Self { terms: fact.terms.clone(), lo, hi, lo_from: number, hi_from: number })
    }

    /// Over whole unknowns a sum is a multiple of what its coefficients share, so its bounds can be drawn in.
    pub fn draw_in(&mut self, rooms: &[Room]) {
        if !self.terms.iter().all(|&(unknown, _)| rooms[unknown as usize].whole) {
            return;
        }
        let shared = self.terms.iter().fold(0i64, |shared, &(_, times)| common(shared, times));
        if shared > 1 {
            for term in &mut self.terms {
                term.1 /= shared;
            }
            self.lo = self.lo.map(|lo| -((-lo).div_euclid(i128::from(shared))));
            self.hi = self.hi.map(|hi| hi.div_euclid(i128::from(shared)));
        }
    }
}

fn common(a: i64, b: i64) -> i64 {
    let (mut a, mut b) = (a.saturating_abs(), b.saturating_abs());
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}
