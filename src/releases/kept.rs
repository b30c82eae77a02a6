//! What is kept of a release: its cells, its files and, in the house, why it is safe.
use super::{
    entity::{cell, file, proof},
    files::Made,
};
use crate::disclosure::{Safe, Status, proof::Proof};
use anyhow::Context;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait};

/// Rows that are written at once.
const AT_ONCE: usize = 2_000;

/// The cells that hold something. One that is not kept is a published zero.
pub(super) async fn cells(txn: &DatabaseTransaction, release_id: i64, safe: &[Safe]) -> Result<(), DbErr> {
    let mut rows = Vec::new();
    for table in safe {
        for found in table.cells() {
            let value = found.value().map(|number| match number.decimals() {
                2 => number.units(),
                _ => number.units() * 100,
            });
            if (found.status(), value) == (Status::Ok, Some(0)) {
                continue;
            }
            rows.push(cell::ActiveModel {
                release_id: Set(release_id),
                indicator: Set(table.name().to_owned()),
                coordinates: Set(found.coordinates().join("/")),
                value_hundredths: Set(value),
                status: Set(found.status().code().to_owned()),
                ..Default::default()
            });
        }
    }
    for rows in rows.chunks(AT_ONCE) {
        cell::Entity::insert_many(rows.to_vec()).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// The files as they are sent.
pub(super) async fn files(txn: &DatabaseTransaction, release_id: i64, made: Vec<Made>) -> Result<(), DbErr> {
    for made in made {
        let row = file::ActiveModel {
            release_id: Set(release_id),
            name: Set(made.name),
            media_type: Set(made.media_type.to_owned()),
            sha256: Set(made.sha256),
            content: Set(made.content),
            ..Default::default()
        };
        file::Entity::insert(row).exec_without_returning(txn).await?;
    }
    Ok(())
}

/// Why the tables are safe. Not a file of the release: it tells more than the tables do.
pub(super) async fn proof(
    txn: &DatabaseTransaction,
    release_id: i64,
    proofs: &[(String, Proof)],
) -> anyhow::Result<()> {
    let tables: serde_json::Map<String, serde_json::Value> = proofs
        .iter()
        .map(|(table, proof)| Ok((table.clone(), serde_json::to_value(proof)?)))
        .collect::<serde_json::Result<_>>()?;
    let content =
        serde_json::to_vec(&serde_json::json!({ "tables": tables })).context("writing the proof")?;
    let row = proof::ActiveModel { release_id: Set(release_id), content: Set(content) };
    proof::Entity::insert(row).exec_without_returning(txn).await?;
    Ok(())
}
