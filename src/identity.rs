//! Who is asking: organisations, their users and what each may do.
pub mod accounts;
pub mod devices;
pub mod directory;
pub mod entity;
pub mod factors;
pub mod guesses;
pub mod letters;
pub mod links;
pub mod organisations;
mod password;
mod rights;
pub mod sessions;
pub mod sign_in;

pub use rights::Right;

use crate::{
    audit::{Actor, Origin},
    code_enum,
    locales::Locale,
};
use chrono::NaiveDate;
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

code_enum! {
    /// What a user is for. One person may be several.
    pub enum Role {
        /// *Rådgivare*: works in her organisation's cases.
        Advisor = "advisor",
        /// *Enhetschef*: reads her organisation's cases and shares them out.
        UnitLead = "unit_lead",
        /// *Programansvarig*: figures and pseudonymous lists of the programmes she leads.
        Lead = "lead",
        /// *Skyddsansvarig*: answers for persons under protected identity in her organisation.
        ProtectionOfficer = "protection_officer",
        /// *Logggranskare*: the log, without the content of cases.
        LogReviewer = "log_reviewer",
        /// *Administratör*: organisations, users and programmes; no case content, no log.
        Administrator = "administrator",
        /// *Mottagare*: the releases made for her organisation.
        Recipient = "recipient",
        /// *Revisor*: reads her organisation's cases until a day that is set beforehand.
        Auditor = "auditor",
    }
}

/// A user as every request and rule knows her.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// Row number.
    pub id: i64,
    /// The tenant: nothing of another organisation is seen.
    pub organisation_id: i64,
    /// Its name.
    pub organisation: String,
    /// Her name.
    pub name: String,
    /// Where she is reached and how she signs in.
    pub email: String,
    /// The language she reads.
    pub locale: Locale,
    /// What she is for.
    pub roles: Vec<Role>,
    /// From where she asks, for the log.
    pub origin: Origin,
}

impl From<&User> for Actor {
    fn from(user: &User) -> Self {
        let roles: Vec<_> = user.roles.iter().map(|role| role.code()).collect();
        Self {
            user_id: user.id,
            organisation_id: user.organisation_id,
            roles: roles.join(" "),
            origin: user.origin,
        }
    }
}

impl User {
    /// Whether she has the role.
    pub fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// What no password of hers may be made of.
    pub fn about(&self) -> Vec<String> {
        vec![self.name.clone(), self.email.clone(), self.organisation.clone()]
    }
}

#[derive(FromQueryResult)]
struct Row {
    id: i64,
    organisation_id: i64,
    organisation: String,
    name: String,
    email: String,
    locale: Locale,
    role: Option<Role>,
    until: Option<NaiveDate>,
}

/// A role, and for an auditor's the last day it is lent for; the others hold until they are taken away.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// Its last day.
    pub until: Option<NaiveDate>,
}

impl From<Role> for Grant {
    fn from(role: Role) -> Self {
        Self { role, until: None }
    }
}

/// The active user of that number, with the roles she has on that day.
pub async fn find(db: &impl ConnectionTrait, id: i64, today: NaiveDate) -> Result<Option<User>, DbErr> {
    let rows = entity::user::Entity::find()
        .select_only()
        .columns([
            entity::user::Column::Id,
            entity::user::Column::OrganisationId,
            entity::user::Column::Name,
            entity::user::Column::Email,
            entity::user::Column::Locale,
        ])
        .column_as(entity::organisation::Column::Name, "organisation")
        .columns([entity::user_role::Column::Role, entity::user_role::Column::Until])
        .join(JoinType::InnerJoin, entity::user::Relation::Organisation.def())
        .join_rev(JoinType::LeftJoin, entity::user_role::Relation::User.def())
        .filter(entity::user::COLUMN.id.eq(id))
        .filter(entity::user::COLUMN.active.eq(true))
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(assemble(rows, today))
}

fn assemble(rows: Vec<Row>, today: NaiveDate) -> Option<User> {
    let lasts = |row: &&Row| row.until.is_none_or(|until| today <= until);
    let roles = rows.iter().filter(lasts).filter_map(|row| row.role).collect();
    rows.into_iter().next().map(|row| User {
        id: row.id,
        organisation_id: row.organisation_id,
        organisation: row.organisation,
        name: row.name,
        email: row.email,
        locale: row.locale,
        roles,
        origin: Origin::default(),
    })
}
