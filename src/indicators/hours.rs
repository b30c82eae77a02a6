//! J06 hours of individual advice; hours in groups, for each participant, are kept apart.
use super::{Contribution, Part, facts::Facts, persons::first_help};

/// Hours per case. A case's hours are rounded once, to hundredths, so that every sum of them is exact.
pub(super) fn of_advice(facts: &Facts) -> Vec<Contribution> {
    let first = first_help(facts);
    let mut contributions = Vec::new();
    for (case, activity) in facts.active() {
        // The day that J01 counts her on: so her hours fall in the cell in which she is counted.
        let on = first.get(&case.client_id).map_or(activity.first, |(_, first)| first.first);
        let minutes = [(Part::Main, activity.individual_minutes), (Part::InGroup, activity.group_minutes)];
        for (part, minutes) in minutes.into_iter().filter(|&(_, minutes)| minutes > 0) {
            contributions.push(case.of_person(part, on, hundredths_of_hours(minutes)));
        }
    }
    contributions
}

fn hundredths_of_hours(minutes: i64) -> i64 {
    (minutes * 100 + 30) / 60
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quarters_are_exact() {
        assert_eq!([15, 45, 60, 90].map(hundredths_of_hours), [25, 75, 100, 150]);
        assert_eq!([1, 20, 50].map(hundredths_of_hours), [2, 33, 83]);
    }

    proptest! {
        #[test]
        fn rounding_moves_at_most_half_a_hundredth(minutes in 0i64..10_000_000) {
            prop_assert!((hundredths_of_hours(minutes) * 60 - minutes * 100).abs() <= 30);
        }
    }
}
