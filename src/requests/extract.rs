//! The register extract (GDPR Art. 15): every fact kept on a client, each with why it is kept, and who had her file.
//!
//! What is others' is left out: who else took part in a group, who else owns the firm, which colleague wrote or
//! looked. Of those who looked she is told role, organisation, time and reason; the Court of Justice (C-579/21,
//! *Pankki S*) holds that names of staff who acted on instruction are not hers to have as a rule.
use super::{correction, entity, of_client};
use crate::{
    audit::{self, AuditEvent},
    cases,
    clients::{
        self, Client, Opened,
        entity::identifier,
        sealed::{CASE_NOTE, CONTACT_ROUTE, FOLLOWUP_NOTE, MEETING_NOTES, NEXT_STEP, OUTCOME_NOTE},
    },
    enterprises::entity::{enterprise, owner},
    followups,
    identity::entity::organisation,
    measures, meetings, outcomes,
    programmes::entity::programme,
    purposes::{self, Basis, Field, Purpose, Recipients},
    vault::Vault,
};
use chrono::{DateTime, Utc};
use sea_orm::{
    ActiveModelTrait, ConnectionTrait, DbErr, EntityName, EntityTrait, IdenStatic, IntoActiveModel, Iterable,
    ModelTrait, QueryFilter, QueryOrder, Value,
};
use serde::Serialize;
use std::collections::HashMap;

/// Raised when a reader of the file would have to change.
pub const SCHEMA: &str = "jamvaxt.register-extract/1";

/// Everything kept on one client of one organisation.
#[derive(Clone, Debug, Serialize)]
pub struct Extract {
    /// [`SCHEMA`].
    pub schema: &'static str,
    /// When it was made.
    pub made_at: DateTime<Utc>,
    /// Who keeps the data, and answers for them.
    pub controller: String,
    /// The records, her own first, then case by case.
    pub records: Vec<Record>,
    /// Who had her file, oldest first.
    pub seen: Vec<Seen>,
}

/// One row kept on her.
#[derive(Clone, Debug, Serialize)]
pub struct Record {
    /// What it is: the name of its table.
    pub noun: &'static str,
    /// The case it belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub case: Option<String>,
    /// The programme of that case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub programme: Option<String>,
    /// What is kept; what is not known is left out.
    pub facts: Vec<Fact>,
}

/// One fact, and why it is kept.
#[derive(Clone, Debug, Serialize)]
pub struct Fact {
    /// Its column.
    pub field: &'static str,
    /// As it is kept: a code of a list stays a code.
    pub value: serde_json::Value,
    /// What it is for.
    pub purpose: Purpose,
    /// On what ground.
    pub legal_basis: Basis,
    /// Who gets to see it.
    pub recipients: Recipients,
    /// The registry's line.
    #[serde(skip)]
    pub why: &'static Field,
}

/// One time somebody had her file.
#[derive(Clone, Debug, Serialize)]
pub struct Seen {
    /// When.
    pub at: DateTime<Utc>,
    /// What was done.
    pub action: String,
    /// To what.
    pub object: String,
    /// In which roles; nothing where the program did it by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub roles: Option<String>,
    /// Of which organisation.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub organisation: Option<String>,
    /// Why, by code.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// Makes the extract. Whoever asks has seen to it that the identity is hers to know.
pub async fn of(
    db: &impl ConnectionTrait,
    (client, opened): (&Client, &Opened),
    vault: &Vault,
    now: DateTime<Utc>,
) -> anyhow::Result<Extract> {
    let organisations = organisations(db).await?;
    let mut herself = record(client.clone());
    let route = opened.text(CONTACT_ROUTE, client.id);
    let why = purposes::of("clients", "postal_address");
    herself.facts.extend(route.zip(why).and_then(|(route, why)| fact(why, route.into())));
    let mut records = vec![herself];
    records.extend(numbers(db, client, vault).await?);
    records.extend(firms(db, client).await?);
    let hers = cases::entity::Entity::find()
        .filter(cases::entity::COLUMN.client_id.eq(client.id))
        .order_by_asc(cases::entity::Column::Id)
        .find_also_related(programme::Entity)
        .all(db)
        .await?;
    for (mut case, programme) in hers {
        opened.put(CASE_NOTE, case.id, &mut case.note);
        let about = |record: Record| Record {
            case: Some(case.number.clone()),
            programme: programme.as_ref().map(|programme| programme.name.clone()),
            ..record
        };
        records.push(about(record(case.clone())));
        let met = meetings::of(db, &case).await?.into_iter().rev().map(|mut row| {
            opened.put(MEETING_NOTES, row.id, &mut row.notes);
            opened.put(NEXT_STEP, row.id, &mut row.next_step);
            about(record(row))
        });
        records.extend(met);
        let taken = measures::of(db, &case).await?.into_iter().rev();
        records.extend(taken.map(|taken| about(record(taken.measure))));
        let came = outcomes::of(db, &case).await?.into_iter().rev().map(|mut row| {
            opened.put(OUTCOME_NOTE, row.id, &mut row.note);
            about(record(row))
        });
        records.extend(came);
        let asked = followups::of(db, &case).await?.into_iter().map(|mut row| {
            opened.put(FOLLOWUP_NOTE, row.id, &mut row.note);
            about(record(row))
        });
        records.extend(asked);
    }
    records.extend(of_client(db, client.id).await?.into_iter().map(record::<entity::Model>));
    records.extend(correction::records(db, client, vault).await?);
    let seen = audit::of_client(db, client.id).await?;
    Ok(Extract {
        schema: SCHEMA,
        made_at: now,
        controller: organisations.get(&client.organisation_id).cloned().unwrap_or_default(),
        records,
        seen: seen.into_iter().map(|event| Seen::of(event, &organisations)).collect(),
    })
}

async fn organisations(db: &impl ConnectionTrait) -> Result<HashMap<i64, String>, DbErr> {
    let all = organisation::Entity::find().all(db).await?;
    Ok(all.into_iter().map(|row| (row.id, row.name)).collect())
}

/// The facts of any row: each column that the registry knows, in the registry's order.
pub(super) fn record<M>(row: M) -> Record
where
    M: ModelTrait + IntoActiveModel<<M::Entity as EntityTrait>::ActiveModel>,
{
    let noun = M::Entity::default().table_name();
    let row = row.into_active_model();
    let mut facts: Vec<Fact> = <M::Entity as EntityTrait>::Column::iter()
        .filter_map(|column| {
            let why = purposes::of(noun, column.as_str())?;
            fact(why, json(row.get(column).into_value()?)?)
        })
        .collect();
    facts.sort_by_key(|fact| purposes::FIELDS.iter().position(|field| field == fact.why));
    Record { noun, case: None, programme: None, facts }
}

pub(super) fn fact(why: &'static Field, value: serde_json::Value) -> Option<Fact> {
    Some(Fact {
        field: why.column,
        value,
        purpose: why.purpose,
        legal_basis: why.basis,
        recipients: why.recipients,
        why,
    })
}

/// A value as a file tells it; nothing where nothing is kept, or where it is sealed and told elsewhere.
pub(super) fn json(value: Value) -> Option<serde_json::Value> {
    match value {
        Value::String(text) => text.filter(|text| !text.is_empty()).map(|text| (*text).into()),
        Value::BigInt(number) => number.map(Into::into),
        Value::Bool(flag) => flag.map(Into::into),
        Value::ChronoDate(day) => day.map(|day| day.to_string().into()),
        Value::ChronoDateTimeUtc(at) => at.map(|at| at.to_rfc3339().into()),
        _ => None,
    }
}

/// Her numbers, opened: this is the one place where they are told whole, and it is logged as an export.
async fn numbers(db: &impl ConnectionTrait, client: &Client, vault: &Vault) -> anyhow::Result<Vec<Record>> {
    let rows = identifier::Entity::find()
        .filter(identifier::COLUMN.client_id.eq(client.id))
        .order_by_desc(identifier::Column::Id)
        .all(db)
        .await?;
    let opened = clients::numbers(db, client, vault).await?;
    Ok(rows
        .into_iter()
        .zip(opened)
        .map(|(row, number)| {
            let mut told = record(row);
            let why = purposes::of("client_identifiers", "sealed");
            let whole = why.and_then(|why| fact(why, number.formatted().into()));
            told.facts.splice(0..0, whole);
            told
        })
        .collect())
}

/// The firms she owns or has a case about, each with her own share and nobody else's.
async fn firms(db: &impl ConnectionTrait, client: &Client) -> Result<Vec<Record>, DbErr> {
    let shares = owner::Entity::find().filter(owner::COLUMN.client_id.eq(client.id)).all(db).await?;
    let of_cases = cases::entity::Entity::find()
        .filter(cases::entity::COLUMN.client_id.eq(client.id))
        .filter(cases::entity::COLUMN.enterprise_id.is_not_null())
        .all(db)
        .await?;
    let ids: Vec<i64> = shares
        .iter()
        .map(|share| share.enterprise_id)
        .chain(of_cases.iter().filter_map(|case| case.enterprise_id))
        .collect();
    let firms = enterprise::Entity::find()
        .filter(enterprise::COLUMN.id.is_in(ids))
        .order_by_asc(enterprise::Column::Id)
        .all(db)
        .await?;
    Ok(firms
        .into_iter()
        .map(|firm| {
            let share = shares.iter().find(|share| share.enterprise_id == firm.id).cloned();
            let mut told = record(firm);
            told.facts.extend(share.into_iter().flat_map(|share| record(share).facts));
            told
        })
        .collect())
}

impl Seen {
    fn of(event: AuditEvent, organisations: &HashMap<i64, String>) -> Self {
        Self {
            at: event.at,
            action: event.action,
            object: event.object,
            roles: event.role,
            organisation: event.organisation_id.and_then(|id| organisations.get(&id).cloned()),
            reason: event.reason,
        }
    }
}
