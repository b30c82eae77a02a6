//! A sum has enough owners and is not too much one owner's own (disclosure.md 4.2, money; ESSnet Handbook 4.2). All in
//! whole numbers.

use super::{
    super::{
        figures::{Figures, Holdings},
        pack::{Money, Pack, Zeros},
    },
    Primary, Reason,
};

pub(super) fn mark(pack: &Pack, figures: &Figures, primary: &mut Primary) {
    for money in &figures.money {
        for (cell, holdings) in money.holdings.iter().enumerate() {
            if let Some(reason) = holdings.and_then(|holdings| reason(&holdings, pack)) {
                primary.add(cell, reason);
            }
        }
    }
}

/// Why a sum spread like this must not be known.
pub(super) fn reason(holdings: &Holdings, pack: &Pack) -> Option<Reason> {
    let rules = pack.rules.money.as_ref()?;
    // With no owner there is no sum, but owners who all have nothing are owners: of too few of them the zero tells.
    if holdings.owners == 0 {
        None
    } else if holdings.owners < rules.owners {
        Some(Reason::TooFewOwners)
    } else if excess(holdings, rules) > 0 || overweight(holdings, rules) > 0 {
        Some(Reason::Dominated)
    } else {
        (holdings.total == 0 && pack.rules.zeros == Zeros::Protect).then_some(Reason::Small)
    }
}

/// The p % rule: what the second largest owner is missing to be unsure of the largest by p percent; above zero is too
/// close. Times one hundred. Of disjoint cells without negative amounts it is at most added up (subadditive).
pub(in crate::disclosure) fn excess(holdings: &Holdings, rules: &Money) -> i128 {
    let [total, largest, second] = wide(holdings);
    i128::from(rules.p_percent) * largest - 100 * (total - largest - second)
}

/// By how much the largest owner has more than her part of the sum. Times one hundred; subadditive too.
pub(in crate::disclosure) fn overweight(holdings: &Holdings, rules: &Money) -> i128 {
    let [total, largest, _] = wide(holdings);
    100 * largest - i128::from(rules.largest) * total
}

fn wide(holdings: &Holdings) -> [i128; 3] {
    [holdings.total, holdings.largest, holdings.second].map(i128::from)
}

#[cfg(test)]
mod tests {
    use super::{
        super::small::{amount, micro, pack, secrets, table},
        *,
    };
    use crate::disclosure::pack::Measure;
    use proptest::prelude::*;

    const RULES: Money = Money { owners: 3, p_percent: 10, largest: 80 };

    fn with_money(zeros: Zeros, rules: Money) -> Pack {
        let mut pack = pack(Vec::new());
        (pack.rules.zeros, pack.rules.money) = (zeros, Some(rules));
        pack
    }

    fn of(amounts: &[i64], zeros: Zeros) -> Option<Reason> {
        let mut holdings = Holdings::default();
        amounts.iter().for_each(|&amount| holdings.take(amount));
        reason(&holdings, &with_money(zeros, RULES))
    }

    #[test]
    fn two_owners_are_too_few_for_a_sum() {
        assert_eq!(of(&[50, 50], Zeros::Publish), Some(Reason::TooFewOwners));
        assert_eq!(of(&[50, 50, 50], Zeros::Publish), None);
        assert_eq!(of(&[], Zeros::Publish), None);
    }

    #[test]
    fn what_two_leave_must_be_a_tenth_of_the_largest() {
        assert_eq!(of(&[100, 100, 9], Zeros::Publish), Some(Reason::Dominated));
        assert_eq!(of(&[100, 100, 10], Zeros::Publish), None);
    }

    #[test]
    fn no_owner_may_have_more_than_eighty_percent() {
        assert_eq!(of(&[801, 100, 99], Zeros::Publish), Some(Reason::Dominated));
        assert_eq!(of(&[800, 100, 100], Zeros::Publish), None);
    }

    #[test]
    fn what_is_owed_hides_no_giant() {
        assert_eq!(of(&[-1000, 30, 20], Zeros::Publish), Some(Reason::Dominated));
        assert_eq!(of(&[-1000, 900, 800], Zeros::Publish), None);
    }

    #[test]
    fn a_zero_sum_of_two_owners_tells_what_each_has() {
        assert_eq!(of(&[0, 0], Zeros::Publish), Some(Reason::TooFewOwners));
    }

    #[test]
    fn a_zero_sum_of_many_owners_is_a_zero_like_any_other() {
        assert_eq!(of(&[0; 9], Zeros::Publish), None);
        assert_eq!(of(&[0; 9], Zeros::Protect), Some(Reason::Small));
    }

    #[test]
    fn the_largest_sums_there_are_do_not_overflow() {
        let most = i64::MAX / 4;
        assert_eq!(of(&[most, most, most / 10 - 1], Zeros::Publish), Some(Reason::Dominated));
        assert_eq!(of(&[most, most, most], Zeros::Publish), None);
    }

    #[test]
    fn a_hidden_sum_hides_the_count_of_the_same_cell() {
        let mut micro = micro(&["lan"], &[("01", 6), ("03", 6)]);
        micro.amounts = vec![amount("grant", &[900, 1, 1, 1, 1, 1, 5, 5, 5, 5, 5, 5])];
        let mut pack = pack(vec![table(&[&["lan"]]), table(&[&["lan"]])]);
        pack.rules.money = Some(RULES);
        assert!(secrets(&pack, &micro).is_empty());
        pack.tables[1].measures = vec![Measure::Sum("grant".into())];
        assert_eq!(secrets(&pack, &micro), ["01"]);
    }

    proptest! {
        /// The rule as it is written in fractions: the largest is known to within p percent, or is too large a part.
        #[test]
        fn whole_numbers_decide_as_fractions_do(
            amounts in prop::collection::vec(-60i64..60, 0..7), p in 0u32..120, largest in 1u32..=100, owners in 1u32..5,
        ) {
            let mut sorted: Vec<i64> = amounts.iter().map(|amount| amount.abs()).collect();
            sorted.sort_unstable_by(|a, b| b.cmp(a));
            let first = sorted.first().copied().unwrap_or(0);
            let rest: i64 = sorted.iter().skip(2).sum();
            let total: i64 = sorted.iter().sum();
            let fraction = num_rational::Ratio::new;
            let too_few = !amounts.is_empty() && amounts.len() < owners as usize;
            let close = fraction(rest, 1) < fraction(i64::from(p), 100) * first;
            let heavy = total > 0 && fraction(first, total) > fraction(i64::from(largest), 100);

            let mut holdings = Holdings::default();
            amounts.iter().for_each(|&amount| holdings.take(amount));
            let found = reason(&holdings, &with_money(Zeros::Publish, Money { owners, p_percent: p, largest }));
            prop_assert_eq!(found.is_some(), too_few || close || heavy);
        }
    }
}
