//! Users of an organisation: made, changed, closed.
use super::{
    Grant, Role, User, directory,
    entity::{user, user_role},
    links, password, sessions,
};
use crate::{
    audit::{self, Act},
    locales::Locale,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, sea_query::Expr,
};

/// What it takes to make a user.
#[derive(Clone, Debug)]
pub struct NewUser {
    /// Where she works.
    pub organisation_id: i64,
    /// Her name.
    pub name: String,
    /// How she signs in.
    pub email: String,
    /// Argon2id hash, by [`hash_password`], or [`NO_PASSWORD`] for whoever is invited to choose one.
    pub password_hash: String,
    /// The language she reads.
    pub locale: Locale,
    /// What she is for.
    pub roles: Vec<Grant>,
}

/// Why a user cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum NotMade {
    /// Somebody signs in with that address already.
    #[error("the e-mail address is taken")]
    EmailTaken,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// Why an account stays as it is.
#[derive(Debug, thiserror::Error)]
pub enum NotChanged {
    /// Nobody would be left to administer.
    #[error("the last administrator")]
    LastAdministrator,
    /// The database failed.
    #[error(transparent)]
    Database(#[from] DbErr),
}

/// What stands for the hash of somebody who has not chosen a password: no password is right.
pub const NO_PASSWORD: &str = "";

pub use super::password::{LONGEST, SHORTEST, Weak, choose as choose_password};

/// The hash to store for a password that nobody has to find strong.
pub async fn hash_password(password: String) -> anyhow::Result<String> {
    password::hash(password).await
}

/// A password to hand over once, easy to read aloud: four groups of letters and digits that are not mistaken for others.
pub fn new_password(chance: &mut impl rand::Rng) -> String {
    password::generate(chance)
}

/// Makes a user; `by` is nobody when the command line does it.
pub async fn create(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    new: NewUser,
    now: DateTime<Utc>,
) -> Result<i64, NotMade> {
    let email = new.email.trim().to_lowercase();
    if user::Entity::find().filter(user::COLUMN.email.eq(&email)).one(txn).await?.is_some() {
        return Err(NotMade::EmailTaken);
    }
    let row = user::ActiveModel {
        organisation_id: Set(new.organisation_id),
        name: Set(new.name.trim().to_owned()),
        email: Set(email),
        password_hash: Set(new.password_hash),
        locale: Set(new.locale),
        active: Set(true),
        created_at: Set(now),
        ..Default::default()
    };
    let id = user::Entity::insert(row).exec(txn).await?.last_insert_id;
    give(txn, id, &new.roles).await?;
    audit::record_by(txn, by, Act::new("create", "user", id), now).await?;
    Ok(id)
}

/// Gives exactly these roles; whoever is signed in with the old ones is out.
pub async fn set_roles(
    txn: &DatabaseTransaction,
    by: &User,
    id: i64,
    roles: &[Grant],
    now: DateTime<Utc>,
) -> Result<(), NotChanged> {
    if !roles.iter().any(|grant| grant.role == Role::Administrator) {
        must_leave_an_administrator(txn, id).await?;
    }
    user_role::Entity::delete_many().filter(user_role::COLUMN.user_id.eq(id)).exec(txn).await?;
    give(txn, id, roles).await?;
    sessions::end_all_of(txn, id).await?;
    let names = roles.iter().map(|grant| grant.role.code()).collect::<Vec<_>>().join(" ");
    Ok(audit::record(txn, by, Act::new("set_roles", "user", id).detail(names), now).await?)
}

/// Opens or closes an account. A closed one is signed out at once, and no link leads into it.
pub async fn set_active(
    txn: &DatabaseTransaction,
    by: &User,
    id: i64,
    active: bool,
    now: DateTime<Utc>,
) -> Result<(), NotChanged> {
    if !active {
        must_leave_an_administrator(txn, id).await?;
    }
    update(txn, id, user::Column::Active, active.into()).await?;
    if !active {
        sessions::end_all_of(txn, id).await?;
        links::withdraw(txn, id).await?;
    }
    let act = match active {
        true => Act::new("open", "user", id),
        false => Act::new("close", "user", id),
    };
    Ok(audit::record(txn, by, act, now).await?)
}

/// Replaces the password; whoever is signed in with the old one is out, and no link sent before works.
pub async fn set_password(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    id: i64,
    hash: String,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    update(txn, id, user::Column::PasswordHash, hash.into()).await?;
    sessions::end_all_of(txn, id).await?;
    links::withdraw(txn, id).await?;
    audit::record_by(txn, by, Act::new("set_password", "user", id), now).await
}

/// Remembers which language she reads.
pub async fn set_locale(txn: &DatabaseTransaction, user: &User, locale: Locale) -> Result<(), DbErr> {
    update(txn, user.id, user::Column::Locale, locale.code().into()).await
}

/// The active advisors of an organisation, by name.
pub async fn advisors(db: &impl ConnectionTrait, organisation_id: i64) -> Result<Vec<(i64, String)>, DbErr> {
    use sea_orm::QuerySelect;
    user::Entity::find()
        .select_only()
        .columns([user::Column::Id, user::Column::Name])
        .inner_join_roles()
        .filter(user::COLUMN.organisation_id.eq(organisation_id))
        .filter(user::COLUMN.active.eq(true))
        .filter(user_role::COLUMN.role.eq(Role::Advisor))
        .order_by_asc(user::Column::Name)
        .into_tuple()
        .all(db)
        .await
}

trait WithRoles {
    fn inner_join_roles(self) -> Self;
}

impl WithRoles for sea_orm::Select<user::Entity> {
    fn inner_join_roles(self) -> Self {
        use sea_orm::{QuerySelect, RelationTrait};
        self.join_rev(sea_orm::JoinType::InnerJoin, user_role::Relation::User.def())
    }
}

async fn must_leave_an_administrator(txn: &DatabaseTransaction, without: i64) -> Result<(), NotChanged> {
    match directory::another_administers(txn, without).await? {
        true => Ok(()),
        false => Err(NotChanged::LastAdministrator),
    }
}

async fn give(txn: &DatabaseTransaction, id: i64, roles: &[Grant]) -> Result<(), DbErr> {
    for grant in roles {
        let row = user_role::ActiveModel { user_id: Set(id), role: Set(grant.role), until: Set(grant.until) };
        user_role::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}

async fn update(
    txn: &DatabaseTransaction,
    id: i64,
    column: user::Column,
    value: sea_orm::Value,
) -> Result<(), DbErr> {
    let result = user::Entity::update_many()
        .col_expr(column, Expr::value(value))
        .filter(user::COLUMN.id.eq(id))
        .exec(txn)
        .await?;
    match result.rows_affected {
        0 => Err(DbErr::RecordNotFound(format!("user {id}"))),
        _ => Ok(()),
    }
}

/// The name of a user, also of one whose account is closed.
pub async fn name(db: &impl ConnectionTrait, id: i64) -> Result<Option<String>, DbErr> {
    use sea_orm::QuerySelect;
    user::Entity::find()
        .select_only()
        .column(user::Column::Name)
        .filter(user::COLUMN.id.eq(id))
        .into_tuple()
        .one(db)
        .await
}
