//! Rectification (GDPR Art. 16): a dated correction, with what the field said before. An authority has to be able to show
//! on what its earlier decisions stood, so the old value is kept, sealed, and told in the extract.
use super::{
    entity::correction,
    extract::{self, Record},
};
use crate::{
    clients::{self, Client, entity::client},
    database::Database,
    identity::User,
    purposes,
    vault::{Sealed, Vault},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, IdenStatic, IntoActiveModel, Iterable, QueryFilter, QueryOrder, QuerySelect,
    sea_query::Expr,
};
use std::collections::BTreeMap;

/// Notes what each field said that now says something else. To be called in the change's own transaction, after it.
pub async fn note(
    txn: &DatabaseTransaction,
    user: &User,
    before: &Client,
    vault: &Vault,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let Some(after) = client::Entity::find_by_id(before.id).one(txn).await? else { return Ok(()) };
    // A protected client's row is bare on purpose: what it says is sealed beside it.
    let after = clients::open(txn, vault, &after).await?.client(after);
    let (old, new) = (before.clone().into_active_model(), after.into_active_model());
    let mut rows = Vec::new();
    for column in client::Column::iter() {
        let field = column.as_str();
        let (old, new) = (old.get(column).into_value(), new.get(column).into_value());
        if old == new || purposes::of("clients", field).is_none() {
            continue;
        }
        // Where nothing stood before there is nothing to keep.
        let Some(said) = old.and_then(extract::json) else { continue };
        let Sealed { key_id, value } = sealed(vault, before, field, &said.to_string());
        rows.push(correction::ActiveModel {
            client_id: Set(before.id),
            field: Set(field.to_owned()),
            sealed: Set(value),
            key_id: Set(key_id),
            corrected_by: Set(user.id),
            corrected_at: Set(now),
            ..Default::default()
        });
    }
    correction::Entity::insert_many(rows).exec_without_returning(txn).await?;
    Ok(())
}

#[expect(
    clippy::disallowed_methods,
    reason = "a nonce must differ between processes: only the system's chance will do"
)]
fn sealed(vault: &Vault, client: &Client, field: &str, said: &str) -> Sealed {
    vault.seal(&place(client, field), said, &mut rand::rng())
}

fn place(client: &Client, field: &str) -> String {
    format!("corrections/{}/{}/{field}", client.organisation_id, client.id)
}

/// What her fields said before, oldest first, for the extract.
pub(super) async fn records(
    db: &impl ConnectionTrait,
    client: &Client,
    vault: &Vault,
) -> anyhow::Result<Vec<Record>> {
    let rows = correction::Entity::find()
        .filter(correction::COLUMN.client_id.eq(client.id))
        .order_by_asc(correction::Column::Id)
        .all(db)
        .await?;
    let mut records = Vec::new();
    for row in rows {
        let said: serde_json::Value =
            serde_json::from_str(&vault.open(&place(client, &row.field), Some(&row.key_id), &row.sealed)?)?;
        let mut told = extract::record(row);
        told.facts.extend(purposes::of("corrections", "sealed").and_then(|why| extract::fact(why, said)));
        records.push(told);
    }
    Ok(records)
}

/// How many old values there are under each key.
pub async fn keys_in_use(db: &impl ConnectionTrait) -> Result<BTreeMap<String, u64>, DbErr> {
    let keys: Vec<(String, i64)> = correction::Entity::find()
        .select_only()
        .column(correction::Column::KeyId)
        .column_as(correction::Column::Id.count(), "count")
        .group_by(correction::Column::KeyId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(keys.into_iter().map(|(key, count)| (key, u64::try_from(count).unwrap_or_default())).collect())
}

/// Seals with the present key what is sealed with another, one by one; how many were.
pub async fn seal_anew(db: &Database, vault: &Vault) -> anyhow::Result<u64> {
    let old = correction::COLUMN.key_id.ne(vault.key_id());
    let mut done = 0;
    for row in correction::Entity::find().filter(old).all(db.read()).await? {
        let Some(hers) = client::Entity::find_by_id(row.client_id).one(db.read()).await? else { continue };
        let said = vault.open(&place(&hers, &row.field), Some(&row.key_id), &row.sealed)?;
        let Sealed { key_id, value } = sealed(vault, &hers, &row.field, &said);
        let txn = db.begin().await?;
        let changed = correction::Entity::update_many()
            .col_expr(correction::Column::Sealed, Expr::value(value))
            .col_expr(correction::Column::KeyId, Expr::value(key_id))
            .filter(correction::COLUMN.id.eq(row.id))
            .filter(correction::COLUMN.key_id.eq(&row.key_id))
            .exec(&txn)
            .await?;
        txn.commit().await?;
        done += changed.rows_affected;
    }
    Ok(done)
}
