//! Which printed cell is hidden when a secret is too well known: the least valuable of those that tell of it.

use crate::disclosure::{
    audit::{Audit, Finding},
    draft::Draft,
    reader::{JOINT, Reader},
    secondary::Standing,
};
use std::collections::BTreeSet;

/// How dear each group of equal cells is, and whether it may be hidden.
pub struct Blame<'a> {
    draft: &'a Draft<'a>,
    standings: Vec<Standing>,
    place: Vec<u32>,
}

impl<'a> Blame<'a> {
    /// Prepares a draft.
    pub fn of(draft: &'a Draft<'a>) -> Self {
        let mut place = vec![0; draft.order.len()];
        draft.order.iter().enumerate().for_each(|(at, &group)| place[group as usize] = at as u32);
        Self { draft, standings: draft.standings(), place }
    }

    /// For everything an audit found too well known, one cell to hide; a secret that another's choice already helps
    /// waits for the next audit.
    pub fn gather(&self, reader: &Reader, audit: &Audit, printed: &[bool], hide: &mut BTreeSet<u32>) {
        let open = audit.findings.iter().enumerate().filter(|(_, finding)| !finding.is_safe());
        let insiders = audit.insiders.iter().map(|insider| (insider.target, &insider.finding));
        for (target, finding) in open.chain(insiders) {
            let blamed = self.blamed(reader, finding);
            if !self.choose(blamed.iter().copied(), printed, hide) {
                self.choose(self.around(reader.cell_of[target]), printed, hide);
            }
        }
    }

    fn blamed(&self, reader: &Reader, finding: &Finding) -> Vec<u32> {
        finding
            .blame
            .iter()
            .map(|&fact| reader.system.facts[fact as usize].said)
            .filter(|&cell| cell != JOINT)
            .map(|cell| self.draft.merged.of[cell as usize])
            .collect()
    }

    /// Printed groups that share an atom with a cell.
    fn around(&self, cell: u32) -> impl Iterator<Item = u32> {
        let atoms = self.draft.cells.atoms.get(cell as usize);
        let shares = move |group: &u32| {
            let others = self.draft.merged.atoms(*group as usize, &self.draft.cells);
            atoms.iter().any(|atom| others.binary_search(atom).is_ok())
        };
        (0..self.draft.merged.len() as u32).filter(shares)
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
