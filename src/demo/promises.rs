//! The programmes the offices take part in, and the release that is promised of the first.
use super::{
    Made,
    days::{self, Span},
    offices::RECIPIENT,
    sign_ins,
};
use crate::{
    identity::Role,
    programmes::{self, Anchor, Details, Step, entity::plan_step},
    releases::{self, NewDefinition},
};
use chrono::{DateTime, Datelike, Utc};
use sea_orm::DatabaseTransaction;
use std::collections::BTreeMap;

/// A programme, before its years are known.
pub struct Promise {
    called: &'static str,
    diary: &'static str,
    budget_sek: i64,
    /// How many per hundred cases of the whole demonstration are aimed at.
    targets: &'static [(&'static str, i64)],
}

impl Promise {
    /// `Jämställd regional tillväxt 2025–2027`
    pub fn name(&self, span: Span) -> String {
        let first = span.programme_start().year();
        format!("{} {first}–{}", self.called, first + 2)
    }
}

pub const PROGRAMMES: [Promise; 2] = [
    Promise {
        called: "Jämställd regional tillväxt",
        diary: "Ä 2024-4417",
        budget_sek: 18_500_000,
        targets: &[
            ("J01", 115),
            ("J02", 80),
            ("J03", 70),
            ("J04", 9),
            ("J05", 42),
            ("J06", 560),
            ("J07", 52),
        ],
    },
    Promise {
        called: "Utrikes födda kvinnors företagande",
        diary: "Ä 2024-5102",
        budget_sek: 9_200_000,
        targets: &[("J01", 55), ("J02", 34), ("J03", 30), ("J04", 4), ("J05", 19), ("J06", 260), ("J07", 18)],
    },
];

/// The half-year's release for the funder.
pub const RELEASE: &str = "tillvaxtverket-halvar";

/// Starts the programmes, each with its lead, plan and targets.
pub async fn start(
    txn: &DatabaseTransaction,
    made: &Made,
    offices: &[(i64, Vec<i64>)],
    users: &BTreeMap<String, i64>,
    began: DateTime<Utc>,
) -> anyhow::Result<Vec<(i64, Vec<plan_step::Model>)>> {
    let span = made.span();
    let people = sign_ins::sign_ins(made);
    let mut programmes = Vec::new();
    for promise in &PROGRAMMES {
        let name = promise.name(span);
        let leads = people.iter().filter(|one| one.role == Role::Lead && one.programme == name);
        let details = Details {
            funder: RECIPIENT.0.into(),
            diary_number: promise.diary.into(),
            starts_on: span.programme_start(),
            ends_on: span.programme_end(),
            budget_sek: Some(promise.budget_sek),
            organisations: offices.iter().map(|(id, _)| *id).collect(),
            leads: leads.filter_map(|lead| users.get(&lead.email)).copied().collect(),
            name,
        };
        let id = programmes::create(txn, None, details, began).await?;
        programmes::set_plan(txn, None, id, &PLAN, began).await?;
        let aims = promise.targets.iter().map(|(code, per_hundred)| {
            ((*code).to_owned(), (per_hundred * i64::from(made.cases) / 100).max(1))
        });
        programmes::set_targets(txn, None, id, &aims.collect(), began).await?;
        programmes.push((id, programmes::plan(txn, id).await?));
    }
    Ok(programmes)
}

/// Four weeks, half a year and a year after the close; one, two and three years after the start.
const PLAN: [Step; 6] = [
    Step { anchor: Anchor::CaseClosed, months: 0, weeks: 4, window_days: 30 },
    Step { anchor: Anchor::CaseClosed, months: 6, weeks: 0, window_days: 60 },
    Step { anchor: Anchor::CaseClosed, months: 12, weeks: 0, window_days: 60 },
    Step { anchor: Anchor::EnterpriseStarted, months: 12, weeks: 0, window_days: 90 },
    Step { anchor: Anchor::EnterpriseStarted, months: 24, weeks: 0, window_days: 90 },
    Step { anchor: Anchor::EnterpriseStarted, months: 36, weeks: 0, window_days: 90 },
];

/// Promises the half-year's release to the funder.
pub async fn release(
    txn: &DatabaseTransaction,
    span: Span,
    programme_id: i64,
    agency: i64,
    now: DateTime<Utc>,
) -> anyhow::Result<()> {
    let new = NewDefinition::new(RELEASE, programme_id, agency);
    releases::define(txn, None, new, releases_promised(span, now)).await?;
    Ok(())
}

/// Such that the latest run that has come is due and none before it.
fn releases_promised(span: Span, now: DateTime<Utc>) -> DateTime<Utc> {
    let mut promised = days::at(span.programme_start(), 9, 0);
    loop {
        let run = releases::next_run_after(promised);
        if releases::next_run_after(run) > now {
            return promised;
        }
        promised = run;
    }
}
