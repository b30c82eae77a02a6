//! The readers a draft is shown to: one of counts, one of each sum of money. The same cells are hidden in all.

use super::{
    super::{
        fact::Need,
        pack::Measure,
        reader::{Amounts, Printing, Reader, Told},
    },
    Draft,
};
use std::collections::BTreeSet;

mod records;

/// What a reader looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// How many, when she also knows which combinations of codes are empty.
    Records,
    /// How many, by the tables and the code lists.
    Counts,
    /// A sum, by the number of its column in the rows.
    Money(usize),
}

impl Side {
    /// Its name in proofs and refusals.
    pub fn code(self) -> &'static str {
        match self {
            Self::Records => "records",
            Self::Counts => "codelists",
            Self::Money(_) => "money",
        }
    }
}

impl Draft<'_> {
    /// The sides that an audit must ask, each at most once.
    ///
    /// Whoever knows the empty combinations works out whatever the code lists give away exactly, hidden zeros apart; in
    /// a single table the two are one reader.
    pub fn sides(&self) -> Vec<Side> {
        let intervals = self.pack.rules.width > 0 || self.pack.rules.insiders;
        let zeros =
            (0..self.cells.len()).any(|cell| self.figures.count[cell] == 0 && self.primary.is_secret(cell));
        let mut sides = Vec::new();
        if !(intervals && self.is_single()) {
            sides.push(Side::Records);
        }
        if intervals || zeros {
            sides.push(Side::Counts);
        }
        if intervals {
            sides.extend(self.money());
        }
        sides
    }

    /// Whether there is but one table, so that its finest cells are the combinations themselves.
    pub fn is_single(&self) -> bool {
        self.sheets.len() == 1 && self.sheets[0].frame.columns.len() == self.micro.columns.len()
    }

    fn money(&self) -> Vec<Side> {
        let measures = self.pack.tables.iter().flat_map(|table| &table.measures);
        let sums: BTreeSet<&str> = measures
            .filter_map(|measure| match measure {
                Measure::Sum(column) => Some(column.as_str()),
                Measure::Count | Measure::Persons => None,
            })
            .collect();
        let money = sums.into_iter().filter_map(|name| {
            self.micro.amounts.iter().position(|amount| amount.name == name).map(Side::Money)
        });
        money.collect()
    }

    /// What a reader knows who has what is printed (by group of equal cells), and what she must not learn.
    pub fn reader(&self, side: Side, printed: &[bool]) -> Reader {
        if side == Side::Records {
            return records::reader(self, printed);
        }
        let printed: Vec<bool> = self.merged.of.iter().map(|&group| printed[group as usize]).collect();
        self.reader_of(side, &printed, Told::Exactly)
    }

    /// What a reader knows who has the tables and the code lists, and is told so much of what is printed (by cell).
    pub fn reader_of(&self, side: Side, printed: &[bool], told: Told) -> Reader {
        let need: Vec<Option<Need>> = (0..self.cells.len()).map(|cell| self.need(side, cell)).collect();
        let of_atom = match side {
            Side::Money(amount) => self.sums(&self.micro.amounts[amount].rows),
            Side::Records | Side::Counts => self.atoms.count.iter().map(|&count| i64::from(count)).collect(),
        };
        let owner = match side {
            Side::Money(_) => self.alone(&self.micro.owners),
            Side::Records | Side::Counts => self.alone(&self.micro.persons),
        };
        let amounts = Amounts { of_atom: &of_atom, whole: side == Side::Counts, owner: &owner };
        let printing = Printing { sheets: &self.sheets, printed, told, need: &need };
        Reader::of(self.micro, &self.atoms, &self.cells, &amounts, &printing)
    }

    fn need(&self, side: Side, cell: usize) -> Option<Need> {
        if !self.primary.is_secret(cell) {
            return None;
        }
        Some(match (side, self.pack.rules.width) {
            (Side::Records, _) => Need::NotExact,
            // A contributor who knows herself must not know the rest exactly either.
            (Side::Counts, 0) if self.pack.rules.insiders => Need::Width(1),
            (Side::Counts, 0) => Need::NotExact,
            (Side::Counts, width) => Need::Width(i64::from(width)),
            (Side::Money(amount), _) => {
                let (below, above) = self.room(amount, cell);
                Need::Around { below, above }
            }
        })
    }

    /// How far below and above the truth a sum must remain possible: the part of its largest owner's that the p % rule
    /// guards. Nobody has less than nothing, so whom the largest owner herself reckons with is the second.
    fn room(&self, amount: usize, cell: usize) -> (i64, i64) {
        let percent = i64::from(self.pack.rules.money.map_or(10, |money| money.p_percent));
        let money = self.figures.money.iter().find(|money| money.amount == amount);
        let holdings = money.and_then(|money| money.holdings[cell]).unwrap_or_default();
        let part = |whole: i64| (whole * percent + 99).div_euclid(100);
        let guarded = if holdings.owners > 1 { holdings.second } else { holdings.largest };
        (part(guarded), part(holdings.largest).max(1))
    }

    fn sums(&self, rows: &[i64]) -> Vec<i64> {
        let mut sums = vec![0; self.atoms.len()];
        self.atoms.of_row.iter().zip(rows).for_each(|(&atom, value)| sums[atom as usize] += value);
        sums
    }

    /// For every atom the contributor who alone stands behind it, if insiders are reckoned with.
    pub fn alone(&self, of_row: &[u32]) -> Vec<Option<u32>> {
        let mut alone = vec![None; self.atoms.len()];
        if !self.pack.rules.insiders {
            return alone;
        }
        let mut many = vec![false; self.atoms.len()];
        for (&atom, &person) in self.atoms.of_row.iter().zip(of_row) {
            let atom = atom as usize;
            many[atom] |= alone[atom].is_some_and(|other| other != person);
            alone[atom] = Some(person);
        }
        alone.iter().zip(many).map(|(person, many)| person.filter(|_| !many)).collect()
    }
}
