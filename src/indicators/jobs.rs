//! J07 jobs created, in full-time equivalents.
use super::{
    Contribution, Part, Question, State,
    cases::{Case, Firm, asked_for},
    facts::Facts,
};
use crate::{
    cases::entity as cases,
    outcomes::entity::{self as outcomes, Kind},
};
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect,
};
use std::collections::{BTreeMap, HashMap};

/// Full-time equivalents in a firm on a day; nothing where it was asked and not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    pub on: NaiveDate,
    pub hundredths: Option<i64>,
}

/// J07: per firm with a reading in the period, the last known one less the baseline.
pub(super) fn created(facts: &Facts) -> Vec<Contribution> {
    let mut firms: BTreeMap<Firm, (&Case, i64, Vec<Reading>)> = BTreeMap::new();
    for case in &facts.cases {
        let (Some(firm), Some(id)) = (case.firm(), case.enterprise_id) else { continue };
        let (first, counted, readings) = firms.entry(firm).or_insert((case, id, Vec::new()));
        if case.opened_on < first.opened_on {
            *first = case;
        }
        *counted = id.min(*counted);
        readings.extend(facts.fte.get(&id).into_iter().flatten());
    }
    firms.into_values().filter_map(|(case, id, readings)| contribution(facts, case, id, readings)).collect()
}

fn contribution(
    facts: &Facts,
    case: &Case,
    counted: i64,
    mut readings: Vec<Reading>,
) -> Option<Contribution> {
    readings.sort_by_key(|reading| reading.on);
    readings.dedup();
    let last_asked = readings.iter().rev().find(|reading| facts.question.holds(reading.on))?;
    let started_later = case.started_on.is_some_and(|day| day >= case.opened_on);
    Some(match change(&readings, facts.question.from, started_later) {
        Some((on, hundredths)) => case.of_enterprise(counted, Part::Main, on, hundredths),
        None => Contribution {
            state: State::Unknown,
            ..case.of_enterprise(counted, Part::Main, last_asked.on, 0)
        },
    })
}

/// The last known reading since `from`, less the last known before it; without one, less nothing for a firm that
/// started under our eyes, else less the first reading since `from`. A single reading is no change.
/// Changes so told of one period after another add up.
fn change(readings: &[Reading], from: NaiveDate, started_later: bool) -> Option<(NaiveDate, i64)> {
    let known: Vec<(NaiveDate, i64)> =
        readings.iter().filter_map(|reading| Some((reading.on, reading.hundredths?))).collect();
    let (before, since) = known.split_at(known.partition_point(|(on, _)| *on < from));
    let &(on, last) = since.last()?;
    let baseline = match (before.last(), since) {
        (Some((_, value)), _) => *value,
        (None, _) if started_later => 0,
        (None, [_]) => return None,
        (None, [(_, first), ..]) => *first,
        (None, []) => return None,
    };
    Some((on, last - baseline))
}

#[derive(FromQueryResult)]
struct Row {
    enterprise_id: Option<i64>,
    case_enterprise_id: Option<i64>,
    reference_date: NaiveDate,
    value_hundredths: Option<i64>,
}

/// All readings up to the period's end.
pub(super) async fn readings(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, Vec<Reading>>, DbErr> {
    let query = outcomes::Entity::find()
        .select_only()
        .columns([
            outcomes::Column::EnterpriseId,
            outcomes::Column::ReferenceDate,
            outcomes::Column::ValueHundredths,
        ])
        .column_as(cases::Column::EnterpriseId, "case_enterprise_id")
        .inner_join(cases::Entity)
        .filter(outcomes::COLUMN.kind.eq(Kind::Fte))
        .filter(outcomes::COLUMN.reference_date.lte(question.to))
        .filter(outcomes::COLUMN.created_at.lte(question.known_by))
        .order_by_asc(outcomes::Column::ReferenceDate)
        .order_by_asc(outcomes::Column::Id);
    let rows: Vec<Row> = asked_for(query, question).into_model().all(db).await?;
    let mut readings: HashMap<i64, Vec<Reading>> = HashMap::new();
    for row in rows {
        if let Some(id) = row.enterprise_id.or(row.case_enterprise_id) {
            let reading = Reading { on: row.reference_date, hundredths: row.value_hundredths };
            readings.entry(id).or_default().push(reading);
        }
    }
    Ok(readings)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(number: i64) -> NaiveDate {
        NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + chrono::TimeDelta::days(number)
    }

    fn reading(on: i64, hundredths: impl Into<Option<i64>>) -> Reading {
        Reading { on: day(on), hundredths: hundredths.into() }
    }

    #[test]
    fn without_a_baseline_the_change_is_unknown() {
        assert_eq!(change(&[reading(10, 150)], day(0), false), None);
        assert_eq!(change(&[reading(10, None)], day(0), true), None);
        assert_eq!(change(&[reading(10, 150)], day(0), true), Some((day(10), 150)));
    }

    #[test]
    fn the_baseline_is_the_last_known_before_the_period() {
        let readings = [reading(1, 50), reading(5, 100), reading(12, 250), reading(13, None)];
        assert_eq!(change(&readings, day(10), false), Some((day(12), 150)));
        assert_eq!(change(&readings, day(0), false), Some((day(12), 200)));
    }

    proptest! {
        #[test]
        fn changes_of_periods_add_up(values in proptest::collection::vec(0i64..500, 2..12), cut in 1usize..11) {
            let readings: Vec<Reading> =
                values.iter().enumerate().map(|(on, value)| reading(on as i64, *value)).collect();
            let cut = cut.min(readings.len() - 1);
            let first = change(&readings[..cut], day(0), true).unwrap().1;
            let second = change(&readings, day(cut as i64), true).unwrap().1;
            let whole = change(&readings, day(0), true).unwrap().1;
            prop_assert_eq!(first + second, whole);
        }
    }
}
