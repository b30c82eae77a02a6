//! Organisations: the tenants, and the agencies that receive releases.
use super::{User, entity::organisation};
use crate::audit::{self, Act};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QueryOrder,
    sea_query::Expr,
};

pub use organisation::{Kind, Model as Organisation};

/// What it takes to enter an organisation.
#[derive(Clone, Debug)]
pub struct NewOrganisation {
    /// As people call it.
    pub name: String,
    /// Ten digits.
    pub orgnr: Option<String>,
    /// What sort of body it is.
    pub kind: Kind,
    /// The län it works in.
    pub lan_code: Option<String>,
}

/// Enters an organisation; `by` is nobody when the command line does it.
pub async fn create(
    txn: &DatabaseTransaction,
    by: Option<&User>,
    new: NewOrganisation,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let row = organisation::ActiveModel {
        name: Set(new.name.trim().to_owned()),
        orgnr: Set(new.orgnr),
        kind: Set(new.kind),
        lan_code: Set(new.lan_code),
        created_at: Set(now),
        ..Default::default()
    };
    let id = organisation::Entity::insert(row).exec(txn).await?.last_insert_id;
    let act = Act::new("create", "organisation", id);
    match by {
        Some(user) => audit::record(txn, user, act, now).await?,
        None => audit::record_system(txn, act, now).await?,
    }
    Ok(id)
}

/// What another organisation has already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Taken {
    /// The name, whatever its capital letters.
    Name,
    /// The organisation number.
    Orgnr,
}

/// Whether an organisation other than `except` has the name or number already.
pub async fn taken(
    db: &impl ConnectionTrait,
    new: &NewOrganisation,
    except: Option<i64>,
) -> Result<Option<Taken>, DbErr> {
    let name = new.name.trim().to_lowercase();
    let others = all(db).await?.into_iter().filter(|other| Some(other.id) != except);
    for other in others {
        if other.name.to_lowercase() == name {
            return Ok(Some(Taken::Name));
        }
        if new.orgnr.is_some() && other.orgnr == new.orgnr {
            return Ok(Some(Taken::Orgnr));
        }
    }
    Ok(None)
}

/// Corrects what is known of an organisation.
pub async fn change(
    txn: &DatabaseTransaction,
    by: &User,
    id: i64,
    to: NewOrganisation,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    organisation::Entity::update_many()
        .col_expr(organisation::COLUMN.name, Expr::value(to.name.trim()))
        .col_expr(organisation::COLUMN.orgnr, Expr::value(to.orgnr))
        .col_expr(organisation::COLUMN.kind, Expr::value(to.kind.code()))
        .col_expr(organisation::COLUMN.lan_code, Expr::value(to.lan_code))
        .filter(organisation::COLUMN.id.eq(id))
        .exec(txn)
        .await?;
    audit::record(txn, by, Act::new("change", "organisation", id), now).await
}

/// All of them, by name.
pub async fn all(db: &impl ConnectionTrait) -> Result<Vec<Organisation>, DbErr> {
    organisation::Entity::find().order_by_asc(organisation::Column::Name).all(db).await
}

/// The one people call that; capital letters do not matter.
pub async fn named(db: &impl ConnectionTrait, name: &str) -> Result<Option<Organisation>, DbErr> {
    let wanted = name.trim().to_lowercase();
    Ok(all(db).await?.into_iter().find(|organisation| organisation.name.to_lowercase() == wanted))
}

/// The one of that number.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<Organisation>, DbErr> {
    organisation::Entity::find().filter(organisation::COLUMN.id.eq(id)).one(db).await
}
