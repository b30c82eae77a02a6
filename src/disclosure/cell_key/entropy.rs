//! The most even probabilities of the noise with mean zero and a given variance.

/// Rounds of Newton's method; some ten are enough where there is a solution.
const ROUNDS: usize = 200;

/// The probabilities of the noises in `support` (rising) with mean 0, the given variance and the largest entropy
/// such that of two neighbouring noises the smaller is at least as likely (Giessing, PSD 2016, and the monotone
/// setting of the R package ptable). `None` if there are none.
///
/// Without the last condition p(k) ∝ exp(a·k + b·k²). Where it binds, the two share their probability.
pub fn probabilities(support: &[i64], variance: f64) -> Option<Vec<f64>> {
    let mut blocks: Vec<Vec<i64>> = support.iter().map(|noise| vec![*noise]).collect();
    loop {
        let shared = solve(&blocks, variance)?;
        match (1..blocks.len()).find(|&at| disordered(&blocks, &shared, at)) {
            Some(at) => {
                let mut right = blocks.remove(at);
                blocks[at - 1].append(&mut right);
            }
            None => {
                let each = blocks.iter().zip(&shared).flat_map(|(block, p)| vec![*p; block.len()]);
                return Some(each.collect());
            }
        }
    }
}

/// Whether the farther from zero of two neighbours is likelier. Neighbours lie on one side and differ by one.
fn disordered(blocks: &[Vec<i64>], shared: &[f64], at: usize) -> bool {
    let (Some(&left), Some(&right)) = (blocks[at - 1].last(), blocks[at].first()) else { return false };
    let slack = 1e-12;
    right - left == 1
        && if right <= 0 { shared[at - 1] > shared[at] + slack } else { shared[at] > shared[at - 1] + slack }
}

/// Newton's method with halved steps on the dual, log Σ |block|·exp(a·k + b·k²) − b·variance, which is convex.
fn solve(blocks: &[Vec<i64>], variance: f64) -> Option<Vec<f64>> {
    let points: Vec<Point> = blocks.iter().map(|block| Point::of(block, variance)).collect();
    let (mut a, mut b) = (0.0, 0.0);
    for _ in 0..ROUNDS {
        let (value, shared) = dual(&points, a, b);
        let slope = Slope::at(&points, &shared);
        if slope.first.abs() < 1e-11 && slope.second.abs() < 1e-11 {
            return Some(shared);
        }
        let (step_a, step_b) = slope.step()?;
        let falls = |part: f64| dual(&points, a + part * step_a, b + part * step_b).0 <= value;
        let part = (0..40).map(|halved| 0.5f64.powi(halved)).find(|&part| falls(part))?;
        (a, b) = (a + part * step_a, b + part * step_b);
    }
    None
}

/// Noises with one probability: how many, their mean, and their mean square less the variance.
struct Point {
    weight: f64,
    mean: f64,
    excess: f64,
}

impl Point {
    fn of(block: &[i64], variance: f64) -> Self {
        let weight = block.len() as f64;
        let mean = block.iter().sum::<i64>() as f64 / weight;
        let square = block.iter().map(|noise| noise * noise).sum::<i64>() as f64 / weight;
        Self { weight, mean, excess: square - variance }
    }
}

/// The dual's value, and the probability of each noise of each point.
fn dual(points: &[Point], a: f64, b: f64) -> (f64, Vec<f64>) {
    let exponents: Vec<f64> = points.iter().map(|point| a * point.mean + b * point.excess).collect();
    let largest = exponents.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let raw: Vec<f64> = exponents.iter().map(|exponent| (exponent - largest).exp()).collect();
    let sum: f64 = raw.iter().zip(points).map(|(raw, point)| raw * point.weight).sum();
    (largest + sum.ln(), raw.iter().map(|raw| raw / sum).collect())
}

/// First and second derivatives of the dual: means and covariances of noise and excess.
#[derive(Default)]
struct Slope {
    first: f64,
    second: f64,
    aa: f64,
    ab: f64,
    bb: f64,
}

impl Slope {
    fn at(points: &[Point], shared: &[f64]) -> Self {
        let mut slope = Self::default();
        let weighted = || points.iter().zip(shared).map(|(point, p)| (point, p * point.weight));
        for (point, p) in weighted() {
            slope.first += p * point.mean;
            slope.second += p * point.excess;
        }
        for (point, p) in weighted() {
            let (mean, excess) = (point.mean - slope.first, point.excess - slope.second);
            slope.aa += p * mean * mean;
            slope.ab += p * mean * excess;
            slope.bb += p * excess * excess;
        }
        slope
    }

    fn step(&self) -> Option<(f64, f64)> {
        let det = self.aa * self.bb - self.ab * self.ab;
        let step = (
            (self.ab * self.second - self.bb * self.first) / det,
            (self.ab * self.first - self.aa * self.second) / det,
        );
        (step.0.is_finite() && step.1.is_finite()).then_some(step)
    }
}
