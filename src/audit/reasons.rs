//! Why somebody looked: chosen from a list, or typed. What is typed may hold a name, so the log's row holds its keyed
//! hash only; the text stands beside, where erasure can blank it and the chain stays whole.
use super::entity::reason;
use hmac::{Hmac, KeyInit, Mac};
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
    QueryTrait,
    sea_query::{Expr, SelectStatement},
};
use sha2::Sha256;
use std::collections::HashMap;

crate::code_enum! {
    /// The reasons to choose from.
    pub enum Reason {
        /// She stands in for the case's advisor.
        Cover = "cover",
        /// The client got in touch.
        Contact = "contact",
        /// A lead or head of unit goes through the work.
        Supervision = "supervision",
        /// The client asked for an extract, a correction or an erasure.
        Rights = "rights",
        /// Something went wrong and is being looked into.
        Incident = "incident",
        /// Something else, which is typed.
        Other = "other",
    }
}

/// A reason as it was typed.
#[derive(Clone)]
pub struct Typed {
    text: String,
    key: [u8; 32],
}

impl Typed {
    /// `text` under a fresh random `key`.
    pub fn new(text: impl Into<String>, key: [u8; 32]) -> Self {
        Self { text: text.into(), key }
    }

    /// What the log knows it by.
    pub fn hash(&self) -> Vec<u8> {
        hash(&self.key, &self.text)
    }

    pub(super) fn row(self) -> reason::ActiveModel {
        reason::ActiveModel {
            hash: Set(self.hash()),
            key: Set(Some(self.key.to_vec())),
            text: Set(Some(self.text)),
        }
    }
}

impl std::fmt::Debug for Typed {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Typed(…)")
    }
}

pub(super) fn hash(key: &[u8], text: &str) -> Vec<u8> {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("any length of key will do");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().to_vec()
}

/// What was typed, by hash; nothing where it has been blanked.
pub async fn typed(
    db: &impl ConnectionTrait,
    hashes: impl IntoIterator<Item = Vec<u8>>,
) -> Result<HashMap<Vec<u8>, String>, DbErr> {
    let hashes: Vec<_> = hashes.into_iter().collect();
    if hashes.is_empty() {
        return Ok(HashMap::new());
    }
    let rows = reason::Entity::find().filter(reason::Column::Hash.is_in(hashes)).all(db).await?;
    Ok(rows.into_iter().filter_map(|row| Some((row.hash, row.text?))).collect())
}

/// Blanks what was ever typed about a client. The rows of the log stay as they were sealed.
pub async fn blank(txn: &DatabaseTransaction, client_id: i64) -> Result<u64, DbErr> {
    let done = reason::Entity::update_many()
        .col_expr(reason::COLUMN.text.0, Expr::value(None::<String>))
        .col_expr(reason::COLUMN.key.0, Expr::value(None::<Vec<u8>>))
        .filter(reason::COLUMN.hash.in_subquery(of_client(client_id)))
        .filter(reason::COLUMN.text.is_not_null())
        .exec(txn)
        .await?;
    Ok(done.rows_affected)
}

fn of_client(client_id: i64) -> SelectStatement {
    use super::entity::{COLUMN, Column, Entity};
    Entity::find()
        .select_only()
        .column(Column::ReasonHash)
        .filter(COLUMN.client_id.eq(client_id))
        .filter(COLUMN.reason_hash.is_not_null())
        .into_query()
}
