//! J02 participating enterprises, and of them J03 with advice only and J04 with money.
use super::{
    Contribution, Part,
    cases::{Case, Firm},
    facts::Facts,
};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// What an enterprise got.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Support {
    /// Anything (J02).
    Any,
    /// No money (J03).
    AdviceOnly,
    /// A grant, voucher or micro-loan (J04).
    Money,
}

struct Helped<'a> {
    case: &'a Case,
    first: NaiveDate,
    counted: i64,
    money: bool,
}

/// Distinct enterprises with at least one meeting held or measure started in the period.
pub(super) fn taking_part(facts: &Facts, support: Support) -> Vec<Contribution> {
    helped(facts)
        .values()
        .filter(|helped| match support {
            Support::Any => true,
            Support::AdviceOnly => !helped.money,
            Support::Money => helped.money,
        })
        .map(|helped| helped.case.of_enterprise(helped.counted, Part::Main, helped.first, 100))
        .collect()
}

fn helped<'a>(facts: &'a Facts) -> BTreeMap<Firm, Helped<'a>> {
    let mut helped: BTreeMap<Firm, Helped> = BTreeMap::new();
    for (case, activity) in facts.active() {
        let (Some(firm), Some(id)) = (case.firm(), case.enterprise_id) else { continue };
        let new = Helped { case, first: activity.first, counted: id, money: false };
        let known = helped.entry(firm).or_insert(new);
        if activity.first < known.first {
            (known.case, known.first) = (case, activity.first);
        }
        known.counted = known.counted.min(id);
        known.money |= activity.money;
    }
    helped
}
