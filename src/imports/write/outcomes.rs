//! Outcomes of the rows.

use std::collections::{HashMap, HashSet};

use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Intake, Written, batch, meetings::key};
use crate::clients::sealed::OUTCOME_NOTE;
use crate::imports::known::{Known, KnownCase};
use crate::imports::report::Plan;
use crate::imports::rows::{OutcomeRow, OutcomeValue};
use crate::imports::values::plain;
use crate::outcomes::{Amount, State, Unit, entity};

pub(super) async fn record(
    txn: &DatabaseTransaction,
    plan: &Plan,
    known: &Known,
    intake: &Intake<'_>,
    written: &mut Written,
) -> Result<(), DbErr> {
    let of_cases = plan.outcomes.iter().filter_map(|row| {
        let case = known.cases.get(&plain(&row.case_number))?;
        Some((row, *case))
    });
    let of_cases: Vec<(&OutcomeRow, KnownCase)> = of_cases.collect();
    let there = there(txn, of_cases.iter().map(|(_, case)| case.id)).await?;
    let mut seen: HashMap<(i64, String), u32> = HashMap::new();
    let mut rows = Vec::with_capacity(of_cases.len());
    let mut hidden = Vec::new();
    for (row, case) in of_cases {
        let saying = format!("{}|{}|{}", row.day, row.kind.code(), plain(&row.said));
        let time = seen.entry((case.id, saying.clone())).or_default();
        *time += 1;
        let key = key(&saying, *time);
        if there.contains(&(case.id, key.clone())) {
            written.outcomes_there += 1;
            continue;
        }
        let outcome = model(row, &case, key, intake);
        match known.protected.contains(&case.client_id) {
            true => hidden.push((entity::ActiveModel { note: Set(None), ..outcome }, row, case.client_id)),
            false => rows.push(outcome),
        }
    }
    written.outcomes = (rows.len() + hidden.len()) as u64;
    batch::insert(txn, rows, intake.written).await?;
    // What was said of a protected client is sealed beside the rows.
    let bare = hidden.iter().map(|(outcome, ..)| outcome.clone()).collect();
    let ids = batch::insert_for_keys(txn, bare).await?;
    let sealed = ids.into_iter().zip(&hidden);
    let sealed =
        sealed.map(|(id, (_, row, client_id))| intake.sealing(*client_id).row(OUTCOME_NOTE, id, &row.said));
    (intake.written)(hidden.len() as u64);
    batch::insert(txn, sealed.collect(), &|_| {}).await
}

fn model(row: &OutcomeRow, case: &KnownCase, key: String, intake: &Intake<'_>) -> entity::ActiveModel {
    let unit = row.kind.unit();
    let value = amount(row.value, unit).hundredths();
    entity::ActiveModel {
        case_id: Set(case.id),
        enterprise_id: Set(case.enterprise_id.filter(|_| row.kind.is_about_the_enterprise())),
        kind: Set(row.kind),
        state: Set(if value.is_some() { State::Known } else { State::Unknown }),
        value_hundredths: Set(value),
        unit: Set(unit),
        reference_date: Set(row.day),
        source: Set(row.source),
        evidence: Set(row.evidence),
        note: Set(Some(row.said.clone())),
        import_key: Set(Some(key)),
        recorded_by: Set(intake.by.map_or(case.advisor_id, |user| user.id)),
        created_at: Set(intake.now),
        ..Default::default()
    }
}

/// In the unit of its kind. "Ja" where an amount is asked for says that there was one, not how much.
fn amount(value: Option<OutcomeValue>, unit: Unit) -> Amount {
    let amount = match (value, unit) {
        (Some(OutcomeValue::Yes), Unit::YesNo) => Amount::yes(true),
        (Some(OutcomeValue::No), Unit::YesNo) => Amount::yes(false),
        (Some(OutcomeValue::No), Unit::Fte | Unit::Sek) => Amount::Known(0),
        (Some(OutcomeValue::Amount(value)), Unit::Fte) => Amount::Known((value * 100.0).round() as i64),
        (Some(OutcomeValue::Amount(value)), Unit::Sek) => {
            Amount::Known((value.round() as i64).saturating_mul(100))
        }
        (Some(OutcomeValue::Amount(_)), Unit::YesNo) | (Some(OutcomeValue::Yes), _) | (None, _) => {
            Amount::Unknown
        }
    };
    if amount.fits(unit).is_ok() { amount } else { Amount::Unknown }
}

/// The outcomes that earlier imports took in.
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
