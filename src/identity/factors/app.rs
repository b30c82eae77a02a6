//! Codes from an authenticator app: six digits that change every thirty seconds (TOTP, RFC 6238).
use crate::{
    audit::{self, Act},
    database::Database,
    identity::{User, sessions},
    vault::Vault,
};
use anyhow::Context;
use chrono::{DateTime, TimeDelta, Utc};
use rand::RngExt;
use sea_orm::{
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict},
};
use std::collections::BTreeMap;
use totp_rs::{Algorithm, Builder, Secret, Totp};

/// How long a shown secret may wait to be confirmed.
const OFFERED: TimeDelta = TimeDelta::minutes(30);

/// The table of apps, one a user.
pub mod entity {
    use sea_orm::entity::prelude::*;

    /// What an app and we have in common.
    #[sea_orm::model]
    #[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
    #[sea_orm(table_name = "authenticator_apps")]
    pub struct Model {
        /// Whose.
        #[sea_orm(primary_key, auto_increment = false)]
        pub user_id: i64,
        /// The secret, sealed by the vault.
        pub sealed_secret: Vec<u8>,
        /// The id of the key it is sealed with.
        pub key_id: String,
        /// The last thirty seconds a code was accepted for: no code is accepted twice.
        pub last_step: i64,
        /// When it was added.
        pub added_at: DateTimeUtc,
    }

    impl ActiveModelBehavior for ActiveModel {}
}

/// A secret shown to her and not yet confirmed. Sealed, it travels with the form: looking at the page stores nothing.
pub struct Offer {
    totp: Totp,
    secret: String,
    /// What the form carries.
    pub sealed: String,
}

fn place(user_id: i64) -> String {
    format!("authenticator_apps/user {user_id}")
}

fn offer_place(user_id: i64) -> String {
    format!("authenticator_apps/offer to user {user_id}")
}

impl Offer {
    /// A new secret of 160 bits for this user.
    pub fn new(
        vault: &Vault,
        to: &User,
        now: DateTime<Utc>,
        chance: &mut impl rand::Rng,
    ) -> anyhow::Result<Self> {
        let bytes: [u8; 20] = chance.random();
        let secret = Secret::from(bytes).to_base32();
        let sealed = vault.seal(&offer_place(to.id), &format!("{} {secret}", now.timestamp()), chance);
        let sealed = sealed.value.iter().map(|byte| format!("{byte:02x}")).collect();
        Ok(Self { totp: totp(&secret, &to.email)?, secret, sealed })
    }

    /// The offer a form carries, unless it is another's or too old.
    pub fn read(vault: &Vault, to: &User, sealed: &str, now: DateTime<Utc>) -> Option<Self> {
        let bytes = bytes(sealed)?;
        let opened = vault.open(&offer_place(to.id), None, &bytes).ok()?;
        let (offered_at, secret) = opened.split_once(' ')?;
        let offered_at = DateTime::from_timestamp(offered_at.parse().ok()?, 0)?;
        let totp = totp(secret, &to.email).ok().filter(|_| now - offered_at < OFFERED)?;
        Some(Self { totp, secret: secret.to_owned(), sealed: sealed.to_owned() })
    }

    /// The secret to type where no picture can be taken, in groups of four.
    pub fn typed(&self) -> String {
        let letters: Vec<char> = self.secret.chars().collect();
        letters.chunks(4).map(|four| four.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
    }

    /// `otpauth://totp/…`, for the picture.
    pub fn address(&self) -> anyhow::Result<String> {
        self.totp.to_url().context("the address of an authenticator's secret")
    }

    /// Makes it her app if the code is right, in place of any before; whether it was. She is signed out everywhere.
    pub async fn confirm(
        &self,
        txn: &DatabaseTransaction,
        vault: &Vault,
        by: &User,
        typed: &str,
        now: DateTime<Utc>,
        chance: &mut impl rand::Rng,
    ) -> Result<bool, DbErr> {
        let typed: String = typed.chars().filter(char::is_ascii_digit).collect();
        let Some(step) = step(&self.totp, &typed, now) else { return Ok(false) };
        let sealed = vault.seal(&place(by.id), &self.secret, chance);
        let row = entity::ActiveModel {
            user_id: Set(by.id),
            sealed_secret: Set(sealed.value),
            key_id: Set(sealed.key_id),
            last_step: Set(step),
            added_at: Set(now),
        };
        let instead = OnConflict::column(entity::Column::UserId)
            .update_columns([
                entity::Column::SealedSecret,
                entity::Column::KeyId,
                entity::Column::LastStep,
                entity::Column::AddedAt,
            ])
            .to_owned();
        entity::Entity::insert(row).on_conflict(instead).exec_without_returning(txn).await?;
        sessions::end_all_of(txn, by.id).await?;
        audit::record(txn, by, Act::new("add_factor", "user", by.id).detail("app"), now).await?;
        Ok(true)
    }
}

/// Uses up the code of these thirty seconds, or of those before or after; of two who try one at once, one gets true.
pub async fn spend(
    txn: &DatabaseTransaction,
    vault: &Vault,
    user_id: i64,
    typed: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<bool> {
    let Some(app) = entity::Entity::find_by_id(user_id).one(txn).await? else { return Ok(false) };
    let secret = vault.open(&place(user_id), Some(&app.key_id), &app.sealed_secret)?;
    let Some(step) = step(&totp(&secret, "")?, typed, now) else { return Ok(false) };
    let spent = entity::Entity::update_many()
        .col_expr(entity::COLUMN.last_step, Expr::value(step))
        .filter(entity::COLUMN.user_id.eq(user_id))
        .filter(entity::COLUMN.last_step.lt(step))
        .exec(txn)
        .await?;
    Ok(spent.rows_affected == 1)
}

/// How many secrets there are under each key.
pub async fn keys_in_use(db: &impl ConnectionTrait) -> Result<BTreeMap<String, u64>, DbErr> {
    let mut counts = BTreeMap::new();
    for app in entity::Entity::find().all(db).await? {
        *counts.entry(app.key_id).or_default() += 1;
    }
    Ok(counts)
}

/// Seals with the present key what is sealed with another, one by one; how many were. One that changes meanwhile is
/// under the present key already.
pub async fn seal_anew(db: &Database, vault: &Vault, chance: &mut impl rand::Rng) -> anyhow::Result<u64> {
    let old = entity::COLUMN.key_id.ne(vault.key_id());
    let mut done = 0;
    for app in entity::Entity::find().filter(old).all(db.read()).await? {
        let secret = vault.open(&place(app.user_id), Some(&app.key_id), &app.sealed_secret)?;
        let sealed = vault.seal(&place(app.user_id), &secret, chance);
        let txn = db.begin().await?;
        let changed = entity::Entity::update_many()
            .col_expr(entity::Column::SealedSecret, Expr::value(sealed.value))
            .col_expr(entity::Column::KeyId, Expr::value(sealed.key_id))
            .filter(entity::COLUMN.user_id.eq(app.user_id))
            .filter(entity::COLUMN.key_id.eq(&app.key_id))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        done += changed.rows_affected;
    }
    Ok(done)
}

pub(super) async fn remove(txn: &DatabaseTransaction, user_id: i64) -> Result<(), DbErr> {
    entity::Entity::delete_by_id(user_id).exec(txn).await.map(drop)
}

fn totp(secret: &str, account: &str) -> anyhow::Result<Totp> {
    let secret = Secret::try_from_base32(secret).map_err(|error| anyhow::anyhow!("{error:?}"))?;
    let builder = Builder::new()
        .with_algorithm(Algorithm::SHA1) // the only one every app knows
        .with_digits(6)
        .with_skew(1)
        .with_step_duration(30)
        .with_secret(secret)
        .with_account_name(account.to_owned())
        .with_issuer(Some("Jämväxt"));
    builder.build().map_err(|error| anyhow::anyhow!("an authenticator's secret: {error:?}"))
}

fn step(totp: &Totp, typed: &str, now: DateTime<Utc>) -> Option<i64> {
    let step = totp.check(typed, u64::try_from(now.timestamp()).ok()?)?;
    i64::try_from(step).ok()
}

fn bytes(hexadecimal: &str) -> Option<Vec<u8>> {
    if hexadecimal.len() > 1_000 || !hexadecimal.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = hexadecimal.as_bytes().chunks_exact(2);
    pairs.map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok()).collect()
}
