//! What stays of an erased client in figures: values that count as hers did and point at nobody.
//!
//! The birth date becomes the oldest one that puts her in the same age groups on every day that counts, and the kommun
//! the first of its län and region type. Both follow from groups and days alone; of what they replace nothing else is
//! left in them.
use crate::{
    clients::entity::client::BirthBackground,
    clock::age_on,
    codes::places,
    indicators::{AgeGroup, Background},
};
use chrono::{Datelike, Days, NaiveDate};

/// The oldest birth date that gives the same age group as `birth` on each of the days.
pub(super) fn birth_date(birth: NaiveDate, days: impl IntoIterator<Item = NaiveDate>) -> Option<NaiveDate> {
    days.into_iter().map(|day| oldest(group(birth, day), day)).max()
}

fn group(birth: NaiveDate, day: NaiveDate) -> AgeGroup {
    AgeGroup::of(Some(age_on(birth, day)))
}

/// The first birth date that has the group on that day.
fn oldest(wanted: AgeGroup, day: NaiveDate) -> NaiveDate {
    let years = match wanted {
        AgeGroup::To30 => 31,
        AgeGroup::From31 => 50,
        AgeGroup::From50 => 65,
        // Nobody has lived as long: the group has no end.
        AgeGroup::From65 => 125,
        // Born later, by what was written.
        AgeGroup::Unknown => return day + Days::new(1),
    };
    let near = NaiveDate::from_ymd_opt(day.year() - years, day.month(), day.day().min(28));
    let mut date = near.unwrap_or(day) - Days::new(7);
    while group(date, day) != wanted {
        date = date + Days::new(1);
    }
    date
}

/// The first kommun of the same län and region type.
pub(super) fn kommun(code: &str) -> Option<&'static str> {
    let hers = places::kommun(code)?;
    let alike = |other: &&places::Kommun| (other.lan, other.region_type) == (hers.lan, hers.region_type);
    places::kommuner().iter().find(alike).map(|kommun| kommun.code)
}

/// As coarse as figures need it.
pub(super) fn background(background: BirthBackground) -> BirthBackground {
    match Background::from(background) {
        Background::ForeignBorn => BirthBackground::ForeignBorn,
        Background::NativeBorn => BirthBackground::NativeBorn,
        Background::Unknown => BirthBackground::Unknown,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2016, 1, 1).unwrap() + chrono::TimeDelta::days(number)
    }

    #[test]
    fn a_birthday_between_two_groups_is_told_no_closer_than_the_days_tell_it() {
        let days = ["2025-01-10", "2026-03-01"].map(|text| text.parse().unwrap());
        let stands = |birth: &str| birth_date(birth.parse().unwrap(), days).unwrap().to_string();
        // 30 on the first day and 31 on the second: any of the 415 birth dates between gives the same.
        assert_eq!(stands("1994-05-17"), "1994-01-11");
        assert_eq!(stands("1994-12-24"), "1994-01-11");
        assert_eq!(stands("1998-07-01"), "1995-03-02");
    }

    #[test]
    fn a_kommun_stands_for_all_of_its_sort() {
        assert_eq!(kommun("0184"), kommun("0180"));
        assert_eq!(kommun("9999"), None);
        for one in places::kommuner() {
            let other = places::kommun(kommun(one.code).unwrap()).unwrap();
            assert_eq!((one.lan, one.region_type), (other.lan, other.region_type));
        }
    }

    proptest! {
        #[test]
        fn she_counts_in_the_same_groups_on_every_day(
            age in -400i64..40_000,
            on in proptest::collection::vec(0i64..4_000, 1..20),
        ) {
            let days: Vec<_> = on.into_iter().map(day).collect();
            let birth = day(0) - chrono::TimeDelta::days(age);
            let other = birth_date(birth, days.iter().copied()).unwrap();
            for day in days {
                prop_assert_eq!(group(birth, day), group(other, day));
            }
        }
    }
}
