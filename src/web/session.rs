//! Sessions in our own database, so that any server knows them.
use crate::database::Database;
use async_trait::async_trait;
use sea_orm::{EntityTrait, QueryFilter, Set, sea_query::OnConflict};
use tower_sessions::{
    SessionStore,
    session::{Id, Record},
    session_store::{Error, Result},
};

/// The table of sessions.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// One browser that is signed in, or was about to.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        /// The secret the cookie holds.
        #[sea_orm(primary_key, auto_increment = false)]
        pub id: String,
        /// Whose it is, once signed in.
        pub user_id: Option<i64>,
        /// What the session holds.
        pub data: Json,
        /// When it ends, in seconds since 1970.
        pub expires_at: i64,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

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

/// Ends every session of a user: whoever had the old password is out.
pub async fn end_all_of(
    txn: &sea_orm::DatabaseTransaction,
    user_id: i64,
) -> std::result::Result<(), sea_orm::DbErr> {
    let hers = entity::Entity::delete_many().filter(entity::COLUMN.user_id.eq(user_id));
    hers.exec(txn).await.map(|_| ())
}

/// Deletes what has ended; called by the job.
pub async fn delete_expired(
    db: &Database,
    now: chrono::DateTime<chrono::Utc>,
) -> std::result::Result<u64, sea_orm::DbErr> {
    let txn = db.begin().await?;
    let result = entity::Entity::delete_many()
        .filter(entity::COLUMN.expires_at.lte(now.timestamp()))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(result.rows_affected)
}
