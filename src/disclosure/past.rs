//! The present rows and those of all earlier releases as one: what a reader of everything published has before her.
//!
//! A case is one unknown for life. What changes is in which releases it is, and with which codes: where a case's code
//! or a code list has changed, the releases before the change keep their own column (`lan@2`: as release 2 had it), so
//! the slivers between two classifications are in the one system (attack 16) and a cell that a change did not touch is
//! known to be the same cell.

mod barred;
mod classes;
mod differences;
mod lives;
mod revision;
mod sums;
mod told;
mod union;
mod versions;

#[cfg(test)]
mod attacks;
#[cfg(test)]
mod properties;
#[cfg(test)]
pub(super) mod sample;

pub use barred::Barred;
pub use differences::Difference;
pub use told::{PrintedCell, SecretCell};
pub use union::Union;

use super::{
    cells::{Frame, frames},
    ledger::{Ledger, Rounded, Snapshot},
    micro::Micro,
    pack::{Measure, Method, Pack, Rules, Table},
};
use classes::Classes;
use lives::Lives;
use std::collections::BTreeMap;
use versions::Versions;

/// The rows of all releases, and what those before this one said and hid.
#[derive(Clone, Debug)]
pub struct Past {
    /// Every case that was ever in a release, those of the present release first and in their order.
    pub rows: Union,
    /// What earlier releases printed.
    pub printed: Vec<PrintedCell>,
    /// Which cells of earlier releases are secret.
    pub secrets: Vec<SecretCell>,
    /// What earlier releases of this series made of their inner cells, the first one first.
    pub rounded: Vec<Rounded>,
    /// The number of the release now being made: how many there are before it. Releases count from zero here.
    pub now: u32,
    /// For sums of a column whose amounts were corrected: each such case once as it was and once as it is.
    corrected: BTreeMap<String, Union>,
    classes: Classes,
    versions: Versions,
    plans: Vec<Plan>,
}

/// By which rules a release published which tables.
#[derive(Clone, Debug)]
struct Plan {
    rules: Rules,
    tables: Vec<Table>,
}

impl Past {
    /// Joins the present rows with those of every earlier release, if they may be published after them at all.
    pub fn over(ledger: &Ledger, pack: &Pack, micro: &Micro) -> Result<Self, Barred> {
        barred::methods(ledger, pack)?;
        let present = Snapshot::of(micro, &pack.rules.unit, ledger.secret());
        let earlier = ledger.releases();
        let snapshots: Vec<&Snapshot> =
            earlier.iter().map(|release| &release.snapshot).chain([&present]).collect();
        barred::names(ledger, pack, &snapshots)?;
        let hierarchies = earlier.iter().map(|release| &release.hierarchies).chain([&pack.hierarchies]);
        let classes = Classes::of(&snapshots, hierarchies);
        let lives = Lives::of(&snapshots, &classes);
        barred::cases_of_another_method(ledger, pack, &lives)?;
        revision::check(ledger, pack, &snapshots, &classes, &lives)?;
        let versions = Versions::of(&classes, &lives);
        let amounts = sums::amounts(&snapshots, &lives)?;
        let rows = Union::of(&snapshots, &lives, &versions, &amounts, micro);
        let corrected = sums::corrected(&rows, &lives, &amounts);
        let plans = earlier
            .iter()
            .map(|release| Plan { rules: release.rules.clone(), tables: release.tables.clone() })
            .chain([Plan { rules: pack.rules.clone(), tables: pack.tables.clone() }])
            .collect();
        let now = earlier.len() as u32;
        let of_series = earlier.iter().filter(|release| release.series == pack.series);
        let rounded = of_series.filter_map(|release| release.rounded.clone()).collect();
        let (printed, secrets) = (vec![], vec![]);
        let mut past = Self { rows, printed, secrets, rounded, now, corrected, classes, versions, plans };
        past.tell(ledger)?;
        Ok(past)
    }

    /// The rows whose sums of atoms a measure's cells are: for most measures [`Past::rows`]. Columns, codes and the
    /// numbers of contributors are the same in all.
    pub fn rows_of(&self, measure: &Measure) -> &Union {
        match measure {
            Measure::Sum(column) => self.corrected.get(column).unwrap_or(&self.rows),
            Measure::Count | Measure::Persons => &self.rows,
        }
    }

    /// The tables of a release: of each, the columns that each kind of its cells fixes, as that release had them.
    pub fn tables(&self, release: u32) -> Vec<Vec<Frame>> {
        let versions = &self.versions.of[release as usize];
        let column = |number: &u32| versions[*number as usize];
        let versioned = |frame: Frame| frame.columns.iter().map(column).collect::<Option<Vec<_>>>();
        let plan = &self.plans[release as usize];
        let of_table = |table: &Table| {
            frames(table, &self.rows.micro).into_iter().filter_map(versioned).map(Frame::new).collect()
        };
        plan.tables.iter().map(of_table).collect()
    }

    /// The columns that a release's column rolls up to, as that release had them.
    pub fn coarser(&self, release: u32, column: u32, pack: &Pack) -> Vec<u32> {
        let versions = &self.versions.of[release as usize];
        let Some(class) = versions.iter().position(|version| *version == Some(column)) else {
            return Vec::new();
        };
        let above = pack.coarser(&self.classes.names[class]).into_iter();
        above.filter_map(|name| versions[self.classes.number(name)?]).collect()
    }

    /// Whether amounts of cases that were already published have been corrected since.
    pub fn has_corrected_amounts(&self) -> bool {
        !self.corrected.is_empty()
    }

    /// Whether two releases both hid cells, so that their figures can be taken from each other exactly.
    fn are_exact(&self, earlier: usize, later: usize) -> bool {
        [earlier, later].iter().all(|release| self.plans[*release].rules.method == Method::Suppress)
    }
}
