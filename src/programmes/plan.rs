//! When the programme asks its clients again.
use super::{
    Refused,
    entity::plan_step::{self, Anchor},
};
use crate::{
    audit::{self, Act},
    identity::{Right, User},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

/// One question to come: so long after its anchor, to be answered within so many days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Step {
    /// What it is counted from.
    pub anchor: Anchor,
    /// Months after the anchor.
    pub months: i64,
    /// Weeks after the anchor.
    pub weeks: i64,
    /// For how many days it may be answered.
    pub window_days: i64,
}

impl Step {
    /// Whether two steps ask at the same time, and so are the same question.
    fn asks_with(&self, row: &plan_step::Model) -> bool {
        (self.anchor, self.months, self.weeks) == (row.anchor, row.offset_months, row.offset_weeks)
    }

    /// Whether it lies after its anchor, within ten years, and can be answered.
    pub fn in_range(&self) -> bool {
        (0..=120).contains(&self.months)
            && (0..=520).contains(&self.weeks)
            && self.months + self.weeks > 0
            && (1..=365).contains(&self.window_days)
    }
}

/// The plan's steps, first to last.
pub async fn plan(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<plan_step::Model>, DbErr> {
    plan_step::Entity::find()
        .filter(plan_step::COLUMN.programme_id.eq(programme_id))
        .order_by_asc(plan_step::Column::Anchor)
        .order_by_asc(plan_step::Column::OffsetMonths)
        .order_by_asc(plan_step::Column::OffsetWeeks)
        .all(db)
        .await
}

/// Sets exactly these steps. A step that stays keeps its row, and so its follow-ups.
pub async fn set_plan(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    programme_id: i64,
    steps: &[Step],
    now: DateTime<Utc>,
) -> Result<(), Refused> {
    check(txn, by, programme_id).await?;
    if !steps.iter().all(Step::in_range) {
        return Err(Refused::StepOutOfRange);
    }
    let before = plan(txn, programme_id).await?;
    for row in &before {
        match steps.iter().find(|step| step.asks_with(row)) {
            Some(step) => set_window(txn, row.id, step.window_days).await?,
            None => {
                plan_step::Entity::delete_by_id(row.id).exec(txn).await?;
            }
        }
    }
    let mut added: Vec<Step> = Vec::new();
    for step in steps.iter().filter(|step| !before.iter().any(|row| step.asks_with(row))) {
        let twice = added
            .iter()
            .any(|other| (other.anchor, other.months, other.weeks) == (step.anchor, step.months, step.weeks));
        if !twice {
            add(txn, programme_id, step).await?;
            added.push(*step);
        }
    }
    let act = Act::new("set_plan", "programme", programme_id);
    match by {
        Some(user) => audit::record(txn, user, act, now).await?,
        None => audit::record_system(txn, act, now).await?,
    }
    Ok(())
}

/// Targets and plan are the lead's to change, and an administrator's.
pub(super) async fn check(
    db: &impl ConnectionTrait,
    by: Option<&User>,
    programme_id: i64,
) -> Result<(), Refused> {
    match by {
        None => Ok(()),
        Some(user) if user.may(Right::DefineProgrammes) => Ok(()),
        Some(user) if super::find_led(db, user, programme_id).await?.is_some() => Ok(()),
        Some(_) => Err(Refused::NotAllowed),
    }
}

async fn set_window(txn: &DatabaseTransaction, id: i64, days: i64) -> Result<(), DbErr> {
    plan_step::Entity::update_many()
        .col_expr(plan_step::Column::WindowDays, Expr::value(days))
        .filter(plan_step::COLUMN.id.eq(id))
        .exec(txn)
        .await
        .map(drop)
}

async fn add(txn: &DatabaseTransaction, programme_id: i64, step: &Step) -> Result<(), DbErr> {
    let row = plan_step::ActiveModel {
        programme_id: Set(programme_id),
        anchor: Set(step.anchor),
        offset_months: Set(step.months),
        offset_weeks: Set(step.weeks),
        window_days: Set(step.window_days),
        ..Default::default()
    };
    plan_step::Entity::insert(row).exec_without_returning(txn).await.map(drop)
}
