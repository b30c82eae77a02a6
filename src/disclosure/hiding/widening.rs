//! Hides more until enough values of every secret remain possible, for every reader.

use super::{Unhidden, blame::Blame, clearing::Shown, exchange::Exchange};
use crate::disclosure::{
    audit::{
        Witness,
        witness::{self, Ask},
    },
    draft::{Draft, Side},
    primary::union::{self, Union},
    reader::Reader,
    watch::{Stage, Watch},
};
use std::collections::{BTreeMap, BTreeSet};

/// Hides more until every secret of every reader has tables that show enough, or nothing is left to hide; gives those
/// tables.
pub fn widen(
    draft: &Draft,
    printed: &mut [bool],
    watch: &dyn Watch,
) -> Result<BTreeMap<Side, Vec<Witness>>, Unhidden> {
    let mut blame = Blame::of(draft);
    let before = printed.to_vec();
    let mut hints: BTreeMap<Side, Vec<Witness>> = BTreeMap::new();
    let mut cleared = false;
    if draft.pack.rules.width == 0 && !draft.pack.rules.insiders {
        return Ok(hints);
    }
    loop {
        let (mut hide, mut helped) = (BTreeSet::new(), true);
        if draft.pack.rules.width > 0 {
            unions(draft, &blame, printed, &mut hide);
        }
        for side in draft.sides().into_iter().filter(|side| *side != Side::Records) {
            let reader = draft.reader(side, printed);
            let known = hints.entry(side).or_default();
            helped &= blame.mend(draft, &reader, printed, known, &mut hide, watch);
        }
        if hide.is_empty() && !helped && blame.allow_more() {
            continue;
        }
        if hide.is_empty() {
            // What is printed again may make a sum of hidden parts too small: one more round looks.
            if std::mem::replace(&mut cleared, true) {
                return Ok(hints);
            }
            clear(draft, &before, printed, &hints);
            continue;
        }
        if !watch.goes_on(Stage::Intervals, 0, hide.len()) {
            return Err(Unhidden::Stopped);
        }
        hide.iter().for_each(|&group| printed[group as usize] = false);
    }
}

/// Prints again, the most valuable first, what was hidden here and no secret needs.
fn clear(draft: &Draft, before: &[bool], printed: &mut [bool], hints: &BTreeMap<Side, Vec<Witness>>) {
    let readers: Vec<(Reader, &[Witness])> =
        hints.iter().map(|(&side, witnesses)| (draft.reader(side, printed), &witnesses[..])).collect();
    let mut shown: Vec<Shown> =
        readers.iter().map(|(reader, witnesses)| Shown::of(draft, reader, witnesses)).collect();
    for &group in draft.order.iter() {
        let group = group as usize;
        if before[group] && !printed[group] {
            printed[group] = shown.iter_mut().all(|shown| shown.print(group as u32));
        }
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

impl Blame<'_> {
    /// Proposes what to hide so that every secret of this reader has its two tables; false if some cannot have them.
    fn mend(
        &self,
        draft: &Draft,
        reader: &Reader,
        printed: &[bool],
        known: &mut Vec<Witness>,
        hide: &mut BTreeSet<u32>,
        watch: &dyn Watch,
    ) -> bool {
        let (system, targets) = (&reader.system, &reader.targets[..]);
        let found = witness::search(system, targets, draft.pack.rules.insiders, known, watch);
        let readers = found.open.iter().map(|&target| Ask { target, owner: None });
        let contributors =
            found.open_insiders.iter().map(|&(target, owner)| Ask { target, owner: Some(owner) });
        let asks: Vec<Ask> = readers.chain(contributors).collect();
        *known = found.witnesses;
        if asks.is_empty() {
            return true;
        }
        let mended = witness::mend(system, targets, &asks, &self.prices(reader), watch);
        known.extend(mended.witnesses);
        hide.extend(mended.hide.iter().filter_map(|&fact| self.open_group(system.facts[fact as usize].said)));
        let exchange = Exchange::of(draft, self, reader, printed);
        let mut helped = true;
        for &ask in &mended.failed {
            match exchange.for_ask(ask, hide) {
                None => helped = false,
                Some((groups, witness)) => {
                    hide.extend(groups);
                    known.push(witness);
                }
            }
        }
        helped
    }
}
