//! Hides more until enough values of every secret remain possible, for every reader.

use super::{Unhidden, blame::Blame};
use crate::disclosure::{
    audit::{self, Audit},
    draft::{Draft, Side},
    reader::Reader,
    watch::{Stage, Watch},
};
use std::collections::BTreeSet;

/// Hides more until every audit passes, or nothing is left to hide. The audits are of the pattern as it is then.
pub fn widen(
    draft: &Draft,
    printed: &mut [bool],
    watch: &dyn Watch,
) -> Result<Vec<(Side, Reader, Audit)>, Unhidden> {
    let blame = Blame::of(draft);
    let mut first = None;
    loop {
        let mut hide = BTreeSet::new();
        if draft.pack.rules.width > 0 {
            // unions
        }
        let mut audits = Vec::new();
        if hide.is_empty() {
            for side in draft.sides() {
                let reader = draft.reader(side, printed);
                let audit = audit::audit(&reader.system, &reader.targets, draft.pack.rules.insiders, watch);
                blame.gather(&reader, &audit, printed, &mut hide);
                audits.push((side, reader, audit));
            }
            if hide.is_empty() {
                return Ok(audits);
            }
        }
        let open = hide.len();
        let most = *first.get_or_insert(open.max(1)).max(&mut open.max(1));
        first = Some(most);
        if !watch.goes_on(Stage::Intervals, most - open, most) {
            return Err(Unhidden::Stopped);
        }
        hide.iter().for_each(|&group| printed[group as usize] = false);
    }
}
