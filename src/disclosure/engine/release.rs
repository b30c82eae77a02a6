//! A proven release: what may leave the house, and what is kept in it.

mod told;

use crate::disclosure::{
    audit::Audit,
    draft::{Draft, Side},
    hiding::Hiding,
    ledger::{self, Hidden, Printed, Rounded},
    pack::Measure,
    pattern::{Pattern, Row},
    proof::Proof,
    reader::Reader,
    tables::SafeTable,
};

/// A release that was proven safe.
pub struct Release {
    /// The tables, for anybody.
    pub tables: Vec<SafeTable>,
    /// Which cells are hidden and why, for insiders.
    pub pattern: Pattern,
    /// Why it is safe, for insiders.
    pub proof: Proof,
    /// What it tells a reader, for the ledger.
    pub printed: Vec<Printed>,
    /// What nobody may work out of it, for the ledger.
    pub secrets: Vec<Hidden>,
    /// What its inner cells became, for the ledger, if it is rounded.
    pub rounded: Option<Rounded>,
}

impl Release {
    /// What a pattern that passed its audits makes of a draft.
    pub(super) fn of(draft: &Draft, hiding: &Hiding) -> Self {
        let hidden: Vec<bool> =
            draft.merged.of.iter().map(|&group| !hiding.printed[group as usize]).collect();
        let shown = |cell: u32, measure: &Measure| {
            (!hidden[cell as usize]).then(|| draft.figure(measure, cell as usize))
        };
        let exactly = |cell, measure: &Measure| {
            shown(cell, measure).map(|figure| (Some(figure.units()), Some(figure.units())))
        };
        let (printed, secrets) = told::of(draft, exactly);
        Self {
            tables: SafeTable::of(draft, shown),
            rounded: None,
            pattern: pattern(draft, &hidden),
            proof: Proof::of(draft, hiding),
            printed,
            secrets,
        }
    }

    /// What a perturbed draft that passed its audits is: `shown` are its figures, `told` what a reader learns of each.
    pub(super) fn perturbed(
        draft: &Draft,
        audits: &[(Side, Reader, Audit)],
        shown: impl Fn(u32, &Measure) -> u32,
        told: impl Fn(u32, &Measure) -> Option<told::Bounds>,
    ) -> Self {
        let (printed, secrets) = told::of(draft, told);
        Self {
            tables: SafeTable::without_zeros(draft, shown),
            rounded: None,
            pattern: pattern(draft, &vec![false; draft.cells.len()]),
            proof: Proof::perturbed(draft, audits),
            printed,
            secrets,
        }
    }

    /// Writes it into the ledger's next entry.
    pub fn enter(&self, entry: &mut ledger::Release) {
        entry.printed.clone_from(&self.printed);
        entry.secrets.clone_from(&self.secrets);
        entry.rounded.clone_from(&self.rounded);
    }
}

fn pattern(draft: &Draft, hidden: &[bool]) -> Pattern {
    let now = |cell: &usize| draft.cells.cells[*cell].release == draft.atoms.now;
    let row = |number: usize| {
        let cell = &draft.cells.cells[number];
        let columns = &draft.cells.frames[cell.frame as usize].columns;
        Row {
            codes: columns.iter().copied().zip(cell.codes.iter().copied()).collect(),
            freq: u64::from(draft.figures.count[number]),
            primary: draft.primary.is_secret(number),
            suppressed: hidden[number],
        }
    };
    Pattern { rows: (0..draft.cells.len()).filter(now).map(row).collect() }
}
