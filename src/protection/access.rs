//! Whether a case stands open to somebody right now.
use super::{
    EMERGENCY, VIEW,
    entity::{notice, opening},
    group, notices,
};
use crate::{
    audit::{self, Act, Reason, Typed},
    cases::{self, Case, Head, entity as case},
    clients::{Client, entity::client},
    identity::{Right, User, entity::user},
    programmes::entity::programme,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
};
use serde::Serialize;

/// What somebody may see of a client.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Access {
    /// Who she is, and all that is written about her.
    pub knows: bool,
    /// She belongs to the group: a reason is all that is missing.
    pub member: bool,
    /// She may take access in an emergency.
    pub may_break: bool,
    /// Until when access taken in an emergency lasts.
    pub emergency_until: Option<DateTime<Utc>>,
}

/// Why she looks: chosen, and typed.
pub struct Why {
    /// Chosen from the list.
    pub reason: Reason,
    /// In her own words.
    pub typed: Typed,
}

/// What `user` may see of the client of a case, in this session, now.
pub async fn access(
    db: &impl ConnectionTrait,
    user: &User,
    session: &str,
    case: &Case,
    client: &Client,
    now: DateTime<Utc>,
) -> Result<Access, DbErr> {
    if !client.protected {
        return Ok(Access { knows: user.may(Right::ReadCases), ..Access::default() });
    }
    if user.organisation_id != client.organisation_id || user.organisation_id != case.organisation_id {
        return Ok(Access::default());
    }
    let member = user.may(Right::WorkInCases) && group::is_member(db, user, client.id).await?;
    let open = opening::Entity::find()
        .filter(opening::COLUMN.case_id.eq(case.id))
        .filter(opening::COLUMN.client_id.eq(client.id))
        .filter(opening::COLUMN.user_id.eq(user.id))
        .filter(opening::COLUMN.session.eq(session))
        .filter(opening::COLUMN.since.lte(now))
        .filter(opening::COLUMN.until.gt(now))
        .order_by_desc(opening::Column::Until)
        .all(db)
        .await?;
    let of = |kind| open.iter().find(|row| row.kind == kind).map(|row| row.until);
    let may_break = user.may(Right::BreakProtection);
    let emergency_until = of(opening::Kind::Emergency).filter(|_| may_break);
    let viewing = of(opening::Kind::View).is_some() && member;
    Ok(Access {
        knows: viewing || emergency_until.is_some(),
        member,
        may_break: may_break && !member,
        emergency_until,
    })
}

/// A case with what its page says first, for whoever may see it: like [`cases::head`], and to a protection officer the
/// cases of protected clients of her organisation, by number.
pub async fn head(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Head>, DbErr> {
    if user.may(Right::ReadCases) || !user.may(Right::AnswerForProtected) {
        return cases::head(db, user, id).await;
    }
    let found = case::Entity::find()
        .filter(case::COLUMN.id.eq(id))
        .filter(case::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(client::COLUMN.protected.eq(true))
        .find_also_related(client::Entity)
        .find_also_related(programme::Entity)
        .find_also(case::Entity, user::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(case, client, programme, advisor)| {
        Some(Head { case, client: client?, programme: programme?.name, advisor: advisor?.name })
    }))
}

/// A case for whoever may say how its client is protected: an officer sees any of her organisation, by number.
pub async fn case_for(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Case>, DbErr> {
    match user.may(Right::AnswerForProtected) {
        true => {
            let hers = case::Entity::find().filter(case::COLUMN.organisation_id.eq(user.organisation_id));
            hers.filter(case::COLUMN.id.eq(id)).one(db).await
        }
        false => cases::find(db, user, id).await,
    }
}

/// The case people call that, in the officer's organisation.
pub async fn case_numbered(
    db: &impl ConnectionTrait,
    officer: &User,
    number: &str,
) -> Result<Option<i64>, DbErr> {
    Ok(cases::with_number(db, number, [officer.organisation_id]).await?.first().copied())
}

/// A member gives her reason: the case is open to her session for half an hour, and the officers are told.
pub async fn begin(
    txn: &DatabaseTransaction,
    user: &User,
    session: &str,
    case: &Case,
    why: Why,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if !group::is_member(txn, user, case.client_id).await? || !user.may(Right::WorkInCases) {
        return Ok(false);
    }
    opened(txn, user, session, case, (opening::Kind::View, notice::Kind::View, "view"), why, now).await?;
    Ok(true)
}

/// Somebody of the organisation takes access in an emergency, for three hours.
pub async fn emergency(
    txn: &DatabaseTransaction,
    user: &User,
    session: &str,
    case: &Case,
    why: Why,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if !user.may(Right::BreakProtection) || user.organisation_id != case.organisation_id {
        return Ok(false);
    }
    let kinds = (opening::Kind::Emergency, notice::Kind::Emergency, "break_in");
    opened(txn, user, session, case, kinds, why, now).await?;
    Ok(true)
}

async fn opened(
    txn: &DatabaseTransaction,
    user: &User,
    session: &str,
    case: &Case,
    (kind, told, verb): (opening::Kind, notice::Kind, &'static str),
    why: Why,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let lasting = if kind == opening::Kind::View { VIEW } else { EMERGENCY };
    let row = opening::ActiveModel {
        case_id: Set(case.id),
        client_id: Set(case.client_id),
        user_id: Set(user.id),
        kind: Set(kind),
        session: Set(session.to_owned()),
        since: Set(now),
        until: Set(now + lasting),
        ..Default::default()
    };
    opening::Entity::insert(row).exec_without_returning(txn).await?;
    notices::tell(txn, user, (case.client_id, Some(case.id)), told, Some(&why), now).await?;
    let act = Act::new(verb, "case", case.id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act.because(why.reason, Some(why.typed)), now).await
}
