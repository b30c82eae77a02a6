//! Passkeys: a key in her telephone, computer or hand that signs for this site only, after making sure it is her.
pub mod challenge;
mod cose;
mod webauthn;

pub use challenge::{Challenge, Purpose};
pub use cose::OFFERED;
pub use webauthn::{Party, Refused, Sent};

use crate::{
    audit::{self, Act},
    identity::{User, entity::user, sessions},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait,
    QueryFilter, QueryOrder, Set, SqlErr, sea_query::Expr,
};

pub use entity::Model as Passkey;

/// The table of passkeys.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// The public half of a passkey.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "passkeys")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose.
        pub user_id: i64,
        /// How she tells it from her others.
        pub name: String,
        /// Its name among all passkeys, in base64url.
        #[sea_orm(unique)]
        pub credential_id: String,
        /// As COSE writes it.
        pub public_key: Vec<u8>,
        /// How often it says it has signed.
        pub sign_count: i64,
        /// When the last challenge it answered was drawn: no answer is taken twice.
        pub challenged_at: i64,
        /// When it was added.
        pub added_at: DateTimeUtc,
        /// When it was last used.
        pub used_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// How authenticators know a user: her row number tells nobody who she is.
pub fn handle(user_id: i64) -> String {
    URL_SAFE_NO_PAD.encode(user_id.to_be_bytes())
}

/// Hers, oldest first.
pub async fn of(db: &impl ConnectionTrait, user_id: i64) -> Result<Vec<Passkey>, DbErr> {
    let hers = entity::Entity::find().filter(entity::COLUMN.user_id.eq(user_id));
    hers.order_by_asc(entity::Column::Id).all(db).await
}

pub(super) async fn count(db: &impl ConnectionTrait, user_id: i64) -> Result<u64, DbErr> {
    entity::Entity::find().filter(entity::COLUMN.user_id.eq(user_id)).count(db).await
}

/// Adds the passkey made for that challenge. She is signed out everywhere.
pub async fn add(
    txn: &DatabaseTransaction,
    by: &User,
    party: &Party,
    (challenge, sent): (&Challenge, &Sent),
    name: &str,
    now: DateTime<Utc>,
) -> Result<Result<(), Refused>, DbErr> {
    let new = match webauthn::made(party, &challenge.text, sent) {
        Ok(new) => new,
        Err(refused) => return Ok(Err(refused)),
    };
    let row = entity::ActiveModel {
        user_id: Set(by.id),
        name: Set(name.to_owned()),
        credential_id: Set(new.credential),
        public_key: Set(new.public_key),
        sign_count: Set(new.sign_count.into()),
        challenged_at: Set(0),
        added_at: Set(now),
        ..Default::default()
    };
    match entity::Entity::insert(row).exec_without_returning(txn).await {
        Ok(_) => {}
        // Somebody has it already (§7.1 step 26).
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => {
            return Ok(Err(Refused::NotForUs));
        }
        Err(error) => return Err(error),
    }
    sessions::end_all_of(txn, by.id).await?;
    audit::record(txn, by, Act::new("add_factor", "user", by.id).detail("passkey"), now).await?;
    Ok(Ok(()))
}

/// Whose passkey answered the challenge. `only` where it is known who must have; each answer is taken once.
pub async fn answered(
    txn: &DatabaseTransaction,
    party: &Party,
    (challenge, sent): (&Challenge, &Sent),
    only: Option<i64>,
    now: DateTime<Utc>,
) -> Result<Result<i64, Refused>, DbErr> {
    let known =
        entity::Entity::find().filter(entity::COLUMN.credential_id.eq(&sent.credential)).one(txn).await?;
    let Some(key) = known.filter(|key| only.is_none_or(|id| id == key.user_id)) else {
        return Ok(Err(Refused::NotForUs));
    };
    // Required where nobody has said who she is (§7.2 step 6).
    let whose = sent.user_handle == handle(key.user_id) || (only.is_some() && sent.user_handle.is_empty());
    let open = user::Entity::find_by_id(key.user_id).filter(user::COLUMN.active.eq(true)).one(txn).await?;
    if !whose || open.is_none() {
        return Ok(Err(Refused::NotForUs));
    }
    let count = match webauthn::signed(party, &challenge.text, &key.public_key, sent) {
        Ok(count) => i64::from(count),
        Err(refused) => return Ok(Err(refused)),
    };
    // A count that does not grow is a copy of the key; one that stays at zero is not kept (§7.2 step 22).
    let grows = Condition::any()
        .add(entity::Column::SignCount.lt(count))
        .add(Condition::all().add(entity::Column::SignCount.eq(0)).add(Expr::value(count == 0)));
    let used = entity::Entity::update_many()
        .col_expr(entity::COLUMN.sign_count, Expr::value(count))
        .col_expr(entity::COLUMN.challenged_at, Expr::value(challenge.issued_at))
        .col_expr(entity::COLUMN.used_at, Expr::value(now))
        .filter(entity::COLUMN.id.eq(key.id))
        .filter(entity::COLUMN.challenged_at.lt(challenge.issued_at))
        .filter(grows)
        .exec(txn)
        .await?;
    Ok(if used.rows_affected == 1 { Ok(key.user_id) } else { Err(Refused::NotForUs) })
}

/// Takes one of hers away; whether there was one.
pub(super) async fn remove(txn: &DatabaseTransaction, user_id: i64, id: i64) -> Result<bool, DbErr> {
    let hers = entity::Entity::delete_by_id(id).filter(entity::COLUMN.user_id.eq(user_id));
    Ok(hers.exec(txn).await?.rows_affected == 1)
}

pub(super) async fn forget(txn: &DatabaseTransaction, user_id: i64) -> Result<(), DbErr> {
    entity::Entity::delete_many().filter(entity::COLUMN.user_id.eq(user_id)).exec(txn).await.map(drop)
}
