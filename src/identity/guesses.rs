//! How often a password or code may be guessed at, by account and place, kept where every server sees it.
//!
//! Nobody can lock a colleague out: a browser she has signed in with before is counted by itself (the device cookies
//! of OWASP), and an account guessed at from everywhere waits only for places nobody knows. A guess is counted before
//! it is looked at, and given back when it was right, so that many at once are no way around.
use super::devices::Devices;
use crate::{database::Database, vault::Vault};
use chrono::{DateTime, TimeDelta, Utc};
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, ExprTrait, QueryFilter, Set,
    sea_query::{CaseStatement, Expr, OnConflict},
};

/// The table of guesses.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// How many guesses there were at something, until when.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "sign_in_guesses")]
    pub struct Model {
        /// Keyed hash of what is guessed at and from where.
        #[sea_orm(primary_key, auto_increment = false)]
        pub key: String,
        /// How many so far.
        pub guesses: i64,
        /// From when counting begins anew.
        pub until: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// Where a guess comes from.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The network address, as far as it tells one household or office from another.
    pub address: String,
    /// What the browser shows of earlier sign-ins.
    pub devices: Devices,
}

/// From one place at one account.
const FROM_ONE_PLACE: (i64, TimeDelta) = (10, TimeDelta::minutes(15));
/// From all unknown places at one account: slow enough for any password we accept.
const FROM_ANYWHERE: (i64, TimeDelta) = (100, TimeDelta::hours(1));
/// From one unknown place at all accounts: one password tried on everybody.
const AT_EVERYBODY: (i64, TimeDelta) = (100, TimeDelta::minutes(15));

/// A guess that is counted and may be looked at.
pub struct Admitted {
    keys: Vec<String>,
}

/// Too many: look at no guess before then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// When to try again.
    pub until: DateTime<Utc>,
    /// Whether this is the first guess that was too many: the one to log.
    pub first: bool,
}

/// Counts a guess at `what`, such as `password anna@example.se`; `user_id` where somebody has that account.
pub async fn admit(
    db: &Database,
    vault: &Vault,
    what: &str,
    user_id: Option<i64>,
    origin: &Origin,
    now: DateTime<Utc>,
) -> Result<Result<Admitted, Wait>, DbErr> {
    let key = |text: String| -> String {
        vault.lookup_hash(&format!("guess/{text}")).iter().map(|byte| format!("{byte:02x}")).collect()
    };
    let place = &origin.address;
    let counted = match user_id.and_then(|id| origin.devices.known(vault, id, now)) {
        Some(device) => vec![(key(format!("{what}/device {device}")), FROM_ONE_PLACE)],
        None => vec![
            (key(format!("{what}/address {place}")), FROM_ONE_PLACE),
            (key(format!("{what}/anywhere")), FROM_ANYWHERE),
            (key(format!("everybody/address {place}")), AT_EVERYBODY),
        ],
    };
    let txn = db.begin().await?;
    let mut wait: Option<Wait> = None;
    for (key, (most, window)) in &counted {
        let row = count(&txn, key, *window, now).await?;
        if row.guesses > *most {
            let first = row.guesses == most + 1 && wait.is_none_or(|wait| wait.first);
            let until = wait.map_or(row.until, |wait| Ord::max(wait.until, row.until));
            wait = Some(Wait { until, first });
        }
    }
    txn.commit().await?;
    Ok(match wait {
        Some(wait) => Err(wait),
        None => Ok(Admitted { keys: counted.into_iter().map(|(key, _)| key).collect() }),
    })
}

/// One more; counting begins anew where its time is over.
async fn count(
    txn: &DatabaseTransaction,
    key: &str,
    window: TimeDelta,
    now: DateTime<Utc>,
) -> Result<entity::Model, DbErr> {
    use entity::{Column, Entity};
    let column = |column| Expr::col((Entity, column));
    let over = || column(Column::Until).lte(now);
    let guesses = CaseStatement::new().case(over(), 1).finally(column(Column::Guesses).add(1));
    let until = CaseStatement::new().case(over(), now + window).finally(column(Column::Until));
    let mut again = OnConflict::column(Column::Key);
    again.value(Column::Guesses, guesses).value(Column::Until, until);
    let row = entity::ActiveModel { key: Set(key.to_owned()), guesses: Set(1), until: Set(now + window) };
    Entity::insert(row).on_conflict(again).exec_without_returning(txn).await?;
    let row = Entity::find_by_id(key).one(txn).await?;
    row.ok_or_else(|| DbErr::RecordNotFound("a count just made".into()))
}

/// It was right: this place begins anew, and the guess is given back to the others.
pub async fn forgive(txn: &DatabaseTransaction, admitted: &Admitted) -> Result<(), DbErr> {
    let [place, others @ ..] = admitted.keys.as_slice() else { return Ok(()) };
    entity::Entity::delete_by_id(place).exec(txn).await?;
    for key in others {
        entity::Entity::update_many()
            .col_expr(entity::COLUMN.guesses, Expr::col(entity::Column::Guesses).sub(1))
            .filter(entity::COLUMN.key.eq(key))
            .filter(entity::COLUMN.guesses.gt(0))
            .exec(txn)
            .await?;
    }
    Ok(())
}

/// Deletes what no longer counts; called by the job.
pub async fn delete_over(txn: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    entity::Entity::delete_many().filter(entity::COLUMN.until.lte(now)).exec(txn).await.map(drop)
}
