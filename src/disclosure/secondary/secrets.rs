//! The secrets while cells are being published: each always with everything published taken away.

use super::{
    Candidate, Sparse, Standing,
    field::{P, add, from_i64, inverse, mul, sub},
};
use rustc_hash::FxHashMap;

/// Reduced secrets, found by direction: two vectors point the same way if their two random sums have one ratio.
pub struct Secrets {
    left: Vec<Vec<(u32, u64)>>,
    in_atom: Vec<Vec<u32>>,
    sums: Vec<[u64; 2]>,
    keys: Vec<u64>,
    by_key: FxHashMap<u64, Vec<u32>>,
    names: Vec<u32>,
    random: Vec<[u64; 2]>,
    merged: Vec<(u32, u64)>,
}

impl Secrets {
    /// The candidates that are secret, and further combinations of atoms; those are numbered behind the candidates.
    pub fn new(atoms: usize, candidates: &[Candidate], more: &[Vec<(u32, i64)>]) -> Self {
        let mut secrets = Self {
            left: Vec::new(),
            in_atom: vec![Vec::new(); atoms],
            sums: Vec::new(),
            keys: Vec::new(),
            by_key: FxHashMap::default(),
            names: Vec::new(),
            random: (0..atoms as u64).map(|atom| [random(2 * atom), random(2 * atom + 1)]).collect(),
            merged: Vec::new(),
        };
        for (number, candidate) in candidates.iter().enumerate() {
            if candidate.standing == Standing::Secret {
                secrets.add(number as u32, candidate.atoms.iter().map(|&atom| (atom, 1)).collect());
            }
        }
        for (number, terms) in more.iter().enumerate() {
            let vector = terms.iter().map(|&(atom, value)| (atom, from_i64(value))).collect();
            secrets.add((candidates.len() + number) as u32, vector);
        }
        secrets
    }

    fn add(&mut self, name: u32, vector: Vec<(u32, u64)>) {
        if vector.is_empty() {
            return;
        }
        let number = self.left.len() as u32;
        let sums = self.sums_of(&vector);
        let key = key(sums);
        vector.iter().for_each(|&(atom, _)| self.in_atom[atom as usize].push(number));
        self.by_key.entry(key).or_default().push(number);
        self.sums.push(sums);
        self.keys.push(key);
        self.left.push(vector);
        self.names.push(name);
    }

    fn sums_of(&self, vector: &[(u32, u64)]) -> [u64; 2] {
        vector.iter().fold([0, 0], |sums, &(atom, value)| {
            let random = self.random[atom as usize];
            [add(sums[0], mul(value, random[0])), add(sums[1], mul(value, random[1]))]
        })
    }

    /// The secret that publishing this reduced vector would give away.
    pub fn given_by(&self, vector: &Sparse) -> Option<u32> {
        let secrets = self.by_key.get(&key(self.sums_of(vector)))?;
        secrets.first().map(|&number| self.names[number as usize])
    }

    /// The place in a vector whose atom the fewest secrets have.
    pub fn fewest(&self, vector: &Sparse) -> usize {
        let secrets = |place: &usize| self.in_atom[vector[*place].0 as usize].len();
        (0..vector.len()).min_by_key(secrets).unwrap_or(0)
    }

    /// Takes a newly published vector, pivot first, away from every secret that has its pivot.
    pub fn take_away(&mut self, published: &Sparse) {
        let pivot = published[0].0;
        let mut rising = published[1..].to_vec();
        rising.sort_unstable_by_key(|&(atom, _)| atom);
        let sums = self.sums_of(published);
        for number in std::mem::take(&mut self.in_atom[pivot as usize]) {
            let secret = &mut self.left[number as usize];
            let Ok(place) = secret.binary_search_by_key(&pivot, |&(atom, _)| atom) else { continue };
            let factor = secret[place].1;
            self.merged.clear();
            subtract(secret, place, factor, &rising, &mut self.merged, |atom| {
                self.in_atom[atom as usize].push(number);
            });
            std::mem::swap(secret, &mut self.merged);
            let of = &mut self.sums[number as usize];
            *of = [sub(of[0], mul(factor, sums[0])), sub(of[1], mul(factor, sums[1]))];
            let now = key(*of);
            let before = std::mem::replace(&mut self.keys[number as usize], now);
            if let Some(same) = self.by_key.get_mut(&before) {
                same.retain(|other| *other != number);
                if same.is_empty() {
                    self.by_key.remove(&before);
                }
            }
            self.by_key.entry(now).or_default().push(number);
        }
    }
}

/// `secret − factor · published`, without the pivot at `place`; `new` hears of atoms the secret did not have.
fn subtract(
    secret: &[(u32, u64)],
    place: usize,
    factor: u64,
    published: &[(u32, u64)],
    out: &mut Vec<(u32, u64)>,
    mut new: impl FnMut(u32),
) {
    let mut of_secret = secret[..place].iter().chain(&secret[place + 1..]).copied().peekable();
    for &(atom, value) in published {
        while let Some(one) = of_secret.next_if(|one| one.0 < atom) {
            out.push(one);
        }
        let change = mul(factor, value);
        match of_secret.next_if(|one| one.0 == atom) {
            Some((_, before)) => {
                let left = sub(before, change);
                if left != 0 {
                    out.push((atom, left));
                }
            }
            None => {
                new(atom);
                out.push((atom, sub(0, change)));
            }
        }
    }
    out.extend(of_secret);
}

fn key(sums: [u64; 2]) -> u64 {
    mul(sums[0], inverse(sums[1]))
}

/// A fixed mixing of numbers (SplitMix64): only its spread matters here, not that it be secret.
fn random(number: u64) -> u64 {
    let mut mixed = number.wrapping_add(1).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    (mixed ^ (mixed >> 31)) % P
}
