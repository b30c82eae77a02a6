//! Reading the whole log again and finding the first row that is not as it was sealed.
use super::{Head, NOTHING, row_hash, rows_of, seal_hash, written};
use crate::audit::{
    entity::{self, reason, seal},
    reasons,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbBackend, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder,
    QuerySelect, Statement,
};
use std::collections::{HashSet, VecDeque};

/// Rows, and seals, that are read at once.
const ROWS: u64 = 2_000;
const SEALS: u64 = 50;

/// A log that is as it was sealed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many rows are under seals.
    pub rows: i64,
    /// How many seals there are.
    pub seals: i64,
    /// How many rows are not sealed yet.
    pub waiting: i64,
    /// The last seal.
    pub head: Option<Head>,
}

/// The first thing that is not as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Broken {
    /// The row has other content than when it was sealed.
    Changed(i64),
    /// The row is gone.
    Removed(i64),
    /// The row was not there when the rows around it were sealed.
    Inserted(i64),
    /// The seal was changed, or does not follow the one before it.
    Seal(i64),
    /// No seal has the hash that was written down: a later part of the log was cut off or made anew.
    NoSuchHead(String),
    /// The typed reason of the row is another than the row was sealed with.
    Reason(i64),
    /// The database no longer refuses to change the log: this guard is gone.
    Guard(String),
}

/// Reads every row. `heads` are hashes that were written down elsewhere and must be found.
pub async fn verify(db: &impl ConnectionTrait, heads: &[String]) -> Result<Result<Verified, Broken>, DbErr> {
    if let Some(guard) = missing_guard(db).await? {
        return Ok(Err(Broken::Guard(guard)));
    }
    let mut wanted: Vec<&String> = heads.iter().collect();
    // No row of ours has a number below one, but one slipped in may.
    let mut events = Events { after: i64::MIN, ..Events::default() };
    let mut verified = Verified { rows: 0, seals: 0, waiting: 0, head: None };
    loop {
        let after = verified.head.as_ref().map_or(0, |head| head.seal);
        let seals = seal::Entity::find()
            .filter(seal::COLUMN.id.gt(after))
            .order_by_asc(seal::Column::Id)
            .limit(SEALS)
            .all(db)
            .await?;
        let Some(last) = seals.last() else { break };
        events.sealed = last.last_event;
        for seal in seals {
            if let Some(broken) = under(db, &seal, verified.head.as_ref(), &mut events).await? {
                return Ok(Err(broken));
            }
            wanted.retain(|head| **head != written(&seal.hash));
            verified.rows += seal.count;
            verified.seals += 1;
            verified.head = Some(Head { seal: seal.id, last_event: seal.last_event, hash: seal.hash });
        }
    }
    if let Some(missing) = wanted.first() {
        return Ok(Err(Broken::NoSuchHead((*missing).clone())));
    }
    if let Some(row) = wrong_reason(db, &events.reasons).await? {
        return Ok(Err(Broken::Reason(row)));
    }
    let last = verified.head.as_ref().map_or(0, |head| head.last_event);
    verified.waiting = entity::Entity::find().filter(entity::COLUMN.id.gt(last)).count(db).await? as i64;
    Ok(Ok(verified))
}

/// What is wrong under one seal, the first row first.
async fn under(
    db: &impl ConnectionTrait,
    seal: &seal::Model,
    before: Option<&Head>,
    events: &mut Events,
) -> Result<Option<Broken>, DbErr> {
    let previous = before.map_or(&NOTHING[..], |before| &before.hash);
    let whole = seal.previous == previous && seal.hash == seal_hash(&seal.previous, seal.at, &seal.rows);
    let Some(listed) = rows_of(seal).filter(|rows| whole && tells_of(seal, before, rows)) else {
        return Ok(Some(Broken::Seal(seal.id)));
    };
    for (id, hash) in listed {
        match events.next_up_to(db, seal.last_event).await? {
            Some(row) if row.id == id && row_hash(&row) == hash => {}
            Some(row) if row.id == id => return Ok(Some(Broken::Changed(id))),
            Some(row) if row.id < id => return Ok(Some(Broken::Inserted(row.id))),
            _ => return Ok(Some(Broken::Removed(id))),
        }
    }
    Ok(events.next_up_to(db, seal.last_event).await?.map(|row| Broken::Inserted(row.id)))
}

/// Whether the numbers beside the list are those of the list, and come after those of the seal before.
fn tells_of(seal: &seal::Model, before: Option<&Head>, rows: &[(i64, &[u8])]) -> bool {
    let ids = || rows.iter().map(|(id, _)| *id);
    seal.count == rows.len() as i64
        && ids().next() == Some(seal.first_event)
        && ids().next_back() == Some(seal.last_event)
        && ids().is_sorted_by(|one, next| one < next)
        && before.is_none_or(|before| before.last_event < seal.first_event)
}

/// The rows of the log in order, some at a time.
#[derive(Default)]
struct Events {
    after: i64,
    /// No row up to this one can still turn up.
    sealed: i64,
    page: VecDeque<entity::Model>,
    /// The rows whose reason was typed, and its hash.
    reasons: Vec<(i64, Vec<u8>)>,
}

impl Events {
    async fn next_up_to(
        &mut self,
        db: &impl ConnectionTrait,
        last: i64,
    ) -> Result<Option<entity::Model>, DbErr> {
        if self.page.is_empty() && self.after < last {
            let rows = entity::Entity::find()
                .filter(entity::COLUMN.id.gt(self.after))
                .filter(entity::COLUMN.id.lte(self.sealed))
                .order_by_asc(entity::Column::Id)
                .limit(ROWS)
                .all(db)
                .await?;
            self.page = rows.into();
        }
        let next = self.page.pop_front_if(|row| row.id <= last);
        if let Some(row) = &next {
            self.after = row.id;
            self.reasons.extend(row.reason_hash.clone().map(|hash| (row.id, hash)));
        }
        Ok(next)
    }
}

/// The first row whose typed reason is another than the one it was sealed with, or is gone without a trace.
async fn wrong_reason(db: &impl ConnectionTrait, rows: &[(i64, Vec<u8>)]) -> Result<Option<i64>, DbErr> {
    for some in rows.chunks(ROWS as usize) {
        let hashes = some.iter().map(|(_, hash)| hash.clone());
        let found = reason::Entity::find().filter(reason::Column::Hash.is_in(hashes)).all(db).await?;
        let right: HashSet<Vec<u8>> = found
            .into_iter()
            .filter(|row| match (&row.key, &row.text) {
                (Some(key), Some(text)) => reasons::hash(key, text) == row.hash,
                // It was blanked.
                _ => true,
            })
            .map(|row| row.hash)
            .collect();
        if let Some((id, _)) = some.iter().find(|(_, hash)| !right.contains(hash)) {
            return Ok(Some(*id));
        }
    }
    Ok(None)
}

/// The guards the schema puts before the log's tables; the first that is not there, or is switched off.
async fn missing_guard(db: &impl ConnectionTrait) -> Result<Option<String>, DbErr> {
    let backend = db.get_database_backend();
    let (sql, wanted): (_, &[&str]) = match backend {
        DbBackend::Postgres => (
            "SELECT tgname AS name FROM pg_trigger WHERE tgenabled = 'O' AND tgrelid IN \
             ('audit_events'::regclass, 'audit_seals'::regclass, 'audit_reasons'::regclass)",
            &[
                "audit_events_kept",
                "audit_events_not_emptied",
                "audit_seals_kept",
                "audit_seals_not_emptied",
                "audit_reasons_kept",
                "audit_reasons_not_emptied",
            ],
        ),
        _ => (
            "SELECT name FROM sqlite_master WHERE type = 'trigger'",
            &[
                "audit_events_no_update",
                "audit_events_no_delete",
                "audit_events_no_replace",
                "audit_seals_no_update",
                "audit_seals_no_delete",
                "audit_seals_no_replace",
                "audit_reasons_no_update",
                "audit_reasons_no_delete",
            ],
        ),
    };
    let rows = db.query_all_raw(Statement::from_string(backend, sql)).await?;
    let there: Vec<String> = rows.iter().map(|row| row.try_get("", "name")).collect::<Result<_, _>>()?;
    Ok(wanted.iter().find(|name| !there.iter().any(|one| one == *name)).map(|name| (*name).to_owned()))
}
