//! The named group: two of her organisation at least, and nobody else.
use super::{
    entity::{member, notice},
    notices,
};
use crate::{
    audit::{self, Act},
    cases::entity as case,
    clients::{Client, entity::client},
    identity::{User, accounts, entity::user},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, sea_query::OnConflict,
};
use std::collections::HashMap;

/// Whether the user belongs to the client's group.
pub async fn is_member(db: &impl ConnectionTrait, user: &User, client_id: i64) -> Result<bool, DbErr> {
    let hers = member::Entity::find()
        .filter(member::COLUMN.client_id.eq(client_id))
        .filter(member::COLUMN.user_id.eq(user.id));
    Ok(hers.count(db).await? > 0)
}

/// The group, by name.
pub async fn members(db: &impl ConnectionTrait, client_id: i64) -> Result<Vec<(i64, String)>, DbErr> {
    let rows = member::Entity::find()
        .find_also_related(user::Entity)
        .filter(member::COLUMN.client_id.eq(client_id))
        .order_by_asc(user::Column::Name)
        .all(db)
        .await?;
    Ok(rows.into_iter().filter_map(|(row, user)| Some((row.user_id, user?.name))).collect())
}

/// A protected client as an officer sees her: by a case of hers, with the names of her group.
#[derive(Clone, Debug, serde::Serialize)]
pub struct Group {
    /// A case of hers.
    pub case_id: i64,
    /// Its number.
    pub number: String,
    /// Who knows her.
    pub members: Vec<String>,
}

/// The protected clients of the officer's organisation, those without a group first: nobody can work with them.
pub async fn groups(db: &impl ConnectionTrait, officer: &User) -> Result<Vec<Group>, DbErr> {
    let cases: Vec<(case::Model, Option<client::Model>)> = case::Entity::find()
        .find_also_related(client::Entity)
        .filter(client::COLUMN.protected.eq(true))
        .filter(client::COLUMN.organisation_id.eq(officer.organisation_id))
        .order_by_desc(case::Column::Id)
        .all(db)
        .await?;
    let mut names: HashMap<i64, Vec<String>> = HashMap::new();
    let rows = member::Entity::find()
        .find_also_related(user::Entity)
        .filter(user::COLUMN.organisation_id.eq(officer.organisation_id))
        .order_by_asc(user::Column::Name)
        .all(db)
        .await?;
    for (row, user) in rows {
        names.entry(row.client_id).or_default().extend(user.map(|user| user.name));
    }
    let group = |(case, _): (case::Model, Option<client::Model>)| Group {
        members: names.get(&case.client_id).cloned().unwrap_or_default(),
        case_id: case.id,
        number: case.number,
    };
    let mut groups: Vec<Group> = cases.into_iter().map(group).collect();
    groups.sort_by_key(|group| group.members.len() >= 2);
    Ok(groups)
}

/// Who may be chosen: the advisors of the organisation.
pub async fn candidates(
    db: &impl ConnectionTrait,
    organisation_id: i64,
) -> Result<Vec<(i64, String)>, DbErr> {
    accounts::advisors(db, organisation_id).await
}

/// Names the group of somebody who becomes protected.
pub async fn found(
    txn: &DatabaseTransaction,
    user: &User,
    client_id: i64,
    ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    for id in ids {
        let row = member::ActiveModel {
            client_id: Set(client_id),
            user_id: Set(*id),
            added_by: Set(Some(user.id)),
            added_at: Set(now),
        };
        let there =
            OnConflict::columns([member::Column::ClientId, member::Column::UserId]).do_nothing().to_owned();
        match member::Entity::insert(row).on_conflict(there).exec_without_returning(txn).await {
            Ok(_) | Err(DbErr::RecordNotInserted) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(())
}

/// Another group: who is new comes first, so that there are never fewer than two. The caller has seen to it that there
/// are two and that all of them may be chosen; the database refuses anything else.
pub async fn set_members(
    txn: &DatabaseTransaction,
    officer: &User,
    client: &Client,
    ids: &[i64],
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    found(txn, officer, client.id, ids, now).await?;
    member::Entity::delete_many()
        .filter(member::COLUMN.client_id.eq(client.id))
        .filter(member::Column::UserId.is_not_in(ids.iter().copied()))
        .exec(txn)
        .await?;
    notices::tell(txn, officer, (client.id, None), notice::Kind::Group, None, now).await?;
    let act = Act::new("set_group", "client", client.id).on_client(client.id);
    audit::record(txn, officer, act, now).await
}
