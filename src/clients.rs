//! Clients: a person is one client per organisation, found again by number or by name and birth date.
mod accesses;
pub mod entity;
mod identifiers;
mod names;
mod shown;

pub use accesses::{Access, accesses};
pub use entity::client::{BirthBackground, Education, Model as Client, Origin, Sex};
pub(crate) use identifiers::row as number_row;
pub use identifiers::{Number, add_number, find_by_number, numbers};
pub use names::{fold, named, search};
pub(crate) use names::{rows as name_rows, words};
pub use shown::{NameRow, Shown, full_name, may_know, names_for, shown_to};

use crate::{
    audit::{self, Act},
    identity::User,
    vault::Vault,
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::client;
use sea_orm::{ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

/// What is known of a person at intake, or after a correction. What nobody knows is `None` or unknown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Given names.
    pub given_name: String,
    /// Family names; empty where she has one name only.
    pub family_name: String,
    /// True date of birth.
    pub birth_date: Option<NaiveDate>,
    /// Sex.
    pub sex: Sex,
    /// Background.
    pub birth_background: BirthBackground,
    /// Two letters, if she wants to tell.
    pub birth_country: Option<String>,
    /// Or the coarse region.
    pub birth_region: Option<String>,
    /// The year she came.
    pub in_sweden_since: Option<i64>,
    /// Four digits.
    pub kommun_code: Option<String>,
    /// Highest education.
    pub education: Education,
    /// Whether that was abroad.
    pub foreign_education: bool,
    /// E-mail.
    pub email: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Postal address.
    pub postal_address: Option<String>,
    /// BCP 47.
    pub contact_language: Option<String>,
    /// Whether an interpreter is needed.
    pub interpreter_needed: bool,
    /// *Skyddade personuppgifter*: then kommun and contact are not kept.
    pub protected: bool,
    /// Where this comes from.
    pub origin: Origin,
}

impl Facts {
    /// What may be kept of a protected person: no place and no way of contact.
    fn kept(mut self) -> Self {
        if self.protected {
            self.kommun_code = None;
            self.email = None;
            self.phone = None;
            self.postal_address = None;
        }
        self
    }

    /// Her row, without organisation and time.
    pub(crate) fn row(self) -> client::ActiveModel {
        let facts = self.kept();
        client::ActiveModel {
            given_name: Set(facts.given_name.trim().to_owned()),
            family_name: Set(facts.family_name.trim().to_owned()),
            birth_date: Set(facts.birth_date),
            sex: Set(facts.sex),
            birth_background: Set(facts.birth_background),
            birth_country: Set(facts.birth_country),
            birth_region: Set(facts.birth_region),
            in_sweden_since: Set(facts.in_sweden_since),
            kommun_code: Set(facts.kommun_code),
            education: Set(facts.education),
            foreign_education: Set(facts.foreign_education),
            email: Set(facts.email),
            phone: Set(facts.phone),
            postal_address: Set(facts.postal_address),
            contact_language: Set(facts.contact_language),
            interpreter_needed: Set(facts.interpreter_needed),
            protected: Set(facts.protected),
            origin: Set(facts.origin),
            ..Default::default()
        }
    }
}

/// Enters a person with her number, if she has one.
pub async fn enter(
    txn: &DatabaseTransaction,
    user: &User,
    facts: Facts,
    number: Option<(&Number, &Vault)>,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let words = names::words(&facts);
    let row = client::ActiveModel {
        organisation_id: Set(user.organisation_id),
        created_at: Set(now),
        ..facts.row()
    };
    let id = client::Entity::insert(row).exec(txn).await?.last_insert_id;
    names::write(txn, id, user.organisation_id, words).await?;
    if let Some((number, vault)) = number {
        add_number(txn, user, id, number, vault, now).await?;
    }
    audit::record(txn, user, Act::new("enter", "client", id).on_client(id), now).await?;
    Ok(id)
}

/// Replaces what is known of her by what is known now.
pub async fn correct(
    txn: &DatabaseTransaction,
    user: &User,
    before: &Client,
    facts: Facts,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let words = names::words(&facts);
    let row = facts.row();
    let changed = changed_fields(before, &row);
    client::Entity::update_many()
        .set(row)
        .filter(client::COLUMN.id.eq(before.id))
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .exec(txn)
        .await?;
    names::write(txn, before.id, user.organisation_id, words).await?;
    let act = Act::new("correct", "client", before.id).on_client(before.id).detail(changed);
    audit::record(txn, user, act, now).await
}

/// The names of the fields a correction changed; never their values.
fn changed_fields(before: &Client, after: &client::ActiveModel) -> String {
    use sea_orm::{ActiveModelTrait, IdenStatic, IntoActiveModel, Iterable};
    let before = before.clone().into_active_model();
    client::Column::iter()
        .filter(|column| {
            let (old, new) = (before.get(*column).into_value(), after.get(*column).into_value());
            new.is_some() && old != new
        })
        .map(|column| column.as_str().to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// Her row, if she is a client of the user's organisation.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Client>, DbErr> {
    client::Entity::find()
        .filter(client::COLUMN.id.eq(id))
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .one(db)
        .await
}
