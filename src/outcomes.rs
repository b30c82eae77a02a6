//! What came of it: dated statements with their source. Unknown is a state, never a zero.
pub mod entity;
mod amount;
mod record;

pub use amount::{Amount, AmountFault};
pub use entity::{Evidence, Kind, Model as Outcome, Source, State, Unit};
pub use record::{EARLIEST, Fault, NewOutcome, adopt, correct, record, remove};

use crate::{
    cases::{self, Case},
    identity::User,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, Select};

impl Kind {
    /// What its value counts.
    pub const fn unit(self) -> Unit {
        match self {
            Self::Fte => Unit::Fte,
            Self::Turnover | Self::Financing => Unit::Sek,
            Self::EnterpriseStarted | Self::Employed | Self::InStudies | Self::BusinessPlan => Unit::YesNo,
        }
    }

    /// Whether it speaks of the firm rather than of her.
    pub const fn is_about_the_enterprise(self) -> bool {
        matches!(self, Self::EnterpriseStarted | Self::Fte | Self::Turnover)
    }
}

/// The outcomes of a case, newest first.
pub async fn of(db: &impl ConnectionTrait, case: &Case) -> Result<Vec<Outcome>, DbErr> {
    newest_first().filter(entity::COLUMN.case_id.eq(case.id)).all(db).await
}

/// What is known of a firm's size, newest first: the one place where staff and turnover by date are kept.
pub async fn of_enterprise(db: &impl ConnectionTrait, enterprise_id: i64) -> Result<Vec<Outcome>, DbErr> {
    newest_first()
        .filter(entity::COLUMN.enterprise_id.eq(enterprise_id))
        .filter(entity::COLUMN.kind.is_in([Kind::Fte, Kind::Turnover]))
        .all(db)
        .await
}

/// One outcome and its case, if she may see the case.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<(Outcome, Case)>, DbErr> {
    let Some(outcome) = entity::Entity::find().filter(entity::COLUMN.id.eq(id)).one(db).await? else {
        return Ok(None);
    };
    let case = cases::find(db, user, outcome.case_id).await?;
    Ok(case.map(|case| (outcome, case)))
}

fn newest_first() -> Select<entity::Entity> {
    entity::Entity::find().order_by_desc(entity::Column::ReferenceDate).order_by_desc(entity::Column::Id)
}
