//! Many clients in a day: somebody who looks through the register, or empties it.
use super::Scope;
use crate::{audit::entity as log, clock};
use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use sea_orm::{
    ConnectionTrait, DbErr, ExprTrait, QueryFilter, QuerySelect,
    sea_query::{Condition, Expr},
};

/// A day on which somebody saw many.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Busy {
    /// Who.
    pub user_id: i64,
    /// When.
    pub day: NaiveDate,
    /// How many clients.
    pub clients: i64,
    /// In how many rows.
    pub rows: i64,
}

/// The days of the month on which somebody saw more clients than the scope says, the most first.
pub async fn busy(db: &impl ConnectionTrait, scope: &Scope) -> Result<Vec<Busy>, DbErr> {
    let mut found = Vec::new();
    for day in scope.days() {
        let (from, until) = moments(day);
        let rows: Vec<(i64, i64, i64)> = scope
            .seen()
            .select_only()
            .column(log::Column::UserId)
            .column_as(Expr::col(log::Column::ClientId).count_distinct(), "clients")
            .column_as(Expr::col(log::Column::ClientId).count(), "rows")
            .filter(log::COLUMN.at.gte(from))
            .filter(log::COLUMN.at.lt(until))
            .group_by(log::Column::UserId)
            .having(Expr::col(log::Column::ClientId).count_distinct().gt(scope.most))
            .into_tuple()
            .all(db)
            .await?;
        let busy = rows.into_iter().map(|(user_id, clients, rows)| Busy { user_id, day, clients, rows });
        found.extend(busy);
    }
    found.sort_by_key(|busy| (std::cmp::Reverse(busy.clients), busy.day, busy.user_id));
    Ok(found)
}

pub(super) fn on_those_days(busy: &[Busy]) -> Condition {
    let none = Condition::any().add(Expr::value(false));
    busy.iter().fold(none, |any, busy| {
        let (from, until) = moments(busy.day);
        any.add(
            log::COLUMN.user_id.eq(busy.user_id).and(log::COLUMN.at.gte(from)).and(log::COLUMN.at.lt(until)),
        )
    })
}

fn moments(day: NaiveDate) -> (DateTime<Utc>, DateTime<Utc>) {
    let next = day.succ_opt().unwrap_or(day);
    (clock::moment(day, NaiveTime::MIN), clock::moment(next, NaiveTime::MIN))
}
