//! Going through the log: a month of who saw which client, by chance and by what is worth a question.
//!
//! IMY and Digg ask for systematic and recurring checks of access (domain facts §5, *Access log*). A reviewer sees users, case numbers, times and
//! acts; names of clients are compared here and shown to nobody.
pub mod entity;
mod hours;
mod mass;
mod pairs;
mod sample;
mod signing;

pub use entity::review::Kind;
pub use mass::{Busy, busy};
pub use sample::last_row;
pub use signing::{Review, of_month, reviewed, sign_off};

use crate::{
    audit::{AuditEvent, Outcome, SEEING, entity as log},
    clock,
};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, Select,
    sea_query::Condition,
};

/// How many rows a sample has.
pub const SAMPLE: usize = 50;

/// More clients than this in a day are many, unless the reviewer says otherwise: an advisor meets six or seven.
pub const MANY: i64 = 40;

/// What is gone through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scope {
    /// The first day of the month.
    pub month: NaiveDate,
    /// From how many clients a day on it is many.
    pub most: i64,
    /// What the sample is drawn by: the same seed draws the same rows.
    pub seed: i64,
    /// The last row a sample may hold, so that one of a month that is not over can be drawn again.
    pub up_to: Option<i64>,
}

impl Scope {
    /// The month a day lies in.
    pub fn of(day: NaiveDate) -> Self {
        Self { month: day.with_day(1).unwrap_or(day), most: MANY, seed: 0, up_to: None }
    }

    /// Its first moment, and the first one after it.
    pub fn moments(&self) -> (DateTime<Utc>, DateTime<Utc>) {
        let after = clock::add_months(self.month, 1);
        (clock::moment(self.month, NaiveTime::MIN), clock::moment(after, NaiveTime::MIN))
    }

    /// Its days.
    fn days(&self) -> impl Iterator<Item = NaiveDate> {
        let after = clock::add_months(self.month, 1);
        self.month.iter_days().take_while(move |day| *day < after)
    }

    /// What was seen of clients in it.
    fn seen(&self) -> Select<log::Entity> {
        let (from, until) = self.moments();
        log::Entity::find()
            .filter(log::COLUMN.at.gte(from))
            .filter(log::COLUMN.at.lt(until))
            .filter(log::COLUMN.client_id.is_not_null())
            .filter(log::COLUMN.user_id.is_not_null())
            .filter(log::COLUMN.action.is_in(SEEING.iter().copied()))
    }

    /// What was asked for and refused in it.
    fn refused(&self) -> Select<log::Entity> {
        let (from, until) = self.moments();
        log::Entity::find()
            .filter(log::COLUMN.action.is_in(["request", "sign_in_refused"]))
            .filter(log::COLUMN.at.gte(from))
            .filter(log::COLUMN.at.lt(until))
            .filter(
                Condition::any()
                    .add(log::COLUMN.result.eq(Outcome::Refused.code()))
                    .add(log::COLUMN.action.eq("sign_in_refused")),
            )
    }
}

/// How many rows each kind has in the month; the sample is as long as it is made.
pub async fn overview(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<(Kind, u64)>, DbErr> {
    let pairs = pairs::of(db, scope).await?;
    let seen: i64 = pairs.iter().map(|pair| pair.rows).sum();
    let marked = pairs::marked(db, pairs).await?;
    let mut counted = vec![(Kind::Sample, SAMPLE.min(usize::try_from(seen).unwrap_or(0)) as u64)];
    for kind in [Kind::Surname, Kind::Colleagues, Kind::Protected, Kind::NoCase] {
        let rows: i64 = marked.iter().filter(|pair| pair.is(kind)).map(|pair| pair.rows).sum();
        counted.push((kind, rows.try_into().unwrap_or(0)));
    }
    counted.push((Kind::Night, scope.seen().filter(hours::outside_work(scope)).count(db).await?));
    let busy: i64 = busy(db, scope).await?.iter().map(|busy| busy.rows).sum();
    counted.push((Kind::Mass, busy.try_into().unwrap_or(0)));
    counted.push((Kind::Refused, scope.refused().count(db).await?));
    Ok(counted)
}

/// The rows of a kind, newest first, older than `before`.
pub async fn rows(
    db: &impl ConnectionTrait,
    kind: Kind,
    scope: &Scope,
    before: Option<i64>,
    limit: usize,
) -> Result<Vec<AuditEvent>, DbErr> {
    // Told where the month ends, the database need not look through what came after it.
    let Some(last) = last_row(db, scope).await? else { return Ok(Vec::new()) };
    let before = before.map_or(last + 1, |before| before.min(last + 1));
    let page = |rows: Select<log::Entity>| {
        rows.filter(log::COLUMN.id.lt(before)).order_by_desc(log::Column::Id).limit(limit as u64)
    };
    match kind {
        Kind::Sample => sample::drawn(db, scope).await,
        Kind::Surname | Kind::Colleagues | Kind::Protected | Kind::NoCase => {
            pairs::rows(db, kind, scope, before, limit).await
        }
        Kind::Night => page(scope.seen().filter(hours::outside_work(scope))).all(db).await,
        Kind::Mass => {
            let busy = busy(db, scope).await?;
            page(scope.seen().filter(mass::on_those_days(&busy))).all(db).await
        }
        Kind::Refused => page(scope.refused()).all(db).await,
    }
}
