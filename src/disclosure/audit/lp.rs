//! Linear programming in floats, by whichever solver is built in. Its answers are hints.

/// Columns with bounds and gains, rows with sides.
#[derive(Clone, Debug, Default)]
pub(super) struct Linear {
    /// Lower bound, upper bound, gain.
    pub columns: Vec<(f64, f64, f64)>,
    /// Terms, low side, high side.
    pub rows: Vec<Row>,
}

/// Terms, low side, high side.
pub(super) type Row = (Vec<(usize, f64)>, f64, f64);

/// What the solver says.
#[derive(Clone, Debug)]
pub(super) enum Hint {
    Point(Vec<f64>),
    Unbounded,
    Empty,
    Nothing,
}

/// The point of the largest gain.
#[cfg(not(feature = "highs"))]
pub(super) fn maximise(linear: &Linear) -> Hint {
    use microlp::{ComparisonOp, Error, OptimizationDirection, Problem};
    let mut problem = Problem::new(OptimizationDirection::Maximize);
    let columns: Vec<_> =
        linear.columns.iter().map(|&(lower, upper, gain)| problem.add_var(gain, (lower, upper))).collect();
    for (terms, lo, hi) in &linear.rows {
        let terms: Vec<_> = terms.iter().map(|&(column, times)| (columns[column], times)).collect();
        if lo == hi {
            problem.add_constraint(&terms[..], ComparisonOp::Eq, *lo);
            continue;
        }
        if lo.is_finite() {
            problem.add_constraint(&terms[..], ComparisonOp::Ge, *lo);
        }
        if hi.is_finite() {
            problem.add_constraint(&terms[..], ComparisonOp::Le, *hi);
        }
    }
    match problem.solve() {
        Ok(outcome) => match outcome.solution() {
            Some(solution) => Hint::Point(columns.iter().map(|&column| solution.var_value(column)).collect()),
            None => Hint::Nothing,
        },
        Err(Error::Unbounded) => Hint::Unbounded,
        Err(Error::Infeasible) => Hint::Empty,
        Err(_) => Hint::Nothing,
    }
}

/// The point of the largest gain.
#[cfg(feature = "highs")]
pub(super) fn maximise(linear: &Linear) -> Hint {
    use highs::{HighsModelStatus, RowProblem, Sense};
    let mut problem = RowProblem::default();
    let columns: Vec<_> =
        linear.columns.iter().map(|&(lower, upper, gain)| problem.add_column(gain, lower..=upper)).collect();
    for (terms, lo, hi) in &linear.rows {
        let terms: Vec<_> = terms.iter().map(|&(column, times)| (columns[column], times)).collect();
        problem.add_row(*lo..=*hi, terms);
    }
    let mut model = problem.optimise(Sense::Maximise);
    model.set_option("output_flag", false);
    model.set_option("threads", 1);
    let solved = model.solve();
    match solved.status() {
        HighsModelStatus::Optimal => Hint::Point(solved.get_solution().columns().to_vec()),
        HighsModelStatus::Unbounded => Hint::Unbounded,
        HighsModelStatus::Infeasible => Hint::Empty,
        _ => Hint::Nothing,
    }
}
