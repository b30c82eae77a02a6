//! Sessions in our own database, so that any server knows them.
pub mod browser;

use crate::{
    database::Database,
    identity::sessions::{SIGNED_IN, entity},
    vault::sha256_hex,
};
use async_trait::async_trait;
use sea_orm::{EntityTrait, QueryFilter, Set};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Where a session holds who has given her password and not her second factor.
pub(super) const HALF_WAY: &str = "half_way";

/// The row of the session whose secret is `id`.
pub(super) fn row_of(id: &Id) -> String {
    sha256_hex(id.to_string().as_bytes())
}

/// Sessions as rows.
#[derive(Clone)]
pub struct Store(pub Database);

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

fn backend(_: sea_orm::DbErr) -> Error {
    // The database's own words may hold the session's secret.
    Error::Backend("the sessions table".into())
}

/// Whose it is: signed in or half way, a change of her password or factors ends it.
fn whose(record: &Record) -> Option<i64> {
    [SIGNED_IN, HALF_WAY].iter().find_map(|held| record.data.get(*held)?.get("user_id")?.as_i64())
}

fn row(record: &Record) -> Result<entity::ActiveModel> {
    let data = serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok(entity::ActiveModel {
        id: Set(row_of(&record.id)),
        user_id: Set(whose(record)),
        data: Set(data),
        expires_at: Set(record.expiry_date.unix_timestamp()),
    })
}

#[async_trait]
impl SessionStore for Store {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let txn = self.0.begin().await.map_err(backend)?;
        entity::Entity::insert(row(record)?).exec_without_returning(&txn).await.map_err(backend)?;
        txn.commit().await.map_err(backend)
    }

    async fn save(&self, record: &Record) -> Result<()> {
        // Never made anew: a session ended while a request of it was under way stays ended.
        let txn = self.0.begin().await.map_err(backend)?;
        entity::Entity::update_many()
            .set(row(record)?)
            .filter(entity::COLUMN.id.eq(row_of(&record.id)))
            .exec(&txn)
            .await
            .map_err(backend)?;
        txn.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = time::OffsetDateTime::now_utc().unix_timestamp();
        let found = entity::Entity::find_by_id(row_of(id))
            .filter(entity::COLUMN.expires_at.gt(now))
            .one(self.0.read())
            .await
            .map_err(backend)?;
        found.map(|row| record(*id, row)).transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let txn = self.0.begin().await.map_err(backend)?;
        entity::Entity::delete_by_id(row_of(id)).exec(&txn).await.map_err(backend)?;
        txn.commit().await.map_err(backend)
    }
}

fn record(id: Id, row: entity::Model) -> Result<Record> {
    let decode = |error: &dyn std::fmt::Display| Error::Decode(error.to_string());
    Ok(Record {
        id,
        data: serde_json::from_value(row.data).map_err(|error| decode(&error))?,
        expiry_date: time::OffsetDateTime::from_unix_timestamp(row.expires_at)
            .map_err(|error| decode(&error))?,
    })
}
