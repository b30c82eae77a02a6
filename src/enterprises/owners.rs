//! Clients who own a firm. Together they own no more than all of it.
use super::{
    Enterprise,
    entity::{enterprise, owner},
};
use crate::{
    audit::{self, Act},
    clients::entity::client,
    identity::User,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    QuerySelect, sea_query::OnConflict,
};

pub use owner::Model as Owner;

/// Why a share cannot be given.
#[derive(Debug, thiserror::Error)]
pub enum TooMuch {
    /// Not between 1 and 100.
    #[error("a share is 1 to 100 percent")]
    NoShare,
    /// With the others it would be more than the whole.
    #[error("only {0} percent are left")]
    Left(i64),
    /// The client is none of the organisation.
    #[error("no such client")]
    NoSuchClient,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Gives a client her share, or another than she had; nothing where nobody asked how much.
pub async fn give_share(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise: &Enterprise,
    client_id: i64,
    share_percent: Option<i64>,
    now: DateTime<Utc>,
) -> Result<(), TooMuch> {
    if share_percent.is_some_and(|share| !(1..=100).contains(&share)) {
        return Err(TooMuch::NoShare);
    }
    of_the_same_organisation(txn, enterprise, client_id).await?;
    let taken: i64 = locked_owners(txn, enterprise)
        .await?
        .iter()
        .filter(|owner| owner.client_id != client_id)
        .filter_map(|owner| owner.share_percent)
        .sum();
    if taken + share_percent.unwrap_or(0) > 100 {
        return Err(TooMuch::Left(100 - taken));
    }
    let row = owner::ActiveModel {
        enterprise_id: Set(enterprise.id),
        client_id: Set(client_id),
        share_percent: Set(share_percent),
    };
    let again = OnConflict::columns([owner::Column::EnterpriseId, owner::Column::ClientId])
        .update_column(owner::Column::SharePercent)
        .to_owned();
    owner::Entity::insert(row).on_conflict(again).exec_without_returning(txn).await?;
    let act = Act::new("give_share", "enterprise", enterprise.id).on_client(client_id);
    Ok(audit::record(txn, user, act, now).await?)
}

/// She owns nothing of it (any more).
pub async fn take_share(
    txn: &DatabaseTransaction,
    user: &User,
    enterprise: &Enterprise,
    client_id: i64,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let gone = owner::Entity::delete_many()
        .filter(owner::COLUMN.enterprise_id.eq(enterprise.id))
        .filter(owner::COLUMN.client_id.eq(client_id))
        .exec(txn)
        .await?;
    match gone.rows_affected {
        0 => Ok(()),
        _ => {
            let act = Act::new("take_share", "enterprise", enterprise.id).on_client(client_id);
            audit::record(txn, user, act, now).await
        }
    }
}

/// Who owns it.
pub async fn owners(db: &impl ConnectionTrait, enterprise: &Enterprise) -> Result<Vec<Owner>, DbErr> {
    owner::Entity::find()
        .filter(owner::COLUMN.enterprise_id.eq(enterprise.id))
        .order_by_asc(owner::Column::ClientId)
        .all(db)
        .await
}

/// The firm's row is locked first, so that two advisors do not each give away the last half.
async fn locked_owners(txn: &DatabaseTransaction, enterprise: &Enterprise) -> Result<Vec<Owner>, DbErr> {
    enterprise::Entity::find()
        .filter(enterprise::COLUMN.id.eq(enterprise.id))
        .lock_exclusive()
        .one(txn)
        .await?;
    owners(txn, enterprise).await
}

async fn of_the_same_organisation(
    txn: &DatabaseTransaction,
    enterprise: &Enterprise,
    client_id: i64,
) -> Result<(), TooMuch> {
    let found = client::Entity::find()
        .filter(client::COLUMN.id.eq(client_id))
        .filter(client::COLUMN.organisation_id.eq(enterprise.organisation_id))
        .one(txn)
        .await?;
    found.map(drop).ok_or(TooMuch::NoSuchClient)
}
