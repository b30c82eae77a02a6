//! Every check once a night, whichever server comes first.
use super::{
    Check, Done, Finding, Ground, Place,
    entity::{self, State},
    run,
};
use crate::{
    clock::{Clock, local_day, local_time},
    database::Database,
};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect,
    TryInsertResult, sea_query::Expr,
};
use std::path::Path;

/// From this time of the Swedish night on; the day's letters go out hours later.
const FROM: NaiveTime = NaiveTime::from_hms_opt(2, 30, 0).expect("a time of day");

/// The checks of this night that nobody has begun.
pub async fn due(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<Vec<Check>, DbErr> {
    if local_time(now) < FROM {
        return Ok(Vec::new());
    }
    let begun = of_night(db, local_day(now)).await?;
    Ok(Check::ALL.iter().copied().filter(|check| begun.iter().all(|done| done.name != *check)).collect())
}

/// Makes what is due, one after the other, and tells what was found by this server.
pub async fn run_due(
    db: &Database,
    clock: Clock,
    releases: &Path,
) -> anyhow::Result<Vec<(Check, anyhow::Result<Finding>)>> {
    let mut found = Vec::new();
    for check in due(db.read(), clock.now()).await? {
        let Some(id) = claim(db, check, clock.now()).await? else { continue };
        let heads = heads(db.read()).await?;
        let ground = Ground { releases, heads: &heads, now: clock.now() };
        let result = run(check, db, &ground).await;
        settle(db, id, result.as_ref().ok(), clock.now()).await?;
        found.push((check, result));
    }
    Ok(found)
}

/// The row is the claim: another server's row of the same night and check is in its way.
async fn claim(db: &Database, check: Check, now: DateTime<Utc>) -> Result<Option<i64>, DbErr> {
    let row = entity::ActiveModel {
        night: Set(local_day(now)),
        name: Set(check),
        state: Set(State::Running),
        finding: Set(None),
        places: Set(serde_json::json!({})),
        started_at: Set(now),
        ..Default::default()
    };
    let claimed = entity::Entity::insert(row)
        .on_conflict_do_nothing_on([entity::Column::Night, entity::Column::Name])
        .exec(db.writer())
        .await?;
    Ok(match claimed {
        TryInsertResult::Inserted(row) => Some(row.last_insert_id),
        TryInsertResult::Empty | TryInsertResult::Conflicted => None,
    })
}

/// `found` is nothing where the check could not be made.
async fn settle(db: &Database, id: i64, found: Option<&Finding>, now: DateTime<Utc>) -> Result<(), DbErr> {
    let state = match found {
        Some(finding) if finding.passed => State::Passed,
        Some(_) => State::Failed,
        None => State::Broken,
    };
    let places = found.map_or(serde_json::json!({}), |found| serde_json::json!(found.places));
    entity::Entity::update_many()
        .col_expr(entity::Column::State, Expr::value(state))
        .col_expr(entity::COLUMN.finding.0, Expr::value(found.map(|found| found.code.clone())))
        .col_expr(entity::COLUMN.places.0, Expr::value(places))
        .col_expr(entity::COLUMN.ended_at.0, Expr::value(now))
        .filter(entity::COLUMN.id.eq(id))
        .filter(entity::COLUMN.state.eq(State::Running))
        .exec(db.writer())
        .await
        .map(drop)
}

/// The ends of the log that earlier nights saw: a log that was cut off or made anew has none of them.
async fn heads(db: &impl ConnectionTrait) -> Result<Vec<String>, DbErr> {
    let seen = entity::Entity::find()
        .filter(entity::COLUMN.name.eq(Check::Log))
        .filter(entity::COLUMN.state.eq(State::Passed))
        .order_by_desc(entity::Column::Night)
        .limit(1)
        .all(db)
        .await?;
    let head = |done: &Done| match done.found()?.places.remove("head")? {
        Place::Text(head) => Some(head).filter(|head| !head.is_empty()),
        Place::Number(_) => None,
    };
    Ok(seen.iter().filter_map(head).collect())
}

async fn of_night(db: &impl ConnectionTrait, night: NaiveDate) -> Result<Vec<Done>, DbErr> {
    entity::Entity::find().filter(entity::COLUMN.night.eq(night)).all(db).await
}

/// The checks of the last nights, newest first.
pub async fn latest(db: &impl ConnectionTrait, nights: u64) -> Result<Vec<Done>, DbErr> {
    entity::Entity::find()
        .order_by_desc(entity::Column::Night)
        .order_by_asc(entity::Column::Id)
        .limit(nights * Check::ALL.len() as u64)
        .all(db)
        .await
}
