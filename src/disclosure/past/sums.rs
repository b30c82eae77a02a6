//! Amounts of all releases in one unit, and the cases whose amount was corrected.
//!
//! A corrected amount is another figure in the sums of its own column, and in nothing else: counts and other sums of
//! the same case stay what they were, and a reader knows that.

use super::{Barred, lives::Lives, union::Union};
use crate::disclosure::{ledger::Snapshot, micro::Amount};
use std::collections::BTreeMap;

/// A summed column of all releases.
pub struct Sum {
    pub name: String,
    /// The most that any release had.
    pub decimals: u8,
    /// For every release its rows in that unit; nothing where the release had no such column.
    pub rows: Vec<Option<Vec<i64>>>,
}

impl Sum {
    /// A case's amount in a release, if both are there.
    pub fn amount(&self, lives: &Lives, release: usize, case: usize) -> Option<i64> {
        let rows = self.rows[release].as_ref()?;
        lives.row(release, case).map(|row| rows[row])
    }
}

pub fn amounts(snapshots: &[&Snapshot], lives: &Lives) -> Result<Vec<Sum>, Barred> {
    debug_assert_eq!(snapshots.len(), lives.at.len());
    let mut sums: Vec<Sum> = Vec::new();
    for amount in snapshots.iter().rev().flat_map(|snapshot| &snapshot.amounts) {
        match sums.iter_mut().find(|sum| sum.name == amount.name) {
            Some(sum) => sum.decimals = sum.decimals.max(amount.decimals),
            None => {
                let (name, decimals) = (amount.name.clone(), amount.decimals);
                sums.push(Sum { name, decimals, rows: Vec::new() });
            }
        }
    }
    for sum in &mut sums {
        for snapshot in snapshots {
            let amount = snapshot.amounts.iter().find(|amount| amount.name == sum.name);
            let rows = amount.map(|amount| {
                let scale = scale(&sum.name, amount.decimals, sum.decimals)?;
                amount.rows.iter().map(|row| scaled(&sum.name, *row, scale)).collect()
            });
            sum.rows.push(rows.transpose()?);
        }
    }
    Ok(sums)
}

/// What an amount of fewer decimals is multiplied by.
pub fn scale(name: &str, from: u8, to: u8) -> Result<i64, Barred> {
    10_i64.checked_pow(u32::from(to - from)).ok_or_else(|| Barred::Decimals { column: name.to_owned() })
}

pub fn scaled(name: &str, amount: i64, scale: i64) -> Result<i64, Barred> {
    amount.checked_mul(scale).ok_or_else(|| Barred::Decimals { column: name.to_owned() })
}

/// For every summed column in which some case's amount changed, the rows with that case split.
pub fn corrected(rows: &Union, lives: &Lives, sums: &[Sum]) -> BTreeMap<String, Union> {
    sums.iter()
        .filter_map(|sum| {
            let split = split(lives, sum);
            let changed = split.len() > lives.len();
            changed.then(|| (sum.name.clone(), rows.split(split, amount(sum))))
        })
        .collect()
}

fn amount(sum: &Sum) -> Amount {
    Amount { name: sum.name.clone(), decimals: sum.decimals, rows: Vec::new() }
}

/// A case for as long as its amount stayed the same: its number, its releases and its amount.
pub type Spell = (usize, Vec<u32>, i64);

/// The last spell of every case, then the earlier ones.
fn split(lives: &Lives, sum: &Sum) -> Vec<Spell> {
    let (mut last, mut earlier) = (Vec::with_capacity(lives.len()), Vec::new());
    for case in 0..lives.len() {
        let mut spells: Vec<(Vec<u32>, Option<i64>)> = Vec::new();
        for release in lives.releases(case).rev() {
            let amount = sum.amount(lives, release, case);
            match spells.last_mut() {
                Some((releases, of)) if of.is_none() || amount.is_none() || *of == amount => {
                    releases.push(release as u32);
                    *of = of.or(amount);
                }
                _ => spells.push((vec![release as u32], amount)),
            }
        }
        let mut spells = spells.into_iter().map(|(mut releases, amount)| {
            releases.reverse();
            (case, releases, amount.unwrap_or_default())
        });
        last.extend(spells.next());
        earlier.extend(spells);
    }
    last.extend(earlier);
    last
}
