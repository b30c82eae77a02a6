//! What a release tells, in the words of the ledger.

use crate::disclosure::{
    draft::Draft,
    ledger::{Hidden, Printed, Said},
    pack::Measure,
};
use std::collections::{BTreeMap, BTreeSet};

/// Between what a reader knows a figure.
pub type Bounds = (Option<i64>, Option<i64>);

/// The printed cells with what `said` says a reader knows of their figures (`None` for a hidden cell), and the secret
/// ones.
pub fn of(draft: &Draft, said: impl Fn(u32, &Measure) -> Option<Bounds>) -> (Vec<Printed>, Vec<Hidden>) {
    let mut printed: BTreeMap<(Vec<String>, &Measure), Vec<Said>> = BTreeMap::new();
    let mut secrets: BTreeMap<Vec<String>, Vec<Vec<String>>> = BTreeMap::new();
    let mut met = BTreeSet::new();
    for (table, cells) in draft.pack.tables.iter().zip(&draft.cells.tables) {
        for &cell in cells {
            let (columns, codes): (Vec<String>, Vec<String>) = draft.named(cell).into_iter().unzip();
            if draft.primary.is_secret(cell as usize) && met.insert((cell, None)) {
                secrets.entry(columns.clone()).or_default().push(codes.clone());
            }
            for measure in &table.measures {
                let Some((lo, hi)) = said(cell, measure) else { continue };
                if met.insert((cell, Some(measure))) {
                    let said = Said(codes.clone(), lo, hi);
                    printed.entry((columns.clone(), measure)).or_default().push(said);
                }
            }
        }
    }
    let printed = printed.into_iter().map(|((columns, measure), cells)| Printed {
        columns,
        measure: measure.clone(),
        cells,
    });
    let secrets = secrets.into_iter().map(|(columns, cells)| Hidden { columns, cells });
    (printed.collect(), secrets.collect())
}
