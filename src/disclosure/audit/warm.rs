//! A view whose rooms change a little from one question to the next: the simplex goes on, in floats, and what it says
//! is checked in whole numbers.

use super::check::{self, UNITS};
use super::fraction::Number;
use super::near::near;
use super::parts::Parts;
use super::simplex::Tableau;
use super::solve::Solved;
use super::view::View;
use num_rational::BigRational;
use num_traits::Signed;

/// The simplex between questions.
pub(super) struct Warm {
    /// The widest rooms there are.
    first: View,
    tableau: Option<Tableau<f64>>,
}

/// A bound this much above the float it is a bound of shows that floats have drifted.
const DRIFT: f64 = 1e-4;

impl Warm {
    /// Questions will be about this view and about those with the same rows and rooms within its.
    pub fn new(first: View) -> Self {
        Self { first, tableau: None }
    }

    /// The largest value of a sum over the view. When floats have drifted it is asked once more from the start; `None` when that does not help either.
    pub fn maximise(&mut self, view: &View, sum: &[(u32, i64)]) -> Option<Solved> {
        let started = self.tableau.is_some();
        if let Some(solved) = self.ask(view, sum).filter(|_| started) {
            return Some(solved);
        }
        self.tableau = None;
        self.ask(view, sum)
    }

    /// The point of the largest value of a sum, exactly. When floats have drifted it is asked once more from the start; `None` when there is none or that does not help either.
    pub fn vertex(&mut self, view: &View, sum: &[(u32, i64)]) -> Option<Parts> {
        for _ in 0..2 {
            let solved = self.maximise(view, sum)?;
            if !matches!(solved, Solved::Bounded { .. }) {
                return None;
            }
            match self.tableau.as_ref()?.vertex(view) {
                Some(point) => return Some(point),
                None => self.tableau = None,
            }
        }
        None
    }

    fn ask(&mut self, view: &View, sum: &[(u32, i64)]) -> Option<Solved> {
        let tableau = match &mut self.tableau {
            Some(tableau) => tableau,
            none => none.insert(Tableau::new(&self.first)?),
        };
        tableau.set_bounds(view)?;
        if let Some(shown_by) = tableau.find_point()? {
            let rows = in_units(shown_by);
            return check::bound_in_units(view, &[], &rows)
                .filter(|bound| *bound < 0)
                .map(|_| Solved::Empty { rows: named(rows) });
        }
        if let Some(ray) = tableau.climb(sum)? {
            let ray: Vec<BigRational> =
                tableau.spread(view, &ray, false).into_iter().map(Number::rational).collect();
            let grows = check::sum(sum, &ray) > BigRational::from_integer(0.into());
            return (grows && check::is_ray(view, &ray)).then_some(Solved::Unbounded { ray });
        }
        let point = tableau.point(view);
        let value: f64 = sum.iter().map(|&(column, times)| point[column as usize] * times as f64).sum();
        let shown_by = tableau.shown_by();
        let rows = in_units(shown_by.clone());
        let most = check::bound_in_units(view, sum, &rows)?;
        if most as f64 > (value + DRIFT) * UNITS as f64 {
            return None;
        }
        let mut most = BigRational::new(most.into(), UNITS.into());
        if most.is_positive() && value < DRIFT {
            // Nearly none may be none, which makes it another verdict.
            let times = |(row, times): (u32, f64)| (row, near(times, 1 << 20));
            let shown_by: Vec<_> = shown_by.into_iter().map(times).collect();
            most = check::bound(view, sum, &shown_by).map_or(most.clone(), |exact| exact.min(most));
        }
        let (point, holds) = tidy(view, &point);
        Some(Solved::Bounded { most, point, holds, rows: named(rows) })
    }
}

fn in_units(shown_by: Vec<(u32, f64)>) -> Vec<(u32, i64)> {
    shown_by.into_iter().map(|(row, times)| (row, (times * UNITS as f64).round() as i64)).collect()
}

fn named(rows: Vec<(u32, i64)>) -> Vec<u32> {
    rows.into_iter().filter(|(_, times)| *times != 0).map(|(row, _)| row).collect()
}

/// The point that floats stand for, and whether it is known to satisfy the view: a whole one is asked.
fn tidy(view: &View, point: &[f64]) -> (Vec<BigRational>, bool) {
    let whole = |value: &f64| ((value - value.round()).abs() < 1e-6).then(|| value.round() as i128);
    match point.iter().map(whole).collect::<Option<Vec<i128>>>() {
        Some(whole) => {
            let holds = check::is_whole_point(view, &whole);
            (whole.into_iter().map(check::rational).collect(), holds)
        }
        None => {
            let fraction = |value: &f64| match whole(value) {
                Some(whole) => check::rational(whole),
                None => near(*value, 1 << 20),
            };
            (point.iter().map(fraction).collect(), false)
        }
    }
}
