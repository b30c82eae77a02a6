//! Firms: who owns them, when they genuinely started and what they are doing now.
pub mod entity;
mod facts;
mod owners;
mod statuses;

pub use entity::enterprise::{Model as Enterprise, Status};
pub use facts::{EARLIEST_START, Facts, Fault, change, enter, start};
pub use owners::{Owner, TooMuch, give_share, owners, take_share};
pub use statuses::{StatusChange, set_status, statuses};

use crate::{
    codes::OrganisationNumber,
    identity::{Right, User},
};
use entity::enterprise;
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, Select};

/// The enterprises this user may see: those of her organisation, if she works with cases.
pub fn visible_to(user: &User) -> Select<enterprise::Entity> {
    // Nobody's organisation is 0: who does not work with cases sees none.
    let organisation = if user.may(Right::ReadCases) { user.organisation_id } else { 0 };
    enterprise::Entity::find().filter(enterprise::COLUMN.organisation_id.eq(organisation))
}

/// One of them.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Enterprise>, DbErr> {
    visible_to(user).filter(enterprise::COLUMN.id.eq(id)).one(db).await
}

/// The one that is entered under this number already: to be used again rather than made twice.
pub async fn known_as(
    db: &impl ConnectionTrait,
    user: &User,
    orgnr: &OrganisationNumber,
) -> Result<Option<Enterprise>, DbErr> {
    visible_to(user).filter(enterprise::COLUMN.orgnr.eq(orgnr.digits())).one(db).await
}
