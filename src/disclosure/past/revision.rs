//! Late, corrected and withdrawn cases: too few of them at once may not change what has been published.
//!
//! Every cell that was printed is closed. New cases are no revision only where they are in a period that was not
//! published yet: where they have, in some column, a code that sorts behind every code that column then had, as 2025Q4
//! does behind 2025Q3. Which column is time need not be said: a new last municipality would pass as well, and the rule
//! that differences of cells obey (`differences`) still holds for it. A cumulative table without such a column grows
//! by at least twice the threshold or not at all.

use super::{Barred, classes::Classes, lives::Lives};
use crate::disclosure::{
    cells::BLANK,
    ledger::{Ledger, Snapshot},
    pack::{Method, Pack},
};
use std::collections::BTreeSet;

/// At least twice the threshold, or none (disclosure.md 4.6).
pub fn check(
    ledger: &Ledger,
    pack: &Pack,
    snapshots: &[&Snapshot],
    classes: &Classes,
    lives: &Lives,
) -> Result<(), Barred> {
    let now = ledger.releases().len();
    let least = pack.rules.threshold.saturating_mul(2);
    for (then, release) in ledger.releases().iter().enumerate() {
        if pack.rules.method == Method::CellKey || release.rules.method == Method::CellKey {
            continue;
        }
        let pair = Pair { classes, lives, then, now };
        if release.series != pack.series && !pair.share_a_case() {
            continue;
        }
        let persons = pair.changed(snapshots, least as usize);
        if persons > 0 && persons < least as usize {
            return Err(Barred::SmallRevision { release: release.number, least });
        }
    }
    Ok(())
}

/// Two releases.
struct Pair<'a> {
    classes: &'a Classes,
    lives: &'a Lives,
    then: usize,
    now: usize,
}

impl Pair<'_> {
    fn share_a_case(&self) -> bool {
        (0..self.lives.len())
            .any(|case| self.lives.row(self.then, case).is_some() && self.lives.row(self.now, case).is_some())
    }

    /// How many persons are behind the changes; counted up to `enough`.
    fn changed(&self, snapshots: &[&Snapshot], enough: usize) -> usize {
        let last = self.last_codes();
        let mut persons = BTreeSet::new();
        for case in 0..self.lives.len() {
            let rows = (self.lives.row(self.then, case), self.lives.row(self.now, case));
            let person = match rows {
                (Some(row), None) => snapshots[self.then].persons[row],
                (None, Some(row)) if !self.is_later(case, &last) => snapshots[self.now].persons[row],
                (Some(_), Some(row)) if self.is_moved(case) => snapshots[self.now].persons[row],
                _ => continue,
            };
            persons.insert(person);
            if persons.len() >= enough {
                break;
            }
        }
        persons.len()
    }

    /// For every column the last code it had then.
    fn last_codes(&self) -> Vec<Option<u32>> {
        let last = |rows: &Option<Vec<u32>>| rows.as_ref().and_then(|rows| rows.iter().max().copied());
        self.classes.rows[self.then].iter().map(last).collect()
    }

    fn is_later(&self, case: usize, last: &[Option<u32>]) -> bool {
        last.iter().enumerate().any(|(column, last)| {
            let code = self.lives.code(self.classes, self.now, column, case);
            code != BLANK && last.is_some_and(|last| code > last)
        })
    }

    /// Whether a code of the case changed, other than by a redrawn code list.
    fn is_moved(&self, case: usize) -> bool {
        let codes = |column| {
            let code = |release| self.lives.code(self.classes, release, column, case);
            (code(self.then), code(self.now))
        };
        (0..self.classes.names.len()).any(|column| {
            let (then, now) = codes(column);
            let redrawn = || {
                self.classes.finer[column].iter().any(|finer| {
                    let (then, now) = codes(*finer);
                    then == now && now != BLANK
                })
            };
            then != BLANK && now != BLANK && then != now && !redrawn()
        })
    }
}
