//! Identity numbers: sealed, found again by keyed hash, shown only on purpose.
use super::{
    Client,
    entity::{client, identifier},
    sealed::seal,
};
use crate::{
    audit::{self, Act},
    codes::{IdentityKind, IdentityNumber, reserve_number},
    identity::User,
    vault::{DoesNotOpen, Vault},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    QueryOrder,
};

/// A number as it is stored: its sort, and its digits in one form only. Not `Debug`.
#[derive(Clone, PartialEq, Eq)]
pub struct Number {
    kind: identifier::Kind,
    digits: String,
}

impl Number {
    /// Of a person known to the population register, or almost.
    pub fn of(number: &IdentityNumber) -> Self {
        let kind = match number.kind() {
            IdentityKind::Personnummer => identifier::Kind::Personnummer,
            IdentityKind::Samordningsnummer => identifier::Kind::Samordningsnummer,
            IdentityKind::Interim => identifier::Kind::Interim,
        };
        Self { kind, digits: number.digits().to_owned() }
    }

    /// Our own number for somebody who has none.
    pub fn reserve(text: &str) -> Option<Self> {
        let digits = reserve_number(text)?;
        Some(Self { kind: identifier::Kind::Reserve, digits })
    }

    /// As people write it: `19870314-1234`.
    pub fn formatted(&self) -> String {
        match self.kind {
            identifier::Kind::Reserve => self.digits.clone(),
            _ => format!("{}-{}", &self.digits[..8], &self.digits[8..]),
        }
    }

    /// With the part that makes it hers hidden: `870314-••••`.
    pub fn masked(&self) -> String {
        match self.kind {
            identifier::Kind::Reserve => "••••".into(),
            _ => format!("{}-••••", &self.digits[2..8]),
        }
    }

    /// What sort it is.
    pub fn kind(&self) -> identifier::Kind {
        self.kind
    }

    /// What it is found by. The number of a protected client is hashed apart: whoever looks for it among the others
    /// asks for a hash that stands nowhere, as of a number nobody has.
    pub(crate) fn hash(&self, vault: &Vault, protected: bool) -> Vec<u8> {
        vault.lookup_hash(&self.hashed(protected))
    }

    /// The same under every key that is in use.
    pub(crate) fn hashes(&self, vault: &Vault, protected: bool) -> Vec<Vec<u8>> {
        vault.lookup_hashes(&self.hashed(protected))
    }

    fn hashed(&self, protected: bool) -> String {
        let apart = if protected { "protected:" } else { "" };
        format!("{apart}{}:{}", self.kind.code(), self.digits)
    }
}

fn place(organisation_id: i64, client_id: i64) -> String {
    format!("client_identifiers/{organisation_id}/{client_id}")
}

/// The client of that number in the user's organisation. A protected one is nobody's to find.
pub async fn find_by_number(
    db: &impl ConnectionTrait,
    user: &User,
    number: &Number,
    vault: &Vault,
) -> Result<Option<Client>, DbErr> {
    hashed(db, user, number.hashes(vault, false)).await
}

/// The protected client of that number: for the notice that she may have been entered a second time, never for a page.
pub async fn protected_by_number(
    db: &impl ConnectionTrait,
    user: &User,
    number: &Number,
    vault: &Vault,
) -> Result<Option<Client>, DbErr> {
    hashed(db, user, number.hashes(vault, true)).await
}

async fn hashed(
    db: &impl ConnectionTrait,
    user: &User,
    hashes: Vec<Vec<u8>>,
) -> Result<Option<Client>, DbErr> {
    let found = identifier::Entity::find()
        .filter(identifier::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(identifier::Column::LookupHash.is_in(hashes))
        .one(db)
        .await?;
    match found {
        Some(row) => client::Entity::find_by_id(row.client_id).one(db).await,
        None => Ok(None),
    }
}

/// Gives a client another number; the ones before are kept as history.
pub async fn add_number(
    txn: &DatabaseTransaction,
    user: &User,
    (client_id, protected): (i64, bool),
    number: &Number,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    use sea_orm::sea_query::Expr;
    identifier::Entity::update_many()
        .col_expr(identifier::Column::ValidTo, Expr::value(crate::clock::local_day(now)))
        .filter(identifier::COLUMN.client_id.eq(client_id))
        .filter(identifier::COLUMN.valid_to.is_null())
        .exec(txn)
        .await?;
    identifier::Entity::insert(row(user.organisation_id, (client_id, protected), number, vault, now))
        .exec_without_returning(txn)
        .await?;
    let act = Act::new("add_number", "client", client_id).on_client(client_id).detail(number.kind.code());
    audit::record(txn, user, act, now).await
}

pub(crate) fn row(
    organisation_id: i64,
    (client_id, protected): (i64, bool),
    number: &Number,
    vault: &Vault,
    now: DateTime<Utc>,
) -> identifier::ActiveModel {
    let sealed = seal(vault, &place(organisation_id, client_id), &number.digits);
    identifier::ActiveModel {
        client_id: Set(client_id),
        organisation_id: Set(organisation_id),
        kind: Set(number.kind),
        sealed: Set(sealed.value),
        key_id: Set(Some(sealed.key_id)),
        lookup_hash: Set(number.hash(vault, protected)),
        created_at: Set(now),
        ..Default::default()
    }
}

/// The number of a row.
pub(super) fn opened(row: &identifier::Model, vault: &Vault) -> Result<Number, DoesNotOpen> {
    let place = place(row.organisation_id, row.client_id);
    let digits = vault.open(&place, row.key_id.as_deref(), &row.sealed)?;
    Ok(Number { kind: row.kind, digits })
}

/// Hashes and seals her numbers anew, with the present key: where she becomes protected, or is no longer.
pub(super) async fn rehash(
    txn: &DatabaseTransaction,
    client_id: i64,
    protected: bool,
    vault: &Vault,
) -> anyhow::Result<()> {
    let rows = identifier::Entity::find().filter(identifier::COLUMN.client_id.eq(client_id)).all(txn).await?;
    for old in rows {
        let number = opened(&old, vault)?;
        let new = row(old.organisation_id, (client_id, protected), &number, vault, old.created_at);
        replace(txn, &old, new).await?;
    }
    Ok(())
}

/// Puts the new seal and hash in the place of the old, if that stands there still.
pub(super) async fn replace(
    db: &impl ConnectionTrait,
    old: &identifier::Model,
    new: identifier::ActiveModel,
) -> Result<bool, DbErr> {
    let done = identifier::Entity::update_many()
        .set(identifier::ActiveModel {
            sealed: new.sealed,
            key_id: new.key_id,
            lookup_hash: new.lookup_hash,
            ..Default::default()
        })
        .filter(identifier::COLUMN.id.eq(old.id))
        .filter(identifier::COLUMN.sealed.eq(old.sealed.clone()))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Her numbers, the present one first. Showing one whole is a logged act of its own.
pub async fn numbers(
    db: &impl ConnectionTrait,
    client: &Client,
    vault: &Vault,
) -> anyhow::Result<Vec<Number>> {
    let rows = identifier::Entity::find()
        .filter(identifier::COLUMN.client_id.eq(client.id))
        .order_by_desc(identifier::Column::Id)
        .all(db)
        .await?;
    Ok(rows.iter().map(|row| opened(row, vault)).collect::<Result<_, _>>()?)
}
