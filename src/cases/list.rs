//! The case list: filters, search, and pages whose cost does not grow with the number of cases.
use super::{
    entity::{self, Phase, Status},
    unfinished::{Missing, missing},
    visible_to, written,
};
use crate::{
    clients,
    clients::entity::client,
    identity::{User, entity::user},
    programmes::entity::programme,
};
use chrono::{Datelike, NaiveDate};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, FromQueryResult, JoinType, QueryFilter, QueryOrder,
    QuerySelect, RelationTrait, Select,
    sea_query::{Expr, ExprTrait, SelectStatement},
};

/// Rows a page.
pub const PAGE: u64 = 25;

/// Which cases are asked for.
#[derive(Clone, Debug, Default)]
pub struct Filter {
    /// Of this status.
    pub status: Option<Status>,
    /// In this phase.
    pub phase: Option<Phase>,
    /// Under this programme.
    pub programme_id: Option<i64>,
    /// Of this advisor.
    pub advisor_id: Option<i64>,
    /// Found by a case number or the beginnings of names.
    pub search: String,
    /// Among the cases any of these queries names, such as those with something overdue.
    pub among: Vec<SelectStatement>,
    /// Those in which the advisor herself has something to fill in.
    pub missing: Option<Missing>,
    /// The pages after or before a row of the last one.
    pub from: Option<(Turn, Mark)>,
}

/// Which way a page is turned.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Turn {
    /// To older cases.
    Older,
    /// To newer ones.
    Newer,
}

/// A place in the list: the day a case opened and its row number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// The day it opened.
    pub opened_on: NaiveDate,
    /// Its row number.
    pub id: i64,
}

/// A case as the list shows it.
#[derive(Clone, Debug, FromQueryResult)]
pub struct CaseRow {
    /// Row number.
    pub id: i64,
    /// As people call it.
    pub number: String,
    /// How far the business has come.
    pub phase: Phase,
    /// Whether work goes on.
    pub status: Status,
    /// First day.
    pub opened_on: NaiveDate,
    /// Last day.
    pub closed_on: Option<NaiveDate>,
    /// Who is responsible.
    pub advisor_id: i64,
    /// Her name.
    pub advisor: String,
    /// Under which programme.
    pub programme: String,
    /// The client's given names.
    pub given_name: String,
    /// The client's family names.
    pub family_name: String,
    /// Whether the client's identity is protected.
    pub protected: bool,
}

impl CaseRow {
    /// Where the next page begins.
    pub fn mark(&self) -> Mark {
        Mark { opened_on: self.opened_on, id: self.id }
    }

    /// The client's name, if it is the user's to know.
    pub fn client_for(&self, user: &User) -> Option<String> {
        let may = clients::may_list(user, self.protected);
        may.then(|| clients::full_name(&self.given_name, &self.family_name))
    }
}

/// One page, newest first, and whether there is more in the direction turned to.
pub async fn list(
    db: &impl ConnectionTrait,
    user: &User,
    filter: &Filter,
    today: NaiveDate,
) -> Result<(Vec<CaseRow>, bool), DbErr> {
    let from = match filter.missing {
        Some(what) => missing(user, what),
        None => visible_to(user),
    };
    let mut cases = narrowed(from, filter);
    if !filter.search.trim().is_empty() {
        cases = cases.filter(found(user, &filter.search, today));
    }
    let newer = matches!(filter.from, Some((Turn::Newer, _)));
    let order = if newer { sea_orm::Order::Asc } else { sea_orm::Order::Desc };
    let mut rows = cases
        .select_only()
        .columns([
            entity::Column::Id,
            entity::Column::Number,
            entity::Column::Phase,
            entity::Column::Status,
            entity::Column::OpenedOn,
            entity::Column::ClosedOn,
            entity::Column::AdvisorId,
        ])
        .column_as(user::Column::Name, "advisor")
        .column_as(programme::Column::Name, "programme")
        .columns([client::Column::GivenName, client::Column::FamilyName, client::Column::Protected])
        .join(JoinType::InnerJoin, entity::Relation::Client.def())
        .join(JoinType::InnerJoin, entity::Relation::Programme.def())
        .join(JoinType::InnerJoin, entity::Relation::User.def())
        .order_by(entity::Column::OpenedOn, order.clone())
        .order_by(entity::Column::Id, order)
        .limit(PAGE + 1)
        .into_model::<CaseRow>()
        .all(db)
        .await?;
    let more = rows.len() as u64 > PAGE;
    rows.truncate(PAGE as usize);
    if newer {
        rows.reverse();
    }
    Ok((rows, more))
}

fn narrowed(mut cases: Select<entity::Entity>, filter: &Filter) -> Select<entity::Entity> {
    if let Some(status) = filter.status {
        cases = cases.filter(entity::COLUMN.status.eq(status));
    }
    if let Some(phase) = filter.phase {
        cases = cases.filter(entity::COLUMN.phase.eq(phase));
    }
    if let Some(programme) = filter.programme_id {
        cases = cases.filter(entity::COLUMN.programme_id.eq(programme));
    }
    if let Some(advisor) = filter.advisor_id {
        cases = cases.filter(entity::COLUMN.advisor_id.eq(advisor));
    }
    if !filter.among.is_empty() {
        let any = filter
            .among
            .iter()
            .fold(Condition::any(), |any, query| any.add(entity::Column::Id.in_subquery(query.clone())));
        cases = cases.filter(any);
    }
    if let Some((turn, mark)) = filter.from {
        let here = Expr::tuple([
            Expr::col((entity::Entity, entity::Column::OpenedOn)),
            Expr::col((entity::Entity, entity::Column::Id)),
        ]);
        let there = Expr::tuple([Expr::value(mark.opened_on), Expr::value(mark.id)]);
        cases = cases.filter(match turn {
            Turn::Older => here.lt(there),
            Turn::Newer => here.gt(there),
        });
    }
    cases
}

/// By number, written whole or without its year and zeros; otherwise by the client's name.
fn found(user: &User, text: &str, today: NaiveDate) -> Condition {
    let numbers = case_numbers(text.trim(), today.year());
    Condition::all().add(match numbers.is_empty() {
        true => entity::Column::ClientId.in_subquery(clients::search(user, text)),
        false => entity::Column::Number.is_in(numbers),
    })
}

fn case_numbers(text: &str, this_year: i32) -> Vec<String> {
    let (year, sequence) = match text.split_once('-') {
        Some((year, sequence)) => (year.parse().ok(), sequence.parse().ok()),
        None => (None, text.parse().ok()),
    };
    match (year, sequence) {
        (Some(year), Some(sequence)) => vec![written(year, sequence)],
        (None, Some(sequence)) if !text.contains('-') => {
            (0..10).map(|back| written(this_year - back, sequence)).collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_found_with_or_without_year_and_zeros() {
        assert_eq!(case_numbers("2025-312", 2026), ["2025-000312"]);
        assert_eq!(case_numbers("2025-000312", 2026), ["2025-000312"]);
        assert_eq!(case_numbers("312", 2026)[..2], ["2026-000312", "2025-000312"]);
        assert!(case_numbers("Ali Nur", 2026).is_empty());
        assert!(case_numbers("Al-Amin", 2026).is_empty());
    }
}
