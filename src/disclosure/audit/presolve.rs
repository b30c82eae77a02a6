//! What facts say of single unknowns when the rooms of the others are put in, in whole numbers.

use super::view::{Room, Row};
use std::collections::BTreeSet;

/// Rooms drawn in, and by which rows.
#[derive(Clone, Debug)]
pub(super) struct Drawn {
    pub rooms: Vec<Room>,
    by: Vec<[Option<u32>; 2]>,
}

/// No table at all satisfies the rows; this row shows it.
pub(super) struct Empty(pub u32);

/// How often a row is taken up again: a chain of real unknowns may draw in for ever.
const TURNS: u8 = 12;
/// Rooms wider than this are as good as open, and keep sums of products within 128 bits.
const FAR: i128 = 1 << 62;

/// Draws in the rooms as far as the rows, taken one by one, say.
pub(super) fn draw(
    rows: &[Row],
    columns: &[Vec<(u32, i64)>],
    rooms: Vec<Room>,
) -> Result<Drawn, (Drawn, Empty)> {
    let mut drawn = Drawn { by: vec![[None; 2]; rooms.len()], rooms };
    let mut turns = vec![0u8; rows.len()];
    let mut waits: Vec<bool> = vec![true; rows.len()];
    let mut queue: std::collections::VecDeque<u32> = (0..rows.len() as u32).collect();
    let mut moved = Vec::new();
    while let Some(number) = queue.pop_front() {
        waits[number as usize] = false;
        turns[number as usize] += 1;
        moved.clear();
        if !drawn.take(number, &rows[number as usize], &mut moved) {
            return Err((drawn, Empty(number)));
        }
        for &unknown in &moved {
            for &(row, _) in &columns[unknown as usize] {
                if !waits[row as usize] && turns[row as usize] < TURNS {
                    waits[row as usize] = true;
                    queue.push_back(row);
                }
            }
        }
    }
    Ok(drawn)
}

impl Drawn {
    /// `false` when nothing satisfies the row.
    fn take(&mut self, number: u32, row: &Row, moved: &mut Vec<u32>) -> bool {
        let (low, high) = (Reach::low(row, &self.rooms), Reach::high(row, &self.rooms));
        let too_low = row.lo.zip(high.sum()).is_some_and(|(lo, high)| high < lo);
        let too_high = row.hi.zip(low.sum()).is_some_and(|(hi, low)| low > hi);
        if too_low || too_high {
            return false;
        }
        for &(unknown, times) in &row.terms {
            let room = self.rooms[unknown as usize];
            if room.lower.is_some() && room.lower == room.upper {
                continue;
            }
            let most = row.hi.zip(low.without(times, &room)).map(|(hi, rest)| hi - rest);
            let least = row.lo.zip(high.without(times, &room)).map(|(lo, rest)| lo - rest);
            let (least, most) = if times < 0 { (most, least) } else { (least, most) };
            let times = i128::from(times);
            let lower = least.map(|least| if room.whole { ceil(least, times) } else { floor(least, times) });
            let upper = most.map(|most| if room.whole { floor(most, times) } else { ceil(most, times) });
            if self.narrow(unknown, number, lower, upper) {
                moved.push(unknown);
            }
            let room = self.rooms[unknown as usize];
            if room.lower.zip(room.upper).is_some_and(|(lower, upper)| lower > upper) {
                return false;
            }
        }
        true
    }

    fn narrow(&mut self, unknown: u32, row: u32, lower: Option<i128>, upper: Option<i128>) -> bool {
        let room = &mut self.rooms[unknown as usize];
        let by = &mut self.by[unknown as usize];
        let mut narrower = false;
        if let Some(lower) = lower.filter(|&new| new.abs() < FAR && room.lower.is_none_or(|old| new > old)) {
            (room.lower, by[0], narrower) = (Some(lower), Some(row), true);
        }
        if let Some(upper) = upper.filter(|&new| new.abs() < FAR && room.upper.is_none_or(|old| new < old)) {
            (room.upper, by[1], narrower) = (Some(upper), Some(row), true);
        }
        narrower
    }

    /// The rows that the drawn rooms of these unknowns, and of these rows' unknowns, rest on.
    pub fn rests_on(&self, rows: &[Row], unknowns: impl IntoIterator<Item = u32>) -> BTreeSet<u32> {
        let mut seen = BTreeSet::new();
        let mut known = vec![false; self.rooms.len()];
        let mut open: Vec<u32> = unknowns.into_iter().collect();
        while let Some(unknown) = open.pop() {
            if std::mem::replace(&mut known[unknown as usize], true) {
                continue;
            }
            for row in self.by[unknown as usize].into_iter().flatten() {
                if seen.insert(row) {
                    open.extend(rows[row as usize].terms.iter().map(|&(unknown, _)| unknown));
                }
            }
        }
        seen
    }
}

/// The least or the most a row's sum can be, and how many of its terms are open.
struct Reach {
    closed: Option<i128>,
    open: usize,
    low: bool,
}

impl Reach {
    fn low(row: &Row, rooms: &[Room]) -> Self {
        Self::of(row, rooms, true)
    }

    fn high(row: &Row, rooms: &[Room]) -> Self {
        Self::of(row, rooms, false)
    }

    fn of(row: &Row, rooms: &[Room], low: bool) -> Self {
        let mut reach = Self { closed: Some(0), open: 0, low };
        for &(unknown, times) in &row.terms {
            match reach.part(times, &rooms[unknown as usize]) {
                None => reach.open += 1,
                Some(part) => reach.closed = reach.closed.and_then(|sum| sum.checked_add(part)),
            }
        }
        reach
    }

    fn part(&self, times: i64, room: &Room) -> Option<i128> {
        let end = if (times > 0) == self.low { room.lower } else { room.upper };
        end.and_then(|end| end.checked_mul(i128::from(times)))
    }

    fn sum(&self) -> Option<i128> {
        if self.open == 0 { self.closed } else { None }
    }

    fn without(&self, times: i64, room: &Room) -> Option<i128> {
        match (self.open, self.part(times, room)) {
            (0, Some(part)) => self.closed.map(|sum| sum - part),
            (1, None) => self.closed,
            _ => None,
        }
    }
}

fn floor(a: i128, by: i128) -> i128 {
    if by > 0 { a.div_euclid(by) } else { (-a).div_euclid(-by) }
}

fn ceil(a: i128, by: i128) -> i128 {
    -floor(-a, by)
}

/// Whether the row says nothing that the rooms do not.
pub(super) fn is_idle(row: &Row, rooms: &[Room]) -> bool {
    let (low, high) = (Reach::low(row, rooms).sum(), Reach::high(row, rooms).sum());
    row.lo.is_none_or(|lo| low.is_some_and(|low| low >= lo))
        && row.hi.is_none_or(|hi| high.is_some_and(|high| high <= hi))
}
