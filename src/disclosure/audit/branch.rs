//! The largest value of a sum of differences of which some are whole: branch and bound over proven bounds.

use super::check;
use super::presolve::{Drawn, draw};
use super::solve::{Solved, maximise};
use super::view::{NO_FACT, Room, Row, View};
use crate::disclosure::watch::{Stage, Watch};
use num_rational::BigRational;
use num_traits::{One, Zero};
use std::collections::BTreeSet;

/// How high a sum can go.
pub(super) struct Highest {
    /// The largest value found; a point of the view has it.
    pub value: BigRational,
    /// That point.
    pub point: Vec<BigRational>,
    /// A direction in which it grows for ever.
    pub ray: Option<Vec<BigRational>>,
    /// Whether no point has more.
    pub proven: bool,
    /// The rows that show it.
    pub rows: BTreeSet<u32>,
}

/// How long one search may be: nodes of the tree, and who waits.
#[derive(Clone, Copy)]
pub(super) struct Patience<'a> {
    pub nodes: usize,
    pub watch: &'a dyn Watch,
    pub done: usize,
    pub of: usize,
}

struct Search<'a> {
    view: View,
    columns: Vec<Vec<(u32, i64)>>,
    sum: &'a [(u32, i64)],
    whole: bool,
    best: Highest,
}

/// Searches until nothing higher is possible, or the goal is reached, or patience ends.
pub(super) fn highest(
    view: &View,
    sum: &[(u32, i64)],
    goal: Option<&BigRational>,
    patience: &Patience,
) -> Highest {
    let mut search = Search::new(view, sum);
    let mut open = vec![view.rooms.clone()];
    for _ in 0..patience.nodes {
        let Some(rooms) = open.pop() else { return search.best };
        let reached = goal.is_some_and(|goal| search.best.value >= *goal) || search.best.ray.is_some();
        if reached || !patience.watch.goes_on(Stage::Audit, patience.done, patience.of) {
            break;
        }
        search.visit(rooms, &mut open);
    }
    search.best.proven &= open.is_empty() || search.best.ray.is_some();
    search.best
}

impl<'a> Search<'a> {
    fn new(view: &View, sum: &'a [(u32, i64)]) -> Self {
        let whole = sum.iter().all(|&(column, _)| view.rooms[column as usize].whole);
        let mut view = view.clone();
        if whole {
            let cut = Row { terms: sum.to_vec(), lo: Some(1), hi: None, lo_from: NO_FACT, hi_from: NO_FACT };
            view.rows.push(cut);
        }
        let best = Highest {
            value: BigRational::zero(),
            point: vec![BigRational::zero(); view.rooms.len()],
            ray: None,
            proven: true,
            rows: BTreeSet::new(),
        };
        Self { columns: view.columns(), view, sum, whole, best }
    }

    fn visit(&mut self, rooms: Vec<Room>, open: &mut Vec<Vec<Room>>) {
        let drawn = match draw(&self.view.rows, &self.columns, rooms) {
            Ok(drawn) => drawn,
            Err((drawn, empty)) => {
                let unknowns = self.view.rows[empty.0 as usize].terms.iter().map(|term| term.0);
                let rows = drawn.rests_on(&self.view.rows, unknowns);
                self.blame(rows.into_iter().chain([empty.0]));
                return;
            }
        };
        self.view.rooms = drawn.rooms.clone();
        match maximise(&self.view, self.sum) {
            Solved::Unknown => self.best.proven = false,
            Solved::Unbounded { ray } => self.best.ray = Some(ray),
            Solved::Empty { rows } => self.close(&drawn, rows),
            Solved::Bounded { most, rows, .. } if self.is_closed(&most) => self.close(&drawn, rows),
            Solved::Bounded { most, point, holds, rows } => match self.split(&point) {
                Some(column) => match halves(column, &point[column], &drawn.rooms) {
                    None => self.best.proven = false,
                    Some(halves) => open.extend(halves),
                },
                None if holds => {
                    let value = check::sum(self.sum, &point);
                    if value > self.best.value {
                        self.improve(value, point);
                    }
                    if self.is_closed(&most) {
                        self.close(&drawn, rows);
                    } else {
                        self.best.proven = false;
                    }
                }
                None => self.best.proven = false,
            },
        }
    }

    fn improve(&mut self, value: BigRational, point: Vec<BigRational>) {
        if self.whole {
            let next = (&value + BigRational::one()).to_integer();
            let cut = self.view.rows.last_mut().expect("the cut is the last row");
            cut.lo = i128::try_from(next).ok();
        }
        (self.best.value, self.best.point) = (value, point);
    }

    fn is_closed(&self, most: &BigRational) -> bool {
        if self.whole { most.floor() <= self.best.value } else { *most <= self.best.value }
    }

    /// A whole column whose value is not whole.
    fn split(&self, point: &[BigRational]) -> Option<usize> {
        let half = BigRational::new(1.into(), 2.into());
        let off = |value: &BigRational| (value - value.floor() - &half) * (value - value.floor() - &half);
        (0..point.len())
            .filter(|&column| self.view.rooms[column].whole && !point[column].is_integer())
            .min_by(|&a, &b| off(&point[a]).cmp(&off(&point[b])))
    }

    fn close(&mut self, drawn: &Drawn, rows: Vec<u32>) {
        let terms = rows.iter().flat_map(|&row| self.view.rows[row as usize].terms.iter().map(|term| term.0));
        let rests = drawn.rests_on(&self.view.rows, terms.chain(self.sum.iter().map(|term| term.0)));
        self.blame(rests.into_iter().chain(rows));
    }

    fn blame(&mut self, rows: impl IntoIterator<Item = u32>) {
        let facts = self.view.rows.len() - usize::from(self.whole);
        self.best.rows.extend(rows.into_iter().filter(|&row| (row as usize) < facts));
    }
}

fn halves(column: usize, value: &BigRational, rooms: &[Room]) -> Option<[Vec<Room>; 2]> {
    let floor = i128::try_from(value.floor().to_integer()).ok()?;
    let (mut below, mut above) = (rooms.to_vec(), rooms.to_vec());
    below[column].upper = Some(floor);
    above[column].lower = Some(floor + 1);
    Some([below, above])
}
