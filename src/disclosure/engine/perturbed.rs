//! Releases by cell keys or by rounding: no cell is hidden, but no figure need be the true one. What a reader learns of
//! a true figure is an interval, and the same auditor is asked what follows from all of them.

mod averaging;
mod hints;
mod inner;
mod keyed;
mod noise;
mod room;
mod rounded;

#[cfg(test)]
mod pins;
#[cfg(test)]
mod tests;

use super::{Refused, Release};
use crate::disclosure::{
    audit::{self, Audit, Witness},
    cell_key,
    draft::{Draft, Side},
    micro::Micro,
    pack::{Measure, Method, Pack},
    past::Past,
    reader::{Reader, Told},
    watch::Watch,
};

/// Between what a reader knows a cell's true count.
type Bounds = (Option<i64>, Option<i64>);

/// What is published for a cell, and between what a reader then knows the truth.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Shown {
    value: u32,
    lo: u32,
    hi: u32,
}

/// The published figures, by cell; those of cells of earlier releases are not looked at.
#[derive(Default)]
struct Perturbed {
    count: Vec<Shown>,
    persons: Vec<Shown>,
}

impl Perturbed {
    fn of(&self, cell: u32, measure: &Measure) -> Shown {
        match measure {
            Measure::Persons => self.persons[cell as usize],
            // Sums are refused before anything is perturbed.
            Measure::Count | Measure::Sum(_) => self.count[cell as usize],
        }
    }
}

/// Makes one.
pub fn run(
    pack: &Pack,
    micro: &Micro,
    past: Option<&Past>,
    secret: &[u8; 32],
    watch: &dyn Watch,
) -> Result<Release, Refused> {
    for table in &pack.tables {
        cell_key::refuse_sums(&table.measures).map_err(|unfit| Refused::Method(unfit.to_string()))?;
    }
    let mut draft = match past {
        Some(past) => Draft::after(pack, past, secret),
        None => Draft::of(pack, micro, secret),
    };
    // What is not in a table is a zero or a figure that was published as one.
    draft.sheets.iter_mut().for_each(|sheet| sheet.zeros_shown = false);
    match pack.rules.method {
        Method::Round => rounded::run(&draft, micro, past, secret, watch),
        Method::CellKey | Method::Suppress => noise::run(&draft, micro, past, secret, watch),
    }
}

/// For every cell whether it is published, now or before, and between what a reader then knows its count.
fn told(draft: &Draft, past: Option<&Past>, perturbed: &Perturbed) -> (Vec<bool>, Vec<Bounds>) {
    let mut printed = vec![false; draft.cells.len()];
    let mut bounds: Vec<Bounds> = vec![(None, None); draft.cells.len()];
    // Where somebody has two rows in a cell, its persons only say that there are at least so many rows.
    let additive = draft.figures.count == draft.figures.persons;
    let mut tell = |cell: usize, measure: &Measure, (lo, hi): Bounds| {
        let hi = hi.filter(|_| additive || *measure == Measure::Count);
        printed[cell] = true;
        bounds[cell].0 = bounds[cell].0.max(lo);
        bounds[cell].1 = [bounds[cell].1, hi].into_iter().flatten().min();
    };
    for (table, cells) in draft.pack.tables.iter().zip(&draft.cells.tables) {
        for measure in &table.measures {
            for &cell in cells {
                let shown = perturbed.of(cell, measure);
                tell(cell as usize, measure, (Some(shown.lo.into()), Some(shown.hi.into())));
            }
        }
    }
    let earlier = past.iter().flat_map(|past| &past.printed);
    for said in earlier.filter(|said| !matches!(said.measure, Measure::Sum(_))) {
        if let Some(cell) = draft.cells.number(&said.frame, &said.codes, said.release) {
            tell(cell as usize, &said.measure, (said.lo, said.hi));
        }
    }
    (printed, bounds)
}

/// What whoever has the tables and the code lists can work out. `hints` are for her unknowns.
fn audited(
    draft: &Draft,
    (printed, bounds): (&[bool], &[Bounds]),
    hints: impl FnOnce(&Reader) -> Vec<Witness>,
    watch: &dyn Watch,
) -> (Side, Reader, Audit) {
    let reader = draft.reader_of(Side::Counts, printed, Told::Between(bounds));
    let hints = hints(&reader);
    let insiders = draft.pack.rules.insiders;
    let audit = audit::audit(&reader.system, &reader.targets, insiders, &hints, watch);
    (Side::Counts, reader, audit)
}

/// The release, if every audit passes.
fn released(
    draft: &Draft,
    audits: &[(Side, Reader, Audit)],
    perturbed: &Perturbed,
    watch: &dyn Watch,
) -> Result<Release, Refused> {
    if !audits.iter().all(|(_, _, audit)| audit.passes()) {
        return Err(match watch.goes_on(crate::disclosure::watch::Stage::Audit, 1, 1) {
            true => Refused::leaks(draft, audits),
            false => Refused::Stopped,
        });
    }
    let shown = |cell, measure: &Measure| perturbed.of(cell, measure).value;
    let told = |cell, measure: &Measure| {
        let shown = perturbed.of(cell, measure);
        Some((Some(shown.lo.into()), Some(shown.hi.into())))
    };
    Ok(Release::perturbed(draft, audits, shown, told))
}
