//! What stands behind each cell: rows, contributors and, where a table prints money, the owners of it.

mod money;
mod shared;

pub use money::{Holdings, Money};
pub(super) use shared::{Shared, groups};

use super::{
    atoms::Atoms,
    cells::{Cells, frames},
    micro::Micro,
    pack::{Measure, Pack},
};

/// The raw figures of every cell. Like the rows they come from they never leave the engine.
#[derive(Clone, Default)]
pub struct Figures {
    /// For every cell how many rows.
    pub count: Vec<u32>,
    /// For every cell how many distinct contributors: what the threshold asks about (disclosure.md 4.2).
    pub persons: Vec<u32>,
    /// Every column that some table sums, in the order of [`Micro::amounts`].
    pub money: Vec<Money>,
}

impl Figures {
    /// Counts. Money is looked at only in the cells of tables that print its sum.
    pub fn of(pack: &Pack, micro: &Micro, atoms: &Atoms, cells: &Cells) -> Self {
        let mut figures = Self::without_money(micro, atoms, cells);
        for amount in 0..micro.amounts.len() {
            let printed = frames_that_sum(&micro.amounts[amount].name, pack, micro, cells);
            if printed.contains(&true) {
                figures.money.push(Money::of(amount, &printed, micro, atoms, cells));
            }
        }
        figures
    }

    /// Counts rows and contributors only.
    pub fn without_money(micro: &Micro, atoms: &Atoms, cells: &Cells) -> Self {
        let count: Vec<u32> = (0..cells.len()).map(|cell| rows(cells.atoms.get(cell), atoms)).collect();
        let persons = persons(micro, atoms, cells, &count);
        Self { count, persons, money: Vec::new() }
    }

    /// The money of a column, if some table sums it.
    pub fn money(&self, micro: &Micro, name: &str) -> Option<&Money> {
        self.money.iter().find(|money| micro.amounts[money.amount].name == name)
    }
}

fn rows(of_cell: &[u32], atoms: &Atoms) -> u32 {
    of_cell.iter().map(|&atom| atoms.count[atom as usize]).sum()
}

/// Only contributors with several rows make it differ from the rows: each such row beyond the first in a cell.
fn persons(micro: &Micro, atoms: &Atoms, cells: &Cells, count: &[u32]) -> Vec<u32> {
    let shared = Shared::of(&micro.persons);
    let mut persons = count.to_vec();
    if !shared.is_empty() {
        for block in cells.blocks() {
            let of_atom = groups(block.clone(), cells, atoms.len(), |cell| cell - block.start);
            shared.take_repeats(&of_atom, atoms, &mut persons[block]);
        }
    }
    persons
}

/// For every frame whether a table with its columns prints the sum of this amount.
fn frames_that_sum(amount: &str, pack: &Pack, micro: &Micro, cells: &Cells) -> Vec<bool> {
    let sums = |measure: &Measure| matches!(measure, Measure::Sum(name) if name == amount);
    let mut printed = vec![false; cells.frames.len()];
    for table in pack.tables.iter().filter(|table| table.measures.iter().any(sums)) {
        for frame in frames(table, micro) {
            if let Some(number) = cells.frames.iter().position(|other| *other == frame) {
                printed[number] = true;
            }
        }
    }
    printed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::primary::small::{amount, micro, pack, table};

    fn figures(persons: Vec<u32>, owners: Vec<u32>) -> (Figures, Cells) {
        let mut micro = micro(&["lan", "sex"], &[("01 K", 2), ("01 M", 1), ("03 K", 3)]);
        (micro.persons, micro.owners) = (persons, owners);
        micro.amounts = vec![amount("grant", &[10, -4, 7, 1, 2, 3])];
        let mut pack = pack(vec![table(&[&["Total", "lan"], &["sex"]])]);
        pack.tables.push(table(&[&["Total", "lan"]]));
        pack.tables[1].measures = vec![Measure::Sum("grant".into())];
        let atoms = Atoms::of(&micro);
        let cells = Cells::of(&pack, &micro, &atoms);
        (Figures::of(&pack, &micro, &atoms, &cells), cells)
    }

    /// The cell of these codes, by number in each column.
    fn cell(cells: &Cells, columns: &[u32], codes: &[u32]) -> usize {
        let frame = crate::disclosure::cells::Frame::new(columns.to_vec());
        cells.number(&frame, codes, 0).expect("the cell has rows") as usize
    }

    #[test]
    fn a_contributor_counts_once_in_a_cell() {
        let (figures, cells) = figures(vec![7, 7, 7, 8, 8, 9], (0..6).collect());
        let women = cell(&cells, &[1], &[0]);
        assert_eq!((figures.count[women], figures.persons[women]), (5, 3));
        let total = cell(&cells, &[], &[]);
        assert_eq!((figures.count[total], figures.persons[total]), (6, 3));
        let men = cell(&cells, &[0, 1], &[0, 1]);
        assert_eq!((figures.count[men], figures.persons[men]), (1, 1));
    }

    #[test]
    fn where_every_row_has_its_own_contributor_persons_are_rows() {
        let (figures, _) = figures((0..6).collect(), (0..6).collect());
        assert_eq!(figures.count, figures.persons);
    }

    #[test]
    fn money_is_added_up_by_owner_in_the_tables_that_print_it() {
        let (figures, cells) = figures((0..6).collect(), vec![0, 0, 1, 2, 2, 1]);
        let total = cell(&cells, &[], &[]);
        let grant = &figures.money[0];
        assert_eq!(grant.values[total], 19);
        let holdings = Holdings { owners: 3, total: 19, largest: 10, second: 6 };
        assert_eq!(grant.holdings[total], Some(holdings));
        assert_eq!(grant.holdings[cell(&cells, &[1], &[0])], None);
    }

    #[test]
    fn what_is_owed_weighs_as_much_as_what_is_owned() {
        let (figures, cells) = figures((0..6).collect(), vec![0, 1, 0, 2, 3, 4]);
        let first = cell(&cells, &[0], &[0]);
        let holdings = Holdings { owners: 2, total: 21, largest: 17, second: 4 };
        assert_eq!((figures.money[0].values[first], figures.money[0].holdings[first]), (13, Some(holdings)));
    }
}
