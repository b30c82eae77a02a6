//! A client is marked as protected by one person; it takes two to lift it.
use super::{
    Why,
    entity::{lifting, member, notice, opening},
    group, notices,
};
use crate::{
    audit::{self, Act},
    cases::Case,
    clients::{
        self, Client, NumberTaken, Protection,
        entity::{client, sealed_value},
    },
    database::Database,
    identity::{Right, User},
    vault::Vault,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

/// Why a protection is not changed so.
#[derive(Debug, thiserror::Error)]
pub enum NotMarked {
    /// It is not hers to do.
    #[error("not a member, nor a protection officer")]
    NotHers,
    /// Two different advisors of the organisation are needed.
    #[error("a group has two at least")]
    TooFew,
    /// It is so already.
    #[error("it is so already")]
    Already,
    /// Another client has the number she would be found by again.
    #[error(transparent)]
    NumberTaken(#[from] NumberTaken),
    /// Our own failure.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<DbErr> for NotMarked {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// Marks the client of a case as protected from now on, for a group of the case's advisor and a second one. By whoever
/// has the case, or a protection officer.
pub async fn mark(
    txn: &DatabaseTransaction,
    user: &User,
    (case, client): (&Case, &Client),
    (kind, second, route): (Protection, i64, Option<&str>),
    vault: &Vault,
    why: Why,
    now: DateTime<Utc>,
) -> Result<(), NotMarked> {
    let hers = case.advisor_id == user.id && user.may(Right::WorkInCases);
    if !hers && !user.may(Right::AnswerForProtected) {
        return Err(NotMarked::NotHers);
    }
    if client.protected {
        return Err(NotMarked::Already);
    }
    let chosen = group::candidates(txn, client.organisation_id).await?;
    let may_be = |id| chosen.iter().any(|(there, _)| *there == id);
    if second == case.advisor_id || !may_be(second) || !may_be(case.advisor_id) {
        return Err(NotMarked::TooFew);
    }
    group::found(txn, user, client.id, &[case.advisor_id, second], now).await?;
    clients::hide(txn, client, kind, route, vault).await?;
    notices::tell(txn, user, (client.id, Some(case.id)), notice::Kind::Marked, Some(&why), now).await?;
    let act = Act::new("protect", "client", client.id).on_client(client.id).in_case(case.id);
    Ok(audit::record(txn, user, act.because(why.reason, Some(why.typed)), now).await?)
}

/// What became of the wish to lift a protection.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lifting {
    /// Another has to agree.
    Asked,
    /// Two agreed: it is lifted.
    Lifted,
}

/// Who asked to lift the protection, if somebody did.
pub async fn lifting(db: &impl ConnectionTrait, client: &Client) -> Result<Option<i64>, DbErr> {
    Ok(lifting::Entity::find_by_id(client.id).one(db).await?.map(|row| row.asked_by))
}

/// Asks to lift it, or agrees: one of the two is a protection officer, the other the case's advisor.
pub async fn lift(
    txn: &DatabaseTransaction,
    user: &User,
    (case, client): (&Case, &Client),
    vault: &Vault,
    why: Why,
    now: DateTime<Utc>,
) -> Result<Lifting, NotMarked> {
    let officer = user.may(Right::AnswerForProtected);
    let advisor = case.advisor_id == user.id && group::is_member(txn, user, client.id).await?;
    if !officer && !advisor {
        return Err(NotMarked::NotHers);
    }
    if !client.protected {
        return Err(NotMarked::Already);
    }
    let act = |verb| Act::new(verb, "client", client.id).on_client(client.id).in_case(case.id);
    let asked = lifting::Entity::find_by_id(client.id).one(txn).await?;
    let agreed = match &asked {
        None => false,
        Some(row) if row.asked_by == user.id => return Err(NotMarked::Already),
        // Whoever asked was one of the two kinds; this one must be the other.
        Some(row) => {
            if row.asked_by == case.advisor_id {
                officer
            } else {
                advisor
            }
        }
    };
    if !agreed {
        if asked.is_some() {
            return Err(NotMarked::NotHers);
        }
        let row =
            lifting::ActiveModel { client_id: Set(client.id), asked_by: Set(user.id), asked_at: Set(now) };
        lifting::Entity::insert(row).exec_without_returning(txn).await?;
        audit::record(txn, user, act("ask_to_lift").because(why.reason, Some(why.typed)), now).await?;
        return Ok(Lifting::Asked);
    }
    match clients::show(txn, client, vault).await {
        Ok(()) => {}
        Err(error) if error.is::<NumberTaken>() => return Err(NumberTaken.into()),
        Err(error) => return Err(error.into()),
    }
    lifting::Entity::delete_many().filter(lifting::COLUMN.client_id.eq(client.id)).exec(txn).await?;
    member::Entity::delete_many().filter(member::COLUMN.client_id.eq(client.id)).exec(txn).await?;
    notices::tell(txn, user, (client.id, Some(case.id)), notice::Kind::Lifted, Some(&why), now).await?;
    audit::record(txn, user, act("lift").because(why.reason, Some(why.typed)), now).await?;
    Ok(Lifting::Lifted)
}

/// Seals what stands in clear of clients who were protected before there was a seal for it. Returns how many.
pub async fn seal_all(db: &Database, vault: &Vault) -> anyhow::Result<u64> {
    let in_clear = || {
        client::Entity::find()
            .filter(client::COLUMN.protected.eq(true))
            .filter(Expr::col(client::Column::GivenName).ne(""))
    };
    if in_clear().count(db.read()).await? == 0 {
        return Ok(0);
    }
    let ids: Vec<i64> =
        in_clear().select_only().column(client::Column::Id).into_tuple().all(db.read()).await?;
    for id in &ids {
        let txn = db.begin().await?;
        if let Some(client) = in_clear().filter(client::COLUMN.id.eq(*id)).one(&txn).await? {
            let kind = client.protection.unwrap_or(Protection::Marking);
            clients::hide(&txn, &client, kind, None, vault).await?;
        }
        txn.commit().await?;
    }
    db.forget().await?;
    Ok(ids.len() as u64)
}

/// Takes away whatever is kept because a client is or was protected: what is sealed of her, her group, who opened her
/// case and what the officers were told. To be called when she is not protected any more.
pub async fn forget(txn: &DatabaseTransaction, client_id: i64) -> Result<(), DbErr> {
    let sealed = sealed_value::Entity::delete_many().filter(sealed_value::COLUMN.client_id.eq(client_id));
    sealed.exec(txn).await?;
    notice::Entity::delete_many().filter(notice::COLUMN.client_id.eq(client_id)).exec(txn).await?;
    lifting::Entity::delete_by_id(client_id).exec(txn).await?;
    opening::Entity::delete_many().filter(opening::COLUMN.client_id.eq(client_id)).exec(txn).await?;
    member::Entity::delete_many().filter(member::COLUMN.client_id.eq(client_id)).exec(txn).await?;
    Ok(())
}
