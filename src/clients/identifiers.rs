//! Identity numbers: sealed, found again by keyed hash, shown only on purpose.
use super::{
    Client,
    entity::{client, identifier},
};
use crate::{
    audit::{self, Act},
    codes::{IdentityKind, IdentityNumber, reserve_number},
    identity::User,
    vault::{DoesNotOpen, Vault},
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
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

    pub(crate) fn hash(&self, vault: &Vault) -> Vec<u8> {
        vault.lookup_hash(&format!("{}:{}", self.kind.code(), self.digits))
    }
}

fn place(organisation_id: i64, client_id: i64) -> String {
    format!("client_identifiers/{organisation_id}/{client_id}")
}

/// The client of that number in the user's organisation.
pub async fn find_by_number(
    db: &impl ConnectionTrait,
    user: &User,
    number: &Number,
    vault: &Vault,
) -> Result<Option<Client>, DbErr> {
    let found = identifier::Entity::find()
        .filter(identifier::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(identifier::COLUMN.lookup_hash.eq(number.hash(vault)))
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
    client_id: i64,
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
    identifier::Entity::insert(row(user.organisation_id, client_id, number, vault, now))
        .exec_without_returning(txn)
        .await?;
    let act = Act::new("add_number", "client", client_id).on_client(client_id).detail(number.kind.code());
    audit::record(txn, user, act, now).await
}

#[expect(
    clippy::disallowed_methods,
    reason = "a nonce must differ between processes: only the system's chance will do"
)]
pub(crate) fn row(
    organisation_id: i64,
    client_id: i64,
    number: &Number,
    vault: &Vault,
    now: DateTime<Utc>,
) -> identifier::ActiveModel {
    identifier::ActiveModel {
        client_id: Set(client_id),
        organisation_id: Set(organisation_id),
        kind: Set(number.kind),
        sealed: Set(vault.seal(&place(organisation_id, client_id), &number.digits, &mut rand::rng())),
        lookup_hash: Set(number.hash(vault)),
        created_at: Set(now),
        ..Default::default()
    }
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
    let place = place(client.organisation_id, client.id);
    let opened = rows.into_iter().map(|row| {
        let digits = vault.open(&place, &row.sealed)?;
        Ok::<_, DoesNotOpen>(Number { kind: row.kind, digits })
    });
    Ok(opened.collect::<Result<_, _>>()?)
}
