//! Erasure in two steps: one proposes, another confirms. Then her row is an empty shell that keeps its case numbers,
//! so that nothing points into the void and earlier figures stay what they were.
use super::{
    Request,
    entity::{erasure, erasure::State},
    erasing, hold,
};
use crate::{
    audit::{self, Act, Reason},
    cases::{self, Case},
    clients::entity::client,
    clock::Clock,
    database::Database,
    identity::{Right, User},
    imports,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, Select, SqlErr,
};
use std::path::Path;

pub use erasing::ERASED;
pub use erasure::{Cause, Model as Erasure};

/// The erasures this user may confirm: those of her organisation, or, without any content, of the whole house.
pub fn visible_to(user: &User) -> Select<erasure::Entity> {
    let erasures = erasure::Entity::find();
    if user.may(Right::Administer) {
        return erasures;
    }
    // Nobody's organisation is 0.
    let hers = user.may(Right::ConfirmErasure) || user.may(Right::HandleRequests);
    erasures.filter(erasure::COLUMN.organisation_id.eq(if hers { user.organisation_id } else { 0 }))
}

/// Those that wait for a second person, oldest first.
pub async fn proposed(db: &impl ConnectionTrait, user: &User) -> Result<Vec<Erasure>, DbErr> {
    visible_to(user)
        .filter(erasure::COLUMN.state.eq(State::Proposed))
        .filter(erasure::COLUMN.disposal_id.is_null())
        .order_by_asc(erasure::Column::Id)
        .all(db)
        .await
}

/// The erasure of a client that is under way or done.
pub async fn of_client(db: &impl ConnectionTrait, client_id: i64) -> Result<Option<Erasure>, DbErr> {
    erasure::Entity::find()
        .filter(erasure::COLUMN.client_id.eq(client_id))
        .filter(erasure::COLUMN.state.ne(State::Withdrawn))
        .one(db)
        .await
}

/// Proposes to erase the client of a case; `false` if that is proposed or done already.
pub async fn propose(
    txn: &DatabaseTransaction,
    user: &User,
    case: &Case,
    request: Option<&Request>,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = erasure::ActiveModel {
        organisation_id: Set(case.organisation_id),
        client_id: Set(case.client_id),
        cause: Set(Cause::Request),
        request_id: Set(request.map(|request| request.id)),
        state: Set(State::Proposed),
        proposed_by: Set(user.id),
        proposed_at: Set(now),
        ..Default::default()
    };
    match erasure::Entity::insert(row).exec(txn).await {
        Ok(done) => {
            let act = Act::new("propose", "erasure", done.last_insert_id);
            let act = act.in_case(case.id).on_client(case.client_id).because(Reason::Rights, None);
            audit::record(txn, user, act, now).await?;
            Ok(true)
        }
        Err(error) if matches!(error.sql_err(), Some(SqlErr::UniqueConstraintViolation(_))) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Why an erasure was not done.
#[derive(Debug, thiserror::Error)]
pub enum NotErased {
    /// It is not there, not hers to confirm, or settled already.
    #[error("no such proposal")]
    Gone,
    /// Whoever proposed it cannot also confirm it.
    #[error("proposed by the same person")]
    SamePerson,
    /// A case of hers is held.
    #[error("a case is held")]
    Held,
    /// Something failed.
    #[error(transparent)]
    Failed(#[from] anyhow::Error),
}

impl From<DbErr> for NotErased {
    fn from(error: DbErr) -> Self {
        Self::Failed(error.into())
    }
}

/// The second person confirms: her data are gone when this returns.
pub async fn confirm(
    db: &Database,
    user: &User,
    id: i64,
    clock: &Clock,
    imports: &Path,
) -> Result<(), NotErased> {
    let txn = db.begin().await?;
    let found = visible_to(user).filter(erasure::COLUMN.id.eq(id)).one(&txn).await?;
    let erasure = found.filter(|row| row.state == State::Proposed).ok_or(NotErased::Gone)?;
    if !user.may(Right::ConfirmErasure) {
        return Err(NotErased::Gone);
    }
    if erasure.proposed_by == user.id {
        return Err(NotErased::SamePerson);
    }
    carry_out(&txn, user, &erasure, clock, imports).await?;
    txn.commit().await?;
    // Where somebody reads an earlier state right now, the journal is emptied a little later by itself.
    db.forget().await?;
    Ok(())
}

/// Erases one client in a change that a second person has confirmed. What lay in freed places is overwritten only by
/// [`Database::forget`], after the commit.
pub(crate) async fn carry_out(
    txn: &DatabaseTransaction,
    user: &User,
    erasure: &Erasure,
    clock: &Clock,
    imports: &Path,
) -> Result<(), NotErased> {
    let client = client::Entity::find_by_id(erasure.client_id).one(txn).await?.ok_or(NotErased::Gone)?;
    if hold::holds_client(txn, client.id).await? {
        return Err(NotErased::Held);
    }
    if !settle(txn, user, erasure, State::Done, clock.now()).await? {
        return Err(NotErased::Gone);
    }
    let act = Act::new("erase", "client", client.id).on_client(client.id);
    audit::record(txn, user, act, clock.now()).await?;
    imports::shelf::forget(txn, imports, erasure.organisation_id).await?;
    Ok(erasing::erase(txn, client, clock.today()).await?)
}

/// Not after all; `false` if somebody settled it meanwhile.
pub async fn withdraw(
    txn: &DatabaseTransaction,
    user: &User,
    erasure: &Erasure,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let done = settle(txn, user, erasure, State::Withdrawn, now).await?;
    if done {
        let act = Act::new("withdraw", "erasure", erasure.id).on_client(erasure.client_id);
        audit::record(txn, user, act, now).await?;
    }
    Ok(done)
}

async fn settle(
    txn: &DatabaseTransaction,
    user: &User,
    erasure: &Erasure,
    state: State,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = erasure::ActiveModel {
        state: Set(state),
        settled_by: Set(Some(user.id)),
        settled_at: Set(Some(now)),
        ..Default::default()
    };
    let done = erasure::Entity::update_many()
        .set(row)
        .filter(erasure::COLUMN.id.eq(erasure.id))
        .filter(erasure::COLUMN.state.eq(State::Proposed))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}

/// The numbers of a client's cases, which stay.
pub async fn case_numbers(db: &impl ConnectionTrait, client_id: i64) -> Result<Vec<String>, DbErr> {
    let all = cases::entity::Entity::find()
        .filter(cases::entity::COLUMN.client_id.eq(client_id))
        .order_by_asc(cases::entity::Column::Number)
        .all(db)
        .await?;
    Ok(all.into_iter().map(|case| case.number).collect())
}
