//! Finding programmes: by who leads them, who takes part and what they are called.
use super::{
    Programme,
    entity::{leadership, participation, programme},
};
use crate::identity::{
    Right, Role, User,
    entity::{organisation, user, user_role},
    organisations::Organisation,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, ExprTrait, QueryFilter, QueryOrder,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, SelectStatement},
};
use std::ops::Deref;

/// A programme as its lead sees it: figures, splits and lists start from one. Only its lead gets it.
#[derive(Clone, Debug)]
pub struct Led(Programme);

impl Deref for Led {
    type Target = Programme;
    fn deref(&self) -> &Programme {
        &self.0
    }
}

impl Led {
    /// For the nightly check of its figures, whose result holds no figure: no user asked, and none is shown one.
    pub(crate) fn unseen(programme: Programme) -> Self {
        Self(programme)
    }
}

/// The programmes whose name this user may see: an administrator all, others those she leads or whose organisation takes part.
pub fn visible_to(user: &User) -> Select<programme::Entity> {
    let programmes = programme::Entity::find().order_by_asc(programme::Column::Name);
    if user.may(Right::DefineProgrammes) {
        return programmes;
    }
    let takes_part = participation::COLUMN.programme_id;
    let mut mine = Condition::any();
    if user.may(Right::ReadCases) {
        let with_us = participation::Entity::find()
            .select_only()
            .column(takes_part.0)
            .filter(participation::COLUMN.organisation_id.eq(user.organisation_id));
        mine = mine.add(programme::COLUMN.id.in_subquery(with_us.into_query()));
    }
    if user.may(Right::ReadFigures) {
        mine = mine.add(programme::COLUMN.id.in_subquery(ids_led_by(user)));
    }
    // An empty `any` would let everything through.
    programmes.filter(mine.add(Expr::value(false)))
}

/// The programmes she leads.
pub fn led_by(user: &User) -> Select<programme::Entity> {
    let programmes = programme::Entity::find().order_by_asc(programme::Column::Name);
    programmes.filter(programme::COLUMN.id.in_subquery(ids_led_by(user)))
}

/// Their numbers, to filter other nouns by.
pub(crate) fn ids_led_by(user: &User) -> SelectStatement {
    // Who is no longer a lead leads nothing, whatever the programme says.
    let led = leadership::COLUMN.user_id.eq(user.id).and(Expr::value(user.may(Right::ReadFigures)));
    leadership::Entity::find().select_only().column(leadership::Column::ProgrammeId).filter(led).into_query()
}

/// The programme of that number, if she may see its name.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Programme>, DbErr> {
    visible_to(user).filter(programme::COLUMN.id.eq(id)).one(db).await
}

/// The programme of that number, if she leads it.
pub async fn find_led(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Led>, DbErr> {
    let found = led_by(user).filter(programme::COLUMN.id.eq(id)).one(db).await?;
    Ok(found.map(Led))
}

/// The one people call that; capital letters do not matter. For commands, which no user gives.
pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<Option<Programme>, DbErr> {
    let wanted = name.trim().to_lowercase();
    Ok(all(db).await?.into_iter().find(|programme| programme.name.to_lowercase() == wanted))
}

/// All of them, by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Programme>, DbErr> {
    programme::Entity::find().order_by_asc(programme::Column::Name).all(db).await
}

/// Those an organisation takes part in, by name.
pub async fn of_organisation(
    db: &impl ConnectionTrait,
    organisation_id: i64,
) -> Result<Vec<Programme>, DbErr> {
    let ids = participation::Entity::find()
        .select_only()
        .column(participation::Column::ProgrammeId)
        .filter(participation::COLUMN.organisation_id.eq(organisation_id));
    programme::Entity::find()
        .filter(programme::COLUMN.id.in_subquery(ids.into_query()))
        .order_by_asc(programme::Column::Name)
        .all(db)
        .await
}

/// Whether the organisation takes part in the programme.
pub async fn has(db: &impl ConnectionTrait, programme_id: i64, organisation_id: i64) -> Result<bool, DbErr> {
    let found = participation::Entity::find_by_id((programme_id, organisation_id)).one(db).await?;
    Ok(found.is_some())
}

/// Who takes part, by name.
pub async fn organisations(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<Organisation>, DbErr> {
    let ids = participation::Entity::find()
        .select_only()
        .column(participation::Column::OrganisationId)
        .filter(participation::COLUMN.programme_id.eq(programme_id));
    organisation::Entity::find()
        .filter(organisation::COLUMN.id.in_subquery(ids.into_query()))
        .order_by_asc(organisation::Column::Name)
        .all(db)
        .await
}

/// Who leads it: number and name.
pub async fn leads(db: &impl ConnectionTrait, programme_id: i64) -> Result<Vec<(i64, String)>, DbErr> {
    let ids = leadership::Entity::find()
        .select_only()
        .column(leadership::Column::UserId)
        .filter(leadership::COLUMN.programme_id.eq(programme_id));
    user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .filter(user::COLUMN.id.in_subquery(ids.into_query()))
        .order_by_asc(user::Column::Name)
        .into_tuple()
        .all(db)
        .await
}

/// Everybody who may be made lead of a programme: number, name and organisation.
pub async fn possible_leads(db: &impl ConnectionTrait) -> Result<Vec<(i64, String, String)>, DbErr> {
    let leads = user_role::Entity::find()
        .select_only()
        .column(user_role::Column::UserId)
        .filter(user_role::COLUMN.role.eq(Role::Lead));
    user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .column_as(organisation::Column::Name, "organisation")
        .inner_join(organisation::Entity)
        .filter(user::COLUMN.active.eq(true))
        .filter(user::COLUMN.id.in_subquery(leads.into_query()))
        .order_by_asc(user::Column::Name)
        .into_tuple()
        .all(db)
        .await
}
