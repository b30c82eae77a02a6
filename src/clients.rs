//! Clients: a person is one client per organisation, found again by number or by name and birth date.
mod accesses;
pub mod entity;
mod identifiers;
pub mod keys;
mod names;
mod protecting;
pub mod sealed;
mod shown;

pub use accesses::{Access, accesses};
pub use entity::client::{BirthBackground, Education, Model as Client, Origin, Protection, Sex};
pub(crate) use identifiers::row as number_row;
pub use identifiers::{Number, add_number, find_by_number, numbers, protected_by_number};
pub use names::{fold, named, search};
pub(crate) use names::{rows as name_rows, words};
pub use protecting::{NumberTaken, hide, show};
pub use sealed::{Opened, Texts, open};
pub use shown::{Shown, full_name, may_list, names_for, shown_to};

use crate::{
    audit::{self, Act},
    identity::User,
    vault::Vault,
};
use chrono::{DateTime, NaiveDate, Utc};
use entity::client;
use sea_orm::{
    ActiveValue::Set, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect,
};
use std::collections::HashSet;

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
    /// *Skyddade personuppgifter*: then kommun and contact are not kept, and names are sealed beside the row.
    pub protected: Option<Protection>,
    /// Where this comes from.
    pub origin: Origin,
}

impl Facts {
    /// What stands in the row of a protected person: no name, no place and no way of contact.
    fn kept(mut self) -> Self {
        if self.protected.is_some() {
            self.given_name.clear();
            self.family_name.clear();
            self.birth_date = self.birth_date.and_then(sealed::coarse);
            self.kommun_code = None;
            self.email = None;
            self.phone = None;
            self.postal_address = None;
        }
        self
    }

    /// Her row, without organisation and time; what it must not hold is [sealed](Texts::of_facts).
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
            protected: Set(facts.protected.is_some()),
            protection: Set(facts.protected),
            origin: Set(facts.origin),
            ..Default::default()
        }
    }
}

/// Enters a person with her number, if she has one. Of a protected one names are sealed; her group is the noun
/// `protection`'s to name.
pub async fn enter(
    txn: &DatabaseTransaction,
    user: &User,
    facts: Facts,
    number: Option<&Number>,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<i64, DbErr> {
    let words = names::words(&facts);
    let protected = facts.protected.is_some();
    let row = client::ActiveModel {
        organisation_id: Set(user.organisation_id),
        created_at: Set(now),
        ..facts.clone().row()
    };
    let id = client::Entity::insert(row).exec(txn).await?.last_insert_id;
    names::write(txn, id, user.organisation_id, words).await?;
    if protected {
        let texts = Texts::protected(id, user.organisation_id, vault);
        let values = texts.of_facts(&facts, None);
        entity::sealed_value::Entity::insert_many(values).exec_without_returning(txn).await?;
    }
    if let Some(number) = number {
        add_number(txn, user, (id, protected), number, vault, now).await?;
    }
    audit::record(txn, user, Act::new("enter", "client", id).on_client(id), now).await?;
    Ok(id)
}

/// Replaces what is known of her by what is known now. `before` is as the user saw her, opened if she is protected;
/// whether she is protected is not changed here.
pub async fn correct(
    txn: &DatabaseTransaction,
    user: &User,
    before: &Client,
    facts: Facts,
    vault: &Vault,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let facts = Facts { protected: before.protection.filter(|_| before.protected), ..facts };
    let words = names::words(&facts);
    let changed = changed_fields(before, &facts);
    let done = client::Entity::update_many()
        .set(facts.clone().row())
        .filter(client::COLUMN.id.eq(before.id))
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .filter(client::COLUMN.protected.eq(before.protected))
        .exec(txn)
        .await?;
    if done.rows_affected == 0 {
        return Err(DbErr::RecordNotUpdated);
    }
    names::write(txn, before.id, user.organisation_id, words).await?;
    let texts = Texts::of(before, vault);
    let born = facts.birth_date.map(|day| day.to_string());
    let filled = |text: &'_ str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    for (field, text) in [
        (sealed::GIVEN_NAME, filled(&facts.given_name)),
        (sealed::FAMILY_NAME, filled(&facts.family_name)),
        (sealed::BIRTH_DATE, born),
    ] {
        texts.keep(txn, field, before.id, text.as_deref()).await?;
    }
    let act = Act::new("correct", "client", before.id).on_client(before.id).detail(changed);
    audit::record(txn, user, act, now).await
}

/// The names of the fields a correction changed; never their values.
fn changed_fields(before: &Client, facts: &Facts) -> String {
    use sea_orm::{ActiveModelTrait, IdenStatic, IntoActiveModel, Iterable};
    let before = before.clone().into_active_model();
    let after = client::ActiveModel {
        given_name: Set(facts.given_name.trim().to_owned()),
        family_name: Set(facts.family_name.trim().to_owned()),
        birth_date: Set(facts.birth_date),
        ..facts.clone().row()
    };
    client::Column::iter()
        .filter(|column| {
            let (old, new) = (before.get(*column).into_value(), after.get(*column).into_value());
            new.is_some() && old != new
        })
        .map(|column| column.as_str().to_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The numbers of an organisation's protected clients: for writing, never for a page.
pub(crate) async fn protected_ids(
    db: &impl ConnectionTrait,
    organisation_id: i64,
) -> Result<HashSet<i64>, DbErr> {
    let ids: Vec<i64> = client::Entity::find()
        .select_only()
        .column(client::Column::Id)
        .filter(client::COLUMN.organisation_id.eq(organisation_id))
        .filter(client::COLUMN.protected.eq(true))
        .into_tuple()
        .all(db)
        .await?;
    Ok(ids.into_iter().collect())
}

/// Her row, if she is a client of the user's organisation.
pub async fn find(db: &impl ConnectionTrait, user: &User, id: i64) -> Result<Option<Client>, DbErr> {
    client::Entity::find()
        .filter(client::COLUMN.id.eq(id))
        .filter(client::COLUMN.organisation_id.eq(user.organisation_id))
        .one(db)
        .await
}
