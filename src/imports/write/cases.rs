//! Cases of the rows, each under a number of ours, with the follow-ups its programme asks for.

use std::collections::{BTreeMap, HashMap};

use chrono::Datelike;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter};

use super::{Intake, batch, firms::Firms, people::Clients};
use crate::cases::{
    self, Case, CloseReason, Employment, LegalBasis, Phase, Status,
    entity::{ActiveModel, Entity},
};
use crate::clients::sealed::CASE_NOTE;
use crate::clock::local_day;
use crate::followups;
use crate::imports::known::Known;
use crate::imports::rows::CaseRow;
use crate::programmes::{Anchor, entity::plan_step};

/// Opens them; they come back in the order of the rows.
pub(super) async fn open(
    txn: &DatabaseTransaction,
    rows: &[&CaseRow],
    clients: &Clients,
    firms: &Firms,
    known: &Known,
    intake: &Intake<'_>,
) -> Result<Vec<Case>, DbErr> {
    let numbers = numbers(txn, rows, intake.organisation_id).await?;
    let models = rows.iter().zip(&numbers).map(|(row, number)| {
        let advisor = row.advisor.as_deref().and_then(|name| known.advisor(name));
        ActiveModel {
            number: Set(number.clone()),
            client_id: Set(clients[&row.place]),
            note: Set(row.note.clone().filter(|_| !known.protected.contains(&clients[&row.place]))),
            advisor_id: Set(advisor.unwrap_or(intake.advisor_id)),
            enterprise_id: Set(firms.get(&row.place).map(|firm| firm.id)),
            ..model(row, intake)
        }
    });
    let mut opened: HashMap<String, Case> = HashMap::with_capacity(rows.len());
    for part in batch::chunks(models.collect()) {
        (intake.written)(part.len() as u64);
        let cases = Entity::insert_many(part).exec_with_returning(txn).await?;
        opened.extend(cases.into_iter().map(|case| (case.number.clone(), case)));
    }
    let mut in_order = Vec::with_capacity(rows.len());
    for number in numbers {
        let missing = || DbErr::RecordNotInserted;
        in_order.push(opened.remove(&number).ok_or_else(missing)?);
    }
    let sealed = rows.iter().zip(&in_order).filter(|(_, case)| known.protected.contains(&case.client_id));
    let sealed = sealed.filter_map(|(row, case)| {
        Some(intake.sealing(case.client_id).row(CASE_NOTE, case.id, row.note.as_deref()?))
    });
    batch::insert(txn, sealed.collect(), &|_| {}).await?;
    Ok(in_order)
}

fn model(row: &CaseRow, intake: &Intake<'_>) -> ActiveModel {
    // A last day to come is a plan: the case goes on till then.
    let closed_on = row.closed.filter(|day| *day <= local_day(intake.now));
    let closed = closed_on.is_some();
    ActiveModel {
        organisation_id: Set(intake.organisation_id),
        programme_id: Set(intake.programme_id),
        phase: Set(row.phase.unwrap_or(Phase::Idea)),
        status: Set(if closed { Status::Closed } else { Status::Open }),
        opened_on: Set(row.opened),
        closed_on: Set(closed_on),
        close_reason: Set(closed.then_some(CloseReason::Unknown)),
        employment_at_entry: Set(row.employment),
        employment_at_exit: Set(closed.then_some(Employment::Unknown)),
        legal_basis: Set(LegalBasis::PublicTask),
        imported_reference: Set(Some(row.number.clone())),
        created_at: Set(intake.now),
        ..Default::default()
    }
}

/// Numbers of ours, row by row; each year's are taken at once.
async fn numbers(
    txn: &DatabaseTransaction,
    rows: &[&CaseRow],
    organisation_id: i64,
) -> Result<Vec<String>, DbErr> {
    let mut counts: BTreeMap<i32, i64> = BTreeMap::new();
    for row in rows {
        *counts.entry(row.opened.year()).or_default() += 1;
    }
    let mut next = HashMap::new();
    for (year, count) in counts {
        next.insert(year, cases::numbers(txn, organisation_id, year, count).await?);
    }
    let mut given = Vec::with_capacity(rows.len());
    for row in rows {
        let year = row.opened.year();
        let sequence = next.entry(year).or_default();
        given.push(cases::written(year, *sequence));
        *sequence += 1;
    }
    Ok(given)
}

/// Plans what the programme asks of closed cases and started firms.
pub(super) async fn plan_followups(
    txn: &DatabaseTransaction,
    rows: &[&CaseRow],
    opened: &[Case],
    firms: &Firms,
    intake: &Intake<'_>,
) -> Result<u64, DbErr> {
    let steps = plan_step::Entity::find()
        .filter(plan_step::COLUMN.programme_id.eq(intake.programme_id))
        .all(txn)
        .await?;
    let mut planned = Vec::new();
    for (row, case) in rows.iter().zip(opened) {
        for step in &steps {
            let anchor_on = match step.anchor {
                Anchor::CaseClosed => case.closed_on,
                Anchor::EnterpriseStarted => firms.get(&row.place).and_then(|firm| firm.started_on),
            };
            planned.extend(anchor_on.and_then(|day| followups::first_row(case, step, day, intake.now)));
        }
    }
    let count = planned.len() as u64;
    batch::insert(txn, planned, &|_| {}).await?;
    Ok(count)
}
