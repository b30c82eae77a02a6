//! Sessions in our own database, so that any server knows them.
use crate::{database::Database, identity::sessions::entity};
use async_trait::async_trait;
use sea_orm::{EntityTrait, QueryFilter, Set, sea_query::OnConflict};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// Where the session's user is kept.
pub(super) const USER_ID: &str = "user_id";

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

fn row(record: &Record) -> Result<entity::ActiveModel> {
    let data = serde_json::to_value(&record.data).map_err(|error| Error::Encode(error.to_string()))?;
    Ok(entity::ActiveModel {
        id: Set(record.id.to_string()),
        user_id: Set(record.data.get(USER_ID).and_then(serde_json::Value::as_i64)),
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
        let newer = OnConflict::column(entity::COLUMN.id)
            .update_columns([entity::COLUMN.user_id.0, entity::COLUMN.data.0, entity::COLUMN.expires_at.0])
            .to_owned();
        let txn = self.0.begin().await.map_err(backend)?;
        entity::Entity::insert(row(record)?)
            .on_conflict(newer)
            .exec_without_returning(&txn)
            .await
            .map_err(backend)?;
        txn.commit().await.map_err(backend)
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let now = time::OffsetDateTime::now_utc().unix_timestamp();
        let found = entity::Entity::find_by_id(id.to_string())
            .filter(entity::COLUMN.expires_at.gt(now))
            .one(self.0.read())
            .await
            .map_err(backend)?;
        found.map(|row| record(*id, row)).transpose()
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let txn = self.0.begin().await.map_err(backend)?;
        entity::Entity::delete_by_id(id.to_string()).exec(&txn).await.map_err(backend)?;
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
