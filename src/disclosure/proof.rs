//! Why a release is safe: what was asked, what is hidden, and for every hidden cell the values a reader must still think
//! possible. It is kept with the release, in the house: it tells more than the tables do.

mod interval;

use super::{
    audit::Audit,
    draft::{Draft, Side},
    hiding::Hiding,
    pack::Measure,
    reader::Reader,
};
use interval::Interval;
use serde::Serialize;
use std::collections::BTreeMap;

/// The proof of a release.
#[derive(Clone, Debug, Serialize)]
pub struct Proof {
    /// The series of releases.
    pub series: String,
    /// `suppress`, `cell-key` or `round`.
    pub method: &'static str,
    /// The rules, but for the money rules' numbers, which stay secret.
    pub rules: Rules,
    /// How many cells the tables have.
    pub cells: usize,
    /// How many of them are hidden for their own sake.
    pub primary: usize,
    /// How many are hidden so that those cannot be worked out.
    pub secondary: usize,
    /// How many independent figures are printed exactly.
    pub rank: usize,
    /// How many earlier releases were taken as known.
    pub earlier: usize,
    /// Always `pass`: without proof there is no release.
    pub verdict: &'static str,
    /// For whom it was shown.
    pub readers: Vec<&'static str>,
    /// Every hidden cell and what remains possible of it.
    pub hidden: Vec<Hidden>,
    /// Other whole tables that say the same as the printed ones, as differences from the truth.
    pub witnesses: Vec<Vec<(u32, i64)>>,
    /// How long each part took, in seconds; written by who has a clock.
    pub times: BTreeMap<String, f64>,
}

/// The rules a proof holds for.
#[derive(Clone, Debug, Serialize)]
pub struct Rules {
    /// Fewest contributors behind a printed figure above zero.
    pub threshold: u32,
    /// What names a contributor.
    pub unit: String,
    /// `publish` or `protect`.
    pub zeros: &'static str,
    /// At least this many values besides one remain possible.
    pub width: u32,
    /// Whether a contributor who knows herself was reckoned with.
    pub insiders: bool,
    /// Columns guarded against one-sided groups.
    pub homogeneity: Vec<String>,
}

/// A hidden cell.
#[derive(Clone, Debug, Serialize)]
pub struct Hidden {
    /// What it fixes; what is not named is added up.
    pub cell: BTreeMap<String, String>,
    /// In which release, when not in this one: its number in the ledger.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub release: Option<u32>,
    /// Whether it is hidden for its own sake.
    pub primary: bool,
    /// For each side (`count`, or a sum's column) what remains possible.
    pub possible: BTreeMap<String, Interval>,
}

impl Proof {
    /// The proof of a pattern that passed its audits.
    pub(super) fn of(draft: &Draft, hiding: &Hiding) -> Self {
        let hidden: Vec<u32> =
            here(draft).filter(|&cell| !hiding.printed[draft.merged.of[cell as usize] as usize]).collect();
        Self::new(draft, &hidden, hiding.rank, &hiding.audits)
    }

    /// The proof of perturbed figures that passed their audits. No figure is hidden; of the secret ones the true value
    /// is.
    pub(super) fn perturbed(draft: &Draft, audits: &[(Side, Reader, Audit)]) -> Self {
        let secret: Vec<u32> = here(draft).filter(|&cell| draft.primary.is_secret(cell as usize)).collect();
        Self::new(draft, &secret, 0, audits)
    }

    fn new(draft: &Draft, hidden: &[u32], rank: usize, audits: &[(Side, Reader, Audit)]) -> Self {
        let primary = hidden.iter().filter(|&&cell| draft.primary.is_secret(cell as usize)).count();
        let rules = &draft.pack.rules;
        let mut proof = Self {
            series: draft.pack.series.clone(),
            method: rules.method.code(),
            rules: Rules {
                threshold: rules.threshold,
                unit: rules.unit.clone(),
                zeros: rules.zeros.code(),
                width: rules.width,
                insiders: rules.insiders,
                homogeneity: rules.homogeneity.clone(),
            },
            cells: here(draft).count(),
            primary,
            secondary: hidden.len() - primary,
            rank,
            earlier: draft.atoms.now as usize,
            verdict: "pass",
            readers: Vec::new(),
            hidden: Vec::new(),
            witnesses: Vec::new(),
            times: BTreeMap::new(),
        };
        proof.tell_hidden(draft, audits, hidden);
        proof
    }

    fn tell_hidden(&mut self, draft: &Draft, audits: &[(Side, Reader, Audit)], hidden: &[u32]) {
        let mut possible: BTreeMap<u32, BTreeMap<String, Interval>> =
            hidden.iter().map(|&cell| (cell, BTreeMap::new())).collect();
        for (side, reader, audit) in audits {
            self.readers.push(side.code());
            if *side == Side::Records {
                continue;
            }
            let name = match side {
                Side::Money(amount) => draft.micro.amounts[*amount].name.clone(),
                Side::Records | Side::Counts => Measure::Count.to_string(),
            };
            for ((cell, _), interval) in reader.hidden.iter().zip(interval::of_hidden(reader, audit)) {
                possible.entry(*cell).or_default().insert(name.clone(), interval);
            }
            self.witnesses.extend(audit.witnesses.iter().map(|witness| witness.moves.clone()));
        }
        self.hidden = possible
            .into_iter()
            .map(|(cell, possible)| Hidden {
                cell: draft.named(cell),
                release: Some(draft.cells.cells[cell as usize].release)
                    .filter(|release| *release != draft.atoms.now),
                primary: draft.primary.is_secret(cell as usize),
                possible,
            })
            .collect();
    }
}

/// The cells of the release now being made.
fn here<'a>(draft: &'a Draft) -> impl Iterator<Item = u32> + 'a {
    (0..draft.cells.len() as u32).filter(|&cell| draft.cells.cells[cell as usize].release == draft.atoms.now)
}
