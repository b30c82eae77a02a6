//! Who is signed in where: one row a browser, so that any server knows it, and she or an administrator can end it.
use super::User;
use crate::{
    audit::{self, Act},
    database::Database,
};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder};
use serde::{Deserialize, Serialize};

/// After this long she signs in again, however busy she is (NIST SP 800-63B-4 §2.2.3: 24 hours at most).
pub const LONGEST: TimeDelta = TimeDelta::hours(12);
/// What is sensitive asks who she is, unless she has told within this time.
pub const PROOF_LASTS: TimeDelta = TimeDelta::minutes(10);

/// The table of sessions.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// One browser that is signed in, or was about to.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sessions")]
    pub struct Model {
        /// Hash of the secret the cookie holds: whoever reads the database is not signed in by it.
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

/// What the session of somebody signed in holds; moments in seconds since 1970.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedIn {
    /// Who.
    pub user_id: i64,
    /// When she signed in.
    pub started_at: i64,
    /// When she was last seen, to within a few minutes.
    pub seen_at: i64,
    /// When she last proved who she is.
    pub proved_at: i64,
    /// Whether she proved it by more than a password.
    pub second_factor: bool,
    /// Her browser and system, as people call them; empty where they are not known.
    pub browser: String,
}

/// Where a session holds it.
pub const SIGNED_IN: &str = "signed_in";

impl SignedIn {
    /// She has just signed in.
    pub fn now(user_id: i64, second_factor: bool, browser: String, now: DateTime<Utc>) -> Self {
        let now = now.timestamp();
        Self { user_id, started_at: now, seen_at: now, proved_at: now, second_factor, browser }
    }

    /// Whether it has lasted as long as any may.
    pub fn is_over(&self, now: DateTime<Utc>) -> bool {
        now.timestamp() - self.started_at >= LONGEST.num_seconds()
    }

    /// Whether she has proved who she is within the last minutes.
    pub fn recently_proved(&self, now: DateTime<Utc>) -> bool {
        now.timestamp() - self.proved_at < PROOF_LASTS.num_seconds()
    }
}

/// A browser somebody is signed in with.
#[derive(Clone, Debug)]
pub struct Open {
    /// Its row, which is no secret.
    pub id: String,
    /// What is known of it.
    pub signed_in: SignedIn,
}

/// Where she is signed in, latest seen first.
pub async fn of(db: &impl ConnectionTrait, user_id: i64, now: DateTime<Utc>) -> Result<Vec<Open>, DbErr> {
    let rows = entity::Entity::find()
        .filter(entity::COLUMN.user_id.eq(user_id))
        .filter(entity::COLUMN.expires_at.gt(now.timestamp()))
        .order_by_asc(entity::Column::Id)
        .all(db)
        .await?;
    let mut open: Vec<Open> = rows.into_iter().filter_map(read).collect();
    open.retain(|one| !one.signed_in.is_over(now));
    open.sort_by_key(|one| std::cmp::Reverse(one.signed_in.seen_at));
    Ok(open)
}

fn read(row: entity::Model) -> Option<Open> {
    let signed_in = serde_json::from_value(row.data.get(SIGNED_IN)?.clone()).ok()?;
    Some(Open { id: row.id, signed_in })
}

/// Ends one of her own sessions; whether there was one.
pub async fn end_one(
    txn: &DatabaseTransaction,
    by: &User,
    id: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let hers = entity::Entity::delete_many()
        .filter(entity::COLUMN.user_id.eq(by.id))
        .filter(entity::COLUMN.id.eq(id));
    let ended = hers.exec(txn).await?.rows_affected == 1;
    if ended {
        audit::record(txn, by, Act::new("end_sessions", "user", by.id).detail("one"), now).await?;
    }
    Ok(ended)
}

/// Ends all her sessions but the one of that row.
pub async fn end_others(
    txn: &DatabaseTransaction,
    by: &User,
    but: &str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let others = entity::Entity::delete_many()
        .filter(entity::COLUMN.user_id.eq(by.id))
        .filter(entity::COLUMN.id.ne(but));
    others.exec(txn).await?;
    audit::record(txn, by, Act::new("end_sessions", "user", by.id).detail("others"), now).await
}

/// Signs a user out everywhere, at an administrator's word.
pub async fn end_all_by(
    txn: &DatabaseTransaction,
    by: &User,
    user_id: i64,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    end_all_of(txn, user_id).await?;
    audit::record(txn, by, Act::new("end_sessions", "user", user_id).detail("all"), now).await
}

/// Signs a user out everywhere: part of a change that is logged under its own name.
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
    super::guesses::delete_over(&txn, now).await?;
    txn.commit().await?;
    Ok(ended.rows_affected)
}
