//! What holds of cell keys, whatever the cases.

use proptest::prelude::*;

use super::*;

fn tallies(cases: usize, secret: &[u8]) -> Vec<Tally> {
    let keys = Keys::new(secret);
    (0..cases).map(|case| Tally::of_cases([keys.case(&format!("case {case}"))])).collect()
}

#[test]
fn noise_has_mean_zero_and_its_variance_over_many_cells() {
    let table = PTable::new(Noise::default()).unwrap();
    let cases = tallies(60_000, b"a fixed secret");
    for size in [1, 2, 3, 4, 5, 7, 12] {
        let noises: Vec<f64> = cases
            .chunks_exact(size)
            .map(|cell| cell.iter().copied().sum::<Tally>())
            .map(|cell| f64::from(table.publish(cell)) - f64::from(cell.n))
            .collect();
        let count = noises.len() as f64;
        let mean = noises.iter().sum::<f64>() / count;
        let variance = noises.iter().map(|noise| noise * noise).sum::<f64>() / count;
        assert!(mean.abs() < 5.0 * (3.0 / count).sqrt(), "mean {mean} for cells of {size}");
        assert!(
            (variance - 3.0).abs() < 5.0 * (20.0 / count).sqrt(),
            "variance {variance} for cells of {size}"
        );
    }
}

#[test]
fn a_cell_and_its_halves_average_to_the_effective_variance() {
    let table = PTable::new(Noise::default()).unwrap();
    let noise = |cell: Tally| f64::from(table.publish(cell)) - f64::from(cell.n);
    let cases = tallies(80_000, b"a fixed secret");
    let weighed = |cell: &[Tally]| {
        let (left, right): (Tally, Tally) =
            (cell[..2].iter().copied().sum(), cell[2..].iter().copied().sum());
        (2.0 * noise(left + right) + noise(left) + noise(right)) / 3.0
    };
    let errors: Vec<f64> = cases.chunks_exact(4).map(|cell| weighed(cell).powi(2)).collect();
    let variance = errors.iter().sum::<f64>() / errors.len() as f64;
    assert!((variance - effective_variance(3.0, &[1, 2])).abs() < 0.1, "variance {variance}");
}

#[test]
fn sums_are_refused() {
    assert_eq!(refuse_sums(&[Measure::Count, Measure::Persons]), Ok(()));
    assert_eq!(refuse_sums(&[Measure::Count, Measure::Sum("grant".into())]), Err(Unfit::Sum("grant".into())));
}

proptest! {
    #[test]
    fn the_same_cases_get_the_same_noise_in_every_table(
        cells in proptest::collection::vec(0usize..6, 1..60), secret in any::<[u8; 8]>()
    ) {
        let table = PTable::new(Noise::default()).unwrap();
        let cases = tallies(cells.len(), &secret);
        let of_cell = |cell: usize| cases.iter().zip(&cells).filter(move |(_, at)| **at == cell).map(|(case, _)| *case);
        let by_cell: Tally = (0..6).map(|cell| of_cell(cell).sum()).sum();
        let backwards: Tally = cases.iter().rev().copied().sum();
        prop_assert_eq!(table.publish(by_cell), table.publish(backwards));
    }

    #[test]
    fn bounds_contain_the_truth_and_both_ends_can_be_true(n in 0u32..40, key in any::<u64>()) {
        let table = PTable::new(Noise::default()).unwrap();
        let published = table.perturb(n, key);
        let fact = table.fact(vec![(0, 1)], published, 0).unwrap();
        let (lo, hi) = (fact.lo.unwrap() as u32, fact.hi.unwrap() as u32);
        prop_assert!((lo..=hi).contains(&n));
        for end in [lo, hi] {
            prop_assert!(end == published || table.probability(end, i64::from(published) - i64::from(end)) > 0.0);
        }
    }

    #[test]
    fn a_table_is_made_or_refused(most in 0u8..12, variance in 0.0..40f64, gap in 0u8..6) {
        if let Ok(table) = PTable::new(Noise { most, variance, gap }) {
            let published = table.perturb(u32::from(gap) + 1, 1 << 63);
            prop_assert!(published == 0 || published > gap.into());
        }
    }
}
