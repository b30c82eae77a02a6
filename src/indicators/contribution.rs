//! What one person or enterprise adds to an indicator.
use super::{AgeGroup, Axis, Background, UNKNOWN};
use crate::{
    clients::entity::client::Sex,
    codes::places::{self, RegionType},
};
use chrono::NaiveDate;

crate::code_enum! {
    /// Which line of an indicator a contribution belongs to: lines are never added to each other.
    pub enum Part {
        /// The indicator itself.
        Main = "main",
        /// Hours in a group, for each participant (J06).
        InGroup = "in_group",
        /// One year after the start (J08).
        YearOne = "year_one",
        /// Two years after the start (J08).
        YearTwo = "year_two",
        /// Three years after the start (J08).
        YearThree = "year_three",
        /// Taking part outside the metropolitan regions (J13).
        OutsideMetropolitan = "outside_metropolitan",
        /// Taking part and born abroad (J13). Never listed.
        BornAbroad = "born_abroad",
    }
}

crate::code_enum! {
    /// Whether the answer is there: a missing one is never a zero.
    pub enum State {
        /// There is a value.
        Known = "known",
        /// It was not answered, or cannot be worked out.
        Unknown = "unknown",
        /// She could not be reached, declined or moved away.
        Lost = "lost",
        /// Its day has not come.
        NotYetDue = "not_yet_due",
    }
}

/// One row behind a figure. What is known of the person can be counted, but not listed, by background.
#[derive(Clone, Debug)]
pub struct Contribution {
    /// Whom it counts: a client's or an enterprise's number.
    pub counted: i64,
    /// In which case.
    pub case_id: i64,
    /// The client of that case.
    pub client_id: i64,
    /// The enterprise of that case.
    pub enterprise_id: Option<i64>,
    /// The organisation of that case.
    pub organisation_id: i64,
    /// Which line of the indicator.
    pub part: Part,
    /// Whether the answer is there.
    pub state: State,
    /// The reference date.
    pub on: NaiveDate,
    /// How much, in hundredths of the indicator's unit.
    pub value: i64,
    pub(super) person: Person,
}

/// The levels of a person at the reference date.
#[derive(Clone, Copy, Debug)]
pub(super) struct Person {
    pub sex: Sex,
    pub background: Background,
    pub age: AgeGroup,
    pub place: Option<&'static places::Kommun>,
}

impl Contribution {
    /// The code of its level in a split.
    pub(crate) fn level(&self, axis: Axis) -> &'static str {
        let person = &self.person;
        match axis {
            Axis::Sex => person.sex.code(),
            Axis::Background => person.background.code(),
            Axis::Age => person.age.code(),
            Axis::Lan => person.place.map_or(UNKNOWN, |kommun| kommun.lan),
            Axis::RegionType => person.region_type().map_or(UNKNOWN, RegionType::code),
        }
    }

    /// Whether there is a value to add.
    pub fn is_known(&self) -> bool {
        self.state == State::Known
    }
}

impl Person {
    pub fn region_type(&self) -> Option<RegionType> {
        self.place.map(|kommun| kommun.region_type)
    }
}
