//! What can move: the unknowns no fact pins at once, and the facts about them as the shortest rows that say the
//! same. A published sum less the published parts inside it is a row over the hidden parts only.

use crate::disclosure::fact::{Fact, System, Target, Unknown};
use std::cmp::Reverse;
use std::collections::{BTreeSet, BinaryHeap};

/// Stands for "no bound".
pub(super) const FAR: i64 = 1 << 60;

/// How far a figure, or a row of figures, may move down (never above zero) and up (never below).
pub(super) type Room = (i64, i64);

/// A row `room.0 ≤ Σ coefficient · move ≤ room.1`.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub terms: Vec<(u32, i64)>,
    pub room: Room,
}

/// The part of a system that can move.
pub(super) struct Live {
    /// Per unknown of the system; `(0, 0)` if it cannot move.
    pub room: Vec<Room>,
    pub rows: Vec<Row>,
    /// Per unknown, the rows it stands in.
    inside: Vec<Vec<u32>>,
}

impl Live {
    /// Drops what is pinned until nothing more is.
    pub fn of(system: &System) -> Self {
        let mut room: Vec<Room> = system.unknowns.iter().map(unknown_room).collect();
        let mut rows: Vec<Row> = system.facts.iter().map(|fact| row_of(fact, &system.unknowns)).collect();
        loop {
            rows = shorten(without_pinned(rows, &room), room.len());
            let pinning: Vec<u32> = rows.iter().filter(|row| pins(row)).map(|row| row.terms[0].0).collect();
            if pinning.is_empty() {
                let mut inside = vec![Vec::new(); room.len()];
                for (at, row) in rows.iter().enumerate() {
                    row.terms.iter().for_each(|&(unknown, _)| inside[unknown as usize].push(at as u32));
                }
                return Self { room, rows, inside };
            }
            for unknown in pinning {
                room[unknown as usize] = (0, 0);
            }
        }
    }

    /// The rows in which any of these unknowns stands, in rising order.
    pub fn rows_about(&self, unknowns: &[u32]) -> Vec<u32> {
        let mut rows: Vec<u32> =
            unknowns.iter().flat_map(|&unknown| &self.inside[unknown as usize]).copied().collect();
        rows.sort_unstable();
        rows.dedup();
        rows
    }

    /// The unknowns nearest to a target, in rising order: along short rows first, at most so many.
    pub fn around(&self, target: &Target, most: usize) -> Vec<u32> {
        let seeds = target.terms.iter().map(|term| term.0);
        let mut near: BTreeSet<u32> = seeds.filter(|&unknown| self.moves(unknown)).collect();
        let mut met = vec![false; self.rows.len()];
        let mut queue = BinaryHeap::new();
        let mut fresh: Vec<u32> = near.iter().copied().collect();
        let mut distance = 0;
        loop {
            for unknown in fresh.drain(..) {
                for &row in &self.inside[unknown as usize] {
                    if !std::mem::replace(&mut met[row as usize], true) {
                        queue.push(Reverse((distance + self.rows[row as usize].terms.len(), row)));
                    }
                }
            }
            let Some(Reverse((reached, row))) = queue.pop() else { break };
            distance = reached;
            let terms = &self.rows[row as usize].terms;
            if near.len() + terms.len() <= most {
                fresh.extend(terms.iter().map(|term| term.0).filter(|&unknown| near.insert(unknown)));
            }
        }
        near.into_iter().collect()
    }

    /// Whether an unknown can move at all.
    pub fn moves(&self, unknown: u32) -> bool {
        self.room[unknown as usize] != (0, 0)
    }
}

/// How far every unknown and every fact may move from the truth.
pub(super) fn rooms(system: &System) -> (Vec<Room>, Vec<Room>) {
    let facts = system.facts.iter().map(|fact| row_of(fact, &system.unknowns).room);
    (system.unknowns.iter().map(unknown_room).collect(), facts.collect())
}

fn unknown_room(unknown: &Unknown) -> Room {
    let truth = i128::from(unknown.truth);
    let room = |bound: i64| near(i128::from(bound) - truth);
    (room(unknown.lower), unknown.upper.map_or(FAR, room))
}

fn row_of(fact: &Fact, unknowns: &[Unknown]) -> Row {
    let term = |&(unknown, c): &(u32, i64)| i128::from(c) * i128::from(unknowns[unknown as usize].truth);
    let value: i128 = fact.terms.iter().map(term).sum();
    let room = |bound: i64| near(i128::from(bound) - value);
    Row { terms: fact.terms.clone(), room: (fact.lo.map_or(-FAR, room), fact.hi.map_or(FAR, room)) }
}

/// No further than "no bound".
fn near(room: i128) -> i64 {
    room.clamp(-i128::from(FAR), i128::from(FAR)) as i64
}

fn pins(row: &Row) -> bool {
    row.terms.len() == 1 && row.room == (0, 0)
}

fn without_pinned(mut rows: Vec<Row>, room: &[Room]) -> Vec<Row> {
    for row in &mut rows {
        row.terms.retain(|&(unknown, _)| room[unknown as usize] != (0, 0));
    }
    rows.retain(|row| !row.terms.is_empty());
    rows.sort_by(|a, b| (a.terms.len(), &a.terms, a.room).cmp(&(b.terms.len(), &b.terms, b.room)));
    rows.dedup_by(|a, b| a.terms == b.terms && a.room == b.room);
    rows
}

/// Takes from each plain sum the longest exact plain sums inside it, as many as do not overlap.
fn shorten(rows: Vec<Row>, unknowns: usize) -> Vec<Row> {
    let inside = incidence(&rows, unknowns);
    let mut shared = vec![0usize; rows.len()];
    let mut left = vec![false; unknowns];
    let mut short: Vec<Row> = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        if !is_plain(row) {
            short.push(row.clone());
            continue;
        }
        let mut parts = Vec::new();
        for &(unknown, _) in &row.terms {
            left[unknown as usize] = true;
            for &part in inside[unknown as usize].iter().take_while(|&&part| (part as usize) < at) {
                if shared[part as usize] == 0 {
                    parts.push(part);
                }
                shared[part as usize] += 1;
            }
        }
        parts.sort_unstable_by_key(|&part| std::cmp::Reverse((rows[part as usize].terms.len(), part)));
        for part in parts {
            let terms = &rows[part as usize].terms;
            let whole = std::mem::take(&mut shared[part as usize]) == terms.len();
            if whole && terms.iter().all(|&(unknown, _)| left[unknown as usize]) {
                terms.iter().for_each(|&(unknown, _)| left[unknown as usize] = false);
            }
        }
        let terms: Vec<_> = row.terms.iter().copied().filter(|&(u, _)| left[u as usize]).collect();
        row.terms.iter().for_each(|&(unknown, _)| left[unknown as usize] = false);
        if !terms.is_empty() {
            short.push(Row { terms, room: row.room });
        }
    }
    short
}

fn is_plain(row: &Row) -> bool {
    row.terms.iter().all(|&(_, coefficient)| coefficient == 1)
}

/// Per unknown, the exact plain sums it stands in, shortest first.
fn incidence(rows: &[Row], unknowns: usize) -> Vec<Vec<u32>> {
    let mut inside = vec![Vec::new(); unknowns];
    for (at, row) in rows.iter().enumerate().filter(|(_, row)| row.room == (0, 0) && is_plain(row)) {
        for &(unknown, _) in &row.terms {
            inside[unknown as usize].push(at as u32);
        }
    }
    inside
}
