//! One key takes another's place: sealed values and hashes are made anew in small changes while people work.
use super::{
    entity::{client, identifier, sealed_value},
    identifiers,
    sealed::{opened_row, place, seal},
};
use crate::{database::Database, vault::Vault};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect,
};
use std::collections::BTreeMap;

/// So few that nobody who writes meanwhile has to wait.
const AT_ONCE: u64 = 200;

/// How many values there are under each key; nothing where the value is older than the ids of keys.
pub async fn in_use(db: &impl ConnectionTrait) -> Result<BTreeMap<Option<String>, u64>, DbErr> {
    let mut counts = BTreeMap::new();
    let numbers: Vec<(Option<String>, i64)> = identifier::Entity::find()
        .select_only()
        .column(identifier::Column::KeyId)
        .column_as(identifier::Column::Id.count(), "count")
        .group_by(identifier::Column::KeyId)
        .into_tuple()
        .all(db)
        .await?;
    let values: Vec<(String, i64)> = sealed_value::Entity::find()
        .select_only()
        .column(sealed_value::Column::KeyId)
        .column_as(sealed_value::Column::Id.count(), "count")
        .group_by(sealed_value::Column::KeyId)
        .into_tuple()
        .all(db)
        .await?;
    for (key, count) in numbers.into_iter().chain(values.into_iter().map(|(key, count)| (Some(key), count))) {
        *counts.entry(key).or_default() += u64::try_from(count).unwrap_or_default();
    }
    Ok(counts)
}

/// How many values are not under the present key.
pub async fn waiting(db: &impl ConnectionTrait, vault: &Vault) -> Result<u64, DbErr> {
    let numbers = identifier::Entity::find().filter(old_number(vault)).count(db).await?;
    let values = sealed_value::Entity::find().filter(old_value(vault)).count(db).await?;
    Ok(numbers + values)
}

fn old_number(vault: &Vault) -> Condition {
    Condition::any()
        .add(identifier::Column::KeyId.is_null())
        .add(identifier::Column::KeyId.ne(vault.key_id()))
}

fn old_value(vault: &Vault) -> Condition {
    Condition::all().add(sealed_value::Column::KeyId.ne(vault.key_id()))
}

/// Seals and hashes with the present key what stands under another. Can be stopped and begun again at any time;
/// `done` is told of every step.
pub async fn rotate(db: &Database, vault: &Vault, done: &(dyn Fn(u64) + Send + Sync)) -> anyhow::Result<u64> {
    let mut all = 0;
    for step in [numbers, values] as [for<'a> fn(&'a Database, &'a Vault, i64) -> Step<'a>; 2] {
        let mut after = 0;
        while let Some((last, changed)) = step(db, vault, after).await? {
            after = last;
            all += changed;
            done(changed);
        }
    }
    Ok(all)
}

type Step<'a> = std::pin::Pin<Box<dyn Future<Output = anyhow::Result<Option<(i64, u64)>>> + Send + 'a>>;

/// The next few numbers after that row: the last one looked at, and how many were sealed anew.
fn numbers<'a>(db: &'a Database, vault: &'a Vault, after: i64) -> Step<'a> {
    Box::pin(async move {
        let txn = db.begin().await?;
        let rows = identifier::Entity::find()
            .find_also_related(client::Entity)
            .filter(identifier::COLUMN.id.gt(after))
            .filter(old_number(vault))
            .order_by_asc(identifier::Column::Id)
            .limit(AT_ONCE)
            .all(&txn)
            .await?;
        let Some(last) = rows.last().map(|(row, _)| row.id) else { return Ok(None) };
        let mut changed = 0;
        for (old, client) in &rows {
            let number = identifiers::opened(old, vault)?;
            let hers = (old.client_id, client.as_ref().is_some_and(|client| client.protected));
            let new = identifiers::row(old.organisation_id, hers, &number, vault, old.created_at);
            changed += u64::from(identifiers::replace(&txn, old, new).await?);
        }
        txn.commit().await?;
        Ok(Some((last, changed)))
    })
}

fn values<'a>(db: &'a Database, vault: &'a Vault, after: i64) -> Step<'a> {
    Box::pin(async move {
        let txn = db.begin().await?;
        let rows = sealed_value::Entity::find()
            .filter(sealed_value::COLUMN.id.gt(after))
            .filter(old_value(vault))
            .order_by_asc(sealed_value::Column::Id)
            .limit(AT_ONCE)
            .all(&txn)
            .await?;
        let Some(last) = rows.last().map(|row| row.id) else { return Ok(None) };
        let mut changed = 0;
        for old in &rows {
            let text = opened_row(old, vault)?;
            let place = place(&old.place, &old.field, old.row_id, old.organisation_id);
            changed += u64::from(replace(&txn, old, seal(vault, &place, &text)).await?);
        }
        txn.commit().await?;
        Ok(Some((last, changed)))
    })
}

/// Whoever wrote something new meanwhile has sealed it with the present key.
async fn replace(
    db: &impl ConnectionTrait,
    old: &sealed_value::Model,
    new: crate::vault::Sealed,
) -> Result<bool, DbErr> {
    use sea_orm::ActiveValue::Set;
    let done = sealed_value::Entity::update_many()
        .set(sealed_value::ActiveModel {
            key_id: Set(new.key_id),
            value: Set(new.value),
            ..Default::default()
        })
        .filter(sealed_value::COLUMN.id.eq(old.id))
        .filter(sealed_value::COLUMN.value.eq(old.value.clone()))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}
