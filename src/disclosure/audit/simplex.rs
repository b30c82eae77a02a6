//! A simplex in exact fractions, or in floats for a hint, with bounded variables: it gives the point and the multipliers that prove it.
//!
//! Every row has a variable of its own for its sum. The basic variables are written as sums of the others; a basic
//! variable outside its bounds is mended by one of the others or shows that there is no point (Dutertre & de Moura
//! 2006), then the objective is raised. The largest change comes first; after many steps Bland's rule ends circles.

mod climb;
mod pivot;
mod vertex;

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

    /// The view's rows in what something is made of.
    fn of_rows(&self, made: &[N]) -> Vec<(u32, N)> {
        let columns = self.columns.len();
        let of_rows =
            self.other.iter().zip(made).filter(|(variable, times)| **variable >= columns && !times.is_zero());
        of_rows.map(|(variable, &times)| (self.rows[variable - columns] as u32, times)).collect()
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
