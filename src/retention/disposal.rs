//! Disposal in two steps: one proposes what is due, another confirms, and the round stays as its protocol.
use super::{Due, entity::disposal};
use crate::{
    audit::{self, Act},
    clock::Clock,
    database::Database,
    identity::{Right, User},
    requests::{
        entity::erasure,
        erasure::{Cause, NotErased, carry_out},
    },
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder, Select,
};
use std::{collections::BTreeMap, path::Path};

pub use disposal::{Model as Disposal, State};

/// The rounds this user may see: those of her organisation, or, without any content, of the whole house.
pub fn visible_to(user: &User) -> Select<disposal::Entity> {
    let rounds = disposal::Entity::find().order_by_desc(disposal::Column::Id);
    if user.may(Right::Administer) {
        return rounds;
    }
    // Nobody's organisation is 0.
    let hers = user.may(Right::ConfirmErasure) || user.may(Right::HandleRequests);
    rounds.filter(disposal::COLUMN.organisation_id.eq(if hers { user.organisation_id } else { 0 }))
}

/// One of them.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Disposal>, DbErr> {
    visible_to(user).filter(disposal::COLUMN.id.eq(id)).one(db).await
}

/// The erasures of a round.
pub async fn erasures(db: &impl ConnectionTrait, round: &Disposal) -> Result<Vec<erasure::Model>, DbErr> {
    erasure::Entity::find()
        .filter(erasure::COLUMN.disposal_id.eq(round.id))
        .order_by_asc(erasure::Column::Id)
        .all(db)
        .await
}

/// Proposes to dispose of what is due: one round for each organisation. Tells how many rounds there are.
pub async fn propose(
    txn: &DatabaseTransaction,
    user: &User,
    due: Vec<Due>,
    now: DateTime<Utc>,
) -> Result<usize, DbErr> {
    let mut by_organisation: BTreeMap<i64, Vec<Due>> = BTreeMap::new();
    for one in due {
        by_organisation.entry(one.organisation_id).or_default().push(one);
    }
    let rounds = by_organisation.len();
    for (organisation_id, due) in by_organisation {
        let round = disposal::ActiveModel {
            organisation_id: Set(organisation_id),
            state: Set(State::Proposed),
            proposed_by: Set(user.id),
            proposed_at: Set(now),
            ..Default::default()
        };
        let id = disposal::Entity::insert(round).exec(txn).await?.last_insert_id;
        let rows = due.into_iter().map(|one| erasure::ActiveModel {
            organisation_id: Set(organisation_id),
            client_id: Set(one.client_id),
            cause: Set(Cause::Disposal),
            disposal_id: Set(Some(id)),
            state: Set(State::Proposed),
            proposed_by: Set(user.id),
            proposed_at: Set(now),
            ..Default::default()
        });
        erasure::Entity::insert_many(rows).exec_without_returning(txn).await?;
        audit::record(txn, user, Act::new("propose", "disposal", id), now).await?;
    }
    Ok(rounds)
}

/// The second person confirms: everything of the round is gone when this returns, or nothing is.
pub async fn confirm(
    db: &Database,
    user: &User,
    id: i64,
    clock: &Clock,
    imports: &Path,
) -> Result<(), NotErased> {
    let txn = db.begin().await?;
    let found = find(&txn, user, id).await?.filter(|round| round.state == State::Proposed);
    let round = found.filter(|_| user.may(Right::ConfirmErasure)).ok_or(NotErased::Gone)?;
    if round.proposed_by == user.id {
        return Err(NotErased::SamePerson);
    }
    for erasure in erasures(&txn, &round).await? {
        carry_out(&txn, user, &erasure, clock, imports).await?;
    }
    if !settle(&txn, user, &round, State::Done, clock.now()).await? {
        return Err(NotErased::Gone);
    }
    audit::record(&txn, user, Act::new("dispose", "disposal", id), clock.now()).await?;
    txn.commit().await?;
    // Where somebody reads an earlier state right now, the journal is emptied a little later by itself.
    db.forget().await?;
    Ok(())
}

/// Not after all; `false` if somebody settled it meanwhile.
pub async fn withdraw(
    txn: &DatabaseTransaction,
    user: &User,
    round: &Disposal,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    if !settle(txn, user, round, State::Withdrawn, now).await? {
        return Ok(false);
    }
    let row = erasure::ActiveModel {
        state: Set(State::Withdrawn),
        settled_by: Set(Some(user.id)),
        settled_at: Set(Some(now)),
        ..Default::default()
    };
    erasure::Entity::update_many()
        .set(row)
        .filter(erasure::COLUMN.disposal_id.eq(round.id))
        .exec(txn)
        .await?;
    audit::record(txn, user, Act::new("withdraw", "disposal", round.id), now).await?;
    Ok(true)
}

async fn settle(
    txn: &DatabaseTransaction,
    user: &User,
    round: &Disposal,
    state: State,
    now: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let row = disposal::ActiveModel {
        state: Set(state),
        settled_by: Set(Some(user.id)),
        settled_at: Set(Some(now)),
        ..Default::default()
    };
    let done = disposal::Entity::update_many()
        .set(row)
        .filter(disposal::COLUMN.id.eq(round.id))
        .filter(disposal::COLUMN.state.eq(State::Proposed))
        .exec(txn)
        .await?;
    Ok(done.rows_affected == 1)
}
