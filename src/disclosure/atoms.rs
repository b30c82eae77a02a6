//! Atoms: the distinct combinations of all the pack's columns that occur, sorted. Every cell is a sum of atoms.

use super::micro::Micro;

/// Rows that no cell tells apart, as columns of numbers.
#[derive(Clone, Debug, Default)]
pub struct Atoms {
    /// For every column, every atom's code.
    pub codes: Vec<Vec<u32>>,
    /// How many rows each has now.
    pub count: Vec<u32>,
    /// In which releases its rows are: a number into [`Atoms::presences`].
    pub presence: Vec<u32>,
    /// Every set of releases that some rows share, each sorted; the release now being made is the highest number.
    pub presences: Vec<Vec<u32>>,
    /// The number of the release now being made: how many there are before it.
    pub now: u32,
    /// For every row its atom.
    pub of_row: Vec<u32>,
}

impl Atoms {
    /// The atoms of rows of which nothing has been published before.
    pub fn of(micro: &Micro) -> Self {
        Self::over(micro, &vec![0; micro.len()], vec![vec![0]], 0)
    }

    /// The atoms of rows that were, each for itself, in some earlier releases (`presence` by row).
    pub fn over(micro: &Micro, presence: &[u32], presences: Vec<Vec<u32>>, now: u32) -> Self {
        let key = |row: &u32| {
            let row = *row as usize;
            let codes = micro.columns.iter().map(move |column| column.rows[row]);
            codes.chain([presence[row]])
        };
        let mut rows: Vec<u32> = (0..micro.len() as u32).collect();
        // Neighbours in this order are in much the same cells, which keeps elimination sparse.
        rows.sort_unstable_by(|a, b| key(a).cmp(key(b)));
        let mut atoms = Self {
            codes: vec![Vec::new(); micro.columns.len()],
            presences,
            now,
            of_row: vec![0; micro.len()],
            ..Self::default()
        };
        for same in rows.chunk_by(|a, b| key(a).eq(key(b))) {
            let number = atoms.count.len() as u32;
            same.iter().for_each(|&row| atoms.of_row[row as usize] = number);
            let row = same[0] as usize;
            atoms
                .codes
                .iter_mut()
                .zip(&micro.columns)
                .for_each(|(codes, column)| codes.push(column.rows[row]));
            atoms.presence.push(presence[row]);
            atoms.count.push(same.len() as u32);
        }
        atoms
    }

    /// The same with combinations of codes that nobody has: unknowns that are zero. Only the release now being made
    /// has them.
    pub fn with_empties(&self, empties: &[Vec<u32>]) -> Self {
        let mut all = self.clone();
        let only_now = all.presences.iter().position(|releases| *releases == [self.now]);
        let presence = only_now.unwrap_or(all.presences.len());
        if only_now.is_none() {
            all.presences.push(vec![self.now]);
        }
        for empty in empties {
            all.codes.iter_mut().zip(empty).for_each(|(codes, &code)| codes.push(code));
            all.count.push(0);
            all.presence.push(presence as u32);
        }
        all.sorted()
    }

    fn sorted(self) -> Self {
        let key = |atom: &u32| {
            let atom = *atom as usize;
            self.codes.iter().map(move |codes| codes[atom]).chain([self.presence[atom]])
        };
        let mut order: Vec<u32> = (0..self.len() as u32).collect();
        order.sort_by(|a, b| key(a).cmp(key(b)));
        let mut place = vec![0; order.len()];
        order.iter().enumerate().for_each(|(to, &from)| place[from as usize] = to as u32);
        let moved = |values: &[u32]| order.iter().map(|&from| values[from as usize]).collect();
        Self {
            codes: self.codes.iter().map(|codes| moved(codes)).collect(),
            count: moved(&self.count),
            presence: moved(&self.presence),
            of_row: self.of_row.iter().map(|&atom| place[atom as usize]).collect(),
            presences: self.presences,
            now: self.now,
        }
    }

    /// How many there are.
    pub fn len(&self) -> usize {
        self.count.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.count.is_empty()
    }

    /// Tells of an atom whether its rows were in a release.
    pub fn in_release(&self, release: u32) -> impl Fn(usize) -> bool + use<'_> {
        let there: Vec<bool> = self.presences.iter().map(|releases| releases.contains(&release)).collect();
        move |atom| there[self.presence[atom] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::disclosure::primary::small;

    #[test]
    fn empty_combinations_stand_in_their_place_and_no_row_is_moved_to_another() {
        let micro = small::micro(&["lan", "sex"], &[("03 K", 2), ("01 M", 1), ("01 K", 3)]);
        let before = Atoms::over(&micro, &[1, 1, 0, 0, 0, 0], vec![vec![0, 1], vec![1]], 1);
        let after = before.with_empties(&[vec![1, 1], vec![0, 0]]);
        assert_eq!(after.codes, [[0, 0, 0, 1, 1], [0, 0, 1, 0, 1]]);
        assert_eq!(after.count, [3, 0, 1, 2, 0]);
        assert_eq!(after.of_row, [3, 3, 2, 0, 0, 0]);
        assert_eq!(after.presence, [0, 1, 0, 1, 1]);
        assert_eq!((0..5).filter(|atom| after.in_release(0)(*atom)).collect::<Vec<_>>(), [0, 2]);
    }
}
