//! Who is signed in where: one row a browser, so that any server knows it and an administrator can end it.
use crate::database::Database;
use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

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

/// Signs a user out everywhere.
pub async fn end_all_of(txn: &DatabaseTransaction, user_id: i64) -> Result<(), DbErr> {
    let hers = entity::Entity::delete_many().filter(entity::COLUMN.user_id.eq(user_id));
    hers.exec(txn).await.map(drop)
}

/// Deletes what has ended; called by the job.
pub async fn delete_expired(db: &Database, now: DateTime<Utc>) -> Result<u64, DbErr> {
    let txn = db.begin().await?;
    let ended = entity::Entity::delete_many()
        .filter(entity::COLUMN.expires_at.lte(now.timestamp()))
        .exec(&txn)
        .await?;
    txn.commit().await?;
    Ok(ended.rows_affected)
}
