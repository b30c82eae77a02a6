//! The second factor: what she has besides the password, and who must have one.
pub mod app;
pub mod codes;
pub mod passkeys;

use super::{Role, User, sessions};
use crate::{
    audit::{self, Act},
    vault::Vault,
};
use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait};

/// Whether a password alone does not let these in: they see beyond their own cases, or decide who does.
pub fn needs_second_factor(roles: &[Role]) -> bool {
    roles.iter().any(|role| match role {
        Role::UnitLead
        | Role::Lead
        | Role::ProtectionOfficer
        | Role::LogReviewer
        | Role::Administrator
        | Role::Auditor => true,
        Role::Advisor | Role::Recipient => false,
    })
}

/// What somebody can prove herself with besides her password.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Factors {
    /// An app that shows codes.
    pub app: bool,
    /// How many passkeys.
    pub passkeys: u64,
    /// How many recovery codes she has left; they are no factor of their own.
    pub codes: u64,
}

impl Factors {
    /// Whether there is any to ask for.
    pub fn any(&self) -> bool {
        self.app || self.passkeys > 0
    }
}

/// Those of a user.
pub async fn of(db: &impl ConnectionTrait, user_id: i64) -> Result<Factors, DbErr> {
    Ok(Factors {
        app: app::entity::Entity::find_by_id(user_id).count(db).await? > 0,
        passkeys: passkeys::count(db, user_id).await?,
        codes: codes::left(db, user_id).await?,
    })
}

/// How a code was right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// The app's.
    App,
    /// One of those kept for the day the app is lost.
    RecoveryCode,
}

impl By {
    /// As the log tells it.
    pub fn code(self) -> &'static str {
        match self {
            Self::App => "app",
            Self::RecoveryCode => "recovery_code",
        }
    }
}

/// Uses up a code of either kind, if it is right. Spaces and hyphens do not matter.
pub async fn spend(
    txn: &DatabaseTransaction,
    vault: &Vault,
    user_id: i64,
    typed: &str,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<By>> {
    let typed: String =
        typed.chars().filter(|c| c.is_ascii_alphanumeric()).map(|c| c.to_ascii_lowercase()).collect();
    if app::spend(txn, vault, user_id, &typed, now).await? {
        return Ok(Some(By::App));
    }
    Ok(codes::spend(txn, user_id, &typed, now).await?.then_some(By::RecoveryCode))
}

/// Takes every factor away, so that she can begin again: the administrator's help for whoever lost her telephone.
pub async fn reset(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    user_id: i64,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    app::remove(txn, user_id).await?;
    passkeys::forget(txn, user_id).await?;
    codes::forget(txn, user_id).await?;
    sessions::end_all_of(txn, user_id).await?;
    audit::record_by(txn, by, Act::new("reset_factors", "user", user_id), now).await
}

/// Takes the app away; without any factor left, recovery codes are worth nothing either.
pub async fn remove_app(txn: &DatabaseTransaction, by: &User, now: DateTime<Utc>) -> Result<(), DbErr> {
    app::remove(txn, by.id).await?;
    ended(txn, by, "app", now).await
}

/// Takes one of her passkeys away; whether there was one.
pub async fn remove_passkey(
    txn: &DatabaseTransaction,
    by: &User,
    id: i64,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if !passkeys::remove(txn, by.id, id).await? {
        return Ok(false);
    }
    ended(txn, by, "passkey", now).await?;
    Ok(true)
}

async fn ended(
    txn: &DatabaseTransaction,
    by: &User,
    what: &'static str,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    if !of(txn, by.id).await?.any() {
        codes::forget(txn, by.id).await?;
    }
    sessions::end_all_of(txn, by.id).await?;
    audit::record(txn, by, Act::new("remove_factor", "user", by.id).detail(what), now).await
}
