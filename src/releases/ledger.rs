//! Reading the ledger: who may see a release, what it holds and who fetched it.
use super::{
    File,
    entity::{cell, definition, delivery, file, proof, release},
};
use crate::{
    audit::{self, Act},
    identity::{Role, User},
    programmes,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveValue::Set, Condition, ConnectionTrait, DatabaseTransaction, DbErr, DerivePartialModel,
    EntityTrait, ExprTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select, sea_query::Expr,
};

/// The releases this user may see: made for her agency, or of a programme she leads.
pub fn visible_to(user: &User) -> Select<release::Entity> {
    let for_her = definition::COLUMN
        .recipient_organisation_id
        .eq(user.organisation_id)
        .and(Expr::value(user.is(Role::Recipient)));
    let led = definition::COLUMN.programme_id.in_subquery(programmes::ids_led_by(user));
    release::Entity::find()
        .inner_join(definition::Entity)
        .filter(Condition::any().add(for_her).add(led))
        .order_by_desc(release::Column::CreatedAt)
        .order_by_desc(release::Column::Id)
}

/// A release with the names around it.
#[derive(Clone, Debug, FromQueryResult, serde::Serialize)]
pub struct Seen {
    /// Row number.
    pub id: i64,
    /// The definition's name.
    pub name: String,
    /// Of which programme.
    pub programme: String,
    /// To whom.
    pub recipient: String,
    /// `2026H1`.
    pub period: String,
    /// 1, then corrections.
    pub version: i64,
    /// What was known by then.
    pub cut_off: DateTime<Utc>,
    /// Fewest persons behind a figure.
    pub threshold: i64,
    /// Of the list of its files.
    pub sha256: String,
    /// The version it corrects.
    pub predecessor_id: Option<i64>,
}

impl Seen {
    /// Those this user may see, newest first.
    pub fn by(user: &User) -> Select<release::Entity> {
        use crate::{identity::entity::organisation, programmes::entity::programme};
        use sea_orm::{JoinType, RelationTrait};
        let recipient = definition::Entity::belongs_to(organisation::Entity)
            .from(definition::Column::RecipientOrganisationId)
            .to(organisation::Column::Id);
        visible_to(user)
            .join(JoinType::InnerJoin, definition::Relation::Programme.def())
            .join(JoinType::InnerJoin, recipient.into())
            .select_only()
            .columns([
                release::Column::Id,
                release::Column::Period,
                release::Column::Version,
                release::Column::CutOff,
                release::Column::Sha256,
                release::Column::PredecessorId,
            ])
            .columns([definition::Column::Name, definition::Column::Threshold])
            .column_as(programme::Column::Name, "programme")
            .column_as(organisation::Column::Name, "recipient")
    }
}

/// The release of that number, if she may see it.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Seen>, DbErr> {
    Seen::by(user).filter(release::COLUMN.id.eq(id)).into_model().one(db).await
}

/// A file of a release, without its bytes.
#[derive(Clone, Debug, DerivePartialModel, serde::Serialize)]
#[sea_orm(entity = "file::Entity")]
pub struct FileName {
    /// Its name.
    pub name: String,
    /// What it is.
    pub media_type: String,
    /// Its checksum.
    pub sha256: String,
}

/// The files of a release she may see.
pub async fn file_names(db: &impl ConnectionTrait, seen: &Seen) -> Result<Vec<FileName>, DbErr> {
    file::Entity::find()
        .filter(file::COLUMN.release_id.eq(seen.id))
        .order_by_asc(file::Column::Name)
        .into_partial_model()
        .all(db)
        .await
}

/// The cells of one of its tables: codes parted by `/`, and the figure in hundredths unless hidden.
pub async fn cells(
    db: &impl ConnectionTrait,
    seen: &Seen,
    indicator: &str,
) -> Result<Vec<cell::Model>, DbErr> {
    cell::Entity::find()
        .filter(cell::COLUMN.release_id.eq(seen.id))
        .filter(cell::COLUMN.indicator.eq(indicator))
        .order_by_asc(cell::Column::Id)
        .all(db)
        .await
}

/// Hands out a file and writes down that it was fetched; nothing where there is no such file.
pub async fn deliver(
    txn: &DatabaseTransaction,
    user: &User,
    seen: &Seen,
    name: &str,
    now: DateTime<Utc>,
) -> Result<Option<File>, DbErr> {
    let found = file::Entity::find()
        .filter(file::COLUMN.release_id.eq(seen.id))
        .filter(file::COLUMN.name.eq(name))
        .one(txn)
        .await?;
    let Some(found) = found else { return Ok(None) };
    let row = delivery::ActiveModel {
        release_id: Set(seen.id),
        user_id: Set(user.id),
        file_name: Set(found.name.clone()),
        fetched_at: Set(now),
        ..Default::default()
    };
    delivery::Entity::insert(row).exec_without_returning(txn).await?;
    audit::record(txn, user, Act::new("fetch", "release", seen.id).detail(&found.name), now).await?;
    Ok(Some(found))
}

/// Whether she leads the programme of that release.
pub async fn is_led_by(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<bool, DbErr> {
    let led = definition::COLUMN.programme_id.in_subquery(programmes::ids_led_by(user));
    let release = release::Entity::find_by_id(id).inner_join(definition::Entity).filter(led);
    Ok(release.one(db).await?.is_some())
}

/// Why a release is safe, as JSON: for the lead of its programme and nobody else. It is written down who saw it.
pub async fn proof(
    txn: &DatabaseTransaction,
    user: &User,
    id: i64,
    now: DateTime<Utc>,
) -> Result<Option<Vec<u8>>, DbErr> {
    if !is_led_by(txn, user, id).await? {
        return Ok(None);
    }
    let Some(found) = proof::Entity::find_by_id(id).one(txn).await? else { return Ok(None) };
    audit::record(txn, user, Act::new("fetch", "release", id).detail("proof.json"), now).await?;
    Ok(Some(found.content))
}
