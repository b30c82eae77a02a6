//! Enterprises of the rows: one a number, or else one an owner and name.

use std::collections::HashMap;

use chrono::NaiveDate;
use sea_orm::{ActiveValue::Set, DatabaseTransaction, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::{Intake, Written, batch, people::Clients};
use crate::cases::Phase;
use crate::clock::local_day;
use crate::enterprises::{
    EARLIEST_START, Status,
    entity::{enterprise, owner, status_change},
};
use crate::imports::report::Place;
use crate::imports::rows::CaseRow;
use crate::imports::values::plain;
use crate::locales::Locale;

/// A firm a case is about.
#[derive(Clone, Copy)]
pub(super) struct Firm {
    pub(super) id: i64,
    pub(super) started_on: Option<NaiveDate>,
}

/// Row by row, the firm it is about.
pub(super) type Firms = HashMap<Place, Firm>;

#[derive(Clone, PartialEq, Eq, Hash)]
enum Called {
    Number(String),
    Name(i64, String),
}

struct NewFirm<'a> {
    row: &'a CaseRow,
    started_on: Option<NaiveDate>,
    owners: Vec<i64>,
}

pub(super) async fn enter(
    txn: &DatabaseTransaction,
    rows: &[&CaseRow],
    clients: &Clients,
    intake: &Intake<'_>,
    written: &mut Written,
) -> Result<Firms, DbErr> {
    let before = numbered(txn, rows, intake).await?;
    let mut firms = Firms::new();
    let mut found: HashMap<Called, usize> = HashMap::new();
    let mut new: Vec<NewFirm<'_>> = Vec::new();
    let mut places: Vec<(Place, usize)> = Vec::new();
    let mut owners: Vec<(i64, i64)> = Vec::new();
    for row in rows {
        let client = clients[&row.place];
        let Some(called) = called(row, client) else { continue };
        if let Called::Number(number) = &called
            && let Some(firm) = before.get(number)
        {
            firms.insert(row.place, *firm);
            owners.push((firm.id, client));
            continue;
        }
        let started_on = started_on(row, intake);
        let at = *found.entry(called).or_insert_with(|| {
            new.push(NewFirm { row, started_on, owners: Vec::new() });
            new.len() - 1
        });
        new[at].started_on = new[at].started_on.or(started_on);
        new[at].owners.push(client);
        places.push((row.place, at));
    }
    written.enterprises = new.len() as u64;
    let models = new.iter().map(|firm| model(firm, intake)).collect();
    let ids = batch::insert_for_keys(txn, models).await?;
    let history = ids.iter().zip(&new).map(|(id, firm)| history(*id, firm, intake)).collect();
    batch::insert(txn, history, &|_| {}).await?;
    for (id, firm) in ids.iter().zip(&new) {
        owners.extend(firm.owners.iter().map(|client| (*id, *client)));
    }
    own(txn, owners).await?;
    firms.extend(
        places.into_iter().map(|(place, at)| (place, Firm { id: ids[at], started_on: new[at].started_on })),
    );
    Ok(firms)
}

/// What tells the firm of a row from others; nothing where the row speaks of none.
fn called(row: &CaseRow, client: i64) -> Option<Called> {
    match (&row.organisation_number, &row.enterprise) {
        (Some(number), _) => Some(Called::Number(number.digits().to_owned())),
        (None, Some(name)) => Some(Called::Name(client, plain(name))),
        (None, None) if row.sole_trader || row.enterprise_start.is_some() => {
            Some(Called::Name(client, String::new()))
        }
        (None, None) => None,
    }
}

/// A start to come is a plan, and no start.
fn started_on(row: &CaseRow, intake: &Intake<'_>) -> Option<NaiveDate> {
    row.enterprise_start.filter(|day| (EARLIEST_START..=local_day(intake.now)).contains(day))
}

/// What has a number or has passed its start is at work, though nobody may know since when.
fn status(firm: &NewFirm<'_>) -> Status {
    let works = matches!(firm.row.phase, Some(Phase::EarlyOperation | Phase::Growth | Phase::WindingDown));
    let to_come = firm.row.enterprise_start.is_some() && firm.started_on.is_none();
    match firm.started_on.is_some() || (!to_come && (works || firm.row.organisation_number.is_some())) {
        true => Status::Active,
        false => Status::Planned,
    }
}

fn model(firm: &NewFirm<'_>, intake: &Intake<'_>) -> enterprise::ActiveModel {
    let number = firm.row.organisation_number.as_ref();
    let name =
        firm.row.enterprise.clone().unwrap_or_else(|| Locale::Swedish.say("imports-enterprise-nameless"));
    enterprise::ActiveModel {
        organisation_id: Set(intake.organisation_id),
        name: Set(name),
        sole_trader: Set(firm.row.sole_trader && number.is_none()),
        orgnr: Set(number.map(|number| number.digits().to_owned())),
        started_on: Set(firm.started_on),
        status: Set(status(firm)),
        created_at: Set(intake.now),
        ..Default::default()
    }
}

fn history(id: i64, firm: &NewFirm<'_>, intake: &Intake<'_>) -> status_change::ActiveModel {
    status_change::ActiveModel {
        enterprise_id: Set(id),
        status: Set(status(firm)),
        since: Set(firm.started_on.unwrap_or(local_day(intake.now))),
        recorded_by: Set(intake.by.map(|user| user.id)),
        recorded_at: Set(intake.now),
        ..Default::default()
    }
}

/// The organisation's firms that have one of the numbers.
async fn numbered(
    txn: &DatabaseTransaction,
    rows: &[&CaseRow],
    intake: &Intake<'_>,
) -> Result<HashMap<String, Firm>, DbErr> {
    let numbers = rows.iter().filter_map(|row| row.organisation_number.as_ref());
    let numbers: Vec<String> = numbers.map(|number| number.digits().to_owned()).collect();
    let mut found = HashMap::new();
    for part in numbers.chunks(5_000) {
        let firms = enterprise::Entity::find()
            .filter(enterprise::COLUMN.organisation_id.eq(intake.organisation_id))
            .filter(enterprise::COLUMN.orgnr.is_in(part.iter().cloned()))
            .all(txn)
            .await?;
        found.extend(
            firms
                .into_iter()
                .filter_map(|firm| Some((firm.orgnr?, Firm { id: firm.id, started_on: firm.started_on }))),
        );
    }
    Ok(found)
}

/// Each owner once; what share she has nobody wrote down.
async fn own(txn: &DatabaseTransaction, mut owners: Vec<(i64, i64)>) -> Result<(), DbErr> {
    owners.sort_unstable();
    owners.dedup();
    let firms: Vec<i64> = owners.iter().map(|(firm, _)| *firm).collect();
    let mut there: Vec<(i64, i64)> = Vec::new();
    for part in firms.chunks(5_000) {
        let rows = owner::Entity::find()
            .select_only()
            .columns([owner::Column::EnterpriseId, owner::Column::ClientId])
            .filter(owner::COLUMN.enterprise_id.is_in(part.iter().copied()));
        there.extend(rows.into_tuple::<(i64, i64)>().all(txn).await?);
    }
    there.sort_unstable();
    owners.retain(|one| there.binary_search(one).is_err());
    let row = |(enterprise_id, client_id)| owner::ActiveModel {
        enterprise_id: Set(enterprise_id),
        client_id: Set(client_id),
        share_percent: Set(None),
    };
    batch::insert(txn, owners.into_iter().map(row).collect(), &|_| {}).await
}
