//! Everybody who has an account, open or closed, as an administrator sees them.
use super::{
    Role,
    entity::{organisation, user, user_role},
};
use crate::locales::Locale;
use chrono::NaiveDate;
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, JoinType, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
};
use std::collections::HashMap;

/// A user's account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Account {
    /// The user.
    pub id: i64,
    /// Where she works.
    pub organisation_id: i64,
    /// Its name.
    pub organisation: String,
    /// Her name.
    pub name: String,
    /// How she signs in.
    pub email: String,
    /// The language she reads.
    pub locale: Locale,
    /// Whether she may sign in.
    pub active: bool,
    /// Whether she has chosen a password: not before she has taken her invitation.
    pub has_password: bool,
    /// What she is for, in the order of the list.
    pub roles: Vec<Role>,
    /// The last day of her auditor's role, if she has it.
    pub until: Option<NaiveDate>,
}

impl Account {
    /// What no password of hers may be made of.
    pub fn about(&self) -> Vec<String> {
        vec![self.name.clone(), self.email.clone(), self.organisation.clone()]
    }
}

/// Everybody, by organisation's number and then by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Account>, DbErr> {
    let users = user::Entity::find().order_by_asc(user::Column::OrganisationId);
    accounts(db, users.order_by_asc(user::Column::Name)).await
}

/// The account of that number.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<Account>, DbErr> {
    Ok(accounts(db, user::Entity::find_by_id(id)).await?.pop())
}

/// The account that signs in so.
pub async fn with_email(db: &impl ConnectionTrait, email: &str) -> Result<Option<Account>, DbErr> {
    let email = email.trim().to_lowercase();
    Ok(accounts(db, user::Entity::find().filter(user::COLUMN.email.eq(email))).await?.pop())
}

/// Whether somebody else could still administer if `id` could not.
pub async fn another_administers(db: &impl ConnectionTrait, id: i64) -> Result<bool, DbErr> {
    let others = user::Entity::find()
        .join_rev(JoinType::InnerJoin, user_role::Relation::User.def())
        .filter(user::COLUMN.id.ne(id))
        .filter(user::COLUMN.active.eq(true))
        .filter(user_role::COLUMN.role.eq(Role::Administrator))
        .count(db)
        .await?;
    Ok(others > 0)
}

async fn accounts(db: &impl ConnectionTrait, users: Select<user::Entity>) -> Result<Vec<Account>, DbErr> {
    let users = users.all(db).await?;
    let mut roles: HashMap<i64, (Vec<Role>, Option<NaiveDate>)> = HashMap::new();
    let ids: Vec<_> = users.iter().map(|user| user.id).collect();
    for row in user_role::Entity::find().filter(user_role::COLUMN.user_id.is_in(ids)).all(db).await? {
        let hers = roles.entry(row.user_id).or_default();
        hers.0.push(row.role);
        hers.1 = hers.1.or(row.until);
    }
    let organisations: HashMap<i64, String> = organisation::Entity::find()
        .select_only()
        .columns([organisation::Column::Id, organisation::Column::Name])
        .into_tuple::<(i64, String)>()
        .all(db)
        .await?
        .into_iter()
        .collect();
    let account = |user: user::Model| {
        let (mut roles, until) = roles.remove(&user.id).unwrap_or_default();
        roles.sort();
        Account {
            id: user.id,
            organisation_id: user.organisation_id,
            organisation: organisations.get(&user.organisation_id).cloned().unwrap_or_default(),
            name: user.name,
            email: user.email,
            locale: user.locale,
            active: user.active,
            has_password: !user.password_hash.is_empty(),
            roles,
            until,
        }
    };
    Ok(users.into_iter().map(account).collect())
}
