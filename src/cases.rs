//! A case: one person in one programme with one advisor, from first visit to close.
mod changes;
pub mod entity;
mod list;
mod naming;
mod numbers;
mod unfinished;

pub use changes::{Closing, close, hand_over, link_enterprise, reopen, set_phase};
pub use entity::{CloseReason, Employment, InformationGiven, LegalBasis, Model as Case, Phase, Status};
pub use list::{CaseRow, Filter, Mark, Turn, list};
pub use naming::{Named, name_behind};
pub use numbers::{numbers_of, with_number};
pub use unfinished::{Missing, Unfinished, missing, unfinished};

use crate::{
    audit::{self, Act},
    clients::{Client, entity::client},
    identity::{Right, User, entity::user},
    programmes::entity::programme,
};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use entity::number;
use sea_orm::{
    ActiveValue::Set,
    ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, Select,
    sea_query::{Expr, ExprTrait, OnConflict},
};

impl Case {
    /// What the log says of whoever gets to see it.
    pub fn seen(&self) -> Act {
        Act::new("view", "case", self.id).in_case(self.id).on_client(self.client_id)
    }
}

/// The cases this user may see. Every query for a person starts here.
pub fn visible_to(user: &User) -> Select<entity::Entity> {
    let cases = entity::Entity::find();
    if user.may(Right::ReadCases) {
        cases.filter(entity::COLUMN.organisation_id.eq(user.organisation_id))
    } else {
        cases.filter(Expr::value(false))
    }
}

/// The case of that row number, if it is the user's to see.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Case>, DbErr> {
    visible_to(user).filter(entity::COLUMN.id.eq(id)).one(db).await
}

/// A case with what its page says first.
#[derive(Clone, Debug)]
pub struct Head {
    /// The case.
    pub case: Case,
    /// Whose it is.
    pub client: Client,
    /// The name of its programme.
    pub programme: String,
    /// The name of whoever is responsible.
    pub advisor: String,
}

/// The same case as [`find`] with its client, programme and advisor, in one question.
pub async fn head(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Head>, DbErr> {
    let found = visible_to(user)
        .filter(entity::COLUMN.id.eq(id))
        .find_also_related(client::Entity)
        .find_also_related(programme::Entity)
        .find_also(entity::Entity, user::Entity)
        .one(db)
        .await?;
    Ok(found.and_then(|(case, client, programme, advisor)| {
        Some(Head { case, client: client?, programme: programme?.name, advisor: advisor?.name })
    }))
}

/// The case people call that, such as `2026-000123`.
pub async fn find_by_number(
    db: &impl ConnectionTrait,
    user: &User,
    number: &str,
) -> Result<Option<Case>, DbErr> {
    visible_to(user).filter(entity::COLUMN.number.eq(number.trim())).one(db).await
}

/// What it takes to open a case. Made only from a valid form or row.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Whose case.
    pub client_id: i64,
    /// Under which programme.
    pub programme_id: i64,
    /// Who is responsible.
    pub advisor_id: i64,
    /// First day.
    pub opened_on: NaiveDate,
    /// How far the business has come.
    pub phase: Phase,
    /// Labour-market status at entry.
    pub employment_at_entry: Employment,
    /// Ground for keeping the data.
    pub legal_basis: LegalBasis,
    /// When and how she was informed.
    pub information: Option<(NaiveDate, InformationGiven)>,
}

/// Opens a case under the organisation's next number.
pub async fn open(
    txn: &DatabaseTransaction,
    user: &User,
    new: NewCase,
    now: DateTime<Utc>,
) -> Result<Case, DbErr> {
    let number = next_number(txn, user.organisation_id, new.opened_on.year()).await?;
    let row = entity::ActiveModel {
        organisation_id: Set(user.organisation_id),
        number: Set(number),
        client_id: Set(new.client_id),
        programme_id: Set(new.programme_id),
        advisor_id: Set(new.advisor_id),
        phase: Set(new.phase),
        status: Set(Status::Open),
        opened_on: Set(new.opened_on),
        employment_at_entry: Set(new.employment_at_entry),
        legal_basis: Set(new.legal_basis),
        information_given_on: Set(new.information.map(|(day, _)| day)),
        information_given: Set(new.information.map(|(_, how)| how)),
        created_at: Set(now),
        ..Default::default()
    };
    let case = entity::Entity::insert(row).exec_with_returning(txn).await?;
    let act = Act::new("open", "case", case.id).in_case(case.id).on_client(case.client_id);
    audit::record(txn, user, act, now).await?;
    Ok(case)
}

/// `2026-000124`: the counter is raised in the same transaction, so no number is given twice or left out.
pub async fn next_number(
    txn: &DatabaseTransaction,
    organisation_id: i64,
    year: i32,
) -> Result<String, DbErr> {
    numbers(txn, organisation_id, year, 1).await.map(|first| written(year, first))
}

/// The first of `count` numbers taken at once.
pub async fn numbers(
    txn: &DatabaseTransaction,
    organisation_id: i64,
    year: i32,
    count: i64,
) -> Result<i64, DbErr> {
    let row = number::ActiveModel {
        organisation_id: Set(organisation_id),
        year: Set(year.into()),
        last: Set(count),
    };
    let raised = Expr::col((number::Entity, number::Column::Last)).add(count);
    let taken = number::Entity::insert(row)
        .on_conflict(
            OnConflict::columns([number::Column::OrganisationId, number::Column::Year])
                .value(number::Column::Last, raised)
                .to_owned(),
        )
        .exec_with_returning(txn)
        .await?;
    Ok(taken.last - count + 1)
}

/// A case number as people write it.
pub fn written(year: i32, sequence: i64) -> String {
    format!("{year}-{sequence:06}")
}
