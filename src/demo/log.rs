//! The log of an invented year: who did and saw what, put in the order of time at the end.
use super::{case::Who, rows};
use crate::audit::entity;
use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr};

/// What was done or seen in a case; small, because there are many.
struct Entry {
    at: DateTime<Utc>,
    user_id: i64,
    organisation_id: i64,
    action: &'static str,
    object: &'static str,
    object_id: i64,
    client_id: i64,
    case_id: i64,
    detail: Option<&'static str>,
}

/// Everything noted so far.
#[derive(Default)]
pub struct Log(Vec<Entry>);

impl Log {
    /// Her advisor did or saw it.
    pub fn note(&mut self, at: DateTime<Utc>, case: Who, act: (&'static str, &'static str, i64)) {
        self.note_with(at, case, act, None);
    }

    /// With field names or a code.
    pub fn note_with(
        &mut self,
        at: DateTime<Utc>,
        case: Who,
        (action, object, object_id): (&'static str, &'static str, i64),
        detail: Option<&'static str>,
    ) {
        self.0.push(Entry {
            at,
            user_id: case.advisor_id,
            organisation_id: case.organisation_id,
            action,
            object,
            object_id,
            client_id: case.client_id,
            case_id: case.case_id,
            detail,
        });
    }

    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Writes it in the order in which it happened, and tells how far it has come.
    pub async fn write(self, txn: &DatabaseTransaction, told: impl Fn(usize)) -> Result<(), DbErr> {
        let mut entries = self.0;
        entries.sort_by_key(|entry| entry.at);
        for some in entries.chunks(rows::AT_ONCE) {
            let mut written: Vec<entity::ActiveModel> = some.iter().map(row).collect();
            rows::write(txn, &mut written).await?;
            told(some.len());
        }
        Ok(())
    }
}

fn row(entry: &Entry) -> entity::ActiveModel {
    entity::ActiveModel {
        at: Set(entry.at),
        user_id: Set(Some(entry.user_id)),
        organisation_id: Set(Some(entry.organisation_id)),
        action: Set(entry.action.to_owned()),
        object: Set(entry.object.to_owned()),
        object_id: Set(Some(entry.object_id)),
        client_id: Set(Some(entry.client_id)),
        // Who enters a client has no case of hers yet.
        case_id: Set(Some(entry.case_id).filter(|_| entry.object != "client")),
        detail: Set(entry.detail.map(str::to_owned)),
        ..Default::default()
    }
}
