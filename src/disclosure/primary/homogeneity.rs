//! A group in which everyone, or everyone but one, has the same code of a sensitive column: whoever knows that somebody
//! is in it knows her code (disclosure.md 4.2, homog; attacks 24 and 25).

use super::{
    super::{
        atoms::Atoms,
        cells::{BLANK, Cells},
        figures::{Figures, Shared},
        micro::Micro,
        pack::Pack,
    },
    Primary, Reason,
};
use rustc_hash::FxHashMap;

/// A group and its cells by a sensitive column.
pub(super) struct Group {
    /// One cell for every code that somebody in the group has.
    pub cells: Vec<u32>,
    /// Where the sensitive column stands in their frame.
    pub at: usize,
}

pub(super) fn mark(
    pack: &Pack,
    micro: &Micro,
    atoms: &Atoms,
    cells: &Cells,
    figures: &Figures,
    primary: &mut Primary,
) {
    for group in homogeneous(pack, micro, atoms, cells, figures) {
        for cell in group.cells {
            primary.add(cell as usize, Reason::Homogeneous);
        }
    }
}

/// The groups, printed themselves or not, whose cells by a sensitive column tell too much. Contributors are counted
/// as in the threshold: one with several rows is in every cell that has one of them.
pub(super) fn homogeneous(
    pack: &Pack,
    micro: &Micro,
    atoms: &Atoms,
    cells: &Cells,
    figures: &Figures,
) -> Vec<Group> {
    let shared = Shared::of(&micro.persons);
    let mut found = Vec::new();
    for column in pack.rules.homogeneity.iter().filter_map(|name| micro.column(name)) {
        for block in cells.blocks() {
            let frame = &cells.frames[cells.cells[block.start].frame as usize];
            let Ok(at) = frame.columns.binary_search(&(column as u32)) else { continue };
            let mut numbers: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
            let mut members: Vec<Vec<u32>> = Vec::new();
            for cell in block.clone() {
                let mut codes = cells.cells[cell].codes.clone();
                codes.remove(at);
                let number = *numbers.entry(codes).or_insert(members.len() as u32);
                if number as usize == members.len() {
                    members.push(Vec::new());
                }
                members[number as usize].push(cell as u32);
            }
            let of_group = contributors(&members, atoms, cells, figures, &shared);
            for (cells, everyone) in members.into_iter().zip(of_group) {
                let most = cells.iter().map(|&cell| figures.persons[cell as usize]).max().unwrap_or(0);
                if everyone > 0 && everyone - most <= 1 {
                    found.push(Group { cells, at });
                }
            }
        }
    }
    found
}

fn contributors(
    members: &[Vec<u32>],
    atoms: &Atoms,
    cells: &Cells,
    figures: &Figures,
    shared: &Shared,
) -> Vec<u32> {
    let rows = |cells: &Vec<u32>| cells.iter().map(|&cell| figures.count[cell as usize]).sum();
    let mut everyone: Vec<u32> = members.iter().map(rows).collect();
    if !shared.is_empty() {
        let mut of_atom = vec![BLANK; atoms.len()];
        for (number, of_group) in members.iter().enumerate() {
            for &cell in of_group {
                for &atom in cells.atoms.get(cell as usize) {
                    of_atom[atom as usize] = number as u32;
                }
            }
        }
        shared.take_repeats(&of_atom, atoms, &mut everyone);
    }
    everyone
}

#[cfg(test)]
mod tests {
    use super::super::small::{micro, pack, secrets, table};
    use crate::disclosure::pack::Pack;

    fn sensitive() -> Pack {
        let mut pack = pack(vec![table(&[&["lan"], &["Total", "outcome"]])]);
        pack.rules.homogeneity = vec!["outcome".into()];
        pack
    }

    #[test]
    fn a_group_that_all_ended_alike_tells_of_each_and_so_do_its_zeros() {
        let micro = micro(&["lan", "outcome"], &[("01 avslut", 12), ("03 avslut", 6), ("03 start", 6)]);
        assert_eq!(secrets(&sensitive(), &micro), ["01 avslut", "01 start"]);
    }

    #[test]
    fn the_only_one_who_differs_knows_all_the_others() {
        let rows = [("01 avslut", 12), ("01 start", 1), ("03 avslut", 6), ("03 start", 6)];
        let micro = micro(&["lan", "outcome"], &rows);
        assert_eq!(secrets(&sensitive(), &micro), ["01 avslut", "01 start"]);
    }

    #[test]
    fn two_who_differ_do_not_know_each_other() {
        let rows = [("01 avslut", 12), ("01 start", 2), ("03 avslut", 6), ("03 start", 6)];
        let micro = micro(&["lan", "outcome"], &rows);
        assert_eq!(secrets(&sensitive(), &micro), ["01 start"]);
    }

    #[test]
    fn several_cases_of_one_who_differs_are_still_one() {
        let rows = [("01 avslut", 12), ("01 start", 5), ("03 avslut", 6), ("03 start", 6)];
        let mut micro = micro(&["lan", "outcome"], &rows);
        micro.persons[12..17].fill(12);
        assert_eq!(secrets(&sensitive(), &micro), ["01 avslut", "01 start"]);
    }

    #[test]
    fn a_group_is_looked_at_even_where_it_is_not_printed() {
        let micro = micro(&["lan", "outcome"], &[("01 avslut", 12), ("03 avslut", 6), ("03 start", 6)]);
        let mut pack = sensitive();
        pack.tables = vec![table(&[&["lan"], &["outcome"]])];
        assert_eq!(secrets(&pack, &micro), ["01 avslut", "01 start"]);
    }
}
