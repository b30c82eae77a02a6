//! How long records are kept, and what is due to be disposed of. Of the rules that apply to a client's cases the
//! longest wins (Region Stockholm's archive: the longest limit in a project applies to its working papers too).
pub mod disposal;
pub mod entity;

pub use entity::rule::{Class, Event, Model as Rule};

use crate::{
    cases::entity::{self as cases, Status},
    measures::entity::{
        measure::{self, Kind},
        participant,
    },
    programmes::entity::programme,
    requests::{self, entity::erasure},
};
use chrono::{Datelike, NaiveDate};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
};
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

/// A client all of whose cases have been kept as long as they may be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Due {
    /// The client's row; nothing else of her is told.
    pub client_id: i64,
    /// The tenant.
    pub organisation_id: i64,
    /// The numbers of her cases.
    pub numbers: Vec<String>,
    /// The rule that kept them longest.
    pub class: Class,
    /// The last day they had to be kept.
    pub kept_until: NaiveDate,
}

/// The rules.
pub async fn rules(db: &impl ConnectionTrait) -> Result<Vec<Rule>, DbErr> {
    entity::rule::Entity::find().order_by_asc(entity::rule::Column::Id).all(db).await
}

/// What is due on a day, in an organisation or everywhere, the longest overdue first. Open cases, held ones, and what
/// is proposed or erased already are not.
pub async fn due(
    db: &impl ConnectionTrait,
    organisation_id: Option<i64>,
    today: NaiveDate,
) -> Result<Vec<Due>, DbErr> {
    let rules = rules(db).await?;
    let mut due: Vec<Due> = Vec::new();
    for (client_id, files) in files(db, organisation_id).await? {
        let kept = files.iter().map(|file| file.kept_until(&rules)).collect::<Option<Vec<_>>>();
        let Some((kept_until, class)) = kept.and_then(|kept| kept.into_iter().max()) else { continue };
        if kept_until < today {
            due.push(Due {
                client_id,
                organisation_id: files[0].case.organisation_id,
                numbers: files.into_iter().map(|file| file.case.number).collect(),
                class,
                kept_until,
            });
        }
    }
    due.sort_by_key(|one| (one.kept_until, one.client_id));
    Ok(due)
}

/// A case with what its rules count from.
struct File {
    case: cases::Model,
    programme_ended: NaiveDate,
    aid: Option<NaiveDate>,
    paid: Option<NaiveDate>,
}

impl File {
    /// The longest of the rules, with its class; nothing for a case that is open.
    fn kept_until(&self, rules: &[Rule]) -> Option<(NaiveDate, Class)> {
        let closed_on = self.case.closed_on.filter(|_| self.case.status == Status::Closed)?;
        let until = |rule: &Rule| {
            let from = match rule.from_event {
                Event::CaseClosed => closed_on,
                Event::ProgrammeEnded => year_end(self.programme_ended),
                Event::AidGiven => self.aid?,
                Event::CostPaid => year_end(self.paid?),
            };
            let months = u32::try_from(rule.years * 12).unwrap_or(u32::MAX);
            Some((crate::clock::add_months(from, months), rule.class))
        };
        rules.iter().filter_map(until).max()
    }
}

fn year_end(day: NaiveDate) -> NaiveDate {
    NaiveDate::from_ymd_opt(day.year(), 12, 31).unwrap_or(day)
}

/// By client, the cases of those of whom nothing is held, proposed or gone.
async fn files(
    db: &impl ConnectionTrait,
    organisation_id: Option<i64>,
) -> Result<BTreeMap<i64, Vec<File>>, DbErr> {
    let settled = erasure::Entity::find()
        .select_only()
        .column(erasure::Column::ClientId)
        .filter(erasure::COLUMN.state.ne(erasure::State::Withdrawn));
    let held = cases::Entity::find()
        .select_only()
        .column(cases::Column::ClientId)
        .filter(cases::COLUMN.id.in_subquery(requests::hold::held()));
    let mut query = cases::Entity::find()
        .find_also_related(programme::Entity)
        .filter(cases::Column::ClientId.not_in_subquery(settled.into_query()))
        .filter(cases::Column::ClientId.not_in_subquery(held.into_query()))
        .order_by_asc(cases::Column::Number);
    if let Some(id) = organisation_id {
        query = query.filter(cases::COLUMN.organisation_id.eq(id));
    }
    let (aid, paid) = (last_aid(db).await?, last_cost(db).await?);
    let mut files: BTreeMap<i64, Vec<File>> = BTreeMap::new();
    for (case, programme) in query.all(db).await? {
        let Some(programme) = programme else { continue };
        files.entry(case.client_id).or_default().push(File {
            programme_ended: programme.ends_on,
            aid: aid.get(&case.id).copied(),
            paid: paid.get(&case.id).copied(),
            case,
        });
    }
    Ok(files)
}

async fn last_aid(db: &impl ConnectionTrait) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    last(db, measure::COLUMN.kind.is_in([Kind::Grant, Kind::MicroLoan])).await
}

async fn last_cost(db: &impl ConnectionTrait) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    last(db, measure::COLUMN.cost_ore.gt(0)).await
}

/// By case, the last day of a measure of that sort.
async fn last(
    db: &impl ConnectionTrait,
    of: sea_orm::sea_query::Expr,
) -> Result<HashMap<i64, NaiveDate>, DbErr> {
    let rows: Vec<(i64, NaiveDate)> = participant::Entity::find()
        .select_only()
        .column(participant::Column::CaseId)
        .column_as(measure::COLUMN.starts_on.max(), "last")
        .inner_join(measure::Entity)
        .filter(of)
        .group_by(participant::Column::CaseId)
        .into_tuple()
        .all(db)
        .await?;
    Ok(rows.into_iter().collect())
}
