//! Contributions laid out as tables: unprotected ones that only protection can open, and the lead's own splits.
use crate::{
    clients::entity::client::Sex,
    codes::places::{self, RegionType},
    disclosure::{self, Dimension, Measure, Raw, Refusal},
    indicators::{AgeGroup, Axis, Background, Contribution, Indicator, Part, UNKNOWN, Unit},
    programmes::Led,
};
use serde::Serialize;

/// What is crossed with what: sex with background and one more axis, so that nobody is counted in a group so small
/// that the whole table has to be hidden for her sake.
const CROSSED: [&[Axis]; 3] = [
    &[Axis::Sex, Axis::Background, Axis::Age],
    &[Axis::Sex, Axis::Background, Axis::RegionType],
    &[Axis::Sex, Axis::Background, Axis::Lan],
];

/// The tables of an indicator by sex and background with age, region type and län (J+).
pub fn table(indicator: Indicator, contributions: &[Contribution]) -> Result<Raw, Refusal> {
    let dimensions = Axis::ALL.iter().map(|&axis| Dimension::new(axis.code(), levels(axis))).collect();
    let mut raw = Raw::new(indicator.code(), indicator.unit().code(), measure(indicator), dimensions);
    let names = CROSSED.map(|axes| axes.iter().map(|axis| axis.code()).collect::<Vec<_>>());
    raw = raw.crossing(&names.each_ref().map(Vec::as_slice))?;
    if indicator == Indicator::J06 {
        raw = raw.counted_by(Indicator::J01.code());
    }
    for one in contributions.iter().filter(|one| one.is_known() && one.part == Part::Main) {
        let codes: Vec<&str> = Axis::ALL.iter().map(|&axis| one.level(axis)).collect();
        raw.add(&codes, disclosure::Contribution { person: one.counted, value: one.value })?;
    }
    Ok(raw)
}

fn measure(indicator: Indicator) -> Measure {
    match indicator.unit() {
        Unit::Persons | Unit::Enterprises | Unit::Percent => Measure::Count,
        Unit::Hours | Unit::Fte => Measure::Sum { decimals: 2 },
    }
}

/// The levels of an axis, unknown last.
pub fn levels(axis: Axis) -> Vec<&'static str> {
    match axis {
        Axis::Sex => Sex::ALL.iter().map(|sex| sex.code()).collect(),
        Axis::Background => Background::ALL.iter().map(|background| background.code()).collect(),
        Axis::Age => AgeGroup::ALL.iter().map(|age| age.code()).collect(),
        Axis::Lan => places::lans().iter().map(|lan| lan.code).chain([UNKNOWN]).collect(),
        Axis::RegionType => RegionType::ALL.iter().map(|region| region.code()).chain([UNKNOWN]).collect(),
    }
}

/// Two groups side by side, such as women and men, by age group or region type: for the lead's eyes only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Split {
    /// Which two groups: women and men, or foreign- and native-born.
    pub against: Axis,
    /// By what.
    pub by: Axis,
    /// One row a level; the last is everybody.
    pub rows: Vec<SplitRow>,
}

/// One level of a split, in hundredths of the indicator's unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SplitRow {
    /// The level; nothing for everybody.
    pub level: Option<&'static str>,
    /// Women, or foreign-born.
    pub first: i64,
    /// Men, or native-born.
    pub second: i64,
    /// Those of whom it is not known.
    pub unknown: i64,
}

/// Splits the main line of a figure. It takes a programme she leads: nobody else has one.
pub fn split(_: &Led, contributions: &[Contribution], against: Axis, by: Axis) -> Split {
    let main: Vec<_> = contributions.iter().filter(|one| one.is_known() && one.part == Part::Main).collect();
    let groups = levels(against);
    let row = |level: Option<&'static str>| {
        let sum = |group: &str| {
            let counted = |one: &&&Contribution| {
                one.level(against) == group && level.is_none_or(|level| one.level(by) == level)
            };
            main.iter().filter(counted).map(|one| one.value).sum()
        };
        SplitRow { level, first: sum(groups[0]), second: sum(groups[1]), unknown: sum(UNKNOWN) }
    };
    Split { against, by, rows: levels(by).into_iter().map(Some).chain([None]).map(row).collect() }
}
