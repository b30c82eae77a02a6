//! Hides more until enough values of every secret remain possible, for every reader.

use super::{Unhidden, blame::Blame};
use crate::disclosure::{
    audit::{self, Audit},
    draft::{Draft, Side},
    primary::union::{self, Union},
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
            unions(draft, &blame, printed, &mut hide);
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

/// Where what is hidden in a printed sum is too little together, the least valuable printed part is hidden too, or the
/// sum itself.
fn unions(draft: &Draft, blame: &Blame, printed: &[bool], hide: &mut BTreeSet<u32>) {
    let of = |cell: u32| draft.merged.of[cell as usize];
    let by_cell: Vec<bool> = draft.merged.of.iter().map(|&group| printed[group as usize]).collect();
    let (pack, micro, atoms) = (draft.pack, draft.micro, &draft.atoms);
    let blocks = draft.cells.blocks();
    for Union { parent, children } in union::small(pack, micro, atoms, &draft.cells, &draft.figures, &by_cell)
    {
        let block = blocks.iter().find(|block| block.contains(&(children[0] as usize)));
        let within = draft.cells.atoms.get(parent as usize);
        let part = |cell: &usize| within.binary_search(&draft.cells.atoms.get(*cell)[0]).is_ok();
        let parts = block.cloned().unwrap_or_default().filter(part).map(|cell| of(cell as u32));
        blame.choose(parts.chain([of(parent)]), printed, hide);
    }
}
