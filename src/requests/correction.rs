//! Rectification (GDPR Art. 16): a dated correction, with what the field said before. An authority has to be able to show
//! on what its earlier decisions stood, so the old value is kept, sealed, and told in the extract.
use super::{
    entity::correction,
    extract::{self, Record},
};
use crate::{
    clients::{Client, entity::client},
    identity::User,
    purposes,
    vault::Vault,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IdenStatic,
    IntoActiveModel, Iterable, QueryFilter, QueryOrder,
};

/// Notes what each field said that now says something else. To be called in the change's own transaction, after it.
pub async fn note(
    txn: &DatabaseTransaction,
    user: &User,
    before: &Client,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let Some(after) = client::Entity::find_by_id(before.id).one(txn).await? else { return Ok(()) };
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
        rows.push(correction::ActiveModel {
            client_id: Set(before.id),
            field: Set(field.to_owned()),
            sealed: Set(sealed(vault, before, field, &said.to_string())),
            corrected_by: Set(user.id),
            corrected_at: Set(now),
            ..Default::default()
        });
    }
    correction::Entity::insert_many(rows).exec_without_returning(txn).await.map(drop)
}

#[expect(
    clippy::disallowed_methods,
    reason = "a nonce must differ between processes: only the system's chance will do"
)]
fn sealed(vault: &Vault, client: &Client, field: &str, said: &str) -> Vec<u8> {
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
            serde_json::from_str(&vault.open(&place(client, &row.field), &row.sealed)?)?;
        let mut told = extract::record(row);
        told.facts.extend(purposes::of("corrections", "sealed").and_then(|why| extract::fact(why, said)));
        records.push(told);
    }
    Ok(records)
}
