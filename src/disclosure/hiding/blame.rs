//! What hiding costs: the more a cell counts and the more cells it stands for, the dearer it is.

use crate::disclosure::{
    audit::witness::NEVER,
    draft::Draft,
    reader::{JOINT, Reader, SHOWN},
    secondary::Standing,
};
use std::collections::BTreeSet;

/// How many times dearer a cell is that fixes one column fewer: its readers are that many more.
const DEARER: u64 = 4;

/// How dear each group of equal cells is, and whether it may be hidden.
pub struct Blame<'a> {
    draft: &'a Draft<'a>,
    standings: Vec<Standing>,
    place: Vec<u32>,
    /// How many columns the narrowest cells fix.
    widest: usize,
    /// Cells that fix fewer columns than this stay printed until [`Blame::allow_more`] lets them go: totals are hidden last.
    floor: usize,
}

impl<'a> Blame<'a> {
    /// Prepares a draft.
    pub fn of(draft: &'a Draft<'a>) -> Self {
        let mut place = vec![0; draft.order.len()];
        draft.order.iter().enumerate().for_each(|(at, &group)| place[group as usize] = at as u32);
        let widest = draft.cells.frames.iter().map(|frame| frame.columns.len()).max().unwrap_or(0);
        Self { draft, standings: draft.standings(), place, widest, floor: widest.min(1) }
    }

    /// Lets totals of one column fewer be hidden too, when nothing else helps; false when all are allowed already.
    pub fn allow_more(&mut self) -> bool {
        let more = self.floor > 0;
        self.floor = self.floor.saturating_sub(1);
        more
    }

    /// The group a fact's cell belongs to, if we may hide it.
    pub fn open_group(&self, said: u32) -> Option<u32> {
        if said == JOINT || said == SHOWN {
            return None;
        }
        let group = self.draft.merged.of[said as usize];
        (self.standings[group as usize] == Standing::Open).then_some(group)
    }

    /// What hiding a group costs, if we may hide it: a total is worth all it counts, the more the fewer columns it
    /// fixes; small cells are worth something too, or hundreds would go for one total.
    pub fn price(&self, group: u32) -> Option<u64> {
        if self.standings[group as usize] != Standing::Open {
            return None;
        }
        let cells = &self.draft.merged.cells[group as usize];
        let count = u64::from(self.draft.figures.count[cells[0] as usize]);
        let frames = &self.draft.cells.frames;
        let columns =
            |cell: &u32| frames[self.draft.cells.cells[*cell as usize].frame as usize].columns.len();
        if cells.iter().any(|cell| columns(cell) < self.floor) {
            return None;
        }
        let above = |cell: &u32| DEARER.pow((self.widest - columns(cell)).min(6) as u32);
        Some((10 + count) * cells.iter().map(above).sum::<u64>())
    }

    /// What hiding each fact of a reader costs.
    pub fn prices(&self, reader: &Reader) -> Vec<u64> {
        let price = |said: u32| self.open_group(said).and_then(|group| self.price(group)).unwrap_or(NEVER);
        reader.system.facts.iter().map(|fact| price(fact.said)).collect()
    }

    /// Hides the least valuable of some groups, unless one of them is to be hidden already. False if none may be.
    pub fn choose(
        &self,
        groups: impl Iterator<Item = u32>,
        printed: &[bool],
        hide: &mut BTreeSet<u32>,
    ) -> bool {
        let open =
            |group: &u32| printed[*group as usize] && self.standings[*group as usize] == Standing::Open;
        let groups: Vec<u32> = groups.filter(open).collect();
        if groups.iter().any(|group| hide.contains(group)) {
            return true;
        }
        let least = groups.into_iter().max_by_key(|&group| self.place[group as usize]);
        least.is_some_and(|group| hide.insert(group))
    }
}
