//! J05 new enterprises.
use super::{
    Contribution, Part, Question,
    cases::{Case, Firm, asked_for},
    facts::Facts,
};
use crate::{
    cases::entity as cases,
    clock::add_months,
    enterprises::entity::{enterprise::Status, status_change},
};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    sea_query::SelectStatement,
};
use std::collections::{BTreeMap, HashMap};

/// A start counts if it comes within so many months of the first help. ERDF result indicators (RCR) are read
/// about one year after the support (SWD(2021) 198); the funder may ask for another limit.
pub const START_COUNTS_FOR_MONTHS: u32 = 12;

/// A firm that rested for so many months and came back is new (SCB's definition of *nystartat företag*).
const REST_THAT_MAKES_NEW_MONTHS: u32 = 24;

/// J05: enterprises that genuinely started in the period, after their case opened and soon after the first help.
pub(super) fn started(facts: &Facts) -> Vec<Contribution> {
    let mut started: BTreeMap<Firm, (&Case, NaiveDate, i64)> = BTreeMap::new();
    for case in &facts.cases {
        let (Some(firm), Some(id)) = (case.firm(), case.enterprise_id) else { continue };
        let Some(&help) = facts.first_help.get(&case.id) else { continue };
        let restarts = facts.restarts.get(&id).into_iter().flatten().copied();
        let counts = |day: &NaiveDate| {
            facts.question.holds(*day)
                && *day >= case.opened_on
                && *day <= add_months(help, START_COUNTS_FOR_MONTHS)
        };
        let Some(day) = case.started_on.into_iter().chain(restarts).filter(counts).min() else { continue };
        let known = started.entry(firm).or_insert((case, day, id));
        if day < known.1 {
            (known.0, known.1) = (case, day);
        }
        known.2 = known.2.min(id);
    }
    started.values().map(|(case, day, id)| case.of_enterprise(*id, Part::Main, *day, 100)).collect()
}

/// The enterprises of the cases asked about.
pub(super) fn enterprises_of(question: &Question) -> SelectStatement {
    let with_enterprise = cases::Entity::find()
        .select_only()
        .column(cases::Column::EnterpriseId)
        .filter(cases::COLUMN.enterprise_id.is_not_null());
    asked_for(with_enterprise, question).into_query()
}

/// Their status histories, oldest first.
pub(super) async fn histories(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, Vec<(Status, NaiveDate)>>, DbErr> {
    let rows: Vec<(i64, Status, NaiveDate)> = status_change::Entity::find()
        .select_only()
        .columns([
            status_change::Column::EnterpriseId,
            status_change::Column::Status,
            status_change::Column::Since,
        ])
        .filter(status_change::COLUMN.enterprise_id.in_subquery(enterprises_of(question)))
        .filter(status_change::COLUMN.recorded_at.lte(question.known_by))
        .order_by_asc(status_change::Column::EnterpriseId)
        .order_by_asc(status_change::Column::Since)
        .order_by_asc(status_change::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let mut histories: HashMap<i64, Vec<(Status, NaiveDate)>> = HashMap::new();
    for (enterprise_id, status, since) in rows {
        histories.entry(enterprise_id).or_default().push((status, since));
    }
    Ok(histories)
}

/// By enterprise, the days it became active again after a long rest.
pub(super) async fn restarts(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, Vec<NaiveDate>>, DbErr> {
    let histories = histories(db, question).await?;
    Ok(histories
        .into_iter()
        .map(|(id, history)| (id, back_from_rest(&history)))
        .filter(|(_, days)| !days.is_empty())
        .collect())
}

fn back_from_rest(history: &[(Status, NaiveDate)]) -> Vec<NaiveDate> {
    let mut rests_since: Option<NaiveDate> = None;
    let mut back = Vec::new();
    for &(status, since) in history {
        match status {
            Status::Dormant => rests_since = rests_since.or(Some(since)),
            Status::Active => {
                let long = |rest: &NaiveDate| since >= add_months(*rest, REST_THAT_MAKES_NEW_MONTHS);
                if rests_since.take().is_some_and(|rest| long(&rest)) {
                    back.push(since);
                }
            }
            // A firm struck off or bankrupt does not come back; what is there again is another one.
            Status::Planned | Status::Deregistered | Status::Bankrupt => rests_since = None,
        }
    }
    back
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn two_years_of_rest_make_a_firm_new() {
        let history = |back| {
            [
                (Status::Active, day("2020-01-01")),
                (Status::Dormant, day("2022-03-01")),
                (Status::Dormant, day("2023-01-01")),
                (Status::Active, day(back)),
            ]
        };
        assert_eq!(back_from_rest(&history("2024-03-01")), [day("2024-03-01")]);
        assert!(back_from_rest(&history("2024-02-29")).is_empty());
    }
}
