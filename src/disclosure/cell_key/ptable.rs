//! The noise table: for each true count which noise a cell key draws.

use super::{Unfit, entropy};

/// How much noise a count gets. Kept secret from readers, and the same for the life of a series.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Noise {
    /// The largest noise, D.
    pub most: u8,
    /// Its variance, V.
    pub variance: f64,
    /// Counts from 1 to this are never shown, js.
    pub gap: u8,
}

impl Default for Noise {
    fn default() -> Self {
        Self { most: 5, variance: 3.0, gap: 2 }
    }
}

/// For each true count the noises and which keys draw them. The last row serves all larger counts; a zero stays.
#[derive(Clone, Debug, PartialEq)]
pub struct PTable {
    noise: Noise,
    rows: Vec<Row>,
}

#[derive(Clone, Debug, PartialEq)]
struct Row {
    /// The noises, rising.
    noises: Vec<i64>,
    /// For each noise but the last the first key that is too large for it.
    ends: Vec<u64>,
}

impl PTable {
    /// Makes the table, or says why no noise fits.
    pub fn new(noise: Noise) -> Result<Self, Unfit> {
        let unrestricted = u32::from(noise.most) + u32::from(noise.gap) + 1;
        let rows = (0..=unrestricted).map(|n| Row::new(n, noise)).collect::<Result<_, _>>()?;
        Ok(Self { noise, rows })
    }

    /// The parameters it was made of.
    pub fn noise(&self) -> Noise {
        self.noise
    }

    /// The figure published for `n` cases whose keys add up to `key`. The same `n` and key give the same figure.
    pub fn perturb(&self, n: u32, key: u64) -> u32 {
        let row = self.row(n);
        let drawn = row.noises[row.ends.partition_point(|&end| key >= end)];
        u32::try_from(i64::from(n) + drawn).expect("noise leads neither below zero nor far above the count")
    }

    /// How likely a noise is for a true count.
    pub fn probability(&self, n: u32, noise: i64) -> f64 {
        self.row(n).width(noise) as f64 / 2f64.powi(64)
    }

    /// The least and the most true cases behind a published figure; `None` for a figure that is never published.
    ///
    /// With the defaults: 0 stands for 0 to D cases, and v > js for max(1, v − D) to v + D.
    pub fn bounds(&self, published: u32) -> Option<(u32, u32)> {
        let most = u32::from(self.noise.most);
        let leads = |n: &u32| self.row(*n).width(i64::from(published) - i64::from(*n)) > 0;
        let mut possible = (published.saturating_sub(most)..=published.saturating_add(most)).filter(leads);
        let least = possible.next()?;
        Some((least, possible.next_back().unwrap_or(least)))
    }

    fn row(&self, n: u32) -> &Row {
        let last = self.rows.len() - 1;
        &self.rows[last.min(n as usize)]
    }
}

impl Row {
    fn new(n: u32, noise: Noise) -> Result<Self, Unfit> {
        if n == 0 {
            return Ok(Self { noises: vec![0], ends: vec![] });
        }
        let (count, most, gap) = (i64::from(n), i64::from(noise.most), i64::from(noise.gap));
        let shown = |k: &i64| !(1..=gap).contains(&(count + k));
        let noises: Vec<i64> = (-count.min(most)..=most).filter(shown).collect();
        let (above, below) = variances(&noises).ok_or(Unfit::Gap { n, most: noise.most, gap: noise.gap })?;
        let unfit = Unfit::Variance { n, variance: noise.variance, above, below };
        if !(noise.variance > above && noise.variance < below) {
            return Err(unfit);
        }
        let probabilities = entropy::probabilities(&noises, noise.variance).ok_or(unfit)?;
        Ok(Self { noises, ends: ends(&probabilities) })
    }

    /// How many keys draw a noise, of 2^64.
    fn width(&self, noise: i64) -> u128 {
        let Ok(at) = self.noises.binary_search(&noise) else { return 0 };
        let start = at.checked_sub(1).map_or(0, |before| u128::from(self.ends[before]));
        self.ends.get(at).map_or(1 << 64, |&end| u128::from(end)) - start
    }
}

/// Between which variances noise with mean zero lies: all on the two noises nearest zero, all on the two outermost.
fn variances(noises: &[i64]) -> Option<(f64, f64)> {
    let (lowest, highest) = (*noises.first()?, *noises.last()?);
    let below = *noises.iter().rfind(|noise| **noise < 0)?;
    let above = *noises.iter().find(|noise| **noise > 0)?;
    let least = if noises.contains(&0) { 0 } else { -below * above };
    Some((least as f64, (-lowest * highest) as f64))
}

/// Cumulative probabilities as keys, so that a key is compared whole. Kept to 32 bits: the last bits of an
/// exponential differ between machines, and a figure must not.
fn ends(probabilities: &[f64]) -> Vec<u64> {
    let mut sum = 0.0;
    let all_but_last = &probabilities[..probabilities.len() - 1];
    let end = |p: &f64| {
        sum += p;
        ((sum * 2f64.powi(32)).round() as u64).min(u64::from(u32::MAX)) << 32
    };
    all_but_last.iter().map(end).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What the R package ptable 1.0.0 answers for D = 5, V = 3, js = 2.
    const PEERS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/ptable_D5_V3_js2.csv");

    #[test]
    fn the_table_is_the_peers() {
        let table = PTable::new(Noise::default()).unwrap();
        let mut lines = 0;
        for record in csv::Reader::from_path(PEERS).unwrap().records() {
            let record = record.unwrap();
            let (n, p, noise): (u32, f64, i64) =
                (record[0].parse().unwrap(), record[2].parse().unwrap(), record[3].parse().unwrap());
            let ours = table.probability(n, noise);
            assert!((ours - p).abs() < 1e-4, "noise {noise} of {n}: {ours}, and {p} by the peer");
            lines += 1;
        }
        assert_eq!(lines, table.rows.iter().map(|row| row.noises.len()).sum::<usize>());
    }

    #[test]
    fn every_row_has_the_mean_and_the_variance_asked_for() {
        for noise in [
            Noise::default(),
            Noise { most: 9, variance: 6.5, gap: 4 },
            Noise { most: 2, variance: 1.0, gap: 0 },
        ] {
            let table = PTable::new(noise).unwrap();
            for n in 1..20 {
                let moment = |power: i32| -> f64 {
                    let reach = i64::from(noise.most);
                    (-reach..=reach).map(|k| table.probability(n, k) * (k as f64).powi(power)).sum()
                };
                assert!((moment(0) - 1.0).abs() < 1e-12);
                assert!(moment(1).abs() < 1e-7, "mean of {n}: {}", moment(1));
                assert!((moment(2) - noise.variance).abs() < 1e-6, "variance of {n}: {}", moment(2));
            }
        }
    }

    #[test]
    fn a_variance_no_noise_can_have_is_refused() {
        let unfit = |most, variance, gap| PTable::new(Noise { most, variance, gap }).unwrap_err();
        assert_eq!(unfit(4, 2.0, 2), Unfit::Variance { n: 1, variance: 2.0, above: 2.0, below: 4.0 });
        assert_eq!(unfit(9, 6.0, 4), Unfit::Variance { n: 2, variance: 6.0, above: 6.0, below: 18.0 });
        assert_eq!(unfit(5, 5.0, 2), Unfit::Variance { n: 1, variance: 5.0, above: 2.0, below: 5.0 });
        assert_eq!(unfit(2, 1.0, 3), Unfit::Gap { n: 1, most: 2, gap: 3 });
        assert!(matches!(unfit(0, 1.0, 0), Unfit::Gap { .. }));
        assert!(matches!(unfit(5, f64::NAN, 2), Unfit::Variance { .. }));
    }

    #[test]
    fn a_zero_stays_and_nothing_lands_in_the_gap() {
        let table = PTable::new(Noise::default()).unwrap();
        for key in (0..64).map(|bit| 1u64 << bit).chain([0, u64::MAX]) {
            assert_eq!(table.perturb(0, key), 0);
            for n in 1..30 {
                let published = table.perturb(n, key);
                assert!(published == 0 || published > 2);
                assert!(published.abs_diff(n) <= 5);
            }
        }
    }

    #[test]
    fn bounds_are_what_the_noise_allows() {
        let table = PTable::new(Noise::default()).unwrap();
        let bounds: Vec<_> = [0, 1, 2, 3, 5, 6, 7, 40].map(|v| table.bounds(v)).to_vec();
        let expected = [
            Some((0, 5)),
            None,
            None,
            Some((1, 8)),
            Some((1, 10)),
            Some((1, 11)),
            Some((2, 12)),
            Some((35, 45)),
        ];
        assert_eq!(bounds, expected);
    }
}
