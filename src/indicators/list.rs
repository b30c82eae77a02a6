//! The list behind a figure: case numbers, never names; and never chosen by background (the search ban).
use super::{
    AgeGroup, Axis, Contribution, Indicator, Part, Period, Question, State, cases, contributions_of,
    facts::Facts,
};
use crate::{
    cases::entity::{Phase, Status},
    clients::entity::client::Sex,
    codes::places::RegionType,
    disclosure::Number,
    programmes::{self, Led},
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{ConnectionTrait, DbErr};
use std::collections::HashMap;

/// What a list may be narrowed to. Background, country and language are left out on purpose: personal data
/// revealing ethnic origin must not be used to select persons (3 kap. 3 § lagen (2018:218)).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// Only this line of the figure.
    pub part: Option<Part>,
    /// Only women, or men.
    pub sex: Option<Sex>,
    /// Only this age group.
    pub age: Option<AgeGroup>,
    /// Only this region type.
    pub region_type: Option<RegionType>,
    /// Only this organisation.
    pub organisation_id: Option<i64>,
}

/// One row of the list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The case's number in its organisation.
    pub number: String,
    /// That organisation.
    pub organisation: String,
    /// How far the business has come.
    pub phase: Phase,
    /// Whether work goes on.
    pub status: Status,
    /// The reference date.
    pub on: NaiveDate,
    /// Which line of the figure it belongs to.
    pub part: Part,
    /// Whether the answer is there.
    pub state: State,
    /// What it adds; nothing where it is not known.
    pub value: Option<Number>,
}

/// The rows behind a figure, newest first, for the programme's lead.
pub async fn list(
    db: &impl ConnectionTrait,
    led: &Led,
    period: Period,
    indicator: Indicator,
    filter: &Filter,
    now: DateTime<Utc>,
) -> Result<Vec<Listed>, DbErr> {
    let question = Question::new(led, period, now);
    let facts = Facts::of(db, &question, &[indicator]).await?;
    let organisations: HashMap<i64, String> = programmes::organisations(db, led.id)
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    let cases: HashMap<i64, &cases::Case> = facts.cases.iter().map(|case| (case.id, case)).collect();
    let mut rows: Vec<Listed> = contributions_of(&facts, indicator)
        .iter()
        .filter(|one| may_be_listed(one.part) && filter.lets_through(one))
        .filter_map(|one| Some(listed(indicator, one, cases.get(&one.case_id)?, &organisations)))
        .collect();
    rows.sort_by(|a, b| b.on.cmp(&a.on).then_with(|| a.number.cmp(&b.number)).then(a.part.cmp(&b.part)));
    Ok(rows)
}

/// Who adds to this line was chosen by where she was born: it has a figure and no list.
fn may_be_listed(part: Part) -> bool {
    part != Part::BornAbroad
}

impl Part {
    /// Whether the lead may see the list behind the line.
    pub fn has_list(self) -> bool {
        may_be_listed(self)
    }
}

impl Filter {
    fn lets_through(&self, one: &Contribution) -> bool {
        let at = |axis, wanted: Option<&str>| wanted.is_none_or(|code| one.level(axis) == code);
        self.part.is_none_or(|part| one.part == part)
            && at(Axis::Sex, self.sex.map(Sex::code))
            && at(Axis::Age, self.age.map(AgeGroup::code))
            && at(Axis::RegionType, self.region_type.map(RegionType::code))
            && self.organisation_id.is_none_or(|id| one.organisation_id == id)
    }
}

fn listed(
    indicator: Indicator,
    one: &Contribution,
    case: &cases::Case,
    organisations: &HashMap<i64, String>,
) -> Listed {
    Listed {
        number: case.number.clone(),
        // An organisation that has left the programme still has its cases there.
        organisation: organisations.get(&one.organisation_id).cloned().unwrap_or_default(),
        phase: case.phase,
        status: case.status,
        on: one.on,
        part: one.part,
        state: one.state,
        value: one.is_known().then(|| match indicator.decimals() {
            2 => Number::new(one.value, 2),
            _ => Number::new(one.value / 100, 0),
        }),
    }
}
