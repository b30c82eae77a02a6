//! J08 whether enterprises live one, two and three years after their start.
use super::{
    Contribution, Part, Question, State,
    cases::asked_for,
    facts::Facts,
    starts::{self, enterprises_of},
};
use crate::{
    cases::entity as cases,
    clock::{add_months, local_day},
    enterprises::entity::enterprise::Status,
    followups::entity as followups,
    outcomes::entity as outcomes,
    programmes::Anchor,
};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use std::collections::HashMap;

const YEARS: [(Part, u32); 3] = [(Part::YearOne, 12), (Part::YearTwo, 24), (Part::YearThree, 36)];

/// What tells whether an enterprise lives.
#[derive(Clone, Debug, Default)]
pub(super) struct Signs {
    /// Its status from a day on, oldest first.
    pub history: Vec<(Status, NaiveDate)>,
    /// What became of the follow-up so many months after the start.
    pub followups: HashMap<i64, followups::State>,
    /// The last day something was known of it.
    pub last_heard_of: Option<NaiveDate>,
}

/// J08: the cohort of J05, asked again each year.
pub(super) fn survived(facts: &Facts) -> Vec<Contribution> {
    let nothing = Signs::default();
    let today = local_day(facts.question.known_by);
    let answer = |firm: &Contribution, (part, months)| {
        let signs = firm.enterprise_id.and_then(|id| facts.signs.get(&id)).unwrap_or(&nothing);
        let (state, lives) = judge(signs, firm.on, months, today);
        Contribution { part, state, value: if lives { 100 } else { 0 }, ..firm.clone() }
    };
    let cohort = starts::started(facts);
    cohort.iter().flat_map(|firm| YEARS.map(|year| answer(firm, year))).collect()
}

/// Whether a firm that started then lives so many months later, as far as we know today.
fn judge(signs: &Signs, started: NaiveDate, months: u32, today: NaiveDate) -> (State, bool) {
    let day = add_months(started, months);
    if day > today {
        return (State::NotYetDue, false);
    }
    let stood = signs.history.iter().rev().find(|(_, since)| *since <= day).map(|(status, _)| *status);
    if let Some(Status::Dormant | Status::Deregistered | Status::Bankrupt) = stood {
        return (State::Known, false);
    }
    let asked = signs.followups.get(&i64::from(months));
    let heard_later = signs.last_heard_of.is_some_and(|heard| heard >= day)
        || signs.history.iter().any(|(_, since)| *since >= day);
    match asked {
        Some(followups::State::Done) => (State::Known, true),
        _ if heard_later => (State::Known, true),
        Some(followups::State::NotReached | followups::State::Declined | followups::State::MovedAway) => {
            (State::Lost, false)
        }
        Some(followups::State::Planned | followups::State::Cancelled) | None => (State::Unknown, false),
    }
}

/// What is known of the enterprises asked about.
pub(super) async fn signs(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, Signs>, DbErr> {
    let mut signs: HashMap<i64, Signs> = HashMap::new();
    for (id, history) in starts::histories(db, question).await? {
        signs.entry(id).or_default().history = history;
    }
    for (id, months, state) in asked_again(db, question).await? {
        signs.entry(id).or_default().followups.insert(months, state);
    }
    for (id, day) in heard_of(db, question).await? {
        signs.entry(id).or_default().last_heard_of = Some(day);
    }
    Ok(signs)
}

async fn asked_again(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<Vec<(i64, i64, followups::State)>, DbErr> {
    let query = followups::Entity::find()
        .select_only()
        .column(cases::Column::EnterpriseId)
        .columns([followups::Column::OffsetMonths, followups::Column::State])
        .inner_join(cases::Entity)
        .filter(followups::COLUMN.anchor.eq(Anchor::EnterpriseStarted))
        .filter(followups::COLUMN.offset_weeks.eq(0))
        .filter(followups::COLUMN.created_at.lte(question.known_by))
        .filter(cases::COLUMN.enterprise_id.is_not_null())
        .order_by_asc(followups::Column::Id);
    asked_for(query, question).into_tuple().all(db).await
}

/// By enterprise, the last day an outcome tells of it: a firm with staff or turnover on a day lives that day.
async fn heard_of(db: &impl ConnectionTrait, question: &Question) -> Result<Vec<(i64, NaiveDate)>, DbErr> {
    use outcomes::{Kind, State};
    outcomes::Entity::find()
        .select_only()
        .column(outcomes::Column::EnterpriseId)
        .column_as(outcomes::COLUMN.reference_date.max(), "day")
        .filter(outcomes::COLUMN.enterprise_id.in_subquery(enterprises_of(question)))
        .filter(outcomes::COLUMN.kind.is_in([Kind::Fte, Kind::Turnover]))
        .filter(outcomes::COLUMN.state.eq(State::Known))
        .filter(outcomes::COLUMN.value_hundredths.gt(0))
        .filter(outcomes::COLUMN.created_at.lte(question.known_by))
        .group_by(outcomes::Column::EnterpriseId)
        .into_tuple()
        .all(db)
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn judged(signs: &Signs, today: &str) -> (State, bool) {
        judge(signs, day("2023-05-10"), 12, day(today))
    }

    #[test]
    fn a_day_to_come_is_not_yet_due() {
        assert_eq!(judged(&Signs::default(), "2024-05-09"), (State::NotYetDue, false));
        assert_eq!(judged(&Signs::default(), "2024-05-10"), (State::Unknown, false));
    }

    #[test]
    fn a_firm_struck_off_has_not_survived_however_she_answered() {
        let mut signs =
            Signs { history: vec![(Status::Deregistered, day("2024-01-01"))], ..Signs::default() };
        signs.followups.insert(12, followups::State::Done);
        assert_eq!(judged(&signs, "2026-01-01"), (State::Known, false));
        signs.history = vec![(Status::Deregistered, day("2024-06-01"))];
        assert_eq!(judged(&signs, "2026-01-01"), (State::Known, true));
    }

    #[test]
    fn nobody_reached_is_lost_unless_the_firm_was_heard_of_later() {
        let mut signs = Signs::default();
        signs.followups.insert(12, followups::State::NotReached);
        assert_eq!(judged(&signs, "2026-01-01"), (State::Lost, false));
        signs.last_heard_of = Some(day("2025-01-01"));
        assert_eq!(judged(&signs, "2026-01-01"), (State::Known, true));
    }
}
