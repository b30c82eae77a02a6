//! The name behind a case number, for the lead of its programme: asked for one at a time and never of a protected person.
use super::{entity, entity::Column};
use crate::{
    clients::{entity::client, full_name},
    programmes::Led,
};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

/// A case and whose it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// The case.
    pub case_id: i64,
    /// The client.
    pub client_id: i64,
    /// Her name.
    pub name: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    client_id: i64,
    given_name: String,
    family_name: String,
}

/// Whose case it is. Nothing where that organisation has no such case in the programme; a protected person's is answered
/// the same, because that she is protected is secret too.
pub async fn name_behind(
    db: &impl ConnectionTrait,
    led: &Led,
    organisation_id: i64,
    number: &str,
) -> Result<Option<Named>, DbErr> {
    let row = entity::Entity::find()
        .select_only()
        .columns([Column::Id, Column::ClientId])
        .columns([client::Column::GivenName, client::Column::FamilyName])
        .join(JoinType::InnerJoin, entity::Relation::Client.def())
        .filter(entity::COLUMN.programme_id.eq(led.id))
        .filter(entity::COLUMN.organisation_id.eq(organisation_id))
        .filter(entity::COLUMN.number.eq(number.trim()))
        .filter(client::COLUMN.protected.eq(false))
        .into_model::<Row>()
        .one(db)
        .await?;
    Ok(row.map(|row| Named {
        case_id: row.id,
        client_id: row.client_id,
        name: full_name(&row.given_name, &row.family_name),
    }))
}
