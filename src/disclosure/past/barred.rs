//! What may not be published after what has been, whatever is hidden.

use super::lives::Lives;
use crate::disclosure::{
    ledger::{Ledger, Release, Snapshot},
    pack::Pack,
};

/// Why these rows cannot be published after the earlier releases.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Barred {
    /// A series changes its method (attack 28).
    #[error(
        "series {series:?} has been published by {before} since release {release}, and a series keeps its method for \
         life: the difference between the two would be the noise; use method = {before:?}, or name a new series for new \
         cases"
    )]
    OtherMethod {
        /// The series.
        series: String,
        /// The earlier release.
        release: u32,
        /// Its method.
        before: &'static str,
    },
    /// Cases of a release by another method (attack 28).
    #[error(
        "some of these cases are in release {release}, which was published by {before}: published by {now} as well they \
         would undo its protection; leave them out, or use method = {before:?}"
    )]
    CasesOfOtherMethod {
        /// The earlier release.
        release: u32,
        /// Its method.
        before: &'static str,
        /// The method asked for.
        now: &'static str,
    },
    /// Cases cannot be found again.
    #[error(
        "{one} names its cases and {other} does not, so nobody can tell which cases they share; give the data the column \
         \"case\" in every release of this folder, or in none"
    )]
    Unnamed {
        /// Who names them.
        one: String,
        /// Who does not.
        other: String,
    },
    /// Cases without names cannot be found again by another contributor.
    #[error(
        "release {release} names no cases and tells its rows apart by {before:?}, now it is {now:?}; use unit = \
         {before:?}"
    )]
    OtherUnit {
        /// The earlier release.
        release: u32,
        /// Its unit.
        before: String,
        /// The unit asked for.
        now: String,
    },
    /// Too few persons are behind what has changed in a published period (disclosure.md 4.6, attack 14).
    #[error(
        "fewer than {least} persons are behind what has changed since release {release} in what it published: the two \
         taken from each other would be their records; book late and corrected cases in the next open period, or wait \
         until at least {least} have changed"
    )]
    SmallRevision {
        /// The earlier release.
        release: u32,
        /// How many persons it takes.
        least: u32,
    },
    /// Amounts of several releases have no common unit.
    #[error(
        "the amounts in column {column:?} have too many decimals to be reckoned with together with those of earlier \
         releases; round them"
    )]
    Decimals {
        /// The column.
        column: String,
    },
}

pub(super) fn methods(ledger: &Ledger, pack: &Pack) -> Result<(), Barred> {
    let other =
        |release: &&Release| release.series == pack.series && release.rules.method != pack.rules.method;
    match ledger.releases().iter().find(other) {
        None => Ok(()),
        Some(release) => Err(Barred::OtherMethod {
            series: pack.series.clone(),
            release: release.number,
            before: release.rules.method.code(),
        }),
    }
}

/// All releases must tell cases apart in one way.
pub(super) fn names(ledger: &Ledger, pack: &Pack, snapshots: &[&Snapshot]) -> Result<(), Barred> {
    let Some((present, earlier)) = snapshots.split_last() else { return Ok(()) };
    for (release, snapshot) in ledger.releases().iter().zip(earlier) {
        let (then, now) = (format!("release {}", release.number), "this one".to_owned());
        match (snapshot.cases.is_empty(), present.cases.is_empty()) {
            (true, false) => return Err(Barred::Unnamed { one: now, other: then }),
            (false, true) => return Err(Barred::Unnamed { one: then, other: now }),
            (true, true) if release.rules.unit != pack.rules.unit => {
                return Err(Barred::OtherUnit {
                    release: release.number,
                    before: release.rules.unit.clone(),
                    now: pack.rules.unit.clone(),
                });
            }
            _ => {}
        }
    }
    Ok(())
}

pub(super) fn cases_of_another_method(ledger: &Ledger, pack: &Pack, lives: &Lives) -> Result<(), Barred> {
    let now = ledger.releases().len();
    let shared = |then: usize| {
        (0..lives.len()).any(|case| lives.row(then, case).is_some() && lives.row(now, case).is_some())
    };
    for (place, release) in ledger.releases().iter().enumerate() {
        if release.rules.method != pack.rules.method && shared(place) {
            return Err(Barred::CasesOfOtherMethod {
                release: release.number,
                before: release.rules.method.code(),
                now: pack.rules.method.code(),
            });
        }
    }
    Ok(())
}
