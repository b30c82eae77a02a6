//! A figure of one release less the same figure of another: when few persons are behind it, it is a secret like any
//! small cell (attacks 13 to 15), and when it is a sum that is too much one owner's likewise. Late cases, cumulative series and redrawn code lists are all of this kind.

mod groups;

use super::{Past, union::Union};
use crate::disclosure::{
    atoms::Atoms,
    cells::{BLANK, Frame},
    figures::Holdings,
    micro::Amount,
    pack::{Measure, Rules},
    primary::money,
};
use groups::{Distinct, Groups};
use rustc_hash::{FxHashMap, FxHashSet};
use std::rc::Rc;

/// What one cell of two releases differs by, when nobody may work it out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The earlier release, from zero.
    pub earlier: u32,
    /// The later one.
    pub later: u32,
    /// The columns the cell fixes, as the later release has them.
    pub frame: Frame,
    /// To which codes.
    pub codes: Vec<u32>,
    /// The atoms it gained, and with −1 those it lost.
    pub terms: Vec<(u32, i64)>,
}

impl Past {
    /// Every secret difference of a measure between any two releases, each once, over the atoms of
    /// [`Past::rows_of`] that measure.
    ///
    /// Every cell of the later release's tables is looked at, whether the earlier one had it in a table or it can only
    /// be added up from what that printed. The later one's rules say how many persons are few.
    pub fn differences(&self, measure: &Measure, atoms: &Atoms) -> Vec<Difference> {
        let search = Search::new(self, measure, atoms);
        let mut found = Vec::new();
        let mut met = FxHashSet::default();
        for (frame, releases) in search.frames() {
            let mut groups = Groups::default();
            for later in releases {
                for earlier in 0..later {
                    for difference in search.between(&frame, earlier, later, &mut groups) {
                        if met.insert(difference.terms.clone()) {
                            found.push(difference);
                        }
                    }
                }
            }
        }
        found
    }
}

struct Search<'a> {
    past: &'a Past,
    atoms: &'a Atoms,
    measure: &'a Measure,
    /// For every release and atom whether it is there.
    there: Vec<Vec<bool>>,
    /// For every atom its rows.
    behind: Vec<Vec<Behind>>,
    /// For every pair of releases the atoms that one has and the other not, or with other codes.
    changed: FxHashMap<(usize, usize), Vec<u32>>,
}

/// Who is behind a row, and with what of the summed column.
#[derive(Clone, Copy)]
struct Behind {
    person: u32,
    owner: u32,
    amount: i64,
}

/// Columns by class.
type Classed = Vec<usize>;

impl<'a> Search<'a> {
    fn new(past: &'a Past, measure: &'a Measure, atoms: &'a Atoms) -> Self {
        let there: Vec<Vec<bool>> =
            (0..=past.now).map(|release| (0..atoms.len()).map(atoms.in_release(release)).collect()).collect();
        let behind = behind(past.rows_of(measure), measure, atoms);
        let mut search = Self { past, atoms, measure, there, behind, changed: FxHashMap::default() };
        for later in 0..=past.now as usize {
            for earlier in (0..later).filter(|earlier| past.are_exact(*earlier, later)) {
                search.changed.insert((earlier, later), search.changed(earlier, later));
            }
        }
        search
    }

    fn changed(&self, earlier: usize, later: usize) -> Vec<u32> {
        let of = &self.past.versions.of;
        let columns: Vec<(usize, usize)> = of[earlier]
            .iter()
            .zip(&of[later])
            .filter_map(|(then, now)| Some(((*then)? as usize, (*now)? as usize)))
            .filter(|(then, now)| then != now)
            .collect();
        let is_changed = |atom: &u32| {
            let atom = *atom as usize;
            match (self.there[earlier][atom], self.there[later][atom]) {
                (true, true) => columns
                    .iter()
                    .any(|(then, now)| self.atoms.codes[*then][atom] != self.atoms.codes[*now][atom]),
                (then, now) => then != now,
            }
        };
        (0..self.atoms.len() as u32).filter(is_changed).collect()
    }

    /// The frames of all tables that print the measure, with the releases that do.
    fn frames(&self) -> Vec<(Classed, Vec<usize>)> {
        let mut frames: Vec<(Classed, Vec<usize>)> = Vec::new();
        for (release, plan) in self.past.plans.iter().enumerate() {
            for table in plan.tables.iter().filter(|table| table.measures.contains(self.measure)) {
                // The plain columns of the joined rows have the numbers of their classes.
                for frame in crate::disclosure::cells::frames(table, &self.past.rows.micro) {
                    let frame: Classed = frame.columns.iter().map(|column| *column as usize).collect();
                    match frames.iter_mut().find(|(known, _)| *known == frame) {
                        Some((_, releases)) if releases.contains(&release) => {}
                        Some((_, releases)) => releases.push(release),
                        None => frames.push((frame, vec![release])),
                    }
                }
            }
        }
        frames
    }

    fn columns(&self, frame: &Classed, release: usize) -> Option<Vec<u32>> {
        frame.iter().map(|class| self.past.versions.of[release][*class]).collect()
    }

    fn between(&self, frame: &Classed, earlier: usize, later: usize, groups: &mut Groups) -> Vec<Difference> {
        let changed = self.changed.get(&(earlier, later)).map_or(&[][..], Vec::as_slice);
        let columns = (self.columns(frame, earlier), self.columns(frame, later));
        let (Some(then), Some(now), false) = (columns.0, columns.1, changed.is_empty()) else {
            return Vec::new();
        };
        let entries = self.entries(
            changed,
            (earlier, groups.of(self.atoms, &then)),
            (later, groups.of(self.atoms, &now)),
        );
        let few = self.few(&entries, groups.count(), &self.past.plans[later].rules);
        let mut terms: FxHashMap<u32, Vec<(u32, i64)>> = FxHashMap::default();
        for (group, atom, sign) in entries.into_iter().filter(|entry| few[entry.0 as usize]) {
            terms.entry(group).or_default().push((atom, sign));
        }
        let mut terms: Vec<_> = terms.into_iter().collect();
        terms.sort_unstable();
        let order = sorted(&now);
        let difference = |(group, terms): (u32, Vec<(u32, i64)>)| Difference {
            earlier: earlier as u32,
            later: later as u32,
            frame: Frame::new(now.clone()),
            codes: order.iter().map(|place| groups.codes[group as usize][*place]).collect(),
            terms,
        };
        terms.into_iter().map(difference).collect()
    }

    /// In which cell each changed atom was and is: (cell, atom, +1 for came and −1 for went).
    fn entries(
        &self,
        changed: &[u32],
        (earlier, then): (usize, Rc<[u32]>),
        (later, now): (usize, Rc<[u32]>),
    ) -> Vec<(u32, u32, i64)> {
        let mut entries = Vec::new();
        for &atom in changed {
            let group = |release: usize, groups: &[u32]| match self.there[release][atom as usize] {
                true => groups[atom as usize],
                false => BLANK,
            };
            let (then, now) = (group(earlier, &then), group(later, &now));
            if then != now {
                entries.extend((then != BLANK).then_some((then, atom, -1)));
                entries.extend((now != BLANK).then_some((now, atom, 1)));
            }
        }
        entries
    }

    /// For every cell whether few are behind what it gained and lost, or it is too much one owner's.
    fn few(&self, entries: &[(u32, u32, i64)], groups: usize, rules: &Rules) -> Vec<bool> {
        let mut persons = Distinct::new(groups, rules.threshold);
        let mut shares: FxHashMap<(u32, u32), i64> = FxHashMap::default();
        let money = rules.money.as_ref().filter(|_| matches!(self.measure, Measure::Sum(_)));
        for (group, atom, sign) in entries {
            for behind in &self.behind[*atom as usize] {
                persons.add(*group, behind.person);
                if money.is_some() {
                    *shares.entry((*group, behind.owner)).or_default() += sign * behind.amount;
                }
            }
        }
        let mut few: Vec<bool> = (0..groups).map(|group| !persons.is_full(group)).collect();
        if let Some(rules) = money {
            let mut holdings = vec![Holdings::default(); groups];
            shares.iter().for_each(|((group, _), amount)| holdings[*group as usize].take(*amount));
            for (few, holdings) in few.iter_mut().zip(&holdings) {
                *few |= holdings.owners < rules.owners
                    || money::excess(holdings, rules) > 0
                    || money::overweight(holdings, rules) > 0;
            }
        }
        few
    }
}

fn behind(rows: &Union, measure: &Measure, atoms: &Atoms) -> Vec<Vec<Behind>> {
    let micro = &rows.micro;
    let summed = |amount: &&Amount| matches!(measure, Measure::Sum(name) if *name == amount.name);
    let summed = micro.amounts.iter().find(summed);
    let mut behind = vec![Vec::new(); atoms.len()];
    for (row, atom) in atoms.of_row.iter().enumerate() {
        behind[*atom as usize].push(Behind {
            person: micro.persons[row],
            owner: micro.owners[row],
            amount: summed.map_or(0, |amount| amount.rows[row]),
        });
    }
    behind
}

/// The places of columns in rising order of the columns.
fn sorted(columns: &[u32]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..columns.len()).collect();
    order.sort_unstable_by_key(|place| columns[*place]);
    order
}
