//! What a reader learns of the true counts, who knows the method and the base but not the secret.
//!
//! An inner cell shown as 0 holds up to base − 1, one shown as the base holds 1 to base, a larger one is true. These
//! bounds are all that follows from the figures themselves. That the choice was a good one narrows what is likely
//! still further (Minami & Abe, Algorithms 12(8):165, 2019), and says of the grand total that it is off by no more
//! than half a base; hence the secret tie-break.

use super::Asked;
use crate::disclosure::fact::Fact;

/// What else a reader knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reader {
    /// The public code lists: how many inner cells a published cell may have.
    CodeLists,
    /// Which inner cells hold anyone.
    Records,
}

/// What an inner cell may hold whose rounded count is known: the least and the most. `None` for a count that is never
/// shown. Whoever knows the records is asked only about cells that hold someone.
pub fn inner_bounds(base: u32, shown: u32, reader: Reader) -> Option<(u32, u32)> {
    cell_bounds(base, shown, 1, reader)
}

/// What a published cell of `inner` inner cells may hold: the least and the most. `None` for a figure never shown. Both
/// can be true. For whoever knows the records, `inner` are the cells that hold someone.
///
/// Least: as many as can be are ones rounded up, what remains is as many large cells as can be, and the rest stand at
/// 0 or, if known to hold someone, at 1. Most: one large cell makes the figure, and all others hide base − 1.
pub fn cell_bounds(base: u32, shown: u32, inner: u32, reader: Reader) -> Option<(u32, u32)> {
    let left = |ups: u32| shown - ups * base;
    let can_be = |ups: &u32| left(*ups) == 0 || (left(*ups) > base && *ups < inner);
    let ups = (0..=inner.min(shown / base)).rev().find(can_be)?;
    let large = (left(ups) / (base + 1)).min(inner - ups);
    let ones = match reader {
        Reader::CodeLists => 0,
        Reader::Records => inner - ups - large,
    };
    let hiding = if shown == 0 { inner } else { inner - 1 };
    Some((shown - ups * (base - 1) + ones, shown + hiding * (base - 1)))
}

/// For each published cell what its figure says of the true counts of its inner cells, numbered as they were given.
pub fn facts(asked: &Asked<'_>, rounded: &[u32], reader: Reader) -> Vec<Fact> {
    let fact = |(said, members): (usize, &Vec<u32>)| {
        let mut known: Vec<u32> = members.iter().copied().filter(|&at| counts(asked, at, reader)).collect();
        known.sort_unstable();
        let shown = members.iter().map(|&at| rounded[at as usize]).sum();
        let bounds = cell_bounds(asked.base, shown, known.len() as u32, reader);
        let terms = known.into_iter().map(|at| (at, 1)).collect();
        let (lo, hi) = (bounds.map(|(lo, _)| lo.into()), bounds.map(|(_, hi)| hi.into()));
        Fact { terms, lo, hi, said: said as u32 }
    };
    asked.cells.iter().enumerate().map(fact).collect()
}

/// For each inner cell the least and the most it could have held with everything published, now and later, staying the
/// same to the last figure. Any counts between them, all at once, are a witness that a reader cannot rule out from the
/// figures; a published cell made of `s` small ones has at least `s·(base − 2)` of room.
pub fn room(asked: &Asked<'_>, rounded: &[u32], reader: Reader) -> Vec<(u32, u32)> {
    let one = |(at, &shown): (usize, &u32)| {
        let truth = (asked.inner[at], asked.inner[at]);
        let known = !counts(asked, at as u32, reader);
        if known { truth } else { inner_bounds(asked.base, shown, reader).unwrap_or(truth) }
    };
    rounded.iter().enumerate().map(one).collect()
}

/// Whether an inner cell is unknown at all: whoever knows the records knows the empty ones.
fn counts(asked: &Asked<'_>, at: u32, reader: Reader) -> bool {
    match reader {
        Reader::CodeLists => true,
        Reader::Records => asked.inner[at as usize] > 0,
    }
}

#[cfg(test)]
mod tests {
    use super::super::is_small;
    use super::*;

    #[test]
    fn an_inner_cell_is_known_within_the_base() {
        let bounds = |shown, reader| inner_bounds(5, shown, reader);
        assert_eq!(bounds(0, Reader::CodeLists), Some((0, 4)));
        assert_eq!(bounds(0, Reader::Records), Some((1, 4)));
        assert_eq!(bounds(5, Reader::CodeLists), Some((1, 5)));
        assert_eq!(bounds(3, Reader::CodeLists), None);
        assert_eq!(bounds(7, Reader::Records), Some((7, 7)));
    }

    #[test]
    fn bounds_are_those_of_every_table_that_is_shown_so() {
        for (base, inner) in (2..=4).flat_map(|base| (0..=3).map(move |inner| (base, inner))) {
            for reader in [Reader::CodeLists, Reader::Records] {
                let seen = by_force(base, inner, reader, 3 * base + 3);
                for shown in 0..=3 * base + 2 {
                    let ours = cell_bounds(base, shown, inner, reader);
                    assert_eq!(
                        ours, seen[shown as usize],
                        "{shown} of {inner} cells, base {base}, {reader:?}"
                    );
                }
            }
        }
    }

    /// For each shown figure the least and the most of all tables that can be shown so.
    fn by_force(base: u32, inner: u32, reader: Reader, most: u32) -> Vec<Option<(u32, u32)>> {
        let least = u32::from(reader == Reader::Records);
        let mut tables = vec![(0, 0)];
        for _ in 0..inner {
            let shown_as = |count| if is_small(base, count) { vec![0, base] } else { vec![count] };
            let one: Vec<_> = (least..=most)
                .flat_map(|count| shown_as(count).into_iter().map(move |to| (count, to)))
                .collect();
            let sums = tables
                .iter()
                .flat_map(|sum: &(u32, u32)| one.iter().map(move |(count, to)| (sum.0 + count, sum.1 + to)));
            tables = sums.filter(|(_, shown)| *shown <= most).collect();
            tables.sort_unstable();
            tables.dedup();
        }
        let mut seen = vec![None; most as usize + 1];
        for (count, shown) in tables {
            let old: &mut Option<(u32, u32)> = &mut seen[shown as usize];
            *old = Some(old.map_or((count, count), |(lo, hi)| (lo.min(count), hi.max(count))));
        }
        seen
    }
}
