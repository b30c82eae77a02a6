//! Meetings of the rows.

use std::collections::{HashMap, HashSet};

use chrono::{DateTime, Utc};
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Intake, Written, batch};
use crate::clients::sealed::{MEETING_NOTES, NEXT_STEP};
use crate::clock;
use crate::imports::known::{Known, KnownCase};
use crate::imports::report::Plan;
use crate::imports::rows::MeetingRow;
use crate::imports::values::plain;
use crate::meetings::{Channel, Topic, entity};
use crate::vault::sha256_hex;

pub(super) async fn log(
    txn: &DatabaseTransaction,
    plan: &Plan,
    known: &Known,
    intake: &Intake<'_>,
    written: &mut Written,
) -> Result<(), DbErr> {
    let of_cases = plan.meetings.iter().filter_map(|row| {
        let case = known.cases.get(&plain(&row.case_number))?;
        Some((row, *case))
    });
    let of_cases: Vec<(&MeetingRow, KnownCase)> = of_cases.collect();
    let there = there(txn, of_cases.iter().map(|(_, case)| case.id)).await?;
    let mut latest: HashMap<i64, DateTime<Utc>> = HashMap::new();
    for (row, case) in &of_cases {
        let held_at = held_at(row);
        latest.entry(case.id).and_modify(|last| *last = held_at.max(*last)).or_insert(held_at);
    }
    let mut seen: HashMap<(i64, String), u32> = HashMap::new();
    let mut rows = Vec::with_capacity(of_cases.len());
    let mut hidden = Vec::new();
    for (row, case) in &of_cases {
        let saying = saying(row);
        let time = seen.entry((case.id, saying.clone())).or_default();
        *time += 1;
        let key = key(&saying, *time);
        if there.contains(&(case.id, key.clone())) {
            written.meetings_there += 1;
            continue;
        }
        // What was agreed at a meeting before the last one, or in a case that is closed, is on nobody's list.
        let current = case.open && latest[&case.id] == held_at(row);
        let meeting = model(row, case, key, current, intake);
        match known.protected.contains(&case.client_id) {
            true => hidden.push((meeting, *row, case.client_id)),
            false => rows.push(meeting),
        }
    }
    written.meetings = (rows.len() + hidden.len()) as u64;
    batch::insert(txn, rows, intake.written).await?;
    seal(txn, hidden, intake).await
}

/// Meetings of protected clients: what was noted is sealed beside the rows.
async fn seal(
    txn: &DatabaseTransaction,
    hidden: Vec<(entity::ActiveModel, &MeetingRow, i64)>,
    intake: &Intake<'_>,
) -> Result<(), DbErr> {
    let bare = hidden.iter().map(|(meeting, row, _)| entity::ActiveModel {
        notes: Set(None),
        next_step: Set(row.next_step.as_ref().map(|_| String::new())),
        ..meeting.clone()
    });
    let ids = batch::insert_for_keys(txn, bare.collect()).await?;
    let mut sealed = Vec::new();
    for (id, (_, row, client_id)) in ids.into_iter().zip(&hidden) {
        let texts = intake.sealing(*client_id);
        sealed.extend(row.note.as_deref().map(|text| texts.row(MEETING_NOTES, id, text)));
        sealed.extend(row.next_step.as_deref().map(|text| texts.row(NEXT_STEP, id, text)));
    }
    (intake.written)(hidden.len() as u64);
    batch::insert(txn, sealed, &|_| {}).await
}

/// The start of the day where nobody wrote down when.
fn held_at(row: &MeetingRow) -> DateTime<Utc> {
    clock::moment(row.day, row.time.unwrap_or_default())
}

fn model(
    row: &MeetingRow,
    case: &KnownCase,
    key: String,
    current: bool,
    intake: &Intake<'_>,
) -> entity::ActiveModel {
    let agreed = row.next_step.is_some();
    entity::ActiveModel {
        case_id: Set(case.id),
        advisor_id: Set(case.advisor_id),
        held_at: Set(held_at(row)),
        minutes: Set(i64::from(row.minutes.unwrap_or_default())),
        channel: Set(row.channel.unwrap_or(Channel::Unknown)),
        language: Set(row.language.map(str::to_owned)),
        interpreter: Set(row.interpreter.unwrap_or(false)),
        topic: Set(row.topics.first().copied().unwrap_or(Topic::Unknown)),
        notes: Set(row.note.clone()),
        next_step: Set(row.next_step.clone()),
        next_step_by: Set((agreed && current).then_some(case.advisor_id)),
        next_step_due_on: Set(row.next_step_due.filter(|_| agreed)),
        import_key: Set(Some(key)),
        created_at: Set(intake.now),
        ..Default::default()
    }
}

/// What tells a meeting of a case from its others: its time, or where that is not known what else is.
fn saying(row: &MeetingRow) -> String {
    match row.time {
        Some(time) => format!("{} {time}", row.day),
        None => {
            let channel = row.channel.map_or("", Channel::code);
            let note = row.note.as_deref().map(plain).unwrap_or_default();
            format!("{}|{}|{channel}|{note}", row.day, row.minutes.unwrap_or_default())
        }
    }
}

/// The same for the same row of the same book, whenever it is read.
pub(super) fn key(saying: &str, time: u32) -> String {
    sha256_hex(format!("{saying}#{time}").as_bytes())[..32].to_owned()
}

/// The meetings that earlier imports took in.
async fn there(
    txn: &DatabaseTransaction,
    cases: impl Iterator<Item = i64>,
) -> Result<HashSet<(i64, String)>, DbErr> {
    let mut cases: Vec<i64> = cases.collect();
    cases.sort_unstable();
    cases.dedup();
    let mut there = HashSet::new();
    for part in cases.chunks(5_000) {
        let rows = entity::Entity::find()
            .select_only()
            .columns([entity::Column::CaseId, entity::Column::ImportKey])
            .filter(entity::COLUMN.case_id.is_in(part.iter().copied()))
            .filter(entity::COLUMN.import_key.is_not_null());
        there.extend(rows.into_tuple::<(i64, String)>().all(txn).await?);
    }
    Ok(there)
}
