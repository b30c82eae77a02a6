//! A basis of moves, and how one figure is taken out of all of them but one.

use super::sparse::{Sparse, add, largest};

/// Moves with larger coefficients are given up: they run into some bound before they reach anybody.
const LARGEST: i64 = 1 << 16;

/// Changes the basis so that only one move still changes a figure: Euclid's algorithm on the moves, which keeps
/// every whole combination of them. `values` is what each move adds to that figure, `gains` what it adds to another;
/// both follow; among equals `first` is left. Gives the moves that were taken from others, last the one that is left,
/// and how many coefficients were looked at.
pub(super) fn isolate(
    moves: &mut [Sparse],
    values: &mut [i64],
    gains: &mut [i64],
    active: &[bool],
    first: usize,
) -> (Vec<usize>, usize) {
    let mut taken = Vec::new();
    let mut effort = moves.len();
    loop {
        let standing = |which: &usize| active[*which] && values[*which] != 0;
        let least = (0..moves.len())
            .filter(standing)
            .min_by_key(|&which| (values[which].abs(), which != first, moves[which].len(), which));
        let Some(least) = least else { return (taken, effort) };
        taken.push(least);
        let last = (0..moves.len()).filter(standing).count() == 1;
        let pivot = std::mem::take(&mut moves[least]);
        for other in (0..moves.len()).filter(|&other| other != least) {
            let times = nearest(values[other], values[least]);
            if times != 0 {
                effort += moves[other].len() + pivot.len();
                subtract(&mut moves[other], times, &pivot);
                values[other] -= times * values[least];
                gains[other] -= times * gains[least];
                if moves[other].is_empty() {
                    (values[other], gains[other]) = (0, 0);
                }
            }
        }
        moves[least] = pivot;
        if last {
            return (taken, effort);
        }
    }
}

fn subtract(one: &mut Sparse, times: i64, pivot: &Sparse) {
    let sum = add(one, -times, pivot);
    if largest(&sum) > LARGEST {
        one.clear();
    } else {
        *one = sum;
    }
}

/// The whole number nearest to a ratio.
fn nearest(a: i64, b: i64) -> i64 {
    let (a, b) = if b < 0 { (-a, -b) } else { (a, b) };
    (2 * a + b).div_euclid(2 * b)
}
