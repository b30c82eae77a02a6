//! Whether a table is possible: every figure within its bounds and every fact kept, in whole numbers. This decides;
//! whatever proposed the table is only a hint.

use crate::disclosure::fact::{Need, System, Target};

/// What a table is checked against.
pub struct Check<'a> {
    system: &'a System,
    /// Per unknown, the facts it stands in and how often.
    inside: Vec<Vec<(u32, i64)>>,
    truth: Vec<i128>,
}

impl<'a> Check<'a> {
    /// Adds up every fact once.
    pub fn new(system: &'a System) -> Self {
        let mut inside = vec![Vec::new(); system.unknowns.len()];
        let mut truth = Vec::with_capacity(system.facts.len());
        for (at, fact) in system.facts.iter().enumerate() {
            let mut sum = 0i128;
            for &(unknown, coefficient) in &fact.terms {
                inside[unknown as usize].push((at as u32, coefficient));
                sum += i128::from(coefficient) * i128::from(system.unknowns[unknown as usize].truth);
            }
            truth.push(sum);
        }
        Self { system, inside, truth }
    }

    /// Whether the truth with these moves is a table a reader must think possible.
    pub fn is_possible(&self, moves: &[(u32, i64)]) -> bool {
        let rising = moves.windows(2).all(|pair| pair[0].0 < pair[1].0);
        rising && moves.iter().all(|&one| self.within(one)) && self.kept(moves)
    }

    /// Whether two such tables leave as much of a target possible as is needed.
    pub fn shows(&self, target: &Target, low: &[(u32, i64)], high: &[(u32, i64)]) -> bool {
        let (below, above) = (-moved(target, low), moved(target, high));
        let enough = match target.need {
            Need::NotExact => true,
            Need::Width(width) => above + below >= i128::from(width),
            Need::Around { below: least, above: most } => {
                below >= i128::from(least) && above >= i128::from(most)
            }
        };
        enough && self.is_possible(low) && self.is_possible(high)
    }

    fn within(&self, (unknown, change): (u32, i64)) -> bool {
        let Some(figure) = self.system.unknowns.get(unknown as usize) else { return false };
        let Some(value) = figure.truth.checked_add(change) else { return false };
        value >= figure.lower && figure.upper.is_none_or(|upper| value <= upper)
    }

    fn kept(&self, moves: &[(u32, i64)]) -> bool {
        let mut changed: Vec<(u32, i128)> = Vec::new();
        for &(unknown, change) in moves {
            let facts = &self.inside[unknown as usize];
            changed.extend(facts.iter().map(|&(fact, c)| (fact, i128::from(c) * i128::from(change))));
        }
        changed.sort_unstable_by_key(|one| one.0);
        changed.chunk_by(|a, b| a.0 == b.0).all(|same| {
            let fact = &self.system.facts[same[0].0 as usize];
            let change: i128 = same.iter().map(|one| one.1).sum();
            let value = self.truth[same[0].0 as usize] + change;
            fact.lo.is_none_or(|lo| value >= i128::from(lo))
                && fact.hi.is_none_or(|hi| value <= i128::from(hi))
        })
    }
}

/// What a table adds to a target.
fn moved(target: &Target, moves: &[(u32, i64)]) -> i128 {
    let change =
        |unknown| moves.binary_search_by_key(&unknown, |one| one.0).map_or(0, |at| i128::from(moves[at].1));
    target.terms.iter().map(|&(unknown, coefficient)| i128::from(coefficient) * change(unknown)).sum()
}
