//! The largest value of a sum of differences of which some are whole: branch and bound over proven bounds.

use super::check;
use super::presolve::{Drawn, draw};
use super::solve::{Solved, maximise};
use super::view::{NO_FACT, Room, Row, View};
use super::warm::Warm;
use crate::disclosure::watch::{Stage, Watch};
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};
use std::collections::BTreeSet;

/// How high a sum can go.
pub(super) struct Highest {
    /// The largest value found; a point of the view has it.
    pub value: BigRational,
    /// That point.
    pub point: Vec<BigRational>,
    /// A direction in which it grows for ever.
    pub ray: Option<Vec<BigRational>>,
    /// No point has more than this, if that much is known.
    pub most: Option<BigRational>,
    /// The rows that show it.
    pub rows: BTreeSet<u32>,
}

/// A part of the view still to be searched, and a bound on what is in it, if one is known.
struct Node {
    rooms: Vec<Room>,
    most: Option<BigRational>,
}

/// How long one search may be: nodes of the tree, and who waits.
#[derive(Clone, Copy)]
pub(super) struct Patience<'a> {
    pub nodes: usize,
    pub watch: &'a dyn Watch,
    pub done: usize,
    pub of: usize,
}

/// Views with more entries than this are searched in floats that go on from node to node, towards whole points first.
const LARGE: usize = 4_000;

struct Search<'a> {
    view: View,
    columns: Vec<Vec<(u32, i64)>>,
    sum: &'a [(u32, i64)],
    whole: bool,
    best: Highest,
    /// The simplex of a large view, which goes on from node to node.
    warm: Option<Warm>,
    /// Nodes that have to be searched, last first.
    open: Vec<Node>,
    /// Nodes that could not be.
    lost: Vec<Node>,
}

/// Searches until nothing higher is possible, or the goal is reached, or patience ends.
pub(super) fn highest(
    view: &View,
    sum: &[(u32, i64)],
    goal: Option<&BigRational>,
    patience: &Patience,
) -> Highest {
    let mut search = Search::new(view, sum);
    for _ in 0..patience.nodes {
        let reached = goal.is_some_and(|goal| search.best.value >= *goal) || search.best.ray.is_some();
        if reached || !patience.watch.goes_on(Stage::Audit, patience.done, patience.of) {
            break;
        }
        let Some(node) = search.open.pop() else { break };
        search.visit(node);
    }
    search.finished()
}

impl<'a> Search<'a> {
    fn new(view: &View, sum: &'a [(u32, i64)]) -> Self {
        let whole = sum.iter().all(|&(column, _)| view.rooms[column as usize].whole);
        let open = vec![Node { rooms: view.rooms.clone(), most: None }];
        let mut view = view.clone();
        if whole {
            let cut = Row { terms: sum.to_vec(), lo: Some(1), hi: None, lo_from: NO_FACT, hi_from: NO_FACT };
            view.rows.push(cut);
        }
        let best = Highest {
            value: BigRational::zero(),
            point: vec![BigRational::zero(); view.rooms.len()],
            ray: None,
            most: None,
            rows: BTreeSet::new(),
        };
        let warm = (view.rooms.len() * view.rows.len() > LARGE).then(|| Warm::new(view.clone()));
        Self { columns: view.columns(), view, sum, whole, best, warm, open, lost: Vec::new() }
    }

    fn finished(mut self) -> Highest {
        let mut rest = self.open.into_iter().chain(self.lost).map(|node| node.most);
        let most = rest.try_fold(self.best.value.clone(), |most, node| Some(most.max(node?)));
        self.best.most = most.filter(|_| self.best.ray.is_none());
        self.best
    }

    fn visit(&mut self, node: Node) {
        if node.most.as_ref().is_some_and(|most| self.is_closed(most)) {
            return;
        }
        let drawn = match draw(&self.view.rows, &self.columns, node.rooms.clone()) {
            Ok(drawn) => drawn,
            Err((drawn, empty)) => {
                let unknowns = self.view.rows[empty.0 as usize].terms.iter().map(|term| term.0);
                let rows = drawn.rests_on(&self.view.rows, unknowns);
                self.blame(rows.into_iter().chain([empty.0]));
                return;
            }
        };
        self.view.rooms = drawn.rooms.clone();
        let solved = self.warm.as_mut().and_then(|warm| warm.maximise(&self.view, self.sum));
        match solved.unwrap_or_else(|| maximise(&self.view, self.sum)) {
            Solved::Unknown => self.lost.push(node),
            Solved::Unbounded { ray } => self.best.ray = Some(ray),
            Solved::Empty { rows } => self.close(&drawn, rows),
            Solved::Bounded { most, point, holds, rows } => {
                self.close(&drawn, rows);
                if !self.is_closed(&most) {
                    let most = if self.whole { most.floor() } else { most };
                    self.go_into(Node { rooms: drawn.rooms, most: Some(most) }, point, holds);
                }
            }
        }
    }

    /// Takes the point of a node if it is whole where it must be, and else halves the node.
    fn go_into(&mut self, node: Node, point: Vec<BigRational>, holds: bool) {
        match self.split(&point) {
            Some(column) => match halves(column, &point[column], &node) {
                None => self.lost.push(node),
                Some(halves) => self.open.extend(halves),
            },
            None => {
                if let Some(point) = if holds { Some(point) } else { self.vertex() } {
                    let value = check::sum(self.sum, &point);
                    if value > self.best.value {
                        self.improve(value, point);
                    }
                }
                if !node.most.as_ref().is_some_and(|most| self.is_closed(most)) {
                    self.lost.push(node);
                }
            }
        }
    }

    /// Where the simplex of a large view stands, exactly, if it is whole there where it must be.
    fn vertex(&mut self) -> Option<Vec<BigRational>> {
        let point = self.warm.as_mut()?.vertex(&self.view, self.sum)?;
        point.is_whole_where_it_must_be(&self.view).then(|| point.rational())
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

    /// A whole column whose value is not whole: in a large view the one nearest to a whole number, so that a whole
    /// point comes soon, else the one farthest from it, so that bounds fall soon.
    fn split(&self, point: &[BigRational]) -> Option<usize> {
        let off = |column: &usize| (&point[*column] - point[*column].round()).abs();
        let split = |column: &usize| self.view.rooms[*column].whole && !point[*column].is_integer();
        let columns = (0..point.len()).filter(split);
        match self.warm {
            Some(_) => columns.min_by_key(off),
            None => columns.rev().max_by_key(off),
        }
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

fn halves(column: usize, value: &BigRational, node: &Node) -> Option<[Node; 2]> {
    let floor = i128::try_from(value.floor().to_integer()).ok()?;
    let half = || Node { rooms: node.rooms.clone(), most: node.most.clone() };
    let (mut below, mut above) = (half(), half());
    below.rooms[column].upper = Some(floor);
    above.rooms[column].lower = Some(floor + 1);
    let up = value - value.floor() > BigRational::new(1.into(), 2.into());
    Some(if up { [below, above] } else { [above, below] })
}
