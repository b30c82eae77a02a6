//! J01 participants and J13 reach.
use super::{Background, Contribution, Part, State, activity::Activity, cases::Case, facts::Facts};
use crate::codes::places::RegionType;
use std::collections::{BTreeMap, btree_map::Entry};

/// J01: distinct clients with at least one meeting held or measure started in the period.
pub(super) fn participants(facts: &Facts) -> Vec<Contribution> {
    let first = first_help(facts);
    first.values().map(|(case, activity)| case.of_person(Part::Main, activity.first, 100)).collect()
}

/// By client: the case in which something was first done in the period. Her levels are those of that day.
pub(super) fn first_help<'a>(facts: &'a Facts) -> BTreeMap<i64, (&'a Case, &'a Activity)> {
    let mut first: BTreeMap<i64, (&Case, &Activity)> = BTreeMap::new();
    for (case, activity) in facts.active() {
        match first.entry(case.client_id) {
            Entry::Vacant(none) => drop(none.insert((case, activity))),
            Entry::Occupied(mut known) if activity.first < known.get().1.first => {
                known.insert((case, activity));
            }
            Entry::Occupied(_) => {}
        }
    }
    first
}

/// J13: the participants of J01, asked whether they live outside the metropolitan regions and were born abroad.
pub(super) fn reached(facts: &Facts) -> Vec<Contribution> {
    let yes = |holds: bool| if holds { 100 } else { 0 };
    participants(facts)
        .into_iter()
        .flat_map(|participant| {
            let region = participant.person.region_type();
            let outside = Contribution {
                part: Part::OutsideMetropolitan,
                state: region.map_or(State::Unknown, |_| State::Known),
                value: yes(region.is_some_and(|region| region != RegionType::Metropolitan)),
                ..participant.clone()
            };
            let background = participant.person.background;
            let abroad = Contribution {
                part: Part::BornAbroad,
                state: match background {
                    Background::Unknown => State::Unknown,
                    Background::ForeignBorn | Background::NativeBorn => State::Known,
                },
                value: yes(background == Background::ForeignBorn),
                ..participant
            };
            [outside, abroad]
        })
        .collect()
}
