//! Which codes go together: the code lists are public, so everybody knows that kommun 0180 lies in no other län than 01.

use super::super::{atoms::Atoms, cells::BLANK, micro::Micro, pack::Pack};

/// The code lists, as far as the rows use them.
pub(super) struct CodeLists {
    families: Vec<Family>,
    columns: usize,
}

/// A column that no other rolls up to, and all that it rolls up to.
struct Family {
    columns: Vec<u32>,
    /// The codes that go together, in the order of the columns.
    rows: Vec<Vec<u32>>,
    /// For every column and code the rows that have it.
    with: Vec<Vec<Vec<u32>>>,
}

/// For every column what it rolls up to, in one step or more, among the columns there are.
pub(super) fn coarser(pack: &Pack, micro: &Micro) -> Vec<Vec<u32>> {
    let above = |name: &str| {
        let columns = pack.coarser(name).into_iter().filter_map(|name| micro.column(name));
        columns.map(|column| column as u32).collect()
    };
    micro.columns.iter().map(|column| above(&column.name)).collect()
}

impl CodeLists {
    /// Reads them off the atoms.
    pub fn of(pack: &Pack, micro: &Micro, atoms: &Atoms) -> Self {
        let coarser = coarser(pack, micro);
        let is_finest = |column: &u32| !coarser.iter().any(|above| above.contains(column));
        let finest = (0..micro.columns.len() as u32).filter(is_finest);
        let families = finest.map(|column| {
            let columns: Vec<u32> = [column].into_iter().chain(coarser[column as usize].clone()).collect();
            Family::of(columns, micro, atoms)
        });
        Self { families: families.collect(), columns: micro.columns.len() }
    }

    /// A combination of all columns that has these codes (`BLANK` for any), and else as much of `like` as goes with
    /// them. None if the code lists have no such combination.
    pub fn complete(&self, codes: &[u32], like: &[u32]) -> Option<Vec<u32>> {
        let mut found = codes.to_vec();
        self.fill(&mut found, like, 0).then_some(found)
    }

    fn fill(&self, found: &mut Vec<u32>, like: &[u32], family: usize) -> bool {
        let Some(now) = self.families.get(family) else { return true };
        let before = found.clone();
        let like_row: Vec<u32> = now.columns.iter().map(|&column| like[column as usize]).collect();
        let first = Some(&like_row).filter(|row| !row.contains(&BLANK));
        for row in first.into_iter().chain(now.rows_with(&before)).filter(|row| now.fits(row, &before)) {
            now.columns.iter().zip(row).for_each(|(column, code)| found[*column as usize] = *code);
            if self.fill(found, like, family + 1) {
                return true;
            }
            found.clone_from(&before);
        }
        false
    }

    /// Every combination of codes of these columns, sorted, that the code lists may have.
    pub fn combinations(&self, columns: &[u32]) -> Vec<Vec<u32>> {
        let mut all = vec![vec![BLANK; self.columns]];
        for family in &self.families {
            let parts = family.parts(columns);
            if !parts.is_empty() {
                let longer =
                    all.iter().flat_map(|codes| parts.iter().filter_map(|part| family.join(codes, part)));
                all = longer.collect();
            }
        }
        all
    }
}

impl Family {
    fn of(columns: Vec<u32>, micro: &Micro, atoms: &Atoms) -> Self {
        let mut rows: Vec<Vec<u32>> = Vec::new();
        let mut known = vec![false; micro.columns[columns[0] as usize].codes.len()];
        for atom in 0..atoms.len() {
            let row = || columns.iter().map(|&column| atoms.codes[column as usize][atom]);
            let finest = atoms.codes[columns[0] as usize][atom];
            if !row().any(|code| code == BLANK) && !std::mem::replace(&mut known[finest as usize], true) {
                rows.push(row().collect());
            }
        }
        rows.sort_unstable();
        let with = columns.iter().enumerate().map(|(place, &column)| {
            let mut with = vec![Vec::new(); micro.columns[column as usize].codes.len()];
            let rows = rows.iter().enumerate();
            rows.for_each(|(number, row): (usize, &Vec<u32>)| with[row[place] as usize].push(number as u32));
            with
        });
        Self { with: with.collect(), columns, rows }
    }

    /// Rows among which are all that go with the codes found so far.
    fn rows_with<'a>(&'a self, found: &[u32]) -> Box<dyn Iterator<Item = &'a Vec<u32>> + 'a> {
        let fixed = (0..self.columns.len()).find(|place| found[self.columns[*place] as usize] != BLANK);
        match fixed {
            None => Box::new(self.rows.iter()),
            Some(place) => {
                let with = &self.with[place][found[self.columns[place] as usize] as usize];
                Box::new(with.iter().map(|&row| &self.rows[row as usize]))
            }
        }
    }

    fn fits(&self, row: &[u32], found: &[u32]) -> bool {
        self.columns.iter().zip(row).all(|(column, code)| [BLANK, *code].contains(&found[*column as usize]))
    }

    /// Its different rows cut down to some columns; the rest is blank. None if it has none of them.
    fn parts(&self, columns: &[u32]) -> Vec<Vec<u32>> {
        if !self.columns.iter().any(|column| columns.contains(column)) {
            return Vec::new();
        }
        let cut = |row: &Vec<u32>| {
            let pairs = self.columns.iter().zip(row);
            pairs.map(|(column, code)| if columns.contains(column) { *code } else { BLANK }).collect()
        };
        let mut parts: Vec<Vec<u32>> = self.rows.iter().map(cut).collect();
        parts.sort_unstable();
        parts.dedup();
        parts
    }

    fn join(&self, codes: &[u32], part: &[u32]) -> Option<Vec<u32>> {
        let mut codes = codes.to_vec();
        for (column, &code) in self.columns.iter().zip(part).filter(|(_, code)| **code != BLANK) {
            let place = &mut codes[*column as usize];
            if *place != BLANK && *place != code {
                return None;
            }
            *place = code;
        }
        Some(codes)
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::small::{micro, pack},
        *,
    };

    fn places() -> (Pack, Micro) {
        let rows = [("0114 01 T1", 1), ("0180 01 T2", 1), ("2580 25 T1", 1)];
        let mut pack = pack(Vec::new());
        pack.hierarchies.insert("kommun".into(), vec!["lan".into(), "ktyp".into()]);
        (pack, micro(&["kommun", "lan", "ktyp"], &rows))
    }

    #[test]
    fn a_kommun_lies_in_one_lan_only() {
        let (pack, micro) = places();
        let lists = CodeLists::of(&pack, &micro, &Atoms::of(&micro));
        let anything = [0, 0, 0];
        assert_eq!(lists.complete(&[1, 1, BLANK], &anything), None);
        assert_eq!(lists.complete(&[1, BLANK, BLANK], &anything), Some(vec![1, 0, 1]));
    }

    #[test]
    fn a_lan_and_a_type_go_together_if_some_kommun_has_both() {
        let (pack, micro) = places();
        let lists = CodeLists::of(&pack, &micro, &Atoms::of(&micro));
        assert_eq!(lists.complete(&[BLANK, 1, 1], &[0, 0, 0]), None);
        assert_eq!(lists.combinations(&[1, 2]), [[BLANK, 0, 0], [BLANK, 0, 1], [BLANK, 1, 0]]);
    }

    #[test]
    fn columns_of_no_common_list_go_together_freely() {
        let (_, micro) = places();
        let lists = CodeLists::of(&pack(Vec::new()), &micro, &Atoms::of(&micro));
        assert_eq!(lists.complete(&[BLANK, 1, 1], &[0, 0, 0]), Some(vec![0, 1, 1]));
        assert_eq!(lists.combinations(&[1, 2]).len(), 4);
    }

    #[test]
    fn two_ways_up_to_one_column_agree_in_it() {
        let mut pack = pack(Vec::new());
        for column in ["kommun", "postal"] {
            pack.hierarchies.insert(column.into(), vec!["lan".into()]);
        }
        let micro =
            micro(&["kommun", "postal", "lan"], &[("0114 19 01", 1), ("0180 11 01", 1), ("2580 97 25", 1)]);
        let lists = CodeLists::of(&pack, &micro, &Atoms::of(&micro));
        assert_eq!(lists.complete(&[BLANK, 2, BLANK], &[0, 1, 0]), Some(vec![2, 2, 1]));
        assert_eq!(lists.complete(&[0, 0, BLANK], &[2, 2, 1]), Some(vec![0, 0, 0]));
        assert_eq!(lists.complete(&[0, 2, BLANK], &[0, 1, 0]), None);
    }
}
