//! What is hidden together: a printed total less its printed parts is the sum of the hidden ones, and that sum is a
//! figure like any other (disclosure.md 4.2, union).

mod judge;

use super::{
    super::{
        atoms::Atoms,
        cells::{BLANK, Cells},
        figures::{Figures, groups},
        micro::Micro,
        pack::Pack,
    },
    code_lists::coarser,
};
use judge::Judge;
use std::ops::Range;

/// A printed cell of which the hidden parts come to too little, or too much to one owner.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Union {
    /// The printed cell.
    pub parent: u32,
    /// Its hidden parts, in one way of splitting it.
    pub children: Vec<u32>,
}

/// Finds them, for every printed cell and every way in which the cells of one column split it: a total by each level,
/// and a level by each finer one.
pub fn small(
    pack: &Pack,
    micro: &Micro,
    atoms: &Atoms,
    cells: &Cells,
    figures: &Figures,
    printed: &[bool],
) -> Vec<Union> {
    let judge = Judge::of(pack, micro, atoms, cells, figures);
    let coarser = coarser(pack, micro);
    let blocks = cells.blocks();
    let mut found = Vec::new();
    for above in blocks.iter().filter(|block| printed[(*block).clone()].contains(&true)) {
        let parts = blocks.iter().filter(|below| splits(cells, above.start, below.start, &coarser));
        let parts: Vec<&Range<usize>> =
            parts.filter(|below| printed[(*below).clone()].contains(&false)).collect();
        if parts.is_empty() {
            continue;
        }
        let parent_of = groups(above.clone(), cells, atoms.len(), |cell| cell);
        for below in parts {
            for union in hidden_parts(below.clone(), cells, &parent_of, printed) {
                if judge.is_too_small(&union) {
                    found.push(union);
                }
            }
        }
    }
    found
}

/// Whether the lower cell's frame has one column more than the upper's, or a finer one in its place.
fn splits(cells: &Cells, above: usize, below: usize, coarser: &[Vec<u32>]) -> bool {
    let [above, below] = [&cells.cells[above], &cells.cells[below]];
    let [upper, lower] = [above, below].map(|cell| &cells.frames[cell.frame as usize].columns);
    let only = |these: &[u32], those: &[u32]| -> Vec<u32> {
        these.iter().filter(|column| !those.contains(column)).copied().collect()
    };
    above.release == below.release
        && match (only(lower, upper).as_slice(), only(upper, lower).as_slice()) {
            ([_], []) => true,
            ([finer], [wider]) => coarser[*finer as usize].contains(wider),
            _ => false,
        }
}

fn hidden_parts(below: Range<usize>, cells: &Cells, parent_of: &[u32], printed: &[bool]) -> Vec<Union> {
    let parent = |child: usize| {
        let first = cells.atoms.get(child).first()?;
        Some(parent_of[*first as usize]).filter(|parent| *parent != BLANK && printed[*parent as usize])
    };
    let hidden = below.filter(|child| !printed[*child]);
    let mut pairs: Vec<(u32, u32)> =
        hidden.filter_map(|child| parent(child).map(|parent| (parent, child as u32))).collect();
    pairs.sort_unstable();
    let unions = pairs
        .chunk_by(|a, b| a.0 == b.0)
        .map(|pairs| Union { parent: pairs[0].0, children: pairs.iter().map(|(_, child)| *child).collect() });
    unions.collect()
}

#[cfg(test)]
mod tests {
    use super::{
        super::small::{amount, label, micro, pack, table},
        *,
    };
    use crate::disclosure::pack::{Measure, Money};

    /// The parents and hidden parts that are too small, when the cells of these labels are hidden.
    fn unions(pack: &Pack, micro: &Micro, hidden: &[&str]) -> Vec<(String, Vec<String>)> {
        let atoms = Atoms::of(micro);
        let cells = Cells::of(pack, micro, &atoms);
        let figures = Figures::of(pack, micro, &atoms, &cells);
        let name = |cell: u32| label(&cells, micro, cell as usize);
        let printed: Vec<bool> =
            (0..cells.len() as u32).map(|cell| !hidden.contains(&name(cell).as_str())).collect();
        let found = small(pack, micro, &atoms, &cells, &figures, &printed);
        let named = found.into_iter().map(|union| (name(union.parent), union.children.into_iter().map(name)));
        named.map(|(parent, children)| (parent, children.collect())).collect()
    }

    fn union(parent: &str, children: &[&str]) -> (String, Vec<String>) {
        (parent.to_owned(), children.iter().map(|child| (*child).to_owned()).collect())
    }

    fn with_grants() -> Pack {
        let mut table = table(&[&["Total", "lan"]]);
        table.measures.push(Measure::Sum("grant".into()));
        let mut pack = pack(vec![table]);
        pack.rules.threshold = 1;
        pack.rules.money = Some(Money { owners: 3, p_percent: 10, largest: 80 });
        pack
    }

    #[test]
    fn two_hidden_parts_of_one_and_three_are_too_few_together() {
        let pack = pack(vec![table(&[&["Total", "lan"]])]);
        let micro = micro(&["lan"], &[("01", 1), ("03", 3), ("04", 9)]);
        assert_eq!(unions(&pack, &micro, &["01", "03"]), [union("Total", &["01", "03"])]);
        assert!(unions(&pack, &micro, &["Total", "01", "03"]).is_empty());
    }

    #[test]
    fn two_hidden_parts_of_one_and_four_are_enough_unless_a_person_is_in_both() {
        let pack = pack(vec![table(&[&["Total", "lan"]])]);
        let mut micro = micro(&["lan"], &[("01", 1), ("03", 4), ("04", 9)]);
        assert!(unions(&pack, &micro, &["01", "03"]).is_empty());
        micro.persons[1] = micro.persons[0];
        assert_eq!(unions(&pack, &micro, &["01", "03"]), [union("Total", &["01", "03"])]);
    }

    #[test]
    fn kommuner_are_parts_of_their_lan_and_of_their_type() {
        let mut pack = pack(vec![table(&[&["lan", "ktyp", "kommun"]])]);
        pack.hierarchies.insert("kommun".into(), vec!["lan".into(), "ktyp".into()]);
        let rows =
            [("01 T1 0114", 2), ("01 T1 0180", 9), ("01 T2 0181", 9), ("03 T1 0305", 2), ("03 T2 0330", 9)];
        let micro = micro(&["lan", "ktyp", "kommun"], &rows);
        let found = unions(&pack, &micro, &["0114", "0181", "0305", "0330"]);
        assert_eq!(found, [union("T1", &["0114", "0305"])]);
    }

    #[test]
    fn hidden_zeros_are_known_when_their_sum_is_none() {
        let pack = pack(vec![table(&[&["Total", "lan"], &["outcome"]])]);
        let micro = micro(&["lan", "outcome"], &[("01 a", 6), ("03 a", 6), ("03 b", 6)]);
        let atoms = Atoms::of(&micro).with_empties(&[vec![0, 1]]);
        let cells = Cells::of(&pack, &micro, &atoms);
        let figures = Figures::of(&pack, &micro, &atoms, &cells);
        let printed: Vec<bool> = figures.count.iter().map(|count| *count > 0).collect();
        assert_eq!(small(&pack, &micro, &atoms, &cells, &figures, &printed).len(), 1);
    }

    #[test]
    fn who_owes_in_one_part_what_she_owns_in_the_other_blurs_nothing() {
        let pack = with_grants();
        let mut micro = micro(&["lan"], &[("01", 3), ("03", 3), ("04", 3)]);
        micro.owners = vec![0, 1, 2, 0, 1, 2, 3, 4, 5];
        micro.amounts = vec![amount("grant", &[50, 40, 30, -50, 40, 30, 9, 9, 9])];
        assert_eq!(unions(&pack, &micro, &["01", "03"]), [union("Total", &["01", "03"])]);
        micro.amounts = vec![amount("grant", &[50, 40, 30, 50, 40, 30, 9, 9, 9])];
        assert!(unions(&pack, &micro, &["01", "03"]).is_empty());
    }

    #[test]
    fn a_sum_of_hidden_sums_must_not_be_one_owners_either() {
        let pack = with_grants();
        let mut micro = micro(&["lan"], &[("01", 3), ("03", 3), ("04", 3)]);
        micro.amounts = vec![amount("grant", &[5, 5, 4, 9, 1, 1, 5, 5, 5])];
        assert!(unions(&pack, &micro, &["01", "03"]).is_empty());
        micro.owners[4] = micro.owners[3];
        micro.amounts = vec![amount("grant", &[1, 1, 1, 90, 9, 1, 5, 5, 5])];
        assert_eq!(unions(&pack, &micro, &["01", "03"]), [union("Total", &["01", "03"])]);
    }
}
