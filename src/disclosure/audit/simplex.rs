//! A small simplex in rationals: Bland's rule, bounded variables. For components where floats are not sure enough,
//! and slow: only for the small ones.
//!
//! Every row has a variable of its own for its sum. The basic variables are written as sums of the others; a basic
//! variable outside its bounds is mended by one of the others or shows that no point exists
//! (Dutertre & de Moura 2006), then the objective is raised the ordinary way.

use super::check::rational;
use super::solve::Answer;
use super::view::View;
use num_rational::BigRational;
use num_traits::{One, Signed, Zero};

type Q = BigRational;

struct Tableau {
    /// For every basic variable how it is made of the others.
    made: Vec<Vec<Q>>,
    /// How the objective is made of the others.
    gain: Vec<Q>,
    basic: Vec<usize>,
    other: Vec<usize>,
    value: Vec<Q>,
    lower: Vec<Option<Q>>,
    upper: Vec<Option<Q>>,
    columns: usize,
}

/// The largest value of a sum over the view, with the point and the multipliers that show it.
pub(super) fn maximise(view: &View, sum: &[(u32, i64)]) -> Answer {
    let mut tableau = Tableau::new(view, sum);
    if let Some(multipliers) = tableau.find_point() {
        return Answer::Empty { multipliers };
    }
    match tableau.climb() {
        Some(ray) => Answer::Unbounded { ray },
        None => Answer::Best {
            point: tableau.value[..tableau.columns].to_vec(),
            multipliers: tableau.multipliers(&tableau.gain, false),
        },
    }
}

impl Tableau {
    fn new(view: &View, sum: &[(u32, i64)]) -> Self {
        let columns = view.rooms.len();
        let ends = |end: Option<i128>| end.map(rational);
        let mut made = vec![vec![Q::zero(); columns]; view.rows.len()];
        for (row, made) in view.rows.iter().zip(&mut made) {
            for &(column, times) in &row.terms {
                made[column as usize] = rational(times.into());
            }
        }
        let mut gain = vec![Q::zero(); columns];
        for &(column, times) in sum {
            gain[column as usize] = rational(times.into());
        }
        let lower: Vec<_> = view
            .rooms
            .iter()
            .map(|room| room.lower)
            .chain(view.rows.iter().map(|row| row.lo))
            .map(ends)
            .collect();
        let upper: Vec<_> = view
            .rooms
            .iter()
            .map(|room| room.upper)
            .chain(view.rows.iter().map(|row| row.hi))
            .map(ends)
            .collect();
        let mut value: Vec<Q> = (0..columns)
            .map(|column| match (&lower[column], &upper[column]) {
                (Some(lower), _) if lower.is_positive() => lower.clone(),
                (_, Some(upper)) if upper.is_negative() => upper.clone(),
                _ => Q::zero(),
            })
            .collect();
        for row in &view.rows {
            value.push(super::check::sum(&row.terms, &value));
        }
        let basic = (columns..columns + view.rows.len()).collect();
        Self { made, gain, basic, other: (0..columns).collect(), value, lower, upper, columns }
    }

    /// Moves to a point inside all bounds, or gives the multipliers that show there is none.
    fn find_point(&mut self) -> Option<Vec<(u32, Q)>> {
        loop {
            let outside = (0..self.basic.len())
                .filter(|&row| self.is_below(self.basic[row]) || self.is_above(self.basic[row]))
                .min_by_key(|&row| self.basic[row])?;
            let variable = self.basic[outside];
            let rises = self.is_below(variable);
            let helper = (0..self.other.len())
                .filter(|&at| {
                    let times = &self.made[outside][at];
                    !times.is_zero() && self.can_move(self.other[at], times.is_positive() == rises)
                })
                .min_by_key(|&at| self.other[at]);
            let goal = if rises { self.lower[variable].clone() } else { self.upper[variable].clone() }?;
            match helper {
                None => return Some(self.conflict(outside, rises)),
                Some(at) => {
                    let by = (goal - &self.value[variable]) / &self.made[outside][at];
                    self.shift(at, &by);
                    self.pivot(outside, at);
                }
            }
        }
    }

    fn conflict(&self, row: usize, rises: bool) -> Vec<(u32, Q)> {
        let mut multipliers = self.multipliers(&self.made[row], !rises);
        let own = if rises { -Q::one() } else { Q::one() };
        if self.basic[row] >= self.columns {
            multipliers.push(((self.basic[row] - self.columns) as u32, own));
        }
        multipliers
    }

    /// Raises the objective to its largest value, or gives the direction in which it has none.
    fn climb(&mut self) -> Option<Vec<Q>> {
        loop {
            let at = (0..self.other.len())
                .filter(|&at| {
                    !self.gain[at].is_zero() && self.can_move(self.other[at], self.gain[at].is_positive())
                })
                .min_by_key(|&at| self.other[at])?;
            let rises = self.gain[at].is_positive();
            let mut by = self.way(self.other[at], rises);
            let mut leaving = None;
            for row in 0..self.basic.len() {
                let times = &self.made[row][at];
                if times.is_zero() {
                    continue;
                }
                let Some(way) = self.way(self.basic[row], times.is_positive() == rises) else { continue };
                let way = way / times.abs();
                let first = match (&by, leaving) {
                    (None, _) => true,
                    (Some(by), None) => way < *by,
                    (Some(by), Some(other)) => {
                        let lower: bool = self.basic[row] < self.basic[other];
                        way < *by || way == *by && lower
                    }
                };
                if first {
                    (by, leaving) = (Some(way), Some(row));
                }
            }
            let Some(by) = by else { return Some(self.ray(at, rises)) };
            self.shift(at, &if rises { by } else { -by });
            if let Some(row) = leaving {
                self.pivot(row, at);
            }
        }
    }

    fn ray(&self, at: usize, rises: bool) -> Vec<Q> {
        let sign = if rises { Q::one() } else { -Q::one() };
        let mut ray = vec![Q::zero(); self.columns];
        if self.other[at] < self.columns {
            ray[self.other[at]] = sign.clone();
        }
        for (row, &variable) in
            self.basic.iter().enumerate().filter(|(_, variable)| **variable < self.columns)
        {
            ray[variable] = &self.made[row][at] * &sign;
        }
        ray
    }

    fn multipliers(&self, made: &[Q], negated: bool) -> Vec<(u32, Q)> {
        let of_rows = self
            .other
            .iter()
            .zip(made)
            .filter(|(variable, times)| **variable >= self.columns && !times.is_zero());
        of_rows
            .map(|(variable, times)| {
                let times = if negated { -times } else { times.clone() };
                ((variable - self.columns) as u32, times)
            })
            .collect()
    }

    fn shift(&mut self, at: usize, by: &Q) {
        self.value[self.other[at]] += by;
        for (row, &variable) in self.basic.iter().enumerate() {
            if !self.made[row][at].is_zero() {
                self.value[variable] += &self.made[row][at] * by;
            }
        }
    }

    /// The basic variable of the row and the other one change places.
    fn pivot(&mut self, row: usize, at: usize) {
        let times = self.made[row][at].clone();
        let mut own: Vec<Q> = self.made[row].iter().map(|entry| -(entry / &times)).collect();
        own[at] = times.recip();
        std::mem::swap(&mut self.basic[row], &mut self.other[at]);
        let replace = |made: &mut Vec<Q>| {
            let times = std::mem::take(&mut made[at]);
            if !times.is_zero() {
                for (entry, own) in made.iter_mut().zip(&own).filter(|(_, own)| !own.is_zero()) {
                    *entry += &times * own;
                }
            }
        };
        for (_, made) in self.made.iter_mut().enumerate().filter(|(number, _)| *number != row) {
            replace(made);
        }
        replace(&mut self.gain);
        self.made[row] = own;
    }

    fn is_below(&self, variable: usize) -> bool {
        self.lower[variable].as_ref().is_some_and(|lower| self.value[variable] < *lower)
    }

    fn is_above(&self, variable: usize) -> bool {
        self.upper[variable].as_ref().is_some_and(|upper| self.value[variable] > *upper)
    }

    fn can_move(&self, variable: usize, up: bool) -> bool {
        self.way(variable, up).is_none_or(|way| way.is_positive())
    }

    /// How far it can still go; `None` for ever.
    fn way(&self, variable: usize, up: bool) -> Option<Q> {
        match up {
            true => self.upper[variable].as_ref().map(|upper| upper - &self.value[variable]),
            false => self.lower[variable].as_ref().map(|lower| &self.value[variable] - lower),
        }
    }
}
