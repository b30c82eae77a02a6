//! A frame: the columns that some cells fix, such as län and sex.

use super::super::{atoms::Atoms, micro::Micro, pack::Table};
use rustc_hash::FxHashMap;

/// The code of a column that an atom says nothing about: it is in no cell that fixes that column.
pub const BLANK: u32 = u32::MAX;

/// A set of columns, by number, sorted.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Frame {
    /// The columns.
    pub columns: Vec<u32>,
}

/// The frames of a table: one level of every dimension.
///
/// A level whose column the rows lack is passed over; reading has already refused such a pack.
pub fn frames(table: &Table, micro: &Micro) -> Vec<Frame> {
    let mut frames = vec![Vec::new()];
    for dimension in &table.dimensions {
        let mut longer = Vec::with_capacity(frames.len() * dimension.len());
        for columns in &frames {
            for level in dimension {
                let mut columns: Vec<u32> = columns.clone();
                columns
                    .extend(level.as_ref().and_then(|name| micro.column(name)).map(|column| column as u32));
                longer.push(columns);
            }
        }
        frames = longer;
    }
    frames.into_iter().map(Frame::new).collect()
}

impl Frame {
    /// A frame of these columns, in whatever order.
    pub fn new(mut columns: Vec<u32>) -> Self {
        columns.sort_unstable();
        columns.dedup();
        Self { columns }
    }

    /// For every atom the number of its group ([`BLANK`] for none), and every group's codes.
    pub(in crate::disclosure) fn group(&self, micro: &Micro, atoms: &Atoms) -> (Vec<u32>, Vec<Vec<u32>>) {
        let sizes: Vec<u64> =
            self.columns.iter().map(|&column| micro.columns[column as usize].codes.len() as u64).collect();
        let product = sizes.iter().try_fold(1u64, |product, &size| product.checked_mul(size));
        match product {
            Some(product) if product <= 1 << 22 => self.group_small(atoms, &sizes, product as usize),
            _ => self.group_large(atoms),
        }
    }

    fn group_small(&self, atoms: &Atoms, sizes: &[u64], product: usize) -> (Vec<u32>, Vec<Vec<u32>>) {
        let mut places = vec![0u32; atoms.len()];
        for (&column, &size) in self.columns.iter().zip(sizes) {
            for (place, &code) in places.iter_mut().zip(&atoms.codes[column as usize]) {
                *place = match code == BLANK || *place == BLANK {
                    true => BLANK,
                    false => *place * size as u32 + code,
                };
            }
        }
        let mut numbers = vec![u32::MAX; product];
        let mut codes = Vec::new();
        for (atom, place) in places.iter_mut().enumerate().filter(|(_, place)| **place != BLANK) {
            let number = &mut numbers[*place as usize];
            if *number == u32::MAX {
                *number = codes.len() as u32;
                codes.push(self.codes(atoms, atom));
            }
            *place = *number;
        }
        (places, codes)
    }

    fn group_large(&self, atoms: &Atoms) -> (Vec<u32>, Vec<Vec<u32>>) {
        let mut numbers: FxHashMap<Vec<u32>, u32> = FxHashMap::default();
        let mut groups = Vec::with_capacity(atoms.len());
        let mut all = Vec::new();
        for atom in 0..atoms.len() {
            let codes = self.codes(atoms, atom);
            if codes.contains(&BLANK) {
                groups.push(BLANK);
                continue;
            }
            let next = all.len() as u32;
            groups.push(*numbers.entry(codes).or_insert_with_key(|codes| {
                all.push(codes.clone());
                next
            }));
        }
        (groups, all)
    }

    fn codes(&self, atoms: &Atoms, atom: usize) -> Vec<u32> {
        self.columns.iter().map(|&column| atoms.codes[column as usize][atom]).collect()
    }
}
