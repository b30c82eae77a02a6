//! Signing in by e-mail and password.
use super::{User, entity::user, find, password};
use crate::{
    audit::{self, Act},
    clock,
    database::Database,
};
use chrono::{DateTime, Utc};
use sea_orm::{EntityTrait, QueryFilter};

/// The user these belong to, or nobody; either is logged, and takes the same time.
pub async fn sign_in(
    db: &Database,
    email: &str,
    password: String,
    now: DateTime<Utc>,
) -> anyhow::Result<Option<User>> {
    let found = user::Entity::find()
        .filter(user::COLUMN.email.eq(email.trim().to_lowercase()))
        .filter(user::COLUMN.active.eq(true))
        .one(db.read())
        .await?;
    let id = found.as_ref().map(|user| user.id);
    let right = password::verify(password, found.map(|user| user.password_hash)).await?;
    let user = match (right, id) {
        (true, Some(id)) => find(db.read(), id, clock::local_day(now)).await?,
        _ => None,
    };
    let txn = db.begin().await?;
    match (&user, id) {
        (Some(user), _) => audit::record(&txn, user, Act::new("sign_in", "user", user.id), now).await?,
        (None, Some(id)) => audit::record_system(&txn, Act::new("sign_in_refused", "user", id), now).await?,
        (None, None) => audit::record_system(&txn, Act::of_many("sign_in_refused", "user"), now).await?,
    }
    txn.commit().await?;
    Ok(user)
}
