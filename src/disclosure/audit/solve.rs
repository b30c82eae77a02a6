//! The largest value of a sum of differences, ignoring that they are whole: hinted by a solver, proven here.

use super::check;
use super::lp::{self, Hint, Linear};
use super::near::near;
use super::simplex;
use super::view::{Row, View};
use num_rational::BigRational;
use num_traits::{Signed, Zero};

/// What a solver claims.
pub(super) enum Answer {
    Best { point: Vec<BigRational>, multipliers: Vec<(u32, BigRational)> },
    Unbounded { ray: Vec<BigRational> },
    Empty { multipliers: Vec<(u32, BigRational)> },
    Unknown,
}

/// What has been proven.
pub(super) enum Solved {
    /// No point has a larger sum than `most`, by these rows. `point` is near one that has it, and `holds` says whether
    /// it is known to satisfy the view.
    Bounded { most: BigRational, point: Vec<BigRational>, holds: bool, rows: Vec<u32> },
    /// The sum grows for ever in this direction.
    Unbounded { ray: Vec<BigRational> },
    /// There is no point, by these rows.
    Empty { rows: Vec<u32> },
    /// Nothing.
    Unknown,
}

/// Views with at most this many entries are solved in rationals at once.
const SMALL: usize = 60_000;
/// Views with at most this many are solved in rationals when floats fail.
const MIDDLING: usize = 250_000;

/// The largest value of a sum over the view.
pub(super) fn maximise(view: &View, sum: &[(u32, i64)]) -> Solved {
    let size = view.rooms.len() * view.rows.len();
    if size <= SMALL {
        return proven(view, sum, simplex::maximise(view, sum));
    }
    match proven(view, sum, hinted(view, sum)) {
        Solved::Bounded { holds: false, .. } | Solved::Unknown if size <= MIDDLING => {
            proven(view, sum, simplex::maximise(view, sum))
        }
        solved => solved,
    }
}

/// What of an answer stands up to exact arithmetic.
pub(super) fn proven(view: &View, sum: &[(u32, i64)], answer: Answer) -> Solved {
    match answer {
        Answer::Best { point, multipliers } => match check::bound(view, sum, &multipliers) {
            None => Solved::Unknown,
            Some(most) => {
                let holds = check::is_point(view, &point);
                Solved::Bounded { most, point, holds, rows: rows(multipliers) }
            }
        },
        Answer::Unbounded { ray } if check::is_ray(view, &ray) && check::sum(sum, &ray).is_positive() => {
            Solved::Unbounded { ray }
        }
        Answer::Empty { multipliers }
            if check::bound(view, &[], &multipliers).is_some_and(|b| b.is_negative()) =>
        {
            Solved::Empty { rows: rows(multipliers) }
        }
        _ => Solved::Unknown,
    }
}

fn rows(multipliers: Vec<(u32, BigRational)>) -> Vec<u32> {
    multipliers.into_iter().filter(|(_, times)| !times.is_zero()).map(|(row, _)| row).collect()
}

fn hinted(view: &View, sum: &[(u32, i64)]) -> Answer {
    match lp::maximise(&primal(view, sum)) {
        Hint::Point(point) => match multipliers(view, sum, f64::NEG_INFINITY) {
            None => Answer::Unknown,
            Some(multipliers) => Answer::Best { point: fractions(&point), multipliers },
        },
        Hint::Empty => match multipliers(view, &[], -1.0) {
            None => Answer::Unknown,
            Some(multipliers) => Answer::Empty { multipliers },
        },
        Hint::Unbounded => match lp::maximise(&primal(&cone(view), sum)) {
            Hint::Point(ray) => Answer::Unbounded { ray: fractions(&ray) },
            _ => Answer::Unknown,
        },
        Hint::Nothing => Answer::Unknown,
    }
}

fn fractions(point: &[f64]) -> Vec<BigRational> {
    point.iter().map(|&value| near(value, 1 << 20)).collect()
}

fn float(end: Option<i128>, open: f64) -> f64 {
    end.map_or(open, |end| end as f64)
}

fn primal(view: &View, sum: &[(u32, i64)]) -> Linear {
    let room = |room: &super::view::Room| {
        (float(room.lower, f64::NEG_INFINITY), float(room.upper, f64::INFINITY), 0.0)
    };
    let mut columns: Vec<_> = view.rooms.iter().map(room).collect();
    for &(column, times) in sum {
        columns[column as usize].2 += times as f64;
    }
    let row = |row: &Row| {
        let terms = row.terms.iter().map(|&(column, times)| (column as usize, times as f64)).collect();
        (terms, float(row.lo, f64::NEG_INFINITY), float(row.hi, f64::INFINITY))
    };
    Linear { columns, rows: view.rows.iter().map(row).collect() }
}

/// The directions in which the view can be left for ever, cut off at 1.
fn cone(view: &View) -> View {
    let mut cone = view.clone();
    for room in &mut cone.rooms {
        room.lower = Some(if room.lower.is_some() { 0 } else { -1 });
        room.upper = Some(if room.upper.is_some() { 0 } else { 1 });
    }
    for row in &mut cone.rows {
        (row.lo, row.hi) = (row.lo.map(|_| 0), row.hi.map(|_| 0));
    }
    cone
}

/// The multipliers of the best bound on the sum that is not under `floor`, from the dual program.
fn multipliers(view: &View, sum: &[(u32, i64)], floor: f64) -> Option<Vec<(u32, BigRational)>> {
    let mut dual = Linear::default();
    let mut balance: Vec<Vec<(usize, f64)>> = vec![Vec::new(); view.rooms.len()];
    let mut owner = Vec::new();
    for (number, row) in view.rows.iter().enumerate() {
        for (sign, end) in sides(row.lo, row.hi) {
            for &(column, times) in &row.terms {
                balance[column as usize].push((dual.columns.len(), sign * times as f64));
            }
            let least = if row.lo == row.hi { f64::NEG_INFINITY } else { 0.0 };
            dual.columns.push((least, f64::INFINITY, -sign * end));
            owner.push((number as u32, sign));
        }
    }
    let mut gains = vec![0.0; view.rooms.len()];
    for &(column, times) in sum {
        gains[column as usize] += times as f64;
    }
    for ((room, mut terms), gain) in view.rooms.iter().zip(balance).zip(gains) {
        if room.lower.is_some() && room.lower == room.upper {
            continue;
        }
        for (sign, end) in sides(room.lower, room.upper) {
            terms.push((dual.columns.len(), sign));
            dual.columns.push((0.0, f64::INFINITY, -sign * end));
        }
        dual.rows.push((terms, gain, gain));
    }
    if floor.is_finite() {
        let all = dual.columns.iter().enumerate().map(|(at, column)| (at, -column.2)).collect();
        dual.rows.push((all, floor, f64::INFINITY));
    }
    let Hint::Point(point) = lp::maximise(&dual) else { return None };
    best_fractions(view, sum, &owner, &point)
}

fn sides(lo: Option<i128>, hi: Option<i128>) -> impl Iterator<Item = (f64, f64)> {
    let low = lo.filter(|_| lo != hi).map(|lo| (-1.0, lo as f64));
    hi.map(|hi| (1.0, hi as f64)).into_iter().chain(low)
}

fn best_fractions(
    view: &View,
    sum: &[(u32, i64)],
    owner: &[(u32, f64)],
    point: &[f64],
) -> Option<Vec<(u32, BigRational)>> {
    let mut merged: std::collections::BTreeMap<u32, f64> = std::collections::BTreeMap::new();
    for (&(row, sign), value) in owner.iter().zip(point) {
        *merged.entry(row).or_default() += sign * value;
    }
    [8, 1 << 8, 1 << 16, 1 << 28]
        .into_iter()
        .filter_map(|most| {
            let multipliers: Vec<_> = merged
                .iter()
                .filter(|(_, value)| value.abs() > 1e-9)
                .map(|(&row, &value)| (row, near(value, most)))
                .collect();
            Some((check::bound(view, sum, &multipliers)?, multipliers))
        })
        .min_by(|a, b| a.0.cmp(&b.0))
        .map(|(_, multipliers)| multipliers)
}
