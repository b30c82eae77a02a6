//! Whose money a sum is.

use super::{
    super::{atoms::Atoms, cells::BLANK, cells::Cells, micro::Micro},
    shared::groups,
};

/// The sums of one column.
#[derive(Clone, Default)]
pub struct Money {
    /// Which of [`Micro::amounts`] is summed.
    pub amount: usize,
    /// Whether somebody owes.
    pub has_negative: bool,
    /// For every cell its sum in the smallest unit; 0 where no table prints it.
    pub values: Vec<i64>,
    /// For every cell who stands behind its sum; `None` where no table prints it.
    pub holdings: Vec<Option<Holdings>>,
}

/// How a sum is spread over its owners. An owner has what her rows in the cell come to, and what she owes weighs as
/// much as what she owns (ESSnet Handbook 4.2: negative contributions by absolute value).
#[derive(Clone, Copy, Default, PartialEq, Eq)]
#[cfg_attr(test, derive(Debug))]
pub struct Holdings {
    /// How many owners, with those whose amount is zero.
    pub owners: u32,
    /// What all owners have.
    pub total: i64,
    /// What the largest has.
    pub largest: i64,
    /// What the second largest has.
    pub second: i64,
}

impl Holdings {
    /// Adds an owner with this amount.
    pub fn take(&mut self, amount: i64) {
        let amount = amount.abs();
        self.owners += 1;
        self.total += amount;
        if amount > self.largest {
            self.second = std::mem::replace(&mut self.largest, amount);
        } else {
            self.second = self.second.max(amount);
        }
    }
}

/// An owner who is being added up in a cell.
#[derive(Clone, Copy)]
struct Open {
    owner: u32,
    amount: i64,
}

impl Money {
    pub(super) fn of(amount: usize, printed: &[bool], micro: &Micro, atoms: &Atoms, cells: &Cells) -> Self {
        let mut money = Self {
            amount,
            has_negative: micro.amounts[amount].rows.iter().any(|value| *value < 0),
            values: vec![0; cells.len()],
            holdings: vec![None; cells.len()],
        };
        let mut rows: Vec<u32> = (0..micro.len() as u32).collect();
        rows.sort_by_key(|&row| micro.owners[row as usize]);
        for block in cells.blocks() {
            if !printed[cells.cells[block.start].frame as usize] {
                continue;
            }
            let of_atom = groups(block.clone(), cells, atoms.len(), |cell| cell - block.start);
            let holdings = &mut money.holdings[block.clone()];
            holdings.fill(Some(Holdings::default()));
            let mut open = vec![Open { owner: BLANK, amount: 0 }; block.len()];
            for &row in &rows {
                let group = of_atom[atoms.of_row[row as usize] as usize];
                if group == BLANK {
                    continue;
                }
                let (group, row) = (group as usize, row as usize);
                let value = micro.amounts[amount].rows[row];
                money.values[block.start + group] += value;
                if open[group].owner == micro.owners[row] {
                    open[group].amount += value;
                } else {
                    close(&open[group], &mut holdings[group]);
                    open[group] = Open { owner: micro.owners[row], amount: value };
                }
            }
            open.iter().zip(holdings).for_each(|(open, holdings)| close(open, holdings));
        }
        money
    }
}

fn close(open: &Open, holdings: &mut Option<Holdings>) {
    if let Some(holdings) = holdings.as_mut().filter(|_| open.owner != BLANK) {
        holdings.take(open.amount);
    }
}
