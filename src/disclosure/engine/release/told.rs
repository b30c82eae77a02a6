//! What a release tells, in the words of the ledger.

use crate::disclosure::{
    draft::Draft,
    ledger::{Hidden, Printed, Said},
    pack::Measure,
};
use std::collections::{BTreeMap, BTreeSet};

/// The printed cells with their figures, and the secret ones (`hidden` by cell).
pub fn of(draft: &Draft, hidden: &[bool]) -> (Vec<Printed>, Vec<Hidden>) {
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
                if !hidden[cell as usize] && met.insert((cell, Some(measure))) {
                    let value = Some(draft.figure(measure, cell as usize).units());
                    let said = Said(codes.clone(), value, value);
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
