//! One-time links: an invitation to an account, or the way back to one whose password is forgotten.
//!
//! The database knows the link's hash only. Looking at a link changes nothing, because mail scanners open every
//! one; it is used up by the form behind it.
use super::{User, entity::user};
use crate::{
    audit::{self, Act},
    vault::sha256_hex,
};
use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::OnConflict,
};

pub use entity::{Model as Link, Purpose};

/// The table of links.
pub mod entity {
    use sea_orm::entity::prelude::*;

    crate::code_enum! {
        /// What the link is for.
        pub enum Purpose {
            /// *Inbjudan*: the first password of a new account.
            Invitation = "invitation",
            /// *Glömt lösenord*: a new one.
            Recovery = "recovery",
        }
    }

    /// A link that works until it is used, replaced or too old.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "account_links")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose account.
        pub user_id: i64,
        /// What for: one of each.
        pub purpose: Purpose,
        /// Hash of what the address ends with.
        #[sea_orm(unique)]
        pub token_sha256: String,
        /// When it was sent.
        pub sent_at: DateTimeUtc,
        /// From when it works no more.
        pub expires_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

impl Purpose {
    /// How long a link works: an invitation waits for a holiday to end, a way back only for the letter to arrive.
    fn lasts(self) -> TimeDelta {
        match self {
            Self::Invitation => TimeDelta::days(7),
            Self::Recovery => TimeDelta::hours(1),
        }
    }
}

/// What the address of a new link ends with: 256 bits.
pub fn new_token(chance: &mut impl rand::Rng) -> String {
    let bytes: [u8; 32] = chance.random();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Makes `token` the link of this user and purpose; the one before it works no more.
pub async fn issue(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    user_id: i64,
    purpose: Purpose,
    token: &str,
    now: DateTime<Utc>,
) -> Result<Link, DbErr> {
    let row = entity::ActiveModel {
        user_id: Set(user_id),
        purpose: Set(purpose),
        token_sha256: Set(sha256_hex(token.as_bytes())),
        sent_at: Set(now),
        expires_at: Set(now + purpose.lasts()),
        ..Default::default()
    };
    let instead = OnConflict::columns([entity::Column::UserId, entity::Column::Purpose])
        .update_columns([entity::Column::TokenSha256, entity::Column::SentAt, entity::Column::ExpiresAt])
        .to_owned();
    let link = entity::Entity::insert(row).on_conflict(instead).exec_with_returning(txn).await?;
    let act = match purpose {
        Purpose::Invitation => Act::new("invite", "user", user_id),
        Purpose::Recovery => Act::new("send_recovery", "user", user_id),
    };
    audit::record_by(txn, by, act, now).await?;
    Ok(link)
}

/// The link that ends so, while it works.
pub async fn find(db: &impl ConnectionTrait, token: &str, now: DateTime<Utc>) -> Result<Option<Link>, DbErr> {
    let link = working(token, now).one(db).await?;
    let Some(link) = link else { return Ok(None) };
    let open = user::Entity::find_by_id(link.user_id).filter(user::COLUMN.active.eq(true)).one(db).await?;
    Ok(open.map(|_| link))
}

fn working(token: &str, now: DateTime<Utc>) -> sea_orm::Select<entity::Entity> {
    entity::Entity::find()
        .filter(entity::COLUMN.token_sha256.eq(sha256_hex(token.as_bytes())))
        .filter(entity::COLUMN.expires_at.gt(now))
}

/// Uses the link up; of two who try at once one gets true.
pub async fn use_up(txn: &DatabaseTransaction, link: &Link, now: DateTime<Utc>) -> Result<bool, DbErr> {
    let used = entity::Entity::delete_many()
        .filter(entity::COLUMN.id.eq(link.id))
        .filter(entity::COLUMN.token_sha256.eq(&link.token_sha256))
        .filter(entity::COLUMN.expires_at.gt(now))
        .exec(txn)
        .await?;
    Ok(used.rows_affected == 1)
}

/// No link to this account works any more.
pub async fn withdraw(txn: &DatabaseTransaction, user_id: i64) -> Result<(), DbErr> {
    let hers = entity::Entity::delete_many().filter(entity::COLUMN.user_id.eq(user_id));
    hers.exec(txn).await.map(drop)
}

/// The invitation of this user, while nobody has taken it; it may be too old.
pub async fn invitation_of(db: &impl ConnectionTrait, user_id: i64) -> Result<Option<Link>, DbErr> {
    of(db, user_id, Purpose::Invitation).await
}

/// When she was last sent a link for this, if it is neither used nor withdrawn.
pub async fn last_sent(
    db: &impl ConnectionTrait,
    user_id: i64,
    purpose: Purpose,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    Ok(of(db, user_id, purpose).await?.map(|link| link.sent_at))
}

async fn of(db: &impl ConnectionTrait, user_id: i64, purpose: Purpose) -> Result<Option<Link>, DbErr> {
    entity::Entity::find()
        .filter(entity::COLUMN.user_id.eq(user_id))
        .filter(entity::Column::Purpose.eq(purpose))
        .one(db)
        .await
}
