//! A client becomes protected, or is no longer: what stands in clear about her is sealed, or put back.
use super::{
    Client, Protection,
    entity::{client, name, sealed_value},
    identifiers, names,
    sealed::{self, Field, Opened, TEXTS, Texts},
};
use crate::vault::Vault;
use sea_orm::{
    ActiveValue::Set,
    ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
    sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement, UpdateStatement},
};

/// Another client has the same number: she was entered a second time while nobody could find her.
#[derive(Debug, thiserror::Error)]
#[error("another client has the same number")]
pub struct NumberTaken;

/// Seals what stands in clear and takes her words out of the search. Her group must be there already. `route` is how she
/// is reached from now on; kommun, address, telephone and e-mail are gone.
pub async fn hide(
    txn: &DatabaseTransaction,
    client: &Client,
    kind: Protection,
    route: Option<&str>,
    vault: &Vault,
) -> anyhow::Result<()> {
    let texts = Texts::protected(client.id, client.organisation_id, vault);
    let mut values = Vec::new();
    for field in TEXTS {
        let rows = txn.query_all(&in_clear(field, client.id)).await?;
        for row in rows {
            let (id, text): (i64, String) = (row.try_get_by_index(0)?, row.try_get_by_index(1)?);
            values.push(texts.row(field, id, &text));
        }
        let empty = if field.marked { Expr::value("") } else { Expr::value(None::<String>) };
        txn.execute(&set_where_clear(field, client.id, empty)).await?;
    }
    let born = client.birth_date.map(|day| day.to_string());
    for (field, text) in [
        (sealed::GIVEN_NAME, Some(client.given_name.as_str())),
        (sealed::FAMILY_NAME, Some(client.family_name.as_str())),
        (sealed::BIRTH_DATE, born.as_deref()),
        (sealed::CONTACT_ROUTE, route),
    ] {
        values.extend(text.filter(|text| !text.is_empty()).map(|text| texts.row(field, client.id, text)));
    }
    name::Entity::delete_many().filter(name::COLUMN.client_id.eq(client.id)).exec(txn).await?;
    let hidden = client::ActiveModel {
        given_name: Set(String::new()),
        family_name: Set(String::new()),
        birth_date: Set(client.birth_date.and_then(sealed::coarse)),
        kommun_code: Set(None),
        email: Set(None),
        phone: Set(None),
        postal_address: Set(None),
        protected: Set(true),
        protection: Set(Some(kind)),
        ..Default::default()
    };
    change(txn, client, hidden).await?;
    for part in values.chunks(500) {
        sealed_value::Entity::insert_many(part.to_vec()).exec_without_returning(txn).await?;
    }
    identifiers::rehash(txn, client.id, true, vault).await
}

/// Puts what was sealed back in clear; kommun and ways of contact have to be asked for anew.
pub async fn show(txn: &DatabaseTransaction, client: &Client, vault: &Vault) -> anyhow::Result<()> {
    let opened = sealed::open(txn, vault, client).await?;
    let known = opened.client(client.clone());
    // A number that is hashed among the others again must be nobody else's there.
    for number in identifiers::numbers(txn, client, vault).await? {
        let hashes = number.hashes(vault, false);
        let taken = super::entity::identifier::Entity::find()
            .filter(super::entity::identifier::COLUMN.organisation_id.eq(client.organisation_id))
            .filter(super::entity::identifier::Column::LookupHash.is_in(hashes))
            .one(txn)
            .await?;
        if taken.is_some() {
            return Err(NumberTaken.into());
        }
    }
    let words = names::fold(&super::full_name(&known.given_name, &known.family_name));
    let shown = client::ActiveModel {
        given_name: Set(known.given_name),
        family_name: Set(known.family_name),
        birth_date: Set(known.birth_date),
        protected: Set(false),
        protection: Set(None),
        ..Default::default()
    };
    change(txn, client, shown).await?;
    put_back(txn, &opened).await?;
    sealed_value::Entity::delete_many()
        .filter(sealed_value::COLUMN.client_id.eq(client.id))
        .exec(txn)
        .await?;
    names::write(txn, client.id, client.organisation_id, words).await?;
    identifiers::rehash(txn, client.id, false, vault).await
}

/// Whoever changed it first has changed it.
async fn change(txn: &DatabaseTransaction, client: &Client, to: client::ActiveModel) -> Result<(), DbErr> {
    let done = client::Entity::update_many()
        .set(to)
        .filter(client::COLUMN.id.eq(client.id))
        .filter(client::COLUMN.protected.eq(client.protected))
        .exec(txn)
        .await?;
    match done.rows_affected {
        1 => Ok(()),
        _ => Err(DbErr::RecordNotUpdated),
    }
}

async fn put_back(txn: &DatabaseTransaction, opened: &Opened) -> Result<(), DbErr> {
    for (place, column, row_id, text) in opened.all() {
        if let Some(field) = TEXTS.iter().find(|field| field.place == place && field.name == column) {
            let update = Query::update()
                .table(Alias::new(field.place))
                .value(Alias::new(field.name), text)
                .and_where(Expr::col(Alias::new("id")).eq(row_id))
                .take();
            txn.execute(&update).await?;
        }
    }
    Ok(())
}

/// Numbers and texts of the rows of hers where this column is filled. By the names of tables: rows that tell of a client
/// belong to nouns above this one.
fn in_clear(field: Field, client_id: i64) -> SelectStatement {
    Query::select()
        .columns([Alias::new("id"), Alias::new(field.name)])
        .from(Alias::new(field.place))
        .and_where(Expr::col(Alias::new(field.name)).is_not_null())
        .and_where(Expr::col(Alias::new(field.name)).ne(""))
        .and_where(hers(field, client_id))
        .take()
}

fn set_where_clear(field: Field, client_id: i64, to: Expr) -> UpdateStatement {
    Query::update()
        .table(Alias::new(field.place))
        .value(Alias::new(field.name), to)
        .and_where(Expr::col(Alias::new(field.name)).is_not_null())
        .and_where(hers(field, client_id))
        .take()
}

fn hers(field: Field, client_id: i64) -> Expr {
    if field.place == "cases" {
        return Expr::col(Alias::new("client_id")).eq(client_id);
    }
    let cases = Query::select()
        .column(Alias::new("id"))
        .from(Alias::new("cases"))
        .and_where(Expr::col(Alias::new("client_id")).eq(client_id))
        .take();
    Expr::col(Alias::new("case_id")).in_subquery(cases)
}
