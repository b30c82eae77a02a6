//! The part of a view that has to do with one target: what is connected with it, equal columns merged.

use super::presolve::{Drawn, draw, is_idle};
use super::view::{Room, Row, View};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;
use std::collections::hash_map::Entry;

/// The whole view, its rooms drawn in, ready to be cut up.
pub(super) struct Ground {
    pub view: View,
    pub columns: Vec<Vec<(u32, i64)>>,
    pub drawn: Drawn,
    /// How many unknowns that are not fixed a row binds, or `IDLE` when it says nothing that the rooms do not.
    width: Vec<u32>,
}

/// A row that says nothing that the rooms do not.
const IDLE: u32 = u32::MAX;

/// What a part takes the unknowns outside it to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Others {
    /// As they truly are.
    Held,
    /// Anything.
    Free,
}

/// The part that has to do with one target.
pub(super) struct Local {
    pub view: View,
    /// The target, over the part's columns.
    pub sum: Vec<(u32, i64)>,
    /// Which unknowns each column adds up.
    members: Vec<Vec<u32>>,
    /// Whether nothing outside it is connected with the target.
    pub complete: bool,
}

impl Ground {
    /// `None` when nothing satisfies the view, which the truth does.
    pub fn new(view: View) -> Option<Self> {
        let columns = view.columns();
        let drawn = draw(&view.rows, &columns, view.rooms.clone()).ok()?;
        let open =
            |row: &Row| row.terms.iter().filter(|term| !drawn.rooms[term.0 as usize].is_fixed()).count();
        let width = |row| if is_idle(row, &drawn.rooms) { IDLE } else { open(row) as u32 };
        let width = view.rows.iter().map(width).collect();
        Some(Self { view, columns, drawn, width })
    }

    /// Whether the facts leave it no room.
    pub fn is_fixed(&self, unknown: u32) -> bool {
        self.room(unknown).is_fixed()
    }

    /// Makes unknowns known for a while; gives their rooms.
    pub fn fix(&mut self, unknowns: &[u32]) -> Vec<(u32, Room)> {
        let fix = |&unknown: &u32| {
            let room = &mut self.drawn.rooms[unknown as usize];
            let was = *room;
            (room.lower, room.upper) = (Some(0), Some(0));
            (unknown, was)
        };
        let rooms: Vec<_> = unknowns.iter().map(fix).collect();
        rooms.iter().for_each(|&(unknown, _)| self.count(unknown, false));
        rooms
    }

    /// Gives unknowns their rooms back.
    pub fn restore(&mut self, rooms: Vec<(u32, Room)>) {
        for (unknown, room) in rooms {
            self.drawn.rooms[unknown as usize] = room;
            self.count(unknown, true);
        }
    }

    fn count(&mut self, unknown: u32, more: bool) {
        for &(row, _) in &self.columns[unknown as usize] {
            let width = &mut self.width[row as usize];
            *width = match (*width, more) {
                (IDLE, _) => IDLE,
                (width, true) => width + 1,
                (width, false) => width - 1,
            };
        }
    }

    fn room(&self, unknown: u32) -> Room {
        self.drawn.rooms[unknown as usize]
    }

    /// What is connected with the target, at most about so many unknowns. Of the others either nothing is asked, so
    /// that what is possible here bounds what is possible at all, or they are held at the truth, so that what is
    /// possible here is possible.
    pub fn around(&self, target: &[(u32, i64)], most: usize, others: Others) -> Local {
        let part = self.part(target, most, others);
        let mut apart = vec![Vec::new(); part.members.len()];
        part.sum.iter().for_each(|&(column, times)| apart[column as usize].push((0, times)));
        part.merged(&apart)
    }

    /// All that is connected with the target, where columns stay apart that one of these targets tells apart.
    pub fn whole_part(&self, target: &[(u32, i64)], targets: &[&[(u32, i64)]]) -> Local {
        let part = self.part(target, usize::MAX, Others::Held);
        let place = part.places();
        let mut apart = vec![Vec::new(); part.members.len()];
        for (number, terms) in targets.iter().enumerate() {
            for (unknown, times) in terms.iter() {
                if let Some(&column) = place.get(unknown) {
                    apart[column as usize].push((number, *times));
                }
            }
        }
        part.merged(&apart)
    }

    fn part(&self, target: &[(u32, i64)], most: usize, others: Others) -> Local {
        let mut number: FxHashMap<u32, u32> = FxHashMap::default();
        let mut unknowns = Vec::new();
        let mut rows = BTreeSet::new();
        let mut meet = |unknown: u32, unknowns: &mut Vec<u32>| {
            if !self.room(unknown).is_fixed() && !number.contains_key(&unknown) {
                number.insert(unknown, unknowns.len() as u32);
                unknowns.push(unknown);
            }
        };
        target.iter().for_each(|&(unknown, _)| meet(unknown, &mut unknowns));
        let mut next = 0;
        let mut complete = true;
        while next < unknowns.len() {
            let mut near: Vec<u32> = self.columns[unknowns[next] as usize]
                .iter()
                .map(|&(row, _)| row)
                .filter(|&row| self.width[row as usize] != IDLE && rows.insert(row))
                .collect();
            near.sort_unstable_by_key(|&row| self.width[row as usize]);
            for row in near {
                let fits = unknowns.len().saturating_add(self.width[row as usize] as usize) <= most;
                complete &= fits;
                if fits {
                    self.view.rows[row as usize]
                        .terms
                        .iter()
                        .for_each(|&(unknown, _)| meet(unknown, &mut unknowns));
                }
            }
            next += 1;
        }
        let sum =
            target.iter().filter_map(|&(unknown, times)| Some((*number.get(&unknown)?, times))).collect();
        let rows = rows.into_iter().map(|row| self.renumbered(row, &number));
        let rows = rows.filter(|(_, inside)| others == Others::Held || *inside).map(|(row, _)| row).collect();
        let view = View { rooms: unknowns.iter().map(|&unknown| self.room(unknown)).collect(), rows };
        let members = unknowns.into_iter().map(|unknown| vec![unknown]).collect();
        Local { view, sum, members, complete }
    }

    /// The row over the part's columns, and whether it is about nothing else.
    fn renumbered(&self, row: u32, number: &FxHashMap<u32, u32>) -> (Row, bool) {
        let Row { terms, lo, hi, lo_from, hi_from } = &self.view.rows[row as usize];
        let mut terms: Vec<_> =
            terms.iter().filter_map(|&(unknown, times)| Some((*number.get(&unknown)?, times))).collect();
        terms.sort_unstable();
        let inside = terms.len() == self.width[row as usize] as usize;
        (Row { terms, lo: *lo, hi: *hi, lo_from: *lo_from, hi_from: *hi_from }, inside)
    }

    /// The facts behind these rows of a part, with those behind the rooms they use.
    pub fn facts_behind(&self, local: &Local, rows: impl IntoIterator<Item = u32>) -> Vec<u32> {
        let mut facts = BTreeSet::new();
        for row in rows {
            let row = &local.view.rows[row as usize];
            facts.extend(row.lo.map(|_| row.lo_from).into_iter().chain(row.hi.map(|_| row.hi_from)));
        }
        let terms = |fact: u32| self.view.rows[fact as usize].terms.iter().map(|term| term.0);
        let unknowns: Vec<u32> = facts.iter().flat_map(|&fact| terms(fact)).chain(local.target()).collect();
        facts.extend(self.drawn.rests_on(&self.view.rows, unknowns));
        facts.into_iter().collect()
    }
}

impl Local {
    /// The column of every unknown.
    pub fn places(&self) -> FxHashMap<u32, u32> {
        let of = |(column, members): (u32, &Vec<u32>)| {
            members.iter().map(move |&unknown| (unknown, column)).collect::<Vec<_>>()
        };
        (0u32..).zip(&self.members).flat_map(of).collect()
    }

    /// Adds up columns that no row and no target tells apart, and joins rows that say the same sum.
    fn merged(mut self, apart: &[Vec<(usize, i64)>]) -> Self {
        let columns = self.view.columns();
        let mut known: FxHashMap<Alike, u32> = FxHashMap::default();
        let mut to = Vec::with_capacity(columns.len());
        let (mut rooms, mut members): (Vec<Room>, Vec<Vec<u32>>) = Default::default();
        for (number, column) in columns.iter().enumerate() {
            let room = self.view.rooms[number];
            let into = *known.entry((column, &apart[number], room.whole)).or_insert(rooms.len() as u32);
            if into as usize == rooms.len() {
                rooms.push(Room { lower: Some(0), upper: Some(0), whole: room.whole });
                members.push(Vec::new());
            }
            let sum = &mut rooms[into as usize];
            sum.lower = sum.lower.zip(room.lower).map(|(a, b)| a + b);
            sum.upper = sum.upper.zip(room.upper).map(|(a, b)| a + b);
            members[into as usize].append(&mut self.members[number]);
            to.push(into);
        }
        let renumber = |terms: &[(u32, i64)]| {
            let mut terms: Vec<_> =
                terms.iter().map(|&(column, times)| (to[column as usize], times)).collect();
            terms.sort_unstable();
            terms.dedup();
            terms
        };
        self.sum = renumber(&self.sum);
        let mut rows: FxHashMap<Vec<(u32, i64)>, Row> = FxHashMap::default();
        for row in &self.view.rows {
            let mut row = Row { terms: renumber(&row.terms), ..row.clone() };
            row.draw_in(&rooms);
            match rows.entry(row.terms.clone()) {
                Entry::Vacant(entry) => {
                    entry.insert(row);
                }
                Entry::Occupied(mut entry) => entry.get_mut().join(&row),
            }
        }
        let mut rows: Vec<_> = rows.into_values().collect();
        rows.sort_unstable_by_key(|row| (row.lo_from, row.hi_from));
        Self { view: View { rooms, rows }, sum: self.sum, members, complete: self.complete }
    }

    fn target(&self) -> impl Iterator<Item = u32> {
        self.sum.iter().flat_map(|&(column, _)| self.members[column as usize].iter().copied())
    }

    /// The moves of single unknowns that make up a whole point.
    pub fn spread(&self, ground: &Ground, point: &[i128]) -> Option<Vec<(u32, i64)>> {
        let mut moves = Vec::new();
        for (members, &total) in self.members.iter().zip(point) {
            let mut left = total;
            for &unknown in members {
                let room = ground.room(unknown);
                let part = match left < 0 {
                    true => room.lower.map_or(left, |lower| left.max(lower)),
                    false => room.upper.map_or(left, |upper| left.min(upper)),
                };
                left -= part;
                if part != 0 {
                    moves.push((unknown, i64::try_from(part).ok()?));
                }
            }
            if left != 0 {
                return None;
            }
        }
        moves.sort_unstable();
        Some(moves)
    }
}

impl Row {
    fn join(&mut self, other: &Row) {
        if other.lo.is_some_and(|lo| self.lo.is_none_or(|own| lo > own)) {
            (self.lo, self.lo_from) = (other.lo, other.lo_from);
        }
        if other.hi.is_some_and(|hi| self.hi.is_none_or(|own| hi < own)) {
            (self.hi, self.hi_from) = (other.hi, other.hi_from);
        }
    }
}

/// What makes two columns one: their rows, the targets they are in, and whether they are whole.
type Alike<'a> = (&'a [(u32, i64)], &'a [(usize, i64)], bool);
