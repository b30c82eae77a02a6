//! Whether what is hidden together passes the rules of the threshold and of money.

use super::{
    super::{
        super::{
            atoms::Atoms,
            cells::{Cells, Sums},
            figures::{Figures, Holdings, Money},
            micro::Micro,
            pack::Pack,
        },
        money::{excess, overweight, reason},
        threshold::is_small,
    },
    Union,
};

pub(super) struct Judge<'a> {
    pack: &'a Pack,
    micro: &'a Micro,
    cells: &'a Cells,
    figures: &'a Figures,
    rows: Sums,
}

impl<'a> Judge<'a> {
    pub fn of(
        pack: &'a Pack,
        micro: &'a Micro,
        atoms: &Atoms,
        cells: &'a Cells,
        figures: &'a Figures,
    ) -> Self {
        Self { pack, micro, cells, figures, rows: rows(atoms) }
    }

    pub fn is_too_small(&self, union: &Union) -> bool {
        self.has_few(&union.children)
            || self.figures.money.iter().any(|money| {
                let is_printed = |cell: &u32| money.holdings[*cell as usize].is_some();
                union.children.iter().chain([&union.parent]).all(is_printed)
                    && self.is_too_much_ones_own(money, &union.children)
            })
    }

    /// A sum of nothing is too small as well: every hidden zero in it would be known.
    fn has_few(&self, children: &[u32]) -> bool {
        let persons = || children.iter().map(|&child| self.figures.persons[child as usize]);
        let (most, sum) = (persons().max().unwrap_or(0), persons().sum::<u32>());
        if most >= self.pack.rules.threshold {
            return false;
        }
        if sum == 0 || is_small(sum, self.pack) {
            return true;
        }
        let mut everyone: Vec<u32> = self.rows(children).map(|row| self.micro.persons[row]).collect();
        everyone.sort_unstable();
        everyone.dedup();
        is_small(everyone.len() as u32, self.pack)
    }

    fn is_too_much_ones_own(&self, money: &Money, children: &[u32]) -> bool {
        if self.is_surely_spread(money, children) {
            return false;
        }
        let amounts = &self.micro.amounts[money.amount].rows;
        let mut rows: Vec<(u32, i64)> =
            self.rows(children).map(|row| (self.micro.owners[row], amounts[row])).collect();
        rows.sort_unstable_by_key(|(owner, _)| *owner);
        let mut holdings = Holdings::default();
        for of_owner in rows.chunk_by(|a, b| a.0 == b.0) {
            holdings.take(of_owner.iter().map(|(_, amount)| amount).sum());
        }
        reason(&holdings, self.pack).is_some()
    }

    /// Saves looking at rows: what each rule asks for is at most added up when cells are, if no amount is negative.
    fn is_surely_spread(&self, money: &Money, children: &[u32]) -> bool {
        let Some(rules) = &self.pack.rules.money else { return true };
        let holdings = || children.iter().filter_map(|&child| money.holdings[child as usize]);
        !money.has_negative
            && holdings().any(|holdings| holdings.owners >= rules.owners && holdings.total > 0)
            && holdings().map(|holdings| excess(&holdings, rules)).sum::<i128>() <= 0
            && holdings().map(|holdings| overweight(&holdings, rules)).sum::<i128>() <= 0
    }

    fn rows(&self, children: &[u32]) -> impl Iterator<Item = usize> {
        let atoms = children.iter().flat_map(|&child| self.cells.atoms.get(child as usize));
        atoms.flat_map(|&atom| self.rows.get(atom as usize)).map(|&row| row as usize)
    }
}

/// For every atom its rows.
fn rows(atoms: &Atoms) -> Sums {
    let mut of_row = Sums::default();
    atoms.of_row.iter().for_each(|&atom| of_row.push(&[atom]));
    of_row.turned(atoms.len())
}
