//! What is known of a protected client: sealed beside rows that hold none of it, and put back for whoever may know.
//!
//! A row in clear has nothing to leak: a page that forgets to ask shows a name that is not there.
use super::{Client, Facts, entity::sealed_value};
use crate::vault::{Sealed, Vault};
use chrono::{Datelike, NaiveDate};
use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};
use std::collections::HashMap;

/// A column that stands empty in the rows of a protected client.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Its table.
    pub place: &'static str,
    /// Its name.
    pub name: &'static str,
    /// Whether an empty text, and not nothing, says that there is one.
    pub marked: bool,
}

const fn field(place: &'static str, name: &'static str) -> Field {
    Field { place, name, marked: false }
}

/// Given names.
pub const GIVEN_NAME: Field = field("clients", "given_name");
/// Family names.
pub const FAMILY_NAME: Field = field("clients", "family_name");
/// The true day of birth; the row keeps the middle of its year, for the age groups of figures.
pub const BIRTH_DATE: Field = field("clients", "birth_date");
/// How she is reached: by the advisor only, such as through Skatteverket's forwarding of post.
pub const CONTACT_ROUTE: Field = field("clients", "contact_route");
/// The note of a case.
pub const CASE_NOTE: Field = field("cases", "note");
/// The notes of a meeting.
pub const MEETING_NOTES: Field = field("meetings", "notes");
/// What was agreed there. Its row tells that something was.
pub const NEXT_STEP: Field = Field { place: "meetings", name: "next_step", marked: true };
/// The note of a follow-up.
pub const FOLLOWUP_NOTE: Field = field("followups", "note");
/// The note of an outcome.
pub const OUTCOME_NOTE: Field = field("outcomes", "note");

/// Every free text about her outside her own row.
pub const TEXTS: [Field; 5] = [CASE_NOTE, MEETING_NOTES, NEXT_STEP, FOLLOWUP_NOTE, OUTCOME_NOTE];

/// The day figures count a protected client's age from: the true one is sealed.
pub(crate) fn coarse(day: NaiveDate) -> Option<NaiveDate> {
    NaiveDate::from_ymd_opt(day.year(), 7, 1)
}

/// Where free text about a client is kept: in its row, or sealed beside it while she is protected.
#[derive(Clone, Copy)]
pub struct Texts<'a> {
    vault: &'a Vault,
    client_id: i64,
    organisation_id: i64,
    protected: bool,
}

impl<'a> Texts<'a> {
    /// Of this client.
    pub fn of(client: &Client, vault: &'a Vault) -> Self {
        Self {
            vault,
            client_id: client.id,
            organisation_id: client.organisation_id,
            protected: client.protected,
        }
    }

    /// Of a client who is entered or marked just now.
    pub(crate) fn protected(client_id: i64, organisation_id: i64, vault: &'a Vault) -> Self {
        Self { vault, client_id, organisation_id, protected: true }
    }

    /// What goes into the row.
    pub fn clear(&self, field: Field, text: Option<String>) -> Option<String> {
        match self.protected {
            false => text,
            true => text.filter(|_| field.marked).map(|_| String::new()),
        }
    }

    /// What goes beside it, once the row has its number. Nothing typed leaves nothing standing.
    pub async fn keep(
        &self,
        txn: &DatabaseTransaction,
        field: Field,
        row_id: i64,
        text: Option<&str>,
    ) -> Result<(), DbErr> {
        if !self.protected {
            return Ok(());
        }
        forget(txn, field, [row_id]).await?;
        if let Some(text) = text {
            sealed_value::Entity::insert(self.row(field, row_id, text)).exec_without_returning(txn).await?;
        }
        Ok(())
    }

    /// The sealed row of a text.
    pub(crate) fn row(&self, field: Field, row_id: i64, text: &str) -> sealed_value::ActiveModel {
        let place = place(field.place, field.name, row_id, self.organisation_id);
        let sealed = seal(self.vault, &place, text);
        sealed_value::ActiveModel {
            place: Set(field.place.to_owned()),
            field: Set(field.name.to_owned()),
            row_id: Set(row_id),
            client_id: Set(self.client_id),
            organisation_id: Set(self.organisation_id),
            key_id: Set(sealed.key_id),
            value: Set(sealed.value),
            ..Default::default()
        }
    }

    /// What is sealed of her own row.
    pub(crate) fn of_facts(&self, facts: &Facts, route: Option<&str>) -> Vec<sealed_value::ActiveModel> {
        let born = facts.birth_date.map(|day| day.to_string());
        let values = [
            (GIVEN_NAME, Some(facts.given_name.trim())),
            (FAMILY_NAME, Some(facts.family_name.trim())),
            (BIRTH_DATE, born.as_deref()),
            (CONTACT_ROUTE, route),
        ];
        let filled = |(field, text): (Field, Option<&str>)| {
            text.filter(|text| !text.is_empty()).map(|text| self.row(field, self.client_id, text))
        };
        values.into_iter().filter_map(filled).collect()
    }
}

/// Takes away what is sealed of these rows.
pub async fn forget(
    txn: &DatabaseTransaction,
    field: Field,
    rows: impl IntoIterator<Item = i64>,
) -> Result<(), DbErr> {
    sealed_value::Entity::delete_many()
        .filter(sealed_value::COLUMN.place.eq(field.place))
        .filter(sealed_value::COLUMN.field.eq(field.name))
        .filter(sealed_value::Column::RowId.is_in(rows))
        .exec(txn)
        .await
        .map(drop)
}

/// What was sealed of one client, opened.
#[derive(Default)]
pub struct Opened(HashMap<(String, String, i64), String>);

impl Opened {
    /// The text of that column of that row.
    pub fn text(&self, field: Field, row_id: i64) -> Option<String> {
        self.0.get(&(field.place.to_owned(), field.name.to_owned(), row_id)).cloned()
    }

    /// Puts the text back where it would stand in clear.
    pub fn put(&self, field: Field, row_id: i64, into: &mut Option<String>) {
        if let Some(text) = self.text(field, row_id) {
            *into = Some(text);
        }
    }

    /// Her row with what belongs in it.
    pub fn client(&self, mut client: Client) -> Client {
        if client.protected {
            client.given_name = self.text(GIVEN_NAME, client.id).unwrap_or_default();
            client.family_name = self.text(FAMILY_NAME, client.id).unwrap_or_default();
            client.birth_date = self.text(BIRTH_DATE, client.id).and_then(|day| day.parse().ok());
        }
        client
    }

    /// Every text, with its place, column and row.
    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &str, i64, &str)> {
        self.0.iter().map(|((place, field, row), text)| (place.as_str(), field.as_str(), *row, text.as_str()))
    }
}

/// Opens what is sealed of a client: only for whoever may know her.
pub async fn open(db: &impl ConnectionTrait, vault: &Vault, client: &Client) -> anyhow::Result<Opened> {
    if !client.protected {
        return Ok(Opened::default());
    }
    let rows = sealed_value::Entity::find()
        .filter(sealed_value::COLUMN.client_id.eq(client.id))
        .filter(sealed_value::COLUMN.organisation_id.eq(client.organisation_id))
        .all(db)
        .await?;
    let mut opened = HashMap::with_capacity(rows.len());
    for row in rows {
        let text = opened_row(&row, vault)?;
        opened.insert((row.place, row.field, row.row_id), text);
    }
    Ok(Opened(opened))
}

pub(super) fn opened_row(row: &sealed_value::Model, vault: &Vault) -> anyhow::Result<String> {
    let place = place(&row.place, &row.field, row.row_id, row.organisation_id);
    Ok(vault.open(&place, Some(&row.key_id), &row.value)?)
}

pub(super) fn place(table: &str, column: &str, row_id: i64, organisation_id: i64) -> String {
    format!("{table}/{column}/{row_id}/{organisation_id}")
}

#[expect(
    clippy::disallowed_methods,
    reason = "a nonce must differ between processes: only the system's chance will do"
)]
pub(super) fn seal(vault: &Vault, place: &str, text: &str) -> Sealed {
    vault.seal(place, text, &mut rand::rng())
}
