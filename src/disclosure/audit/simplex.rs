//! A simplex in exact fractions, or in floats for a hint, with bounded variables: it gives the point and the multipliers that prove it.
//!
//! Every row has a variable of its own for its sum. The basic variables are written as sums of the others; a basic
//! variable outside its bounds is mended by one of the others or shows that there is no point (Dutertre & de Moura
//! 2006), then the objective is raised. The largest change comes first; after many steps Bland's rule ends circles.

use super::fraction::{Fraction, Number};
use super::presolve::is_idle;
use super::solve::Answer;
use super::view::{Room, View};
use num_rational::BigRational;

/// The state between steps; another sum can be raised from where the last one ended.
pub(super) struct Tableau<N> {
    /// For every basic variable how it is made of the others.
    made: Vec<Vec<N>>,
    /// How the objective is made of the others.
    gain: Vec<N>,
    basic: Vec<usize>,
    other: Vec<usize>,
    value: Vec<N>,
    lower: Vec<Option<N>>,
    upper: Vec<Option<N>>,
    /// The view's columns that can move.
    columns: Vec<usize>,
    /// For every column of the view its place among them.
    place: Vec<Option<usize>>,
    /// The view's rows that say something.
    rows: Vec<usize>,
    steps: usize,
}

/// The largest value of a sum over the view, with the point and the multipliers that show it. `Unknown` when numbers
/// outgrow 64 bits.
pub(super) fn maximise(view: &View, sum: &[(u32, i64)]) -> Answer {
    let solved = || {
        let mut tableau = Tableau::<Fraction>::new(view)?;
        match tableau.find_point()? {
            Some(multipliers) => Some(Answer::Empty { multipliers: rationals(multipliers) }),
            None => tableau.raise(view, sum),
        }
    };
    solved().unwrap_or(Answer::Unknown)
}

impl<N: Number> Tableau<N> {
    pub fn new(view: &View) -> Option<Self> {
        let moves = |column: &usize| {
            let room = &view.rooms[*column];
            room.lower.is_none() || room.lower != room.upper
        };
        let columns: Vec<usize> = (0..view.rooms.len()).filter(moves).collect();
        let rows: Vec<usize> =
            (0..view.rows.len()).filter(|&row| !is_idle(&view.rows[row], &view.rooms)).collect();
        let mut place = vec![None; view.rooms.len()];
        columns.iter().enumerate().for_each(|(at, &column)| place[column] = Some(at));
        let start: Vec<i128> =
            view.rooms.iter().map(|room| nearest_to_zero(room.lower, room.upper)).collect();
        let mut value: Vec<N> =
            columns.iter().map(|&column| N::whole(start[column])).collect::<Option<_>>()?;
        let spread = |terms: &[(u32, i64)]| -> Option<Vec<N>> {
            let mut made = vec![N::ZERO; columns.len()];
            for &(column, times) in terms {
                if let Some(at) = place[column as usize] {
                    made[at] = N::whole(times.into())?;
                }
            }
            Some(made)
        };
        let made = rows.iter().map(|&row| spread(&view.rows[row].terms)).collect::<Option<_>>()?;
        for &row in &rows {
            let part = |&(column, times): &(u32, i64)| i128::from(times).checked_mul(start[column as usize]);
            let sum =
                view.rows[row].terms.iter().try_fold(0i128, |sum, term| sum.checked_add(part(term)?))?;
            value.push(N::whole(sum)?);
        }
        let ends = |low: bool| -> Option<Vec<Option<N>>> {
            let of_columns = columns.iter().map(|&column| {
                let room = &view.rooms[column];
                if low { room.lower } else { room.upper }
            });
            let of_rows = rows.iter().map(|&row| if low { view.rows[row].lo } else { view.rows[row].hi });
            let fraction = |end: Option<i128>| match end {
                None => Some(None),
                Some(end) => N::whole(end).map(Some),
            };
            of_columns.chain(of_rows).map(fraction).collect()
        };
        Some(Self {
            made,
            gain: vec![N::ZERO; columns.len()],
            basic: (columns.len()..columns.len() + rows.len()).collect(),
            other: (0..columns.len()).collect(),
            value,
            lower: ends(true)?,
            upper: ends(false)?,
            columns,
            place,
            rows,
            steps: 0,
        })
    }

    /// Takes over the view's rooms and sides, which are within those it began with.
    pub fn set_bounds(&mut self, view: &View) -> Option<()> {
        let columns = self.columns.len();
        for variable in 0..self.value.len() {
            let (lower, upper) = match variable.checked_sub(columns) {
                None => (view.rooms[self.columns[variable]].lower, view.rooms[self.columns[variable]].upper),
                Some(row) => (view.rows[self.rows[row]].lo, view.rows[self.rows[row]].hi),
            };
            let bound = |end: Option<i128>| match end {
                None => Some(None),
                Some(end) => N::whole(end).map(Some),
            };
            (self.lower[variable], self.upper[variable]) = (bound(lower)?, bound(upper)?);
        }
        for at in 0..self.other.len() {
            let variable = self.other[at];
            let end = match (self.lower[variable], self.upper[variable]) {
                (Some(lower), _) if self.value[variable].is_less(lower) => lower,
                (_, Some(upper)) if upper.is_less(self.value[variable]) => upper,
                _ => continue,
            };
            self.shift(at, end.minus(self.value[variable])?)?;
        }
        Some(())
    }

    /// Raises a sum from a point inside all bounds; `None` when numbers outgrow 64 bits.
    fn raise(&mut self, view: &View, sum: &[(u32, i64)]) -> Option<Answer> {
        let rational = |values: Vec<N>| values.into_iter().map(N::rational).collect();
        Some(match self.climb(sum)? {
            Some(ray) => Answer::Unbounded { ray: rational(self.spread(view, &ray, false)) },
            None => {
                Answer::Best { point: rational(self.point(view)), multipliers: rationals(self.shown_by()) }
            }
        })
    }

    /// Where it stands, over the view's columns.
    pub fn point(&self, view: &View) -> Vec<N> {
        self.spread(view, &self.value[..self.columns.len()], true)
    }

    /// Values of the columns that can move, with those of the others.
    pub fn spread(&self, view: &View, values: &[N], fixed: bool) -> Vec<N> {
        let still = |lower: Option<i128>| lower.filter(|_| fixed).and_then(N::whole).unwrap_or(N::ZERO);
        let of =
            |(room, place): (&Room, &Option<usize>)| place.map_or_else(|| still(room.lower), |at| values[at]);
        view.rooms.iter().zip(&self.place).map(of).collect()
    }

    /// The multipliers of the rows that show that the objective can be raised no further.
    pub fn shown_by(&self) -> Vec<(u32, N)> {
        self.of_rows(&self.gain)
    }

    /// Writes the objective by the variables that are not basic now.
    fn set(&mut self, sum: &[(u32, i64)]) -> Option<()> {
        let mut basic = vec![None; self.value.len()];
        let mut other = vec![None; self.value.len()];
        self.basic.iter().enumerate().for_each(|(row, &variable)| basic[variable] = Some(row));
        self.other.iter().enumerate().for_each(|(at, &variable)| other[variable] = Some(at));
        self.gain.fill(N::ZERO);
        for &(column, times) in sum {
            let Some(variable) = self.place[column as usize] else { continue };
            let times = N::whole(times.into())?;
            match (other[variable], basic[variable]) {
                (Some(at), _) => self.gain[at] = self.gain[at].plus(times)?,
                (None, Some(row)) => {
                    for (gain, made) in self.gain.iter_mut().zip(&self.made[row]) {
                        *gain = gain.plus(made.times(times)?)?;
                    }
                }
                (None, None) => return None,
            }
        }
        Some(())
    }

    /// Whether the rule that cannot go in circles is due; `None` when even that takes too long.
    fn is_late(&mut self) -> Option<bool> {
        self.steps += 1;
        let size = self.columns.len() + self.rows.len();
        (self.steps <= 8 * size + 100).then_some(self.steps > 4 * size)
    }

    /// Moves to a point inside all bounds, or gives the multipliers that show there is none.
    pub fn find_point(&mut self) -> Option<Option<Vec<(u32, N)>>> {
        self.steps = 0;
        loop {
            let late = self.is_late()?;
            let mut worst: Option<(usize, N)> = None;
            for row in 0..self.basic.len() {
                let Some(off) = self.off(self.basic[row])? else { continue };
                let better = worst.is_none_or(|(other, most)| match late {
                    true => self.basic[row] < self.basic[other],
                    false => most.is_less(off),
                });
                if better {
                    worst = Some((row, off));
                }
            }
            let Some((outside, _)) = worst else { return Some(None) };
            let variable = self.basic[outside];
            let rises = self.lower[variable].is_some_and(|lower| self.value[variable].is_far_less(lower));
            let goal = if rises { self.lower[variable] } else { self.upper[variable] }?;
            let can_help = |at: &usize| {
                let times = self.made[outside][*at];
                is_pivot(times) && self.can_move(self.other[*at], times.is_positive() == rises)
            };
            let mut helper: Option<usize> = None;
            for at in (0..self.other.len()).filter(can_help) {
                let size = |at: usize| self.made[outside][at].size();
                let better = match helper {
                    None => true,
                    Some(other) if late => self.other[at] < self.other[other],
                    Some(other) => size(other)?.is_less(size(at)?),
                };
                if better {
                    helper = Some(at);
                }
            }
            match helper {
                None => return Some(Some(self.conflict(outside, rises)?)),
                Some(at) => {
                    let by = goal.minus(self.value[variable])?.times(self.made[outside][at].over()?)?;
                    self.shift(at, by)?;
                    self.pivot(outside, at)?;
                }
            }
        }
    }

    /// How far a variable is outside its bounds, if it is.
    fn off(&self, variable: usize) -> Option<Option<N>> {
        let value = self.value[variable];
        match (self.lower[variable], self.upper[variable]) {
            (Some(lower), _) if value.is_far_less(lower) => lower.minus(value).map(Some),
            (_, Some(upper)) if upper.is_far_less(value) => value.minus(upper).map(Some),
            _ => Some(None),
        }
    }

    fn conflict(&self, row: usize, rises: bool) -> Option<Vec<(u32, N)>> {
        let own = if rises { N::ONE.negated()? } else { N::ONE };
        let mut multipliers = Vec::new();
        for (row, times) in self.of_rows(&self.made[row]) {
            multipliers.push((row, if rises { times } else { times.negated()? }));
        }
        if self.basic[row] >= self.columns.len() {
            multipliers.push((self.rows[self.basic[row] - self.columns.len()] as u32, own));
        }
        Some(multipliers)
    }

    /// The view's rows in what something is made of.
    fn of_rows(&self, made: &[N]) -> Vec<(u32, N)> {
        let columns = self.columns.len();
        let of_rows =
            self.other.iter().zip(made).filter(|(variable, times)| **variable >= columns && !times.is_zero());
        of_rows.map(|(variable, &times)| (self.rows[variable - columns] as u32, times)).collect()
    }

    /// Raises a sum to its largest value, or gives the direction in which it has none.
    pub fn climb(&mut self, sum: &[(u32, i64)]) -> Option<Option<Vec<N>>> {
        self.steps = 0;
        self.set(sum)?;
        loop {
            let late = self.is_late()?;
            let mut entering: Option<(usize, N)> = None;
            for at in 0..self.other.len() {
                let gain = self.gain[at];
                if gain.is_zero() || !self.can_move(self.other[at], gain.is_positive()) {
                    continue;
                }
                let size = gain.size()?;
                let better = entering.is_none_or(|(other, most)| match late {
                    true => self.other[at] < self.other[other],
                    false => most.is_less(size),
                });
                if better {
                    entering = Some((at, size));
                }
            }
            let Some((at, _)) = entering else { return Some(None) };
            let rises = self.gain[at].is_positive();
            let Some((by, leaving)) = self.leaving(at, rises, late)? else {
                return Some(Some(self.ray(at, rises)?));
            };
            self.shift(at, if rises { by } else { by.negated()? })?;
            if let Some(row) = leaving {
                self.pivot(row, at)?;
            }
        }
    }

    /// How far the variable can go and which basic one stops it, itself when none; `None` when it can go for ever.
    fn leaving(&self, at: usize, rises: bool, late: bool) -> Option<Option<(N, Option<usize>)>> {
        let mut first = self.way(self.other[at], rises)?.map(|way| (way, None));
        let mut largest = N::ZERO;
        for row in 0..self.basic.len() {
            let times = self.made[row][at];
            if !is_pivot(times) {
                continue;
            }
            let Some(way) = self.way(self.basic[row], times.is_positive() == rises)? else { continue };
            let (way, size) = (way.times(times.size()?.over()?)?, times.size()?);
            let sooner = first.is_none_or(|(by, leaving): (N, Option<usize>)| {
                let better = |other: usize| match late {
                    true => self.basic[row] < self.basic[other],
                    false => largest.is_less(size),
                };
                way.is_less(by) || !by.is_less(way) && leaving.is_some_and(better)
            });
            if sooner {
                first = Some((way, Some(row)));
                largest = size;
            }
        }
        Some(first)
    }

    fn ray(&self, at: usize, rises: bool) -> Option<Vec<N>> {
        let sign = if rises { N::ONE } else { N::ONE.negated()? };
        let mut ray = vec![N::ZERO; self.columns.len()];
        if self.other[at] < ray.len() {
            ray[self.other[at]] = sign;
        }
        for (row, &variable) in self.basic.iter().enumerate() {
            if variable < ray.len() {
                ray[variable] = self.made[row][at].times(sign)?;
            }
        }
        Some(ray)
    }

    fn shift(&mut self, at: usize, by: N) -> Option<()> {
        let own = &mut self.value[self.other[at]];
        *own = own.plus(by)?;
        for (made, &variable) in self.made.iter().zip(&self.basic) {
            if !made[at].is_zero() {
                self.value[variable] = self.value[variable].plus(made[at].times(by)?)?;
            }
        }
        Some(())
    }

    /// The basic variable of the row and the other one change places.
    fn pivot(&mut self, row: usize, at: usize) -> Option<()> {
        let over = self.made[row][at].over()?;
        let turned = over.negated()?;
        let mut own = std::mem::take(&mut self.made[row]);
        for entry in own.iter_mut().filter(|entry| !entry.is_zero()) {
            *entry = entry.times(turned)?;
        }
        own[at] = over;
        let filled: Vec<(usize, N)> =
            own.iter().copied().enumerate().filter(|(_, entry)| !entry.is_zero()).collect();
        std::mem::swap(&mut self.basic[row], &mut self.other[at]);
        for made in self.made.iter_mut().filter(|made| !made.is_empty()).chain([&mut self.gain]) {
            let times = std::mem::replace(&mut made[at], N::ZERO);
            if !times.is_zero() {
                for &(column, entry) in &filled {
                    made[column] = made[column].plus(times.times(entry)?)?;
                }
            }
        }
        self.made[row] = own;
        Some(())
    }

    fn can_move(&self, variable: usize, up: bool) -> bool {
        match up {
            true => self.upper[variable].is_none_or(|upper| self.value[variable].is_less(upper)),
            false => self.lower[variable].is_none_or(|lower| lower.is_less(self.value[variable])),
        }
    }

    /// How far it can still go; `None` for ever.
    fn way(&self, variable: usize, up: bool) -> Option<Option<N>> {
        match if up { self.upper[variable] } else { self.lower[variable] } {
            None => Some(None),
            Some(end) => end.minus(self.value[variable])?.size().map(Some),
        }
    }
}

/// Whether one may divide by it.
fn is_pivot<N: Number>(times: N) -> bool {
    N::ZERO.is_far_less(times) || times.is_far_less(N::ZERO)
}

fn rationals<N: Number>(multipliers: Vec<(u32, N)>) -> Vec<(u32, BigRational)> {
    multipliers.into_iter().map(|(row, times)| (row, times.rational())).collect()
}

fn nearest_to_zero(lower: Option<i128>, upper: Option<i128>) -> i128 {
    match (lower, upper) {
        (Some(lower), _) if lower > 0 => lower,
        (_, Some(upper)) if upper < 0 => upper,
        _ => 0,
    }
}
