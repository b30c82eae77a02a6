//! What was done in a case: meetings and measures, added up per case by the database.
use super::{Question, cases::asked_for, period::moments};
use crate::{
    cases::entity as cases,
    clock::local_day,
    measures::entity::{
        measure::{self, Kind},
        participant,
    },
    meetings::entity as meetings,
};
use chrono::{DateTime, NaiveDate, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, SimpleExpr},
};
use std::collections::HashMap;

/// What was done in one case in the period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Activity {
    pub first: NaiveDate,
    pub individual_minutes: i64,
    pub group_minutes: i64,
    pub money: bool,
}

/// What a measure counts as.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sort {
    Individual,
    Group,
    Money,
}

fn sort(kind: Kind) -> Sort {
    match kind {
        Kind::Advice | Kind::Mentoring | Kind::LanguageSupport | Kind::FinancingAdvice | Kind::Coaching => {
            Sort::Individual
        }
        Kind::GroupAdvice | Kind::Course | Kind::Network | Kind::Visit => Sort::Group,
        Kind::Grant | Kind::MicroLoan => Sort::Money,
    }
}

#[derive(FromQueryResult)]
struct Met {
    case_id: i64,
    minutes: i64,
    first: DateTime<Utc>,
}

#[derive(FromQueryResult)]
struct Done {
    case_id: i64,
    kind: Kind,
    minutes: i64,
    first: NaiveDate,
}

/// What was done in each case in the period. A meeting is individual advice.
pub(super) async fn in_period(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, Activity>, DbErr> {
    let mut found: HashMap<i64, Activity> = HashMap::new();
    for met in meetings_held(db, question, moments(question.from, question.to)).await? {
        add(&mut found, met.case_id, local_day(met.first), Sort::Individual, met.minutes);
    }
    for done in measures_started(db, question, (question.from, question.to)).await? {
        add(&mut found, done.case_id, done.first, sort(done.kind), done.minutes);
    }
    Ok(found)
}

/// The day each case got its first help, by the end of the period.
pub(super) async fn first_ever(
    db: &impl ConnectionTrait,
    question: &Question,
) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    let beginning = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap_or(NaiveDate::MIN);
    let mut first: HashMap<i64, NaiveDate> = HashMap::new();
    let mut earliest = |case_id, day: NaiveDate| {
        first.entry(case_id).and_modify(|known| *known = Ord::min(day, *known)).or_insert(day);
    };
    for met in meetings_held(db, question, moments(beginning, question.to)).await? {
        earliest(met.case_id, local_day(met.first));
    }
    for done in measures_started(db, question, (beginning, question.to)).await? {
        earliest(done.case_id, done.first);
    }
    Ok(first)
}

fn add(found: &mut HashMap<i64, Activity>, case_id: i64, day: NaiveDate, sort: Sort, minutes: i64) {
    let nothing = Activity { first: day, individual_minutes: 0, group_minutes: 0, money: false };
    let activity = found.entry(case_id).or_insert(nothing);
    activity.first = Ord::min(activity.first, day);
    match sort {
        Sort::Individual => activity.individual_minutes += minutes,
        Sort::Group => activity.group_minutes += minutes,
        Sort::Money => activity.money = true,
    }
}

async fn meetings_held(
    db: &impl ConnectionTrait,
    question: &Question,
    (from, until): (DateTime<Utc>, DateTime<Utc>),
) -> Result<Vec<Met>, DbErr> {
    let query = meetings::Entity::find()
        .select_only()
        .column(meetings::Column::CaseId)
        .column_as(summed(Expr::col((meetings::Entity, meetings::Column::Minutes))), "minutes")
        .column_as(Expr::col((meetings::Entity, meetings::Column::HeldAt)).min(), "first")
        .inner_join(cases::Entity)
        .filter(meetings::COLUMN.held_at.gte(from))
        .filter(meetings::COLUMN.held_at.lt(until))
        .filter(meetings::COLUMN.created_at.lte(question.known_by))
        .filter(cases::COLUMN.created_at.lte(question.known_by))
        .group_by(meetings::Column::CaseId);
    asked_for(query, question).into_model().all(db).await
}

async fn measures_started(
    db: &impl ConnectionTrait,
    question: &Question,
    (from, to): (NaiveDate, NaiveDate),
) -> Result<Vec<Done>, DbErr> {
    let query = participant::Entity::find()
        .select_only()
        .column(participant::Column::CaseId)
        .column(measure::Column::Kind)
        .column_as(summed(Expr::col((measure::Entity, measure::Column::Minutes))), "minutes")
        .column_as(Expr::col((measure::Entity, measure::Column::StartsOn)).min(), "first")
        .inner_join(measure::Entity)
        .inner_join(cases::Entity)
        .filter(measure::COLUMN.starts_on.between(from, to))
        .filter(measure::COLUMN.created_at.lte(question.known_by))
        .filter(cases::COLUMN.created_at.lte(question.known_by))
        .group_by(participant::Column::CaseId)
        .group_by(measure::Column::Kind);
    asked_for(query, question).into_model().all(db).await
}

/// PostgreSQL sums whole numbers to a numeric; we want them whole.
fn summed(column: SimpleExpr) -> SimpleExpr {
    column.sum().cast_as("bigint")
}
