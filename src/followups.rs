//! Promises to ask again: planned from the programme's plan, moved with their anchor, settled once.
pub mod entity;
mod due;
mod plan;
mod settle;

pub use due::{Due, Scope, due_for, late, list, of, overdue_cases};
pub use entity::{Model as Followup, State};
pub(crate) use plan::first_row;
pub use plan::{cancel_planned, hand_over, plan_for, plan_for_enterprise};
pub use settle::{Answer, NotSettled, TRIES, settle};

use crate::{
    cases::{self, Case},
    identity::User,
};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter};

/// One follow-up and its case, if she may see the case.
pub async fn find(
    db: &impl ConnectionTrait,
    user: &User,
    id: i64,
) -> Result<Option<(Followup, Case)>, DbErr> {
    let Some(followup) = entity::Entity::find().filter(entity::COLUMN.id.eq(id)).one(db).await? else {
        return Ok(None);
    };
    let case = cases::find(db, user, followup.case_id).await?;
    Ok(case.map(|case| (followup, case)))
}

impl Followup {
    /// Whether it is still to be done.
    pub fn is_planned(&self) -> bool {
        self.state == State::Planned
    }
}
