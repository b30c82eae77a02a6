//! Which small inner cells are rounded up: the choice so far, and by how much each published cell is off.

use super::{Asked, is_small, rounds_to};

/// The choices that are free, numbered by their secret tie-break, and the published cells they stand in, the
/// smallest first. So numbered, nothing depends on the order things were given in.
pub struct Problem {
    /// The base.
    pub base: i64,
    /// Whether each choice is rounded up.
    pub up: Vec<bool>,
    /// By how much each cell is more than the truth.
    off: Vec<i64>,
    /// The true count of each choice.
    counts: Vec<i64>,
    /// Which inner cell each choice is.
    inner: Vec<u32>,
    /// The cells of each choice, one choice after the other, and where each one's start.
    cells: Vec<u32>,
    starts: Vec<usize>,
}

impl Problem {
    /// Nothing is chosen yet: every free cell stands at its true count.
    pub fn new(asked: &Asked<'_>) -> Self {
        let free = |at: &u32| {
            let at = *at as usize;
            asked.fixed[at].is_none() && is_small(asked.base, asked.inner[at])
        };
        let mut inner: Vec<u32> = (0..asked.inner.len() as u32).filter(free).collect();
        inner.sort_by_key(|&at| (asked.ties[at as usize], asked.inner[at as usize], at));
        let mut choice_of = vec![None; asked.inner.len()];
        inner.iter().enumerate().for_each(|(choice, &at)| choice_of[at as usize] = Some(choice));
        let order = order_of_cells(asked, &choice_of);
        let (cells, starts) = cells_of(asked, &choice_of, inner.len(), &order);
        Self {
            base: asked.base.into(),
            up: vec![false; inner.len()],
            off: order.iter().map(|&cell| off_by_fixed(asked, &asked.cells[cell])).collect(),
            counts: inner.iter().map(|&at| asked.inner[at as usize].into()).collect(),
            inner,
            cells,
            starts,
        }
    }

    /// How many published cells there are.
    pub fn published(&self) -> usize {
        self.off.len()
    }

    /// How often a choice stands in a published cell.
    pub fn memberships(&self) -> usize {
        self.cells.len()
    }

    /// How many choices more must be rounded up, or down if negative, for the cell of most choices, which is the grand
    /// total where there is one, to be off by no more than half a base.
    pub fn turns_to_balance(&self) -> i64 {
        let off = self.off.last().copied().unwrap_or(0);
        let turns = (2 * off.abs() + self.base - 1) / (2 * self.base);
        -off.signum() * turns
    }

    /// Whether a choice stands in that cell.
    pub fn in_largest(&self, choice: usize) -> bool {
        self.cells(choice).last().is_some_and(|&cell| cell as usize + 1 == self.off.len())
    }

    /// How many choices there are.
    pub fn len(&self) -> usize {
        self.inner.len()
    }

    /// The cells a choice stands in, the smallest first.
    pub fn cells(&self, choice: usize) -> &[u32] {
        &self.cells[self.starts[choice]..self.starts[choice + 1]]
    }

    /// Rounds one after the other to where the squared changes grow least, the rest still at their true counts.
    pub fn first_choice(&mut self) {
        for choice in 0..self.len() {
            let (count, cells) = (self.counts[choice], self.cells(choice).len() as i64);
            self.up[choice] = 2 * self.sum_off(choice) + cells * (self.base - 2 * count) < 0;
            self.shift(choice, if self.up[choice] { self.base - count } else { -count });
        }
    }

    /// By how much the squared changes would grow if a choice were the other one.
    pub fn cost(&self, choice: usize) -> i64 {
        let step = self.step(choice);
        step * (2 * self.sum_off(choice) + step * self.cells(choice).len() as i64)
    }

    /// Makes a choice the other one.
    pub fn flip(&mut self, choice: usize) {
        let step = self.step(choice);
        self.up[choice] = !self.up[choice];
        self.shift(choice, step);
    }

    /// What each inner cell is rounded to.
    pub fn rounded(&self, asked: &Asked<'_>) -> Vec<u32> {
        let kept = |(count, fixed): (&u32, &Option<u32>)| fixed.unwrap_or(*count);
        let mut rounded: Vec<u32> = asked.inner.iter().zip(asked.fixed).map(kept).collect();
        for (&at, &up) in self.inner.iter().zip(&self.up) {
            rounded[at as usize] = if up { asked.base } else { 0 };
        }
        debug_assert!(rounded.iter().zip(asked.inner).all(|(&to, &count)| rounds_to(asked.base, count, to)));
        rounded
    }

    fn step(&self, choice: usize) -> i64 {
        if self.up[choice] { -self.base } else { self.base }
    }

    fn sum_off(&self, choice: usize) -> i64 {
        self.cells(choice).iter().map(|&cell| self.off[cell as usize]).sum()
    }

    fn shift(&mut self, choice: usize, by: i64) {
        for &cell in &self.cells[self.starts[choice]..self.starts[choice + 1]] {
            self.off[cell as usize] += by;
        }
    }
}

fn off_by_fixed(asked: &Asked<'_>, members: &[u32]) -> i64 {
    let off = |&at: &u32| {
        asked.fixed[at as usize].map_or(0, |to| i64::from(to) - i64::from(asked.inner[at as usize]))
    };
    members.iter().map(off).sum()
}

/// The published cells by how many choices they hold and the sum of their tie-breaks: cells that agree in both hold
/// the same choices. Then by all they hold, fixed cells too.
fn order_of_cells(asked: &Asked<'_>, choice_of: &[Option<usize>]) -> Vec<usize> {
    let sum = |(n, key): (usize, u64), at: &u32| (n + 1, key.wrapping_add(asked.ties[*at as usize]));
    let rank = |members: &Vec<u32>| {
        let free = members.iter().filter(|&&at| choice_of[at as usize].is_some());
        (free.fold((0, 0), sum), members.iter().fold((0, 0), sum))
    };
    let ranks: Vec<_> = asked.cells.iter().map(rank).collect();
    let mut order: Vec<usize> = (0..asked.cells.len()).collect();
    order.sort_by_key(|&cell| ranks[cell]);
    order
}

fn cells_of(
    asked: &Asked<'_>,
    choice_of: &[Option<usize>],
    choices: usize,
    order: &[usize],
) -> (Vec<u32>, Vec<usize>) {
    let mut starts = vec![0; choices + 1];
    let chosen = |cell: usize| asked.cells[cell].iter().filter_map(|&at| choice_of[at as usize]);
    order.iter().flat_map(|&cell| chosen(cell)).for_each(|choice| starts[choice + 1] += 1);
    (0..choices).for_each(|choice| starts[choice + 1] += starts[choice]);
    let mut next = starts.clone();
    let mut cells = vec![0; starts[choices]];
    for (number, &cell) in order.iter().enumerate() {
        for choice in chosen(cell) {
            cells[next[choice]] = number as u32;
            next[choice] += 1;
        }
    }
    (cells, starts)
}
