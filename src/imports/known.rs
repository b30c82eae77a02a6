//! What the organisation has already: cases of earlier imports and the advisors a book may name.

use std::collections::{HashMap, HashSet};

use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect};

use super::report::{FaultKind, Plan};
use super::values::plain;
use crate::cases::entity as case;
use crate::clients;
use crate::identity::accounts;

/// A case that an earlier import took in.
#[derive(Clone, Copy)]
pub(super) struct KnownCase {
    pub(super) id: i64,
    pub(super) client_id: i64,
    pub(super) advisor_id: i64,
    pub(super) enterprise_id: Option<i64>,
    pub(super) open: bool,
}

/// What is there before a book is taken in.
pub struct Known {
    pub(super) cases: HashMap<String, KnownCase>,
    /// Clients whose identity is protected: what is written about them is sealed.
    pub(super) protected: HashSet<i64>,
    advisors: HashMap<String, i64>,
}

impl Known {
    /// What the organisation has in the programme.
    pub async fn read(
        db: &impl ConnectionTrait,
        organisation_id: i64,
        programme_id: i64,
    ) -> Result<Self, DbErr> {
        type Row = (i64, String, i64, i64, Option<i64>, case::Status);
        let rows: Vec<Row> = case::Entity::find()
            .select_only()
            .columns([
                case::Column::Id,
                case::Column::ImportedReference,
                case::Column::ClientId,
                case::Column::AdvisorId,
                case::Column::EnterpriseId,
                case::Column::Status,
            ])
            .filter(case::COLUMN.organisation_id.eq(organisation_id))
            .filter(case::COLUMN.programme_id.eq(programme_id))
            .filter(case::COLUMN.imported_reference.is_not_null())
            .into_tuple()
            .all(db)
            .await?;
        let known = |(id, number, client_id, advisor_id, enterprise_id, status): Row| {
            let open = status == case::Status::Open;
            (plain(&number), KnownCase { id, client_id, advisor_id, enterprise_id, open })
        };
        let advisors = accounts::advisors(db, organisation_id).await?;
        Ok(Self {
            cases: rows.into_iter().map(known).collect(),
            protected: clients::protected_ids(db, organisation_id).await?,
            advisors: advisors.into_iter().map(|(id, name)| (plain(&name), id)).collect(),
        })
    }

    /// The advisor a book calls by that name.
    pub(super) fn advisor(&self, name: &str) -> Option<i64> {
        self.advisors.get(&plain(name)).copied()
    }

    /// Names of advisors in the book that are nobody's here, each once.
    pub fn unknown_advisors(&self, plan: &Plan) -> Vec<String> {
        let names = plan.cases.iter().filter_map(|case| case.advisor.as_deref());
        let mut unknown: Vec<String> =
            names.filter(|name| self.advisor(name).is_none()).map(str::to_owned).collect();
        unknown.sort();
        unknown.dedup();
        unknown
    }

    /// Whether the case of that number is here already.
    pub fn has(&self, number: &str) -> bool {
        self.cases.contains_key(&plain(number))
    }

    /// Meetings and outcomes whose case is not in the book but here already are no orphans.
    pub fn adopt(&self, plan: &mut Plan) {
        let (meetings, orphans) =
            std::mem::take(&mut plan.orphan_meetings).into_iter().partition(|row| self.has(&row.case_number));
        plan.orphan_meetings = orphans;
        let meetings: Vec<_> = meetings;
        let (outcomes, orphans) =
            std::mem::take(&mut plan.orphan_outcomes).into_iter().partition(|row| self.has(&row.case_number));
        plan.orphan_outcomes = orphans;
        let outcomes: Vec<_> = outcomes;
        let mut adopted: Vec<_> = meetings.iter().map(|row| row.place).collect();
        adopted.extend(outcomes.iter().map(|row| row.place));
        adopted.sort_unstable();
        plan.meetings.extend(meetings);
        plan.outcomes.extend(outcomes);
        let is_adopted = |place| adopted.binary_search(&place).is_ok();
        plan.held.retain(|held| !is_adopted(held.place));
        plan.faults.retain(|fault| fault.kind != FaultKind::Orphan || !is_adopted(fault.place));
    }
}
