//! Clients of the rows: one a person, whether met in this book or known from before.

use std::collections::{HashMap, HashSet};

use sea_orm::{
    ActiveValue::Set, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, QueryFilter,
};

use super::{Intake, Written, batch};
use crate::clients::{
    self, BirthBackground, Facts, Number, Origin, Protection, Texts,
    entity::{client, identifier},
};
use crate::imports::check::people::{Named, are_one};
use crate::imports::known::Known;
use crate::imports::report::{NoteKind, Place, Plan};
use crate::imports::rows::{CaseRow, Identity};

/// Row by row, the client it is about.
pub(super) type Clients = HashMap<Place, i64>;

struct Newcomer {
    facts: Facts,
    number: Option<Number>,
    places: Vec<Place>,
}

#[derive(Clone, Copy)]
enum Who {
    Known(i64),
    New(usize),
}

pub(super) async fn enter(
    txn: &DatabaseTransaction,
    plan: &Plan,
    known: &Known,
    rows: &[&CaseRow],
    intake: &Intake<'_>,
    written: &mut Written,
) -> Result<Clients, DbErr> {
    let doubtful: HashSet<Place> = plan
        .notes
        .iter()
        .filter(|note| note.kind == NoteKind::NumberOfAnother)
        .map(|note| note.place)
        .collect();
    // Of a protected person's number the hash is another: nobody else's row leads to her.
    let hashed =
        |row: &&CaseRow| number(row).map(|number| (number.hashes(intake.vault, row.protected), number));
    let numbers: Vec<Option<(Vec<Vec<u8>>, Number)>> = rows.iter().map(hashed).collect();
    let met =
        met_before(txn, intake, numbers.iter().flatten().flat_map(|(hashes, _)| hashes.clone())).await?;
    let mut who: HashMap<Place, Who> = plan
        .cases
        .iter()
        .filter_map(|row| {
            let case = known.cases.get(&crate::imports::values::plain(&row.number))?;
            Some((row.place, Who::Known(case.client_id)))
        })
        .collect();
    let mut newcomers: Vec<Newcomer> = Vec::new();
    let mut given: HashSet<Vec<u8>> = HashSet::new();
    for (row, number) in rows.iter().zip(numbers) {
        let earlier = row.same_person_as.and_then(|place| who.get(&place).copied());
        let before = number.as_ref().and_then(|(hashes, _)| hashes.iter().find_map(|hash| met.get(hash)));
        let before = before.filter(|_| !doubtful.contains(&row.place));
        let found = earlier
            .or_else(|| before.filter(|client| is_she(row, client)).map(|client| Who::Known(client.id)));
        let found = match found {
            Some(found) => found,
            None => {
                let mut free = |(hashes, _): &(Vec<Vec<u8>>, Number)| {
                    !doubtful.contains(&row.place) && before.is_none() && given.insert(hashes[0].clone())
                };
                let number = number.filter(|number| free(number)).map(|(_, number)| number);
                newcomers.push(Newcomer { facts: facts(row), number, places: Vec::new() });
                Who::New(newcomers.len() - 1)
            }
        };
        if let Who::New(at) = found {
            newcomers[at].places.push(row.place);
        }
        who.insert(row.place, found);
        if let Some(place) = row.same_person_as {
            who.entry(place).or_insert(found);
        }
    }
    written.clients = newcomers.len() as u64;
    let ids = write(txn, &newcomers, intake).await?;
    let id = |who: Who| match who {
        Who::Known(id) => id,
        Who::New(at) => ids[at],
    };
    Ok(who.into_iter().map(|(place, found)| (place, id(found))).collect())
}

async fn write(
    txn: &DatabaseTransaction,
    newcomers: &[Newcomer],
    intake: &Intake<'_>,
) -> Result<Vec<i64>, DbErr> {
    let rows = newcomers.iter().map(|newcomer| client::ActiveModel {
        organisation_id: Set(intake.organisation_id),
        created_at: Set(intake.now),
        ..newcomer.facts.clone().row()
    });
    let ids = batch::insert_for_keys(txn, rows.collect()).await?;
    let mut names = Vec::new();
    let mut numbers = Vec::new();
    let mut sealed = Vec::new();
    for (id, newcomer) in ids.iter().zip(newcomers) {
        let protected = newcomer.facts.protected.is_some();
        if protected {
            let texts = Texts::protected(*id, intake.organisation_id, intake.vault);
            sealed.extend(texts.of_facts(&newcomer.facts, None));
        }
        names.extend(clients::name_rows(*id, intake.organisation_id, clients::words(&newcomer.facts)));
        if let Some(number) = &newcomer.number {
            let hers = (*id, protected);
            numbers.push(clients::number_row(intake.organisation_id, hers, number, intake.vault, intake.now));
        }
    }
    batch::insert(txn, names, &|_| {}).await?;
    batch::insert(txn, numbers, &|_| {}).await?;
    batch::insert(txn, sealed, &|_| {}).await?;
    Ok(ids)
}

/// The clients of the organisation that have one of these numbers.
async fn met_before(
    db: &impl ConnectionTrait,
    intake: &Intake<'_>,
    hashes: impl Iterator<Item = Vec<u8>>,
) -> Result<HashMap<Vec<u8>, client::Model>, DbErr> {
    let hashes: Vec<Vec<u8>> = hashes.collect();
    let mut met = HashMap::new();
    for part in hashes.chunks(5_000) {
        let found = identifier::Entity::find()
            .find_also_related(client::Entity)
            .filter(identifier::COLUMN.organisation_id.eq(intake.organisation_id))
            .filter(identifier::Column::LookupHash.is_in(part.iter().cloned()))
            .all(db)
            .await?;
        met.extend(found.into_iter().filter_map(|(row, client)| Some((row.lookup_hash, client?))));
    }
    Ok(met)
}

fn number(row: &CaseRow) -> Option<Number> {
    match row.identity.as_ref()? {
        Identity::Number(number) => Some(Number::of(number)),
        Identity::Reserve(text) => Number::reserve(text),
    }
}

/// Whether the one who has the number here can be the one of the row. Of two who are protected the number says enough.
fn is_she(row: &CaseRow, client: &client::Model) -> bool {
    if client.protected && row.protected {
        return true;
    }
    are_one(
        Named {
            given: row.given_name.as_deref().unwrap_or_default(),
            family: &row.family_name,
            contacts: [row.email.as_deref(), row.phone.as_deref()],
        },
        Named {
            given: &client.given_name,
            family: &client.family_name,
            contacts: [client.email.as_deref(), client.phone.as_deref()],
        },
    )
}

fn facts(row: &CaseRow) -> Facts {
    Facts {
        given_name: row.given_name.clone().unwrap_or_default(),
        family_name: row.family_name.clone(),
        birth_date: row.birth_date,
        sex: row.sex,
        birth_background: match row.born_in_sweden {
            Some(true) => BirthBackground::NativeBorn,
            Some(false) => BirthBackground::ForeignBorn,
            None => BirthBackground::Unknown,
        },
        birth_country: row.birth_country.map(str::to_owned),
        birth_region: None,
        in_sweden_since: row.in_sweden_since.map(i64::from),
        kommun_code: row.kommun.map(str::to_owned),
        education: row.education,
        foreign_education: row.foreign_education,
        email: row.email.clone(),
        phone: row.phone.clone(),
        postal_address: None,
        contact_language: row.language.map(str::to_owned),
        interpreter_needed: row.interpreter.unwrap_or(false),
        protected: row.protected.then_some(Protection::Marking),
        origin: Origin::Import,
    }
}
