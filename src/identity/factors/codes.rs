//! Recovery codes: ten to keep on paper, each good once, for the day the telephone is lost.
use crate::{
    audit::{self, Act},
    identity::{User, password},
    vault::sha256_hex,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set,
    sea_query::Expr,
};

/// How many at a time.
const MANY: usize = 10;

/// The table of recovery codes.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// A code; 80 random bits need no slow hash.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "recovery_codes")]
    pub struct Model {
        /// Row number.
        #[sea_orm(primary_key)]
        pub id: i64,
        /// Whose.
        pub user_id: i64,
        /// Hash of its letters and digits.
        pub code_sha256: String,
        /// When it was used.
        pub used_at: Option<DateTimeUtc>,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Ten new codes, to be shown once; those before are worth nothing.
pub async fn make(
    txn: &DatabaseTransaction,
    of: &User,
    chance: &mut impl rand::Rng,
    now: DateTime<Utc>,
) -> Result<Vec<String>, DbErr> {
    forget(txn, of.id).await?;
    let codes: Vec<String> = (0..MANY).map(|_| password::generate(chance)).collect();
    let rows = codes.iter().map(|code| entity::ActiveModel {
        user_id: Set(of.id),
        code_sha256: Set(sha256_hex(code.replace('-', "").as_bytes())),
        ..Default::default()
    });
    entity::Entity::insert_many(rows).exec_without_returning(txn).await?;
    audit::record(txn, of, Act::new("make_codes", "user", of.id), now).await?;
    Ok(codes)
}

/// Uses a code up; of two who try at once one gets true.
pub async fn spend(
    txn: &DatabaseTransaction,
    user_id: i64,
    typed: &str,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let spent = entity::Entity::update_many()
        .col_expr(entity::COLUMN.used_at, Expr::value(now))
        .filter(entity::COLUMN.user_id.eq(user_id))
        .filter(entity::COLUMN.code_sha256.eq(sha256_hex(typed.as_bytes())))
        .filter(entity::Column::UsedAt.is_null())
        .exec(txn)
        .await?;
    Ok(spent.rows_affected == 1)
}

pub(super) async fn left(db: &impl ConnectionTrait, user_id: i64) -> Result<u64, DbErr> {
    let hers = entity::Entity::find().filter(entity::COLUMN.user_id.eq(user_id));
    hers.filter(entity::Column::UsedAt.is_null()).count(db).await
}

pub(super) async fn forget(txn: &DatabaseTransaction, user_id: i64) -> Result<(), DbErr> {
    entity::Entity::delete_many().filter(entity::COLUMN.user_id.eq(user_id)).exec(txn).await.map(drop)
}
