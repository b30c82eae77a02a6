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
pub mod sessions;
pub mod sign_in;

use crate::{audit::Actor, code_enum, locales::Locale};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, FromQueryResult, JoinType, QueryFilter, QuerySelect, RelationTrait,
};

code_enum! {
    /// What a user is for. One person may be several.
    pub enum Role {
        /// *Rådgivare*: her organisation's cases.
        Advisor = "advisor",
        /// *Programansvarig*: figures and pseudonymous lists of the programmes she leads.
        Lead = "lead",
        /// *Administratör*: organisations, users, programmes and the log; no case content.
        Administrator = "administrator",
        /// *Mottagare*: the releases made for her organisation.
        Recipient = "recipient",
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
}

impl From<&User> for Actor {
    fn from(user: &User) -> Self {
        Self { user_id: user.id, organisation_id: user.organisation_id }
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

    /// Registers clients, logs meetings, records outcomes.
    pub fn can_work_with_cases(&self) -> bool {
        self.is(Role::Advisor)
    }

    /// Organisations, users and the log.
    pub fn can_administer(&self) -> bool {
        self.is(Role::Administrator)
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
}

/// The active user of that number.
pub async fn find(db: &impl ConnectionTrait, id: i64) -> Result<Option<User>, DbErr> {
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
        .column(entity::user_role::Column::Role)
        .join(JoinType::InnerJoin, entity::user::Relation::Organisation.def())
        .join_rev(JoinType::LeftJoin, entity::user_role::Relation::User.def())
        .filter(entity::user::COLUMN.id.eq(id))
        .filter(entity::user::COLUMN.active.eq(true))
        .into_model::<Row>()
        .all(db)
        .await?;
    Ok(assemble(rows))
}

fn assemble(rows: Vec<Row>) -> Option<User> {
    let roles = rows.iter().filter_map(|row| row.role).collect();
    rows.into_iter().next().map(|row| User {
        id: row.id,
        organisation_id: row.organisation_id,
        organisation: row.organisation,
        name: row.name,
        email: row.email,
        locale: row.locale,
        roles,
    })
}
