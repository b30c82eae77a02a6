//! Who can take part: cases, by number or by name.
use crate::{
    cases::{self, CaseRow, Filter, Status, Turn},
    clients,
    database::Database,
    measures::{self, Measure},
    web::{Error, Result, visit::Visit},
};
use chrono::NaiveDate;
use sea_orm::{ColumnTrait, QueryFilter};
use serde::Serialize;

/// An advisor with more open cases types the rest.
const PAGES: usize = 8;

/// A case that took part or could.
#[derive(Serialize)]
pub(super) struct Person {
    pub id: i64,
    pub number: String,
    /// Nothing where her identity is not the visitor's to know.
    pub name: Option<String>,
    /// What the tick sends.
    pub value: String,
}

impl Person {
    fn of(visit: &Visit, row: &CaseRow) -> Self {
        Self {
            id: row.id,
            number: row.number.clone(),
            name: row.client_for(&visit.user),
            value: row.id.to_string(),
        }
    }
}

/// The advisor's own open cases.
pub(super) async fn own(db: &Database, visit: &Visit, today: NaiveDate) -> Result<Vec<Person>> {
    let mut filter =
        Filter { status: Some(Status::Open), advisor_id: Some(visit.user.id), ..Filter::default() };
    let mut people = Vec::new();
    for _ in 0..PAGES {
        let (rows, more) = cases::list(db.read(), &visit.user, &filter, today).await?;
        people.extend(rows.iter().map(|row| Person::of(visit, row)));
        match rows.last().filter(|_| more) {
            Some(last) => filter.from = Some((Turn::Older, last.mark())),
            None => break,
        }
    }
    Ok(people)
}

/// The cases that took part.
pub(super) async fn of(db: &Database, visit: &Visit, measure: &Measure) -> Result<Vec<Person>> {
    let attendees = measures::participants(db.read(), measure).await?;
    let ids = attendees.iter().map(|attendee| attendee.case_id);
    let found = cases::visible_to(&visit.user)
        .filter(cases::entity::Column::Id.is_in(ids))
        .find_also_related(clients::entity::client::Entity)
        .all(db.read())
        .await?;
    let person = |(case, client): (cases::Case, Option<clients::Client>)| {
        let client = client.ok_or(Error::NotFound)?;
        Ok(Person {
            id: case.id,
            name: clients::shown_to(&visit.user, &client).name,
            value: case.id.to_string(),
            number: case.number,
        })
    };
    found.into_iter().map(person).collect()
}

/// Cases named by number or by a name that only one open case has, and what named none.
#[derive(Default)]
pub(super) struct Named {
    pub ids: Vec<i64>,
    pub not_found: Vec<String>,
}

/// One a line, or parted by commas or semicolons, as they come out of a sheet or a letter.
pub(super) async fn named(db: &Database, visit: &Visit, text: &str, today: NaiveDate) -> Result<Named> {
    let mut named = Named::default();
    for line in text.split(['\n', ',', ';', '\t']).map(str::trim).filter(|line| !line.is_empty()) {
        let found = match cases::find_by_number(db.read(), &visit.user, line).await? {
            Some(case) => Some(case.id),
            None => only_one(db, visit, line, today).await?,
        };
        match found {
            Some(id) => named.ids.push(id),
            None => named.not_found.push(line.to_owned()),
        }
    }
    Ok(named)
}

async fn only_one(db: &Database, visit: &Visit, text: &str, today: NaiveDate) -> Result<Option<i64>> {
    let filter = Filter { status: Some(Status::Open), search: text.to_owned(), ..Filter::default() };
    let (rows, _) = cases::list(db.read(), &visit.user, &filter, today).await?;
    Ok(match rows.as_slice() {
        [row] => Some(row.id),
        _ => None,
    })
}
